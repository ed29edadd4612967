import { sha256 } from "../digest.ts";
import type { ParsedPublication } from "./parse-publication.ts";

/** What a text tells its reader. Where it lies, how it is sorted and what was said about it later is not part of it. */
const TOLD = [
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
] as const satisfies readonly (keyof ParsedPublication["fields"])[];

/**
 * SHA-256 of what a text says: the same however it is laid out in its file and whatever becomes of it on the site. White
 * space, line ends, Unicode form, the order of keys and what is said by default do not count.
 */
export function textHashOf({ fields, body }: Pick<ParsedPublication, "fields" | "body">): string {
  const { held = true, ...told } = fields;
  const values = TOLD.map((key) => (key === "held" ? held : (told[key] ?? null)));
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
