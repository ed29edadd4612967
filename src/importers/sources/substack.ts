import { basename } from "node:path";
import type { Importer, Input, Reading, SourceLetter } from "../importer.ts";
import { type Archive, archiveHas, findByName, folderOf, readArchive } from "./archive.ts";
import { type Row, readCsv } from "./csv.ts";
import { calendarDay } from "./dates.ts";
import { decodeHtml, encodingRepairs } from "./decode.ts";
import { failed, skipped } from "./reading.ts";

const TABLE = "posts.csv";
const FOLDER = "posts/";

/** What was sent to readers; a `thread` is a conversation and a `page` a part of the site. */
const LETTERS = new Set(["newsletter", "podcast"]);

/** An export: `posts.csv`, and each post as `posts/<number>.<slug>.html`. */
export const substack: Importer = {
  kind: "substack",
  label: "a Substack export",
  detect: (input) => archiveHas(input, (names) => tableIn(names) !== undefined),
  read: (input) => readArchive(input, (archive) => readPosts(input, archive)),
};

function tableIn(names: ReadonlySet<string>): string | undefined {
  const table = findByName(names, TABLE);
  if (table === undefined) return undefined;
  const folder = folderOf(table) + FOLDER;
  return [...names].some((name) => name.startsWith(folder) && /\/\d+\.[^/]*\.html$/.test(name)) ? table : undefined;
}

async function* readPosts(input: Input, archive: Archive): AsyncIterable<Reading> {
  const table = tableIn(archive.names);
  if (table === undefined) {
    yield failed(input.path, new Error(`there is no ${TABLE} with ${FOLDER} in it`));
    return;
  }
  for await (const row of readCsv([await archive.read(table)])) {
    const postId = row.get("post_id");
    if (postId === undefined) continue;
    const file = `${folderOf(table)}${FOLDER}${postId}.html`;
    const place = `${input.path}/${file}`;
    const why = refusal(row);
    if (why) {
      yield skipped(place, why);
      continue;
    }
    try {
      yield { letter: letterOf(place, postId, row, await archive.read(file)) };
    } catch (error) {
      yield failed(place, error);
    }
  }
}

function refusal(row: Row): string | undefined {
  if (row.get("is_published")?.toLowerCase() !== "true") return "it is not published";
  const type = row.get("type")?.toLowerCase() ?? "newsletter";
  return LETTERS.has(type) ? undefined : `it is a ${type}, not a letter`;
}

/** @param postId `123401.hostens-nyheter` */
function letterOf(place: string, postId: string, row: Row, bytes: Uint8Array): SourceLetter {
  const content = decodeHtml(bytes);
  const [, id = postId, name = postId] = /^(\d+)\.(.+)$/.exec(postId) ?? [];
  const subject = row.get("title");
  const preheader = row.get("subtitle");
  const date = calendarDay(row.get("email_sent_at") ?? row.get("post_date"));
  const file = basename(place);
  return {
    place,
    name,
    kind: "substack",
    identity: `substack:${id}`,
    source: { system: "substack", id, file },
    original: bytes,
    originalName: file,
    ...(subject && { subject }),
    ...(date && { date }),
    ...(preheader && { preheader }),
    recipients: [],
    body: { format: "html", content },
    files: new Map(),
    attachments: [],
    repairs: encodingRepairs(content),
  };
}
