import { BrokenPictureError } from "./carried.ts";
import type { Reader } from "./reader.ts";

/** A box of the ISO base media file format (ISO/IEC 14496-12), which AVIF and HEIC are written in. */
export interface Box {
  readonly type: string;
  readonly start: number;
  /** Where its content begins. */
  readonly content: number;
  readonly end: number;
}

/** The boxes between two places, each whole. */
export function* boxesIn(reader: Reader, from: number, to: number): Generator<Box> {
  for (let at = from; at < to; ) {
    const box = boxAt(reader, at, to);
    yield box;
    at = box.end;
  }
}

function boxAt(reader: Reader, start: number, limit: number): Box {
  const size = reader.u32(start);
  const type = reader.text(start + 4, 4);
  const content = start + (size === 1 ? 16 : 8);
  // 0 says that it goes on to the end.
  const end = size === 0 ? limit : start + (size === 1 ? reader.sized(start + 8, 8) : size);
  if (end < content || end > limit) throw new BrokenPictureError();
  return { type, start, content, end };
}
