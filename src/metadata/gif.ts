import { BrokenPictureError, type Carried } from "./carried.ts";
import { carriedInXmp } from "./exif.ts";
import { latin1, Reader } from "./reader.ts";

const HEADER = 13;
const [IMAGE, EXTENSION, TRAILER] = [0x2c, 0x21, 0x3b];
const [TIMING, COMMENT, APPLICATION] = [0xf9, 0xfe, 0xff];
/** How often an animation is shown, and the colour profile. */
const KEPT_APPLICATION = /^(?:NETSCAPE2\.0|ANIMEXTS1\.0|ICCRGBG1012)$/;

/** A GIF (GIF89a) that holds pictures, how long they are shown and the colour profile, and ends where its pictures do. */
export function cleanGif(bytes: Uint8Array, removed: Set<Carried>): Uint8Array {
  const reader = new Reader(bytes);
  let at = HEADER + paletteLength(reader.u8(10));
  const parts: Uint8Array[] = [reader.slice(0, at)];
  for (let hasImage = false; ; ) {
    // Old programs leave out the byte that ends the file; nothing is hidden then.
    if (at === bytes.length && hasImage) return Buffer.concat(parts);
    const kind = reader.u8(at);
    if (kind === TRAILER) {
      parts.push(reader.slice(at, at + 1));
      if (at + 1 < bytes.length) removed.add("appendix");
      return Buffer.concat(parts);
    }
    if (kind !== IMAGE && kind !== EXTENSION) throw new BrokenPictureError();
    const blocks = kind === IMAGE ? at + 11 + paletteLength(reader.u8(at + 9)) : at + 2;
    const end = endOfBlocks(reader, blocks);
    const label = reader.u8(at + 1);
    const content = reader.slice(at, end);
    if (kind === IMAGE || label === TIMING || isKept(label, content)) parts.push(content);
    else for (const carried of carriedIn(label, content)) removed.add(carried);
    hasImage ||= kind === IMAGE;
    at = end;
  }
}

function isKept(label: number, content: Uint8Array): boolean {
  return label === APPLICATION && KEPT_APPLICATION.test(latin1(content.subarray(3, 14)));
}

function carriedIn(label: number, content: Uint8Array): Carried[] {
  if (label === COMMENT) return ["comment"];
  return label === APPLICATION ? carriedInXmp(latin1(content)) : ["other"];
}

/** @param packed the byte of which a bit says whether there is a palette, and three how long it is */
function paletteLength(packed: number): number {
  return packed & 0x80 ? 3 * 2 ** ((packed & 7) + 1) : 0;
}

/** Blocks of up to 255 bytes follow each other; an empty one ends them. */
function endOfBlocks(reader: Reader, from: number): number {
  let at = from;
  for (let length = reader.u8(at); length > 0; length = reader.u8(at)) at += length + 1;
  return at + 1;
}
