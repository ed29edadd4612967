import { BrokenPictureError, type Carried } from "./carried.ts";
import { carriedInExif, carriedInXmp, exifOf, orientationOf } from "./exif.ts";
import { latin1, Reader } from "./reader.ts";

const [SOI, EOI, SOS, COMMENT] = [0xd8, 0xd9, 0xda, 0xfe];
const [APP0, APP1, APP2, APP13, APP14] = [0xe0, 0xe1, 0xe2, 0xed, 0xee];
const EXIF = "Exif\0\0";
/** JFIF, without the small copy of the picture that may follow. */
const JFIF_LENGTH = 14;
/** Adobe's segment says how the colours are written. */
const ADOBE_LENGTH = 12;
/** Data sets of IPTC IIM 4.2, and what they give away. */
const IPTC: readonly (readonly [Carried, readonly number[]])[] = [
  ["name", [80, 85, 110, 115, 116, 122]],
  ["place", [90, 92, 95, 101]],
  ["time", [55, 60]],
  ["comment", [5, 105, 120]],
];

/**
 * A JPEG (ITU-T T.81) that holds tables, scans, the colour profile and the orientation, and ends where its picture does. A
 * telephone puts second pictures and films after it.
 */
export function cleanJpeg(bytes: Uint8Array, removed: Set<Carried>): Uint8Array {
  const reader = new Reader(bytes);
  const parts: Uint8Array[] = [reader.slice(0, 2)];
  let hasExif = false;
  for (let at = 2; ; ) {
    const start = nextMarker(bytes, at);
    if (start > at) removed.add("other");
    const marker = reader.u8(start + 1);
    if (marker === EOI) {
      parts.push(reader.slice(start, start + 2));
      if (start + 2 < bytes.length) removed.add("appendix");
      return Buffer.concat(parts);
    }
    // 0xd0 to 0xd7 outside of a scan, another start or reserved markers: not a JPEG that a browser would show.
    if (marker < 0xc0 || marker === 0xc8 || (marker >= 0xd0 && marker <= SOI) || (marker >= 0xde && marker < APP0))
      throw new BrokenPictureError();
    if (marker > 0xef && marker !== COMMENT) throw new BrokenPictureError();
    const end = start + 2 + reader.u16(start + 2);
    const segment = reader.slice(start, end);
    const content = reader.slice(start + 4, end);
    const kept = marker < APP0 ? segment : keptOf(marker, content, hasExif);
    if (marker === APP1 && startsWith(content, EXIF)) hasExif = true;
    if (kept) parts.push(kept);
    if (!kept || kept.length < segment.length || !Buffer.from(kept).equals(segment))
      for (const carried of carriedIn(marker, content)) removed.add(carried);
    at = end;
    if (marker !== SOS) continue;
    at = endOfScan(bytes, end);
    parts.push(reader.slice(end, at));
  }
}

/** What remains of an application's segment; undefined where nothing does. */
function keptOf(marker: number, content: Uint8Array, hasExif: boolean): Uint8Array | undefined {
  if (marker === APP0 && startsWith(content, "JFIF\0") && content.length >= JFIF_LENGTH) {
    const plain = Uint8Array.from(content.subarray(0, JFIF_LENGTH));
    plain.fill(0, JFIF_LENGTH - 2);
    return segmentOf(marker, plain);
  }
  if (marker === APP2 && startsWith(content, "ICC_PROFILE\0")) return segmentOf(marker, content);
  if (marker === APP14 && startsWith(content, "Adobe") && content.length >= ADOBE_LENGTH)
    return segmentOf(marker, content.subarray(0, ADOBE_LENGTH));
  // Browsers follow the first one.
  if (marker !== APP1 || hasExif || !startsWith(content, EXIF)) return undefined;
  const orientation = orientationOf(content.subarray(EXIF.length));
  if (orientation === 1) return undefined;
  return segmentOf(marker, Buffer.concat([Buffer.from(EXIF, "latin1"), exifOf(orientation)]));
}

function segmentOf(marker: number, content: Uint8Array): Uint8Array {
  const length = content.length + 2;
  return Buffer.concat([Uint8Array.from([0xff, marker, length >> 8, length & 0xff]), content]);
}

function carriedIn(marker: number, content: Uint8Array): Carried[] {
  if (marker === COMMENT) return ["comment"];
  if (marker === APP0) return ["thumbnail"];
  if (marker === APP1 && startsWith(content, EXIF)) return carriedInExif(content.subarray(EXIF.length));
  if (marker === APP1) return carriedInXmp(latin1(content));
  if (marker !== APP13) return ["other"];
  const text = latin1(content);
  const sets = new Set(Array.from(text.matchAll(/\x1c\x02(.)/gs), ([, set = ""]) => set.charCodeAt(0)));
  return ["other", ...IPTC.flatMap(([carried, numbers]) => (numbers.some((set) => sets.has(set)) ? [carried] : []))];
}

/** Decoders pass over what lies between two segments, so nothing of it is kept. */
function nextMarker(bytes: Uint8Array, from: number): number {
  for (let at = bytes.indexOf(0xff, from); at >= 0 && at + 1 < bytes.length; at = bytes.indexOf(0xff, at + 1)) {
    if (bytes[at + 1] !== 0xff && bytes[at + 1] !== 0) return at;
  }
  throw new BrokenPictureError();
}

/** In a scan 0xff is followed by 0, or begins a mark at which a decoder may start again. */
function endOfScan(bytes: Uint8Array, from: number): number {
  for (let at = bytes.indexOf(0xff, from); at >= 0; at = bytes.indexOf(0xff, at + 1)) {
    const next = bytes[at + 1] ?? 0;
    if (next !== 0 && next !== 0xff && !(next >= 0xd0 && next <= 0xd7)) return at;
  }
  throw new BrokenPictureError();
}

function startsWith(content: Uint8Array, text: string): boolean {
  return latin1(content.subarray(0, text.length)) === text;
}
