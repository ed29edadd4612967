import { basename } from "node:path";
import type { Archive, Importer, Input, Reading, SourceLetter } from "../importer.ts";
import type { Publicity } from "../publicity.ts";
import { archiveHas, folderOf, readArchive } from "./archive.ts";
import { type Row, readCsv } from "./csv.ts";
import { sentAt } from "./dates.ts";
import { decodeHtml } from "./decode.ts";
import { letterOfEntry } from "./letter-of-entry.ts";
import { readRows, type TableExport, tableIn, withoutTable } from "./table-export.ts";

const EXPORT: TableExport = {
  table: "posts.csv",
  folder: "posts/",
  isContent: (name) => /\/\d+\.[^/]*\.html$/.test(name),
};

/** An export: `posts.csv`, and each post as `posts/<number>.<slug>.html`. */
export const substack: Importer = {
  kind: "substack",
  label: "a Substack export",
  detect: (input) => archiveHas(input, (names) => tableIn(names, EXPORT) !== undefined),
  parts: /^posts(?:\.csv)?$/,
  read: (input) => readArchive(input, (archive) => readPosts(input, archive)),
};

async function* readPosts(input: Input, archive: Archive): AsyncIterable<Reading> {
  const table = tableIn(archive.names, EXPORT);
  if (table === undefined) {
    yield withoutTable(input, EXPORT);
    return;
  }
  yield* readRows(input, archive, readCsv([await archive.read(table)]), folderOf(table) + EXPORT.folder, {
    nameOf: (row) => row.get("post_id"),
    ending: ".html",
    publicityOf,
    letterOf,
  });
}

/** What the editor puts where the part for paying readers begins. */
const PAYWALL = /data-component-name="PaywallToDOM"|class="paywall/;

function publicityOf(row: Row, text: Uint8Array | undefined): Publicity {
  return {
    source: "substack",
    words: {
      type: row.get("type"),
      is_published: row.get("is_published") ?? "false",
      audience: row.get("audience"),
      paywall: text && PAYWALL.test(Buffer.from(text).toString("latin1")) ? "yes" : undefined,
    },
  };
}

/** @param postId `123401.hostens-nyheter` */
function letterOf(place: string, postId: string, row: Row, bytes: Uint8Array): SourceLetter {
  const [, id = postId, name = postId] = /^(\d+)\.(.+)$/.exec(postId) ?? [];
  const file = basename(place);
  return letterOfEntry({
    place,
    name,
    kind: "substack",
    id,
    file,
    original: bytes,
    originalName: file,
    subject: row.get("title"),
    date: sentAt(row.get("email_sent_at") ?? row.get("post_date"), true),
    preheader: row.get("subtitle"),
    body: { format: "html", content: decodeHtml(bytes) },
  });
}
