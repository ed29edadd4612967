/** Small pictures as real programs write them (libvips 8.18), with "HEMLIG" in whatever they carry besides pixels. */
import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";

const FOLDER = join(import.meta.dirname, "pictures");
export const SECRET = "HEMLIG";
export const PICTURES: ReadonlyMap<string, Buffer> = new Map(
  readdirSync(FOLDER)
    .sort()
    .map((name) => [name, readFileSync(join(FOLDER, name))]),
);

export function picture(name: string): Buffer {
  const bytes = PICTURES.get(name);
  if (!bytes) throw new Error(`there is no picture ${name}`);
  return bytes;
}

/** A segment of a JPEG. */
export function jpegSegment(marker: number, content: Uint8Array): Buffer {
  const length = content.length + 2;
  return Buffer.concat([Buffer.from([0xff, marker, length >> 8, length & 0xff]), content]);
}

/** Where the segments before the first scan of a JPEG begin, and that scan. */
export function jpegPlaces(bytes: Buffer): number[] {
  const places = [2];
  for (let at = 2; bytes[at + 1] !== 0xda; places.push(at)) at += 2 + bytes.readUInt16BE(at + 2);
  return places;
}

/** A chunk of a PNG; nothing that is tested reads its checksum. */
export function pngChunk(type: string, content: Uint8Array): Buffer {
  const chunk = Buffer.alloc(content.length + 12);
  chunk.writeUInt32BE(content.length);
  chunk.write(type, 4, "latin1");
  chunk.set(content, 8);
  return chunk;
}

/** Where the chunks of a PNG begin, but for the first. */
export function pngPlaces(bytes: Buffer): number[] {
  const places: number[] = [];
  for (let at = 8; at < bytes.length; at += 12 + bytes.readUInt32BE(at)) places.push(at);
  return places.slice(1);
}

/** A chunk of a WebP. */
export function webpChunk(type: string, content: Uint8Array): Buffer {
  const chunk = Buffer.alloc(8 + content.length + (content.length % 2));
  chunk.write(type, "latin1");
  chunk.writeUInt32LE(content.length, 4);
  chunk.set(content, 8);
  return chunk;
}

/** Puts a chunk at the end of a WebP. */
export function withWebpChunk(bytes: Buffer, chunk: Buffer): Buffer {
  const longer = Buffer.concat([bytes, chunk]);
  longer.writeUInt32LE(longer.length - 8, 4);
  return longer;
}

/** A GIF's extension with data in blocks of up to 255 bytes. */
export function gifExtension(label: number, content: Uint8Array): Buffer {
  const blocks: Buffer[] = [Buffer.from([0x21, label])];
  for (let at = 0; at < content.length; at += 255) {
    const block = content.subarray(at, at + 255);
    blocks.push(Buffer.concat([Buffer.from([block.length]), block]));
  }
  return Buffer.concat([...blocks, Buffer.from([0])]);
}
