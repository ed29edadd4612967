import { BrokenPictureError, type Carried } from "./carried.ts";
import { carriedInExif, carriedInXmp, exifOf, orientationOf } from "./exif.ts";
import { latin1, Reader } from "./reader.ts";

const HEADER = 12;
/** A frame of an animation says where it is and how long it is shown before its own chunks begin. */
const FRAME_HEADER = 16;
/** Of VP8X: flags, and the size of the picture. */
const EXTENDED_LENGTH = 10;
/** Of the byte in VP8X that says what follows. */
const [HAS_EXIF, HAS_XMP] = [0x08, 0x04];
const EXIF = "Exif\0\0";

/** A WebP (RFC 9649) that holds pixels, animation, the colour profile and its orientation, and ends where its picture does. */
export function cleanWebp(bytes: Uint8Array, removed: Set<Carried>): Uint8Array {
  const reader = new Reader(bytes);
  const end = 8 + reader.u32(4, true);
  if (end < HEADER || end > bytes.length) throw new BrokenPictureError();
  // A last chunk of odd length is often written without the byte that fills it up.
  if (end + (end % 2) < bytes.length) removed.add("appendix");
  const chunks = chunksOf(new Reader(reader.slice(HEADER, end)));
  const [first] = chunks;
  const isExtended = first?.type === "VP8X" && first.content.length >= EXTENDED_LENGTH;
  const isSimple = first?.type === "VP8 " || first?.type === "VP8L";
  // It says what follows, and stands nowhere else.
  if (!(isExtended || isSimple) || chunks.findLastIndex(({ type }) => type === "VP8X") > 0)
    throw new BrokenPictureError();
  let hasExif = false;
  const kept = chunks.flatMap(({ type, content }): Uint8Array[] => {
    if (/^(?:VP8 |VP8L|VP8X|ALPH|ANIM|ICCP)$/.test(type)) return [chunkOf(type, content)];
    if (type === "ANMF") return [chunkOf(type, cleanFrame(content, removed))];
    if (type !== "EXIF" || hasExif) {
      for (const carried of type === "XMP " ? carriedInXmp(latin1(content)) : (["other"] as const))
        removed.add(carried);
      return [];
    }
    hasExif = true;
    const tiff = latin1(content.subarray(0, EXIF.length)) === EXIF ? content.subarray(EXIF.length) : content;
    const orientation = orientationOf(tiff);
    const minimal = orientation === 1 ? undefined : exifOf(orientation);
    if (!minimal || !Buffer.from(minimal).equals(content))
      for (const carried of carriedInExif(tiff)) removed.add(carried);
    return minimal ? [chunkOf(type, minimal)] : [];
  });
  const body = Buffer.concat(kept);
  if (isExtended) {
    const isTurned = hasExif && chunksOf(new Reader(body)).some(({ type }) => type === "EXIF");
    body[8] = (reader.u8(HEADER + 8) & ~(HAS_EXIF | HAS_XMP)) | (isTurned ? HAS_EXIF : 0);
  }
  const start = Buffer.from(reader.slice(0, HEADER));
  start.writeUInt32LE(body.length + 4, 4);
  return Buffer.concat([start, body]);
}

function cleanFrame(content: Uint8Array, removed: Set<Carried>): Uint8Array {
  const reader = new Reader(content);
  const parts = chunksOf(new Reader(reader.slice(FRAME_HEADER, content.length))).flatMap((chunk) => {
    if (/^(?:VP8 |VP8L|ALPH)$/.test(chunk.type)) return [chunkOf(chunk.type, chunk.content)];
    removed.add("other");
    return [];
  });
  return Buffer.concat([reader.slice(0, FRAME_HEADER), ...parts]);
}

function chunksOf(reader: Reader): { type: string; content: Uint8Array }[] {
  const chunks: { type: string; content: Uint8Array }[] = [];
  for (let at = 0; at < reader.length; ) {
    const length = reader.u32(at + 4, true);
    chunks.push({ type: reader.text(at, 4), content: reader.slice(at + 8, at + 8 + length) });
    at += 8 + length + (length % 2);
  }
  return chunks;
}

function chunkOf(type: string, content: Uint8Array): Uint8Array {
  const chunk = Buffer.alloc(8 + content.length + (content.length % 2));
  chunk.write(type, "latin1");
  chunk.writeUInt32LE(content.length, 4);
  chunk.set(content, 8);
  return chunk;
}
