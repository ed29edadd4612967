import { crc32 } from "node:zlib";
import { zlibSync } from "fflate";

/** A picture of sixteen colours. */
export interface Picture {
  /** In pixels; even, as two are written in a byte. */
  readonly width: number;
  readonly height: number;
  /** Row by row, one place in the palette for each pixel. */
  readonly pixels: Uint8Array;
  /** Sixteen colours as `#rrggbb`. */
  readonly palette: readonly string[];
}

/** More takes a quarter longer at the least and saves one byte in a hundred. */
const COMPRESSION = { level: 4, mem: 4 } as const;

/**
 * A PNG with a palette and four bits a pixel (W3C PNG, third edition). It is compressed by a package that is written in JavaScript: the zlib of
 * Node.js gives other bytes on another processor or in another version.
 */
export function encodePng({ width, height, pixels, palette }: Picture): Uint8Array {
  const header = new Uint8Array(13);
  const view = new DataView(header.buffer);
  view.setUint32(0, width);
  view.setUint32(4, height);
  // Four bits a pixel, colours from a palette.
  header.set([4, 3], 8);
  return Buffer.concat([
    Uint8Array.from([0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a]),
    chunk("IHDR", header),
    chunk("PLTE", Buffer.from(palette.map((colour) => colour.slice(1)).join(""), "hex")),
    chunk("IDAT", zlibSync(rowsOf(width, height, pixels), COMPRESSION)),
    chunk("IEND", new Uint8Array(0)),
  ]);
}

/** Two pixels a byte, each row after a byte that says that it is not filtered. */
function rowsOf(width: number, height: number, pixels: Uint8Array): Uint8Array {
  const length = 1 + width / 2;
  const rows = new Uint8Array(length * height);
  for (let y = 0; y < height; y += 1) {
    for (let x = 0; x < width; x += 2) {
      const left = pixels[y * width + x] ?? 0;
      const right = pixels[y * width + x + 1] ?? 0;
      rows[y * length + 1 + x / 2] = (left << 4) | right;
    }
  }
  return rows;
}

function chunk(type: string, content: Uint8Array): Uint8Array {
  const body = Buffer.concat([Buffer.from(type, "latin1"), content]);
  const framed = Buffer.alloc(body.length + 8);
  framed.writeUInt32BE(content.length, 0);
  framed.set(body, 4);
  framed.writeUInt32BE(crc32(body), body.length + 4);
  return framed;
}
