import { partialDateFault } from "../core.ts";
import { dateOfNames } from "./dates.ts";
import { dateOfFile, dateOfFolders } from "./file-date.ts";

/** Words by which a date in a name is that of the letter, not of an event that it invites to. */
const OWN =
  /(?:brev|letter|brief|lettre|bulletin|boletín|boletin|kirje|tiedote|nyhetsblad)(?!\p{L})|(?<!\p{L})(?:nr|nummer|issue|utgåva|ausgabe|nummero|numéro|número)(?!\p{L})/iu;

export interface DateSources {
  /** The date in the source: a header, a column, front matter. */
  readonly declared: string | undefined;
  /** The letter's names, the short one first. */
  readonly names: readonly (string | undefined)[];
  /** The first lines of the letter. */
  readonly top: readonly string[];
  /** The file's name, without folder and extension. */
  readonly fileName: string;
  /** The file with its folders. */
  readonly place: string;
}

export interface LetterDate {
  readonly date: string | undefined;
  /** Dates that contradict it, where its source gives none. */
  readonly others: readonly string[];
}

/**
 * When a letter was sent, as precise as it is known: from its source, else from its name, the name of its file or folder, or a date on
 * a line of its own at the top; days before months. The source has precedence; the rest may only add to it ("2023" and "september
 * 2023").
 */
export function dateOfLetter({ declared, names, top, fileName, place }: DateSources): LetterDate {
  const known = [
    dateOfOwnName(names),
    dateOfFile(fileName),
    dateOfOwnName([fileName.replace(/[-_.]+/g, " ")]),
    dateOfFolders(place),
  ].filter((date) => date !== undefined);
  const found = [...known.filter(isDay), ...known.filter((date) => !isDay(date)), dateLine(top) ?? []].flat();
  if (declared !== undefined && partialDateFault(declared) === undefined)
    return { date: found.find((date) => date.startsWith(declared)) ?? declared, others: [] };
  const [first] = found;
  if (first === undefined) return { date: undefined, others: [] };
  const date = found.find((each) => each.length > first.length && each.startsWith(first)) ?? first;
  return { date, others: [...new Set(found.filter((each) => !date.startsWith(each)))] };
}

function isDay(date: string): boolean {
  return date.length === "2023-09-14".length;
}

function dateOfOwnName(names: readonly (string | undefined)[]): string | undefined {
  for (const name of names) {
    const date = dateOfNames([name]);
    // "Välkommen den 14 mars 2023" and "Målen för 2030" are not about when the letter was sent.
    if (date !== undefined && (date.length === 7 || OWN.test(name ?? ""))) return date;
  }
  return undefined;
}

/** A longer line is running text, below which a date is that of an event. */
const LONGEST_HEAD_LINE = 60;

function dateLine(top: readonly string[]): string | undefined {
  const running = top.findIndex((text) => text.length > LONGEST_HEAD_LINE);
  const head = running === -1 ? top : top.slice(0, running);
  const line = head.find((text) => text.length <= 40 && isDateAlone(text));
  return line === undefined ? undefined : dateOfNames([line]);
}

/** "14 september 2023", "Torsdag 14 september 2023", "Falun 2023-09-14". */
function isDateAlone(text: string): boolean {
  const words = text.split(/[\s,.]+/u).filter(Boolean);
  const numbers = words.filter((word) => /\d/.test(word)).length;
  return words.length <= 5 && (dateOfNames([text])?.length ?? 0) > 4 && (numbers <= 2 || words.length === 3);
}
