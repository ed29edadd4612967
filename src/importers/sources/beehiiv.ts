import { createReadStream } from "node:fs";
import { basename } from "node:path";
import type { Importer, Input, Reading, SourceLetter } from "../importer.ts";
import type { Publicity } from "../publicity.ts";
import { columnsOf, firstOf, type Row, readCsv } from "./csv.ts";
import { sentAt } from "./dates.ts";
import { eachFile } from "./input.ts";
import { letterOfEntry } from "./letter-of-entry.ts";
import { publicAddress } from "./page.ts";
import { failed } from "./reading.ts";

/** Columns by which the table is known; each export has had these. */
const COLUMNS = ["content_html", "web_title", "status"];

/** An export of posts: one table, with the letters' HTML in a column. */
export const beehiiv: Importer = {
  kind: "beehiiv",
  label: "a beehiiv export",
  detect: isTable,
  read: (input) => eachFile(input, isTable, readPosts),
};

function isTable({ head, isFolder }: Input): boolean {
  const columns = columnsOf(head);
  return !isFolder && COLUMNS.every((column) => columns.has(column));
}

async function* readPosts(input: Input): AsyncIterable<Reading> {
  let number = 0;
  try {
    for await (const row of readCsv(createReadStream(input.path))) {
      const place = `${input.path}#${++number}`;
      const publicity = publicityOf(row);
      const content = firstOf(row, ["content_html"]);
      if (content === undefined) yield { ...failed(place, new Error("the export has no text for it")), publicity };
      else yield { letter: letterOf(input, place, row, content), publicity };
    }
  } catch (error) {
    yield failed(`${input.path}#${number + 1}`, error);
  }
}

function publicityOf(row: Row): Publicity {
  return {
    source: "beehiiv",
    words: {
      status: row.get("status") ?? "draft",
      audience: row.get("audience"),
      hidden_from_feed: row.get("hidden_from_feed"),
    },
  };
}

function letterOf(input: Input, place: string, row: Row, content: string): SourceLetter {
  const id = row.get("id");
  const url = publicAddress(row.get("url"));
  const subject = firstOf(row, ["web_title", "email_subject_line"]);
  const name =
    url
      ?.replace(/[?#].*$/s, "")
      .split("/")
      .at(-1) ||
    subject ||
    id ||
    "brev";
  return letterOfEntry({
    place,
    name,
    kind: "beehiiv",
    id,
    url,
    file: basename(input.path),
    original: Buffer.from(content),
    originalName: `${name}.html`,
    subject,
    date: sentAt(firstOf(row, ["published_at", "publish_date", "scheduled_at", "created_at"]), true),
    preheader: firstOf(row, ["email_preview_text", "web_subtitle"]),
    body: { format: "html", content },
  });
}
