import { carriedInExif, carriedInXmp } from "./exif.ts";
import { latin1 } from "./reader.ts";

/** What a PDF says of those who made it, as far as it says so in plain bytes. */
export interface PdfFacts {
  readonly author?: string;
  /** Whether it, or a picture in it, says where it was made. */
  readonly place: boolean;
}

/** Memory: of what is looked at closely. A folder of facts is small. */
const LONGEST_OBJECT = 65_536;
const LONGEST_XMP = 1_048_576;
/** A hostile file could repeat what is looked for. */
const MOST_FOUND = 100;

/**
 * Reads the document information (ISO 32000, 14.3.3), the XMP packets and the Exif blocks of pictures. What lies in compressed
 * streams, or in an encrypted file, is not seen.
 */
export function readPdf(bytes: Uint8Array): PdfFacts {
  const file = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  const packets = placesOf(file, "<x:xmpmeta").map((at) => {
    const packet = file.subarray(at, at + LONGEST_XMP);
    const end = packet.indexOf("</x:xmpmeta>");
    return packet.toString("utf8", 0, end < 0 ? packet.length : end);
  });
  const place =
    packets.some((packet) => carriedInXmp(packet).includes("place")) ||
    placesOf(file, "Exif\0\0").some((at) =>
      carriedInExif(file.subarray(at + 6, at + LONGEST_OBJECT)).includes("place"),
    );
  const isEncrypted = file.includes("/Encrypt");
  const author = (isEncrypted ? undefined : authorOf(file)) ?? packets.map(creatorOf).find((name) => name);
  return { place, ...(author && { author }) };
}

/** The last information that a trailer names: a file that was changed has one trailer after the other. */
function authorOf(file: Buffer): string | undefined {
  for (const at of placesOf(file, "/Info").reverse()) {
    const [, name] = /^\/Info\s+(\d{1,10}\s+\d{1,5})\s+R/.exec(latin1(file.subarray(at, at + 40))) ?? [];
    if (name === undefined) continue;
    const found = placesOf(file, `${name.replace(/\s+/, " ")} obj`).filter((place) => !isDigit(file[place - 1]));
    const start = found.at(-1);
    if (start === undefined) return undefined;
    const object = latin1(file.subarray(start, start + LONGEST_OBJECT)).split("endobj", 1)[0] ?? "";
    const [, literal, hex] = /\/Author\s*(?:\(((?:[^()\\]|\\.)*)\)|<([\da-fA-F\s]*)>)/s.exec(object) ?? [];
    return (
      textOf(hex === undefined ? unescaped(literal ?? "") : Buffer.from(hex.replace(/\s/g, ""), "hex")) || undefined
    );
  }
  return undefined;
}

function isDigit(byte: number | undefined): boolean {
  return byte !== undefined && byte >= 0x30 && byte <= 0x39;
}

const ESCAPES: Readonly<Record<string, string>> = { n: "\n", r: "\r", t: "\t", b: "\b", f: "\f", "\n": "", "\r": "" };

function unescaped(literal: string): Buffer {
  const plain = literal.replace(/\\(?:([0-7]{1,3})|(.))/gs, (_whole, octal?: string, sign = "") =>
    octal === undefined ? (ESCAPES[sign] ?? sign) : String.fromCharCode(Number.parseInt(octal, 8) & 0xff),
  );
  return Buffer.from(plain, "latin1");
}

function textOf(bytes: Buffer): string {
  const isUtf16 = bytes[0] === 0xfe && bytes[1] === 0xff;
  const isUtf8 = bytes[0] === 0xef && bytes[1] === 0xbb && bytes[2] === 0xbf;
  const text = isUtf16 ? new TextDecoder("utf-16be").decode(bytes) : bytes.toString(isUtf8 ? "utf8" : "latin1");
  return text.replace(/^\ufeff/, "").trim();
}

/** The first person that an XMP packet says has made the document. */
function creatorOf(packet: string): string | undefined {
  const start = packet.indexOf("<dc:creator>");
  if (start < 0) return undefined;
  const [, name = ""] = /<rdf:li[^>]*>([^<]*)</.exec(packet.slice(start, start + LONGEST_OBJECT)) ?? [];
  return name.trim() || undefined;
}

function placesOf(file: Buffer, text: string): number[] {
  const found: number[] = [];
  for (let at = file.indexOf(text, 0, "latin1"); at >= 0 && found.length < MOST_FOUND; ) {
    found.push(at);
    at = file.indexOf(text, at + 1, "latin1");
  }
  return found;
}
