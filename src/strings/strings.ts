import { en } from "./en.ts";
import { sv } from "./sv.ts";

/** Every text the site says by itself. Swedish is the model; the compiler finds what another language lacks. */
export type Strings = typeof sv;

const LANGUAGES: Readonly<Record<string, Strings>> = { sv, en };

export const STRING_LANGUAGES = Object.keys(LANGUAGES);

/** The site's own texts in a language; undefined where no file in this folder has it. */
export function stringsFor(language: string): Strings | undefined {
  return LANGUAGES[language.split("-")[0] ?? ""];
}
