/**
 * Splits a message into its parts. postal-mime decodes each single part (names, encodings, addresses); the tree of parts is read
 * here, as postal-mime does not limit their number, and does not give their bytes before it has guessed their encoding.
 */
import PostalMime, { type Email } from "postal-mime";
import { atMost, HEADERS, MIME_DEPTH, MIME_PARTS } from "../../limits.ts";
import { decode, withoutC1 } from "../decode.ts";

/** A part of a message: either a multipart with its children, or bytes. */
export interface Part {
  /** `text/html`, in small letters. */
  readonly type: string;
  readonly children: readonly Part[];
  /** Decoded from base64 or quoted-printable; empty for a multipart. */
  readonly bytes: Uint8Array;
  /** The encoding that the header names. */
  readonly charset: string | undefined;
  /** Whether lines of the text were folded by the mail program: with the space that ends each, or with one more. */
  readonly flow: "spaced" | "joined" | undefined;
  /** Its name by the sender, unchecked: it may be `../../x`. */
  readonly name: string | undefined;
  readonly isAttachment: boolean;
  /** Without the brackets: `1@example.se`. */
  readonly contentId: string | undefined;
  readonly location: string | undefined;
}

export interface Message {
  /** Headers and addresses of the message itself. */
  readonly email: Email;
  readonly root: Part;
}

/** A part as bytes, not decoded. */
interface RawPart {
  readonly header: Uint8Array;
  readonly contentType: string;
  readonly children: RawPart[];
  body: Uint8Array;
}

/** @throws {ImportLimitError} */
export async function readMessage(bytes: Uint8Array): Promise<Message> {
  const raw = new Splitter(Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength)).split();
  return { email: await readHeader(raw.header), root: await readPart(raw) };
}

const LINE_FEED = 0x0a;
const CARRIAGE_RETURN = 0x0d;
const HYPHEN = 0x2d;
const HYPHENS = "\n--";
/** RFC 5322, 2.1.1: no line of a mail is longer; boundaries are at most 70 characters. */
const LONGEST_BOUNDARY_LINE = 1_000;

/** Finds the parts in one pass over the bytes, whatever their depth. */
class Splitter {
  readonly #bytes: Buffer;
  /** The multiparts that are open, the innermost last. */
  readonly #open: { readonly boundary: string; readonly last: string; readonly part: RawPart }[] = [];
  #parts = 0;
  #headerBytes = 0;

  constructor(bytes: Buffer) {
    this.#bytes = bytes;
  }

  split(): RawPart {
    const { part: root, bodyStart } = this.#begin(0, "text/plain");
    // The part whose bytes continue to the next boundary; a multipart has no bytes of its own.
    let current = isMultipart(root) ? undefined : root;
    let start = bodyStart;
    // A body may begin with a boundary: the line end before it belongs to the header.
    let at = this.#bytes.indexOf(HYPHENS, Math.max(bodyStart - 1, 0));
    while (at !== -1 && this.#open.length > 0) {
      const found = this.#boundaryAt(at + 1);
      if (!found) {
        at = this.#bytes.indexOf(HYPHENS, at + 1);
        continue;
      }
      if (current) current.body = this.#bytes.subarray(start, lineBefore(this.#bytes, at, start));
      current = undefined;
      this.#open.length = found.isLast ? found.level : found.level + 1;
      start = found.end;
      if (!found.isLast) {
        const next = this.#begin(found.end, typeOfPartsIn(found.parent));
        found.parent.children.push(next.part);
        if (!isMultipart(next.part)) current = next.part;
        start = next.bodyStart;
      }
      at = this.#bytes.indexOf(HYPHENS, Math.max(start - 1, at + 1));
    }
    // A truncated message has no last boundary, a broken one may have none: then all the rest is text.
    if (current) current.body = this.#bytes.subarray(start);
    else if (root.children.length === 0) root.body = this.#bytes.subarray(bodyStart);
    return root;
  }

  /**
   * Reads the header that begins here, and opens the part when it is a multipart.
   * @param type of the part where its header says none
   */
  #begin(start: number, type: string): { part: RawPart; bodyStart: number } {
    atMost(MIME_PARTS, ++this.#parts);
    const { end, bodyStart } = headerEnd(this.#bytes, start);
    this.#headerBytes += end - start;
    atMost(HEADERS, this.#headerBytes);
    const header = this.#bytes.subarray(start, end);
    const part: RawPart = { header, contentType: contentTypeIn(header, type), children: [], body: new Uint8Array() };
    const boundary = isMultipart(part) ? parameter(part.contentType, "boundary") : undefined;
    if (boundary) {
      this.#open.push({ boundary: boundary.trimEnd(), last: `${boundary.trimEnd()}--`, part });
      atMost(MIME_DEPTH, this.#open.length);
    }
    return { part, bodyStart };
  }

  /** The open multipart whose boundary stands on the line that begins here: a deeper one that was never closed ends with it. */
  #boundaryAt(line: number): { level: number; parent: RawPart; isLast: boolean; end: number } | undefined {
    const lineFeed = this.#bytes.indexOf(LINE_FEED, line);
    const end = lineFeed === -1 ? this.#bytes.length : lineFeed;
    if (end - line > LONGEST_BOUNDARY_LINE) return undefined;
    const text = this.#bytes.toString("latin1", line + 2, end).trimEnd();
    const level = this.#open.findLastIndex(({ boundary, last }) => text === boundary || text === last);
    const { boundary, part: parent } = this.#open[level] ?? {};
    return parent && { level, parent, isLast: text !== boundary, end: Math.min(end + 1, this.#bytes.length) };
  }
}

function isMultipart({ contentType }: RawPart): boolean {
  return contentType.startsWith("multipart/") && parameter(contentType, "boundary") !== undefined;
}

/** What a part is that says nothing of it (RFC 2046, 5.1.5). */
function typeOfPartsIn({ contentType }: RawPart): string {
  return /^multipart\/digest\b/.test(contentType) ? "message/rfc822" : "text/plain";
}

/** The line end before a boundary belongs to the boundary. */
function lineBefore(bytes: Buffer, lineFeed: number, start: number): number {
  return Math.max(bytes[lineFeed - 1] === CARRIAGE_RETURN ? lineFeed - 1 : lineFeed, start);
}

/** Where a header ends and its body begins: at an empty line, or, in a broken message, at a boundary or the end. */
function headerEnd(bytes: Buffer, start: number): { end: number; bodyStart: number } {
  let line = start;
  while (line < bytes.length) {
    atMost(HEADERS, line - start);
    if (bytes[line] === LINE_FEED) return { end: line, bodyStart: line + 1 };
    if (bytes[line] === CARRIAGE_RETURN && bytes[line + 1] === LINE_FEED) return { end: line, bodyStart: line + 2 };
    if (line > start && bytes[line] === HYPHEN && bytes[line + 1] === HYPHEN) return { end: line, bodyStart: line };
    const lineFeed = bytes.indexOf(LINE_FEED, line);
    if (lineFeed === -1) break;
    line = lineFeed + 1;
  }
  atMost(HEADERS, bytes.length - start);
  return { end: bytes.length, bodyStart: bytes.length };
}

/** Each field of a header on one line. */
function unfolded(header: string): string {
  return header.replace(/\r?\n[ \t]+/g, " ");
}

/** A header as text. Old programs wrote undeclared Latin-1; the library reads only UTF-8. */
function headerText(header: Uint8Array): string {
  return unfolded(decode(header)).replace(NEIGHBOURS, (words, charset: string) => joinedWords(words, charset));
}

/** Encoded words of one charset that follow each other (RFC 2047). */
const NEIGHBOURS = /=\?([\w-]{1,40})\?b\?[\w+/=]*\?=(?: +=\?\1\?b\?[\w+/=]*\?=)+/gi;

/** As one word: mail programs cut them within a letter of several bytes, which each half alone has lost. */
function joinedWords(words: string, charset: string): string {
  const parts = words.split(/ +/).map((word) => Buffer.from(word.split("?")[3] ?? "", "base64"));
  return `=?${charset}?B?${Buffer.concat(parts).toString("base64")}?=`;
}

/**
 * The value of the first Content-Type. Byte by byte, as boundaries are bytes.
 * @param missing where there is none, or an invalid one
 */
function contentTypeIn(header: Buffer, missing: string): string {
  const value = /^content-type[ \t]*:(.*)$/im.exec(unfolded(header.toString("latin1")))?.[1]?.trim() ?? "";
  return /^[\w.+-]+\/[\w.+-]+/.test(value) ? value.replace(/^[^;\s]+/, (type) => type.toLowerCase()) : missing;
}

/** A parameter of a header's value: `charset=utf-8`, `boundary="=_1"`. */
function parameter(value: string, name: string): string | undefined {
  const found = new RegExp(`;\\s*${name}\\s*=\\s*(?:"((?:[^"\\\\]|\\\\.)*)"|([^\\s;"]+))`, "i").exec(value);
  const text = found?.[1]?.replace(/\\(.)/g, "$1") ?? found?.[2];
  return text === "" ? undefined : text;
}

function readHeader(header: Uint8Array): Promise<Email> {
  return PostalMime.parse(`${headerText(header)}\r\n\r\n`);
}

async function readPart(raw: RawPart): Promise<Part> {
  const children: Part[] = [];
  for (const child of raw.children) children.push(await readPart(child));
  const header = headerText(raw.header);
  const { headers, attachments } = await PostalMime.parse(Buffer.concat([asAttachment(header), raw.body]));
  const value = (key: string) => headers.find((each) => each.key === key)?.value;
  const [leaf] = attachments;
  const type = raw.contentType.split(";")[0]?.trim() ?? "";
  return {
    type: type.startsWith("multipart/") && children.length === 0 ? "text/plain" : type,
    children,
    bytes: leaf && typeof leaf.content !== "string" ? new Uint8Array(leaf.content) : new Uint8Array(),
    charset: parameter(raw.contentType, "charset"),
    flow: flowOf(raw.contentType),
    name: leaf?.filename ? withoutC1(leaf.filename) : undefined,
    isAttachment: /^content-disposition[ \t]*:\s*attachment\b/im.test(header),
    contentId: value("content-id")?.replace(/^<|>$/g, ""),
    location: value("content-location"),
  };
}

function flowOf(contentType: string): Part["flow"] {
  if (parameter(contentType, "format")?.toLowerCase() !== "flowed") return undefined;
  return parameter(contentType, "delsp")?.toLowerCase() === "yes" ? "joined" : "spaced";
}

/**
 * The header of a part, changed so that the library returns its bytes: it would decode a text by the header alone, while `<meta>`
 * or the bytes are often more reliable.
 */
function asAttachment(header: string): Uint8Array {
  const fields = [
    { name: /^(content-type[ \t]*:)[^;\r\n]*/im, field: "Content-Type:", value: " application/octet-stream" },
    { name: /^(content-disposition[ \t]*:)[^;\r\n]*/im, field: "Content-Disposition:", value: " attachment" },
  ];
  const changed = fields.reduce(
    (text, { name, field, value }) =>
      name.test(text) ? text.replace(name, (_, written: string) => written + value) : `${field}${value}\r\n${text}`,
    header,
  );
  return Buffer.from(`${changed.trimEnd()}\r\n\r\n`);
}
