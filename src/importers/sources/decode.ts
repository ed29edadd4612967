/** Bytes to text; declared encodings are often wrong. */
import type { Repair } from "../importer.ts";

/** What the bytes 80–9F mean in Windows-1252, where ISO-8859-1 has control characters that no letter holds. */
const WINDOWS_1252 = "€\u0081‚ƒ„…†‡ˆ‰Š‹Œ\u008dŽ\u008f\u0090‘’“”•–—˜™š›œ\u009džŸ";

/** Labels that in practice mean Windows-1252. */
const WESTERN = /^(?:us-)?ascii$|^iso[-_]?8859[-_]?1$|^latin-?1$|^(?:windows|cp|x-cp)-?1252$|^ansi/i;

/**
 * Decodes a text: by its byte order mark, else as UTF-8 when it can be nothing else, else as declared, else as Windows-1252.
 *
 * Valid UTF-8 with more than ASCII is UTF-8, whatever is declared: text in an older encoding is never valid by chance.
 * @param declared the encoding that the source names, in a header or a `<meta>`
 */
export function decode(bytes: Uint8Array, declared?: string): string {
  const marked = markedEncoding(bytes);
  if (marked) return new TextDecoder(marked).decode(bytes);
  const label = (declared ?? "").trim().toLowerCase();
  // These are written in ASCII with escapes, so their bytes look like UTF-8.
  if (!/^(?:iso-2022-|hz-|utf-?16)/.test(label)) {
    const utf8 = validUtf8(bytes);
    if (utf8 !== undefined) return utf8;
  }
  if (label === "" || WESTERN.test(label)) return windows1252(bytes);
  const decoder = decoderFor(label);
  if (!decoder) return windows1252(bytes);
  if (decoder.encoding === "utf-8" && !isMostlyUtf8(bytes)) return windows1252(bytes);
  return decoder.decode(bytes);
}

/** Not a picture or a program: text has no zero bytes, but in UTF-16 with its mark. */
export function isText(head: Uint8Array): boolean {
  return !head.includes(0) || (head[0] === 0xff && head[1] === 0xfe) || (head[0] === 0xfe && head[1] === 0xff);
}

function markedEncoding(bytes: Uint8Array): string | undefined {
  const [a, b, c] = bytes;
  if (a === 0xef && b === 0xbb && c === 0xbf) return "utf-8";
  if (a === 0xff && b === 0xfe) return "utf-16le";
  if (a === 0xfe && b === 0xff) return "utf-16be";
  return undefined;
}

function validUtf8(bytes: Uint8Array): string | undefined {
  try {
    return new TextDecoder("utf-8", { fatal: true }).decode(bytes);
  } catch {
    return undefined;
  }
}

function decoderFor(label: string) {
  try {
    return new TextDecoder(label);
  } catch {
    return undefined;
  }
}

/** Whether damaged text that is declared as UTF-8 is UTF-8: it has more valid characters than broken ones. */
function isMostlyUtf8(bytes: Uint8Array): boolean {
  const text = new TextDecoder("utf-8").decode(bytes);
  const broken = text.split("\uFFFD").length - 1;
  const whole = text.length - broken - (text.match(/[\0-\x7f]/g)?.length ?? 0);
  return whole > broken;
}

/** Node 20's decoder of this name reads ISO-8859-1 and leaves control characters where quotation marks stood. */
function windows1252(bytes: Uint8Array): string {
  return withoutC1(Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength).toString("latin1"));
}

/** Control characters 80–9F as the signs that were meant. */
export function withoutC1(text: string): string {
  return text.replace(/[\u0080-\u009f]/g, (sign) => WINDOWS_1252[sign.charCodeAt(0) - 0x80] ?? sign);
}

/** How much of a page is searched for its `<meta charset>`; browsers look at the first 1,024 bytes. */
const META_BYTES = 4_096;

/** Decodes a page. @param declared the encoding that the mail's header names, which has precedence over the page */
export function decodeHtml(bytes: Uint8Array, declared?: string): string {
  return decode(bytes, declared ?? declaredInMeta(bytes));
}

function declaredInMeta(bytes: Uint8Array): string | undefined {
  const head = Buffer.from(bytes.subarray(0, META_BYTES)).toString("latin1");
  return /<meta\b[^<>]{0,500}?\bcharset\s*=\s*["']?\s*([\w.:-]+)/i.exec(head)?.[1];
}

/** How many are reported: a letter in the wrong encoding has one in every word. */
const MOST_REPAIRS = 10;

/** Words in which a character was lost, for a person to repair. */
export function encodingRepairs(text: string): Repair[] {
  const words = new Set<string>();
  for (const [word] of text.matchAll(/[^\s<>\uFFFD]{0,40}\uFFFD[^\s<>]{0,40}/g)) {
    words.add(word);
    if (words.size === MOST_REPAIRS) break;
  }
  return [...words].map((word) => ({ rule: "encoding", about: word, find: word }));
}
