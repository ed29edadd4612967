import { en } from "./en.ts";
import { type Strings, sv } from "./sv.ts";

export type { Strings };

const LANGUAGES: Readonly<Record<string, Strings>> = { sv, en };

export const STRING_LANGUAGES = Object.keys(LANGUAGES);

/** The site's own texts in a language; undefined where no file in this folder has it. */
export function stringsFor(language: string): Strings | undefined {
  return LANGUAGES[language.split("-")[0] ?? ""];
}
