import { basename } from "node:path";
import type { Archive, Importer, Input, Reading, SourceLetter } from "../importer.ts";
import type { Publicity } from "../publicity.ts";
import { archiveHas, folderOf, readArchive } from "./archive.ts";
import { type Row, readCsv } from "./csv.ts";
import { sentAt } from "./dates.ts";
import { decode } from "./decode.ts";
import { objectsIn, readJson, textIn } from "./json.ts";
import { letterOfEntry } from "./letter-of-entry.ts";
import { readRows, type TableExport, tableIn, withoutTable } from "./table-export.ts";

const exportWith = (table: string): TableExport => ({
  table,
  folder: "emails/",
  isContent: (name) => name.endsWith(".md"),
});
/** The table, in either of its forms. */
const CSV = exportWith("emails.csv");
const JSON_FORM = exportWith("emails.json");

/** The editor that a text was written in, as its first line says: "fancy" writes HTML. */
const MODE = /^\s*<!--\s*buttondown-editor-mode:\s*(\w+)\s*-->\s*/;

/** An export: `emails.csv`, or `emails.json`, and each letter as `emails/<slug>.md`. */
export const buttondown: Importer = {
  kind: "buttondown",
  label: "a Buttondown export",
  detect: (input) => archiveHas(input, (names) => findTable(names) !== undefined),
  parts: /^emails(?:\.csv|\.json)?$/,
  read: (input) => readArchive(input, (archive) => readEmails(input, archive)),
};

function findTable(names: ReadonlySet<string>): { table: string; folder: string } | undefined {
  for (const form of [CSV, JSON_FORM]) {
    const table = tableIn(names, form);
    if (table !== undefined) return { table, folder: folderOf(table) + form.folder };
  }
  return undefined;
}

async function* readEmails(input: Input, archive: Archive): AsyncIterable<Reading> {
  const found = findTable(archive.names);
  if (!found) {
    yield withoutTable(input, CSV);
    return;
  }
  const rows = rowsOf(found.table, await archive.read(found.table));
  yield* readRows(input, archive, rows, found.folder, {
    nameOf: (row) => row.get("slug") ?? row.get("id"),
    ending: ".md",
    publicityOf,
    letterOf,
  });
}

async function* rowsOf(table: string, bytes: Uint8Array): AsyncIterable<Row> {
  if (table.endsWith(".csv")) {
    yield* readCsv([bytes]);
    return;
  }
  for (const object of objectsIn(readJson(bytes))) {
    yield new Map(
      Object.keys(object).flatMap((key) => {
        const text = textIn(object, key);
        return text === undefined ? [] : [[key, text] as const];
      }),
    );
  }
}

/** Exports of some years have no column for the state: then what has a date has gone out. */
function publicityOf(row: Row): Publicity {
  const status = row.get("status");
  const date = row.get("publish_date") ?? (status === undefined ? "" : undefined);
  return { source: "buttondown", words: { status, publish_date: date, email_type: row.get("email_type") } };
}

function letterOf(place: string, slug: string, row: Row, bytes: Uint8Array): SourceLetter {
  const written = decode(bytes).replace(/\r\n?/g, "\n");
  const isHtml = MODE.exec(written)?.[1]?.toLowerCase() === "fancy";
  const content = written.replace(MODE, "");
  const file = basename(place);
  return letterOfEntry({
    place,
    name: slug,
    kind: "buttondown",
    id: row.get("id"),
    file,
    original: bytes,
    originalName: file,
    subject: row.get("subject"),
    date: sentAt(row.get("publish_date"), true),
    preheader: row.get("description"),
    body: { format: isHtml ? "html" : "markdown", content },
  });
}
