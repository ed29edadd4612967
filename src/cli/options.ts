import { InvalidArgumentError } from "commander";
import { isTime } from "../ledger/event.ts";
import { flag, option } from "./command.ts";

const FORMATS = ["text", "json"] as const;
/** How diagnostics are written. */
export type DiagnosticFormat = (typeof FORMATS)[number];

export const contentDir = option("--content <dir>", "the folder with the content", { default: "content" });

/** @param folder where the site is written when nothing else is said */
export const outputOption = (folder: string) => option("--output <dir>", "the folder to write", { default: folder });

export const format = option("--format <format>", "how problems are written", { choices: FORMATS, default: "text" });

/** Whether the site is served through a link to its release; undefined leaves it as it is. Both set `link`. */
export const linkOptions = {
  link: flag("--link", "serve releases through a symbolic link, which is switched in one step"),
  noLink: flag("--no-link", "serve the release as a plain folder again"),
};

export const time = option(
  "--time <time>",
  "when, as 2026-11-23 or 2026-11-23T14:00Z (default: the newest date known)",
  {
    parse: (text) => {
      if (!isTime(text)) throw new InvalidArgumentError("It is a date, or a date and time in UTC: 2026-11-23T14:00Z");
      // No later line may be earlier, so a slip here could never be mended.
      if (text.slice(0, 10) > tomorrow()) throw new InvalidArgumentError("It lies in the future.");
      return text;
    },
  },
);

/** Whatever the time zone, nobody has a later day today. */
function tomorrow(): string {
  return new Date(Date.now() + 86_400_000).toISOString().slice(0, 10);
}

/** @returns a parser of whole numbers in a range, with an error message that names it */
export const wholeNumber =
  (least: number, most: number, range: string) =>
  (text: string): number => {
    const number = Number(text);
    if (!Number.isInteger(number) || number < least || number > most)
      throw new InvalidArgumentError(`It is a whole number ${range}.`);
    return number;
  };
