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
  const present = HASHED.flatMap((name): [HashedField, string][] => {
    const value = fields[name];
    return isDefault(name, value) ? [] : [[name, canonical(value)]];
  });
  const said = oneSpaced(body);
  const firstFormHash = firstForm(fields, new Map(present), said);
  return { textHash: secondForm(present, said), ...(firstFormHash !== undefined && { firstFormHash }) };
}

/** Says the same as no value. */
function isDefault(name: HashedField, value: unknown): boolean {
  return value === undefined || (name === "held" && value === true) || (Array.isArray(value) && value.length === 0);
}

/**
 * The values that are present, sorted by name. Exported for tests that add a field.
 * @param present values as `canonical` returns them
 * @param said the body as `oneSpaced` returns it
 */
export function secondForm(present: readonly (readonly [name: string, value: string])[], said: string): string {
  const sorted = [...present].sort(([a], [b]) => (a < b ? -1 : 1));
  return `2-${sha256(`2\n{${sorted.map(([name, value]) => `${JSON.stringify(name)}:${value}`).join()}}\n${said}`)}`;
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
function firstForm(fields: Text["fields"], present: ReadonlyMap<string, string>, said: string): string | undefined {
  for (const name of present.keys()) if (!IN_FIRST_FORM.has(name)) return undefined;
  const { held = true } = fields;
  const values = FIRST_FORM.map(
    (name) => present.get(name) ?? JSON.stringify(name === "held" ? held : (fields[name] ?? null)),
  );
  return sha256(`[${values.join()}]\n${said}`);
}

/** The JSON of a value with its keys sorted at every level. */
export function canonical(value: unknown): string {
  return JSON.stringify(value, (_key, part: unknown) => {
    if (typeof part === "string") return oneSpaced(part);
    if (typeof part !== "object" || part === null || Array.isArray(part)) return part;
    return Object.fromEntries(Object.entries(part).sort(([a], [b]) => (a < b ? -1 : 1)));
  });
}

/** In one Unicode form, with one blank for all white space between words. */
export function oneSpaced(text: string): string {
  return text.normalize("NFC").replace(/\s+/g, " ").trim();
}
