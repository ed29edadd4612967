import { readFileSync } from "node:fs";
import { join } from "node:path";
import { parse } from "yaml";
import type { ImportedLetter, SourceBody, SourceLetter } from "../../../src/importers/importer.ts";
import { composeLetter, type LetterContext } from "../../../src/importers/letter/compose-letter.ts";
import type { Topic } from "../../../src/model/archive.ts";
import { UDD } from "../../support/sample.ts";
import { png } from "../command/support.ts";

const REGISTER = join(UDD, "topics.yaml");

function topics(): Topic[] {
  const entries = parse(readFileSync(REGISTER, "utf8")) as Record<string, { name: string; aliases?: string[] }>;
  return Object.entries(entries).map(([id, { name, aliases = [] }]) => ({ id, name, aliases }));
}

export const CONTEXT: LetterContext = {
  language: "sv",
  timeZone: "Europe/Stockholm",
  topics: topics(),
  issueName: ({ date, slug }) => `${date}-${slug}`,
  isSlugTaken: () => false,
};

/** Fields of a letter that a test sets; undefined removes one. */
type Fields = { readonly [Key in keyof SourceLetter]?: SourceLetter[Key] | undefined };

/** A letter with only the given fields different from the defaults. */
export function sourceLetter(body: SourceBody | string, more: Fields = {}): SourceLetter {
  return {
    place: "brev.txt",
    name: "brev",
    kind: "paloma",
    source: { system: "paloma" },
    original: new TextEncoder().encode("original"),
    originalName: "brev.txt",
    subject: "Exempelbrevet",
    date: "2024-03-14",
    recipients: [],
    body: typeof body === "string" ? { format: "text", content: body } : body,
    files: new Map(),
    attachments: [],
    repairs: [],
    ...more,
  } as SourceLetter;
}

export function compose(body: SourceBody | string, more: Fields = {}): ImportedLetter {
  return composeLetter(sourceLetter(body, more), CONTEXT);
}

/** A grey picture, larger than what is taken for a spacer. */
export const PNG: Uint8Array = png(300, 300);
