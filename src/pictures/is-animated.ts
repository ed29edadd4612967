const START = 64;

/** Whether a PNG, WebP or AVIF has more than one picture, one after the other. */
export function isAnimated(bytes: Uint8Array): boolean {
  const file = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  const head = file.toString("latin1", 0, START);
  if (head.startsWith("\x89PNG")) return hasChunk(file, "acTL");
  // The extended header says it in its second bit (RFC 9649, section 2.7).
  if (/^RIFF.{4}WEBPVP8X/s.test(head)) return ((file[20] ?? 0) & 0x02) !== 0;
  return /^.{4}ftypavis/s.test(head);
}

/** Whether a chunk comes before the pixels of a PNG, as that of an animation must. */
function hasChunk(file: Buffer, wanted: string): boolean {
  for (let at = 8; at + 8 <= file.length; at += 12 + file.readUInt32BE(at)) {
    const type = file.toString("latin1", at + 4, at + 8);
    if (type === wanted) return true;
    if (type === "IDAT") return false;
  }
  return false;
}
