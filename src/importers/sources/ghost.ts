import { basename, dirname } from "node:path";
import type { Importer, Input, Reading, SourceFile, SourceLetter } from "../importer.ts";
import { ATTACHMENT, isWithin, JSON_FILE } from "../limits.ts";
import type { Publicity } from "../publicity.ts";
import { archiveHas, folderOf, readArchive } from "./archive.ts";
import { sentAt } from "./dates.ts";
import { eachFile, readUpTo } from "./input.ts";
import { isObject, type JsonObject, objectsIn, readJson, textIn } from "./json.ts";
import { languageTag } from "./language.ts";
import { letterOfEntry } from "./letter-of-entry.ts";
import { skipped } from "./reading.ts";
import { collectFiles, fileFinder, referencesInHtml } from "./references.ts";

/** The placeholder in exports for the address of the site, which they do not contain. */
const OWN_ADDRESS = "__GHOST_URL__";

/** The name of the export in a zip that a person has made of it and the pictures. */
const IN_ZIP = /(?:^|\/)[^/]*\bghost\b[^/]*\.json$/i;

type FindFile = (reference: string) => SourceFile | undefined;

/** An export of the whole site in one JSON file. Pictures are in `content/images` beside it, if they were downloaded. */
export const ghost: Importer = {
  kind: "ghost",
  label: "a Ghost export",
  detect: async (input) => isExport(input) || (!input.isFolder && (await archiveHas(input, hasExport))),
  read: (input) => (isExport(input) || input.isFolder ? eachFile(input, isExport, readFile) : readZip(input)),
};

/** The first keys of every export, in order. */
function isExport({ head, isFolder }: Input): boolean {
  const text = Buffer.from(head.subarray(0, 2_000)).toString("latin1");
  return (
    !isFolder &&
    /^\s*\{\s*(?:"db"\s*:\s*\[\s*\{\s*)?"meta"\s*:\s*\{\s*"(?:exported_on|version)"/.test(
      text.replace(/^\xef\xbb\xbf/, ""),
    )
  );
}

function hasExport(names: ReadonlySet<string>): boolean {
  return [...names].some((name) => IN_ZIP.test(name));
}

async function* readFile(input: Input): AsyncIterable<Reading> {
  const find = fileFinder(dirname(input.path));
  yield* readPosts(input.path, readUpTo(JSON_FILE, input.path), async () => find);
}

function readZip(input: Input): AsyncIterable<Reading> {
  return readArchive(input, async function* (archive) {
    for (const name of [...archive.names].filter((each) => IN_ZIP.test(each))) {
      const readPictures = async (references: Iterable<string>): Promise<FindFile> => {
        const found = new Map<string, SourceFile>();
        for (const reference of references) {
          const path = folderOf(name) + reference;
          if (archive.names.has(path)) found.set(reference, { name: basename(path), bytes: await archive.read(path) });
        }
        return (reference) => found.get(reference);
      };
      yield* readPosts(`${input.path}/${name}`, await archive.read(name), readPictures);
    }
  });
}

async function* readPosts(
  path: string,
  bytes: Uint8Array,
  finderFor: (references: Iterable<string>) => Promise<FindFile>,
): AsyncIterable<Reading> {
  const data = tablesIn(readJson(bytes));
  const meta = new Map(objectsIn(data.posts_meta).map((row) => [textIn(row, "post_id"), row]));
  const topics = topicsByPost(data);
  for (const [index, post] of objectsIn(data.posts).entries()) {
    const slug = textIn(post, "slug") ?? String(index + 1);
    const place = `${path}#${slug}`;
    const publicity = publicityOf(post);
    const id = textIn(post, "id") ?? "";
    const body = bodyOf(post, meta.get(id));
    if (!body) {
      const why = "the export has its text in the editor's own form only; save it anew in Ghost and export again";
      yield { ...skipped(place, why), publicity };
      continue;
    }
    const references = body.format === "html" ? referencesInHtml(body.content) : [];
    const find = await finderFor(references);
    yield {
      letter: letterOf(
        { path, place, slug },
        post,
        meta.get(id),
        topics.get(id) ?? [],
        body,
        collectFiles(references, find),
      ),
      publicity,
    };
  }
}

/** Older exports have no list around the data. */
function tablesIn(json: unknown): JsonObject {
  const [db] = isObject(json) && "db" in json ? objectsIn(json.db) : [json];
  const data = isObject(db) ? db.data : undefined;
  if (!isObject(data) || !Array.isArray(data.posts)) throw new Error("there is no list of posts in the export");
  return data;
}

/** What Ghost puts where the part for members begins, and around a part that only some of them see. */
const FOR_MEMBERS = /<!--\s*members-only\s*-->|<!--\s*kg-gated-block:begin|kg-paywall-card/;

function publicityOf(post: JsonObject): Publicity {
  const isPage = textIn(post, "type") === "page" || post.page === true || post.page === 1;
  return {
    source: "ghost",
    words: {
      status: textIn(post, "status") ?? "draft",
      type: isPage ? "page" : "post",
      visibility: textIn(post, "visibility"),
      "members-only": FOR_MEMBERS.test(textIn(post, "html") ?? "") ? "yes" : undefined,
    },
  };
}

function bodyOf(post: JsonObject, meta: JsonObject | undefined): SourceLetter["body"] | undefined {
  const html = textIn(post, "html");
  if (html !== undefined) return { format: "html", content: withLocalAddresses(pictureOf(post, meta) + html) };
  const text = textIn(post, "plaintext");
  return text === undefined ? undefined : { format: "text", content: text };
}

/** The picture above a post is not part of its text. */
function pictureOf(post: JsonObject, meta: JsonObject | undefined): string {
  const address = textIn(post, "feature_image") ?? textIn(post, "image");
  if (address === undefined) return "";
  const alt = textIn(meta, "feature_image_alt") ?? "";
  const caption = textIn(meta, "feature_image_caption");
  return `<figure><img src="${quoted(address)}" alt="${quoted(alt)}">${caption ? `<figcaption>${caption}</figcaption>` : ""}</figure>\n`;
}

/** A text as the value of an attribute between double quotes. */
function quoted(text: string): string {
  return text.replaceAll("&", "&amp;").replaceAll('"', "&quot;");
}

/** Pictures by their path beside the export; other pages of the site from its root. */
function withLocalAddresses(html: string): string {
  return html
    .replaceAll(`${OWN_ADDRESS}/content/`, "content/")
    .replaceAll('src="/content/', 'src="content/')
    .replaceAll(`${OWN_ADDRESS}/`, "/");
}

/** Tags of each post by their addresses; those whose names begin with # are internal. */
function topicsByPost(data: JsonObject): Map<string, string[]> {
  const tags = new Map(objectsIn(data.tags).map((tag) => [textIn(tag, "id"), tag]));
  const topics = new Map<string, string[]>();
  for (const link of objectsIn(data.posts_tags)) {
    const post = textIn(link, "post_id");
    const tag = tags.get(textIn(link, "tag_id"));
    const slug = textIn(tag, "slug");
    if (post === undefined || slug === undefined || textIn(tag, "name")?.startsWith("#")) continue;
    topics.set(post, [...(topics.get(post) ?? []), slug]);
  }
  return topics;
}

function letterOf(
  { path, place, slug }: { readonly path: string; readonly place: string; readonly slug: string },
  post: JsonObject,
  meta: JsonObject | undefined,
  topics: readonly string[],
  body: SourceLetter["body"],
  files: ReadonlyMap<string, SourceFile>,
): SourceLetter {
  // Ids in old exports are numbers, which are not unique among sites.
  const id = textIn(post, "uuid") ?? textIn(post, "id")?.match(/^[0-9a-f]{24}$/)?.[0];
  return letterOfEntry({
    place,
    name: slug,
    kind: "ghost",
    id,
    file: basename(path),
    original: Buffer.from(JSON.stringify(post)),
    originalName: `${slug}.json`,
    subject: textIn(post, "title") ?? textIn(meta, "email_subject"),
    date: dayOf(textIn(post, "published_at")),
    preheader: textIn(post, "custom_excerpt") ?? textIn(meta, "meta_description"),
    language: languageTag(textIn(post, "locale") ?? textIn(post, "language")),
    body,
    facts: topics.length > 0 ? { topics: [...topics] } : undefined,
    files: new Map([...files].filter(([, file]) => isWithin(ATTACHMENT, file.bytes.length))),
  });
}

/** Until 2015 Ghost counted milliseconds. */
function dayOf(written: string | undefined): string | undefined {
  return sentAt(
    written !== undefined && /^\d{11,13}$/.test(written) ? new Date(Number(written)).toISOString() : written,
    true,
  );
}
