import { sha256 } from "../hash.ts";
import { fieldsWith, type HashedField } from "../model/publication-fields.ts";
import type { ParsedPublication } from "./parse-publication.ts";

/**
 * Hashes of what a text says: the same however it is laid out in its file and whatever becomes of it on the site. White space, line
 * ends, Unicode form, the order of keys and what is said by default do not count.
 */
export interface TextHashes {
  /** "2-" and SHA-256: of the fields that are present, so that a field can be added later. */
  readonly textHash: string;
  /** SHA-256, in the form that ledgers were written with before. Absent where the text has a field that this form does not know. */
  readonly firstFormHash?: string;
}

type Text = Pick<ParsedPublication, "fields" | "body">;

/** Those that `model/publication-fields.ts` says are hashed: where a text lies, how it is sorted and later corrections are not. */
const HASHED = fieldsWith("hashed", true);

export function textHashes({ fields, body }: Text): TextHashes {
  const present = HASHED.flatMap((name): [HashedField, unknown][] => {
    const value = fields[name];
    return isDefault(name, value) ? [] : [[name, value]];
  });
  const firstFormHash = firstForm(fields, present, body);
  return { textHash: secondForm(present, body), ...(firstFormHash !== undefined && { firstFormHash }) };
}

/** Says the same as no value. */
function isDefault(name: HashedField, value: unknown): boolean {
  return value === undefined || (name === "held" && value === true) || (Array.isArray(value) && value.length === 0);
}

/** The values that are present, sorted by name at every level. Exported for tests that add a field. */
export function secondForm(present: readonly (readonly [name: string, value: unknown])[], body: string): string {
  return `2-${sha256(`2\n${JSON.stringify(Object.fromEntries(present), canonical)}\n${oneSpaced(body)}`)}`;
}

/** The fields of the first form in its order. Never changed: ledgers hold hashes that were made so. */
const FIRST_FORM = [
  "title",
  "heading",
  "number",
  "date",
  "language",
  "held",
  "summary",
  "contacts",
  "steeringGroup",
  "leadership",
  "funding",
  "documents",
  "events",
] as const satisfies readonly HashedField[];
const IN_FIRST_FORM: ReadonlySet<string> = new Set(FIRST_FORM);

/** The hash of a text in a form that has a place for every field, also for those without a value. */
function firstForm(
  fields: Text["fields"],
  present: readonly (readonly [name: string, value: unknown])[],
  body: string,
): string | undefined {
  if (present.some(([name]) => !IN_FIRST_FORM.has(name))) return undefined;
  const { held = true } = fields;
  const values = FIRST_FORM.map((name) => (name === "held" ? held : (fields[name] ?? null)));
  return sha256(`${JSON.stringify(values, canonical)}\n${oneSpaced(body)}`);
}

function canonical(_key: string, value: unknown): unknown {
  if (typeof value === "string") return oneSpaced(value);
  if (typeof value !== "object" || value === null || Array.isArray(value)) return value;
  return Object.fromEntries(Object.entries(value).sort(([a], [b]) => (a < b ? -1 : 1)));
}

function oneSpaced(text: string): string {
  return text.normalize("NFC").replace(/\s+/g, " ").trim();
}
