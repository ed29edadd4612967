/** Pages saved from a browser, with their pictures. */
import { basename, dirname } from "node:path";
import { personalKeyIn } from "../core.ts";
import type { Input, SourceFile, SourceLetter } from "../importer.ts";
import { MESSAGE } from "../limits.ts";
import { sentAt } from "./dates.ts";
import { decode, decodeHtml, encodingRepairs } from "./decode.ts";
import { readUpTo, stemOf } from "./input.ts";
import { isMhtml, readMhtml } from "./mail/mhtml.ts";
import { savedFrom } from "./paloma/web-version.ts";
import { collectFiles, fileFinder, referencesInHtml } from "./references.ts";

/** A page or a text as it was saved. */
export interface Page {
  readonly format: "html" | "text";
  readonly bytes: Uint8Array;
  readonly content: string;
  /** The address that it was saved from, if the page names it. */
  readonly address: string | undefined;
  readonly files: ReadonlyMap<string, SourceFile>;
}

/** How a page begins, after comments and the like. */
const BEGINNING =
  /^\s*(?:<\?xml\b[^<>]*>\s*|<!--(?:[^-]|-(?!->))*-->\s*)*<(?:!doctype\s+html|html|head|body|meta|title|style|table|div|center|p|h[1-6])\b/i;

/** Whether a file is a page, by its beginning. */
export function isPage({ head, isFolder }: Input): boolean {
  return !isFolder && (isMhtml(head) || BEGINNING.test(decode(head)));
}

/** @throws {ImportLimitError} */
export async function readPage(input: Input): Promise<Page> {
  if (isMhtml(input.head)) {
    const bytes = readUpTo(MESSAGE, input.path);
    const { html, address, files } = await readMhtml(bytes);
    return { format: "html", bytes, content: html, address, files };
  }
  const bytes = input.bytes();
  const content = decodeHtml(bytes);
  const files = collectFiles(referencesInHtml(content), fileFinder(dirname(input.path)));
  return { format: "html", bytes, content, address: savedFrom(content), files };
}

/** @throws {ImportLimitError} */
export function readText(input: Input): Page {
  const bytes = input.bytes();
  const content = decode(bytes).replace(/\r\n?/g, "\n");
  return { format: "text", bytes, content, address: undefined, files: new Map() };
}

/** Metadata with the date of a page. */
const PUBLISHED = [
  /<meta\b[^<>]{0,300}?\b(?:property|name|itemprop)\s*=\s*["']?(?:article:published_time|datePublished|dcterms\.(?:date|issued)|date)["']?[^<>]{0,300}?\bcontent\s*=\s*["']?([^"'<>]{4,40})/i,
  /<time\b[^<>]{0,300}?\bdatetime\s*=\s*["']?([^"'<>]{4,40})/i,
];

/** Makes a letter of a page; the caller adds its kind and source. */
export function letterOfPage(
  input: Input,
  page: Page,
  known: Pick<SourceLetter, "kind" | "source"> & Partial<Pick<SourceLetter, "identity">>,
): SourceLetter {
  const file = basename(input.path);
  const date = page.format === "html" ? sentAt(firstMatch(PUBLISHED, page.content)) : undefined;
  return {
    place: input.path,
    name: nameOf(input.path),
    kind: known.kind,
    ...(known.identity && { identity: known.identity }),
    source: { ...known.source, file },
    original: page.bytes,
    originalName: file,
    ...(date && { date }),
    recipients: [],
    body: { format: page.format, content: page.content },
    files: page.files,
    attachments: [],
    repairs: encodingRepairs(page.content),
  };
}

/** A page that a site has as `2025-09-15-x/index.html` has its name there. */
function nameOf(path: string): string {
  const stem = stemOf(path);
  return (stem === "index" && basename(dirname(path))) || stem;
}

function firstMatch(patterns: readonly RegExp[], text: string): string | undefined {
  const head = text.slice(0, 64 * 1024);
  return patterns.map((pattern) => pattern.exec(head)?.[1]).find((found) => found !== undefined);
}

/** An address for front matter; undefined for anything but a web address, and where it holds a personal key. */
export function publicAddress(address: string | undefined): string | undefined {
  if (address === undefined || !/^https?:\/\/[^\s/?#]/i.test(address) || /\s/.test(address)) return undefined;
  return URL.canParse(address) && personalKeyIn(address) === undefined ? address : undefined;
}
