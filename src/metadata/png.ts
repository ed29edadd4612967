import { crc32 } from "node:zlib";
import { BrokenPictureError, type Carried } from "./carried.ts";
import { carriedInExif, carriedInXmp, exifOf, orientationOf } from "./exif.ts";
import { latin1, Reader } from "./reader.ts";

const SIGNATURE = 8;
/** Pixels, colours, the size of a pixel and animation (W3C PNG, third edition). All other chunks may be left out. */
const KEPT = /^(?:IHDR|PLTE|IDAT|IEND|tRNS|cHRM|gAMA|iCCP|sBIT|sRGB|cICP|mDCV|cLLI|bKGD|pHYs|acTL|fcTL|fdAT)$/;

/** A PNG that holds what is needed to show it and its orientation, and ends where its picture does. */
export function cleanPng(bytes: Uint8Array, removed: Set<Carried>): Uint8Array {
  const reader = new Reader(bytes);
  const parts: Uint8Array[] = [reader.slice(0, SIGNATURE)];
  for (let at = SIGNATURE; ; ) {
    const length = reader.u32(at);
    const type = reader.text(at + 4, 4);
    const end = at + 12 + length;
    const chunk = reader.slice(at, end);
    const content = chunk.subarray(8, 8 + length);
    if ((at === SIGNATURE) !== (type === "IHDR")) throw new BrokenPictureError();
    if (KEPT.test(type)) parts.push(chunk);
    else if (type === "eXIf") keepOrientation(chunk, content, parts, removed);
    // A capital letter says that the picture cannot be shown without it.
    else if (/^[A-Z]/.test(type)) throw new BrokenPictureError();
    else for (const carried of carriedIn(type, content)) removed.add(carried);
    if (type === "IEND") {
      if (end < bytes.length) removed.add("appendix");
      return Buffer.concat(parts);
    }
    at = end;
  }
}

function keepOrientation(chunk: Uint8Array, content: Uint8Array, parts: Uint8Array[], removed: Set<Carried>): void {
  const orientation = orientationOf(content);
  const kept = orientation === 1 ? undefined : chunkOf("eXIf", exifOf(orientation));
  if (kept) parts.push(kept);
  if (!kept || !Buffer.from(kept).equals(chunk)) for (const carried of carriedInExif(content)) removed.add(carried);
}

function carriedIn(type: string, content: Uint8Array): Carried[] {
  if (type === "tIME") return ["time"];
  if (/^(?:tEXt|zTXt|iTXt)$/.test(type)) return ["comment", ...carriedInXmp(latin1(content))];
  return ["other"];
}

function chunkOf(type: string, content: Uint8Array): Uint8Array {
  const chunk = Buffer.alloc(content.length + 12);
  chunk.writeUInt32BE(content.length);
  chunk.write(type, 4, "latin1");
  chunk.set(content, 8);
  chunk.writeUInt32BE(crc32(chunk.subarray(4, -4)), content.length + 8);
  return chunk;
}
