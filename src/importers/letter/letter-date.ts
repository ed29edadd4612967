import { partialDateFault } from "../core.ts";
import { dateOfNames } from "./dates.ts";

/** Words by which a date in a name is that of the letter, not of an event that it invites to. */
const OWN =
  /nyhetsbrev|newsletter|månadsbrev|infobrev|veckobrev|nyhetsblad|(?<!\p{L})(?:nr|nummer|issue|utgåva)(?!\p{L})/iu;

export interface DateSources {
  /** The date in the source: a header, a column, front matter. */
  readonly declared: string | undefined;
  /** The letter's names, the short one first. */
  readonly names: readonly (string | undefined)[];
  /** The first lines of the letter. */
  readonly top: readonly string[];
  /** The file's name. */
  readonly fileName: string;
}

/**
 * When a letter was sent, as precise as it is known: from its source, else from its name, a date on a line of its own at the top,
 * or the beginning of the file name. The source has precedence; the text may only add to it ("2023" and "september 2023").
 */
export function dateOfLetter({ declared, names, top, fileName }: DateSources): string | undefined {
  const named = dateOfOwnName(names) ?? dateLine(top) ?? dateOfFile(fileName);
  if (declared === undefined || partialDateFault(declared) !== undefined) return named;
  return named?.startsWith(declared) ? named : declared;
}

function dateOfOwnName(names: readonly (string | undefined)[]): string | undefined {
  for (const name of names) {
    const date = dateOfNames([name]);
    // "Välkommen den 14 mars 2023" and "Målen för 2030" are not about when the letter was sent.
    if (date !== undefined && (date.length === 7 || OWN.test(name ?? ""))) return date;
  }
  return undefined;
}

function dateLine(top: readonly string[]): string | undefined {
  const line = top.find((text) => text.length <= 40 && isDateAlone(text));
  return line === undefined ? undefined : dateOfNames([line]);
}

/** "14 september 2023", "Torsdag 14 september 2023", "Falun 2023-09-14". */
function isDateAlone(text: string): boolean {
  const words = text.split(/[\s,.]+/u).filter(Boolean);
  return (
    words.length <= 5 && (dateOfNames([text])?.length ?? 0) > 4 && words.filter((word) => /\d/.test(word)).length <= 2
  );
}

function dateOfFile(name: string): string | undefined {
  const date = /^((?:19|20)\d{2}-\d{2}(?:-\d{2})?)(?!\d)/.exec(name)?.[1];
  return date !== undefined && partialDateFault(date) === undefined ? date : undefined;
}
