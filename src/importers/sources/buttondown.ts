import { basename } from "node:path";
import type { Importer, Input, Reading, SourceLetter } from "../importer.ts";
import { type Archive, archiveHas, findByName, folderOf, readArchive } from "./archive.ts";
import { type Row, readCsv } from "./csv.ts";
import { calendarDay } from "./dates.ts";
import { decode, encodingRepairs } from "./decode.ts";
import { objectsIn, readJson, textIn } from "./json.ts";
import { failed, skipped } from "./reading.ts";

const TABLES = ["emails.csv", "emails.json"];
const FOLDER = "emails/";

/** States of what has gone out. Exports of some years have no column for it: then what has a date has gone out. */
const SENT = new Set(["sent", "imported", "resending", "throttled"]);

/** The editor that a text was written in, as its first line says: "fancy" writes HTML. */
const MODE = /^\s*<!--\s*buttondown-editor-mode:\s*(\w+)\s*-->\s*/;

/** An export: `emails.csv`, or `emails.json`, and each letter as `emails/<slug>.md`. */
export const buttondown: Importer = {
  kind: "buttondown",
  label: "a Buttondown export",
  detect: (input) => archiveHas(input, (names) => tableIn(names) !== undefined),
  read: (input) => readArchive(input, (archive) => readEmails(input, archive)),
};

function tableIn(names: ReadonlySet<string>): string | undefined {
  for (const wanted of TABLES) {
    const table = findByName(names, wanted);
    if (table === undefined) continue;
    const folder = folderOf(table) + FOLDER;
    if ([...names].some((name) => name.startsWith(folder) && name.endsWith(".md"))) return table;
  }
  return undefined;
}

async function* readEmails(input: Input, archive: Archive): AsyncIterable<Reading> {
  const table = tableIn(archive.names);
  if (table === undefined) {
    yield failed(input.path, new Error(`there is no ${TABLES[0]} with ${FOLDER} in it`));
    return;
  }
  for await (const row of rowsOf(table, await archive.read(table))) {
    const slug = row.get("slug") ?? row.get("id");
    if (slug === undefined) continue;
    const file = `${folderOf(table)}${FOLDER}${slug}.md`;
    const place = `${input.path}/${file}`;
    const why = refusal(row);
    if (why) {
      yield skipped(place, why);
      continue;
    }
    try {
      yield { letter: letterOf(place, slug, row, await archive.read(file)) };
    } catch (error) {
      yield failed(place, error);
    }
  }
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

function refusal(row: Row): string | undefined {
  const status = row.get("status")?.toLowerCase();
  if (status !== undefined) return SENT.has(status) ? undefined : `it is not sent (${status})`;
  return row.has("publish_date") ? undefined : "it is not sent";
}

function letterOf(place: string, slug: string, row: Row, bytes: Uint8Array): SourceLetter {
  const written = decode(bytes).replace(/\r\n?/g, "\n");
  const isHtml = MODE.exec(written)?.[1]?.toLowerCase() === "fancy";
  const content = written.replace(MODE, "");
  const id = row.get("id");
  const subject = row.get("subject");
  const preheader = row.get("description");
  const date = calendarDay(row.get("publish_date"));
  const file = basename(place);
  return {
    place,
    name: slug,
    kind: "buttondown",
    ...(id && { identity: `buttondown:${id}` }),
    source: { system: "buttondown", ...(id && { id }), file },
    original: bytes,
    originalName: file,
    ...(subject && { subject }),
    ...(date && { date }),
    ...(preheader && { preheader }),
    recipients: [],
    body: { format: isHtml ? "html" : "markdown", content },
    files: new Map(),
    attachments: [],
    repairs: encodingRepairs(content),
  };
}
