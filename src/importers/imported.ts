import { lstatSync } from "node:fs";
import { join } from "node:path";
import { z } from "zod";
import { IMPORTED_NOTES, isWithin } from "./limits.ts";
import { readUpTo } from "./sources/input.ts";

/** The record of imports. Its name begins with a dot, so that no build reads it. */
export const IMPORTED_FILE = ".imported.json";

const hash = z.string().regex(/^[0-9a-f]{64}$/);
const entrySchema = z.strictObject({
  /** What identifies the letter, see identity.ts. */
  identities: z.array(z.string()),
  original: hash,
  words: hash.optional(),
  /** SHA-256 of the issue file as it was written. A file with another hash has been edited. */
  written: hash,
  /** Files beside the issue, by their path from it, with their SHA-256. */
  files: z.record(z.string(), hash),
});
const importedSchema = z.strictObject({ version: z.literal(1), issues: z.record(z.string(), entrySchema) });

/** The record of one imported issue. */
export type ImportedEntry = z.output<typeof entrySchema>;

/** By path below the content folder. */
export type ImportedNotes = Map<string, ImportedEntry>;

/**
 * Reads the record of earlier imports. Where it is missing or damaged, every issue counts as edited by hand and none is
 * overwritten.
 */
export function readImported(contentDir: string): { notes: ImportedNotes; isDamaged: boolean } {
  const file = join(contentDir, IMPORTED_FILE);
  const stats = lstatSync(file, { throwIfNoEntry: false });
  if (!stats) return { notes: new Map(), isDamaged: false };
  if (!stats.isFile() || !isWithin(IMPORTED_NOTES, stats.size)) return { notes: new Map(), isDamaged: true };
  const result = importedSchema.safeParse(parseJson(file));
  return result.success
    ? { notes: new Map(Object.entries(result.data.issues)), isDamaged: false }
    : { notes: new Map(), isDamaged: true };
}

function parseJson(file: string): unknown {
  try {
    return JSON.parse(Buffer.from(readUpTo(IMPORTED_NOTES, file)).toString("utf8"));
  } catch {
    return undefined;
  }
}

/** Sorted, so that version control shows only what changed. */
export function formatImported(notes: ImportedNotes): string {
  const issues = Object.fromEntries(
    sorted(notes).map(([path, { identities, original, words, written, files }]) => [
      path,
      {
        identities: [...identities].sort(),
        original,
        ...(words !== undefined && { words }),
        written,
        files: Object.fromEntries(sorted(Object.entries(files))),
      },
    ]),
  );
  return `${JSON.stringify({ version: 1, issues }, null, 2)}\n`;
}

/** By code unit, the same in every locale. */
function sorted<T>(entries: Iterable<readonly [string, T]>): (readonly [string, T])[] {
  return [...entries].sort(([a], [b]) => (a < b ? -1 : a > b ? 1 : 0));
}
