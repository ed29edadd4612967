import { inflateSync } from "node:zlib";

/** A picture as a person sees it. */
export interface Seen {
  readonly width: number;
  readonly height: number;
  readonly palette: readonly string[];
  /** Row by row, a place in the palette each. */
  readonly pixels: Uint8Array;
}

/** Reads a PNG with a palette and four bits a pixel (W3C PNG), and no other. */
export function seePng(bytes: Uint8Array): Seen {
  const file = Buffer.from(bytes);
  const chunks = new Map<string, Buffer>();
  for (let at = 8; at < file.length; ) {
    const length = file.readUInt32BE(at);
    chunks.set(file.toString("latin1", at + 4, at + 8), file.subarray(at + 8, at + 8 + length));
    at += length + 12;
  }
  const [header, colours, data] = [chunks.get("IHDR"), chunks.get("PLTE"), chunks.get("IDAT")];
  if (!header || !colours || !data || header[8] !== 4 || header[9] !== 3) throw new Error("not one of our pictures");
  const [width, height] = [header.readUInt32BE(0), header.readUInt32BE(4)];
  const rows = inflateSync(data);
  const pixels = new Uint8Array(width * height);
  for (let y = 0; y < height; y += 1) {
    const start = y * (1 + width / 2);
    if (rows[start] !== 0) throw new Error("a row is filtered");
    for (let x = 0; x < width; x += 1) {
      const pair = rows[start + 1 + (x >> 1)] ?? 0;
      pixels[y * width + x] = x % 2 === 0 ? pair >> 4 : pair & 15;
    }
  }
  const palette = Array.from(
    { length: colours.length / 3 },
    (_, place) => `#${colours.toString("hex", place * 3, place * 3 + 3)}`,
  );
  return { width, height, palette, pixels };
}

/** The part of a picture that something is drawn on. */
export function inkBox({ width, pixels }: Seen): { left: number; top: number; right: number; bottom: number } {
  const drawn = [...pixels.keys()].filter((place) => pixels[place] !== 0);
  const columns = drawn.map((place) => place % width);
  const at = (place: number | undefined): number => Math.floor((place ?? 0) / width);
  return {
    left: columns.reduce((least, column) => Math.min(least, column), width),
    right: columns.reduce((most, column) => Math.max(most, column), 0),
    top: at(drawn[0]),
    bottom: at(drawn.at(-1)),
  };
}
