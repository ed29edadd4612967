import { en } from "./en.ts";
import { type Strings, sv } from "./sv.ts";

export type { Strings };

const LANGUAGES: Readonly<Record<string, Strings>> = { sv, en };

export const STRING_LANGUAGES = Object.keys(LANGUAGES);

/** The reasons for a withdrawal that remove the text too: a word of each language, and the name of the law. */
export const REMOVAL_REASONS: readonly string[] = [
  ...Object.values(LANGUAGES).map(({ removalReason }) => removalReason),
  "gdpr",
];

/** The site's own texts in a language; undefined where no file in this folder has it. */
export function stringsFor(language: string): Strings | undefined {
  return LANGUAGES[language.split("-")[0] ?? ""];
}
