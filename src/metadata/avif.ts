import { type Extent, type Item, itemsOf } from "./avif-items.ts";
import { type Box, boxesIn } from "./boxes.ts";
import { BrokenPictureError, type Carried } from "./carried.ts";
import { carriedInExif, carriedInXmp } from "./exif.ts";
import { latin1, Reader } from "./reader.ts";

/** Items that pictures are made of. */
const PICTURE = /^(?:av01|grid|iovl|iden|tmap)$/;
/** Properties that say how pictures are shown (HEIF, MIAF, AV1): size, colours, turning, cropping, layers, light. */
const PROPERTY = /^(?:ispe|pixi|av1C|colr|pasp|irot|imir|clap|auxC|a1op|a1lx|lsel|clli|mdcv|cclv|amve|reve|ndwt|rloc)$/;
/** More boxes of data than any program writes: each extent is looked for in all of them. */
const MOST_DATA_BOXES = 16;
/** `hdlr` ends with a name, and `infe` with names and the kind of a text. */
const HANDLER_LENGTH = 24;
const INFO_LENGTHS: Readonly<Record<number, number>> = { 2: 12, 3: 14 };

/**
 * An AVIF that holds pictures and how they are shown. Places in the file are written in many boxes, so nothing moves: all else
 * becomes zeros, in boxes and items that decoders pass over. The orientation is a property, and stays.
 */
export function cleanAvif(bytes: Uint8Array, removed: Set<Carried>): Uint8Array {
  const cleaning = new Cleaning(bytes, removed);
  return cleaning.run();
}

class Cleaning {
  readonly #reader: Reader;
  readonly #removed: Set<Carried>;
  /** Zeros, but for what is kept. */
  readonly #out: Uint8Array;
  readonly #data: Box[] = [];

  constructor(bytes: Uint8Array, removed: Set<Carried>) {
    this.#reader = new Reader(bytes);
    this.#removed = removed;
    this.#out = new Uint8Array(bytes.length);
  }

  run(): Uint8Array {
    let meta: Box | undefined;
    let end = 0;
    for (const box of this.#topLevel()) {
      if (box.type === "mdat") this.#keepData(box);
      else if (box.type === "ftyp" && box.start === 0) this.#keep(box.start, box.end);
      else if (box.type === "meta" && !meta) meta = box;
      // A film says in many places what it holds.
      else if (box.type === "moov" || box.type === "meta") throw new BrokenPictureError();
      else {
        this.#blank(box, "appendix");
        continue;
      }
      end = box.end;
    }
    if (!meta) throw new BrokenPictureError();
    this.#meta(meta);
    if (end < this.#reader.length) this.#removed.add("appendix");
    return this.#out.subarray(0, end);
  }

  /** What follows the boxes is not part of the picture. */
  *#topLevel(): Generator<Box> {
    try {
      yield* boxesIn(this.#reader, 0, this.#reader.length);
    } catch (error) {
      if (!(error instanceof BrokenPictureError)) throw error;
    }
  }

  #meta(meta: Box): void {
    this.#keep(meta.start, meta.content + 4);
    const parts = new Map<string, Box>();
    for (const box of boxesIn(this.#reader, meta.content + 4, meta.end)) {
      if (parts.has(box.type) && box.type !== "free") throw new BrokenPictureError();
      parts.set(box.type, box);
      if (/^(?:pitm|iloc|iref|grpl)$/.test(box.type)) this.#keep(box.start, box.end);
      else if (box.type === "hdlr") this.#keep(box.start, Math.min(box.content + HANDLER_LENGTH, box.end));
      else if (box.type === "iinf") this.#infos(box);
      else if (box.type === "iprp") this.#properties(box);
      else if (box.type === "idat") this.#keepData(box);
      else this.#blank(box, "other");
    }
    this.#items(itemsOf(this.#reader, parts));
  }

  #infos(infos: Box): void {
    const list = infos.content + (this.#reader.u8(infos.content) === 0 ? 6 : 8);
    this.#keep(infos.start, list);
    for (const { type, start, content, end } of boxesIn(this.#reader, list, infos.end)) {
      if (type !== "infe") throw new BrokenPictureError();
      this.#keep(start, Math.min(content + (INFO_LENGTHS[this.#reader.u8(content)] ?? 0), end));
    }
  }

  #properties(properties: Box): void {
    this.#keep(properties.start, properties.content);
    for (const part of boxesIn(this.#reader, properties.content, properties.end)) {
      if (part.type === "ipma") this.#keep(part.start, part.end);
      else if (part.type !== "ipco") this.#blank(part, "other");
      else {
        this.#keep(part.start, part.content);
        for (const property of boxesIn(this.#reader, part.content, part.end)) {
          if (PROPERTY.test(property.type)) this.#keep(property.start, property.end);
          else this.#blank(property, "comment");
        }
      }
    }
  }

  #items(items: readonly Item[]): void {
    assertApart(items);
    for (const { type, typeAt, extents } of items) {
      const isPicture = PICTURE.test(type);
      for (const extent of extents) this.#assertData(extent);
      if (isPicture) for (const { from, to } of extents) this.#keep(from, to);
      else this.#drop(type, typeAt, extents);
    }
  }

  /** A decoder passes over items of a type that it does not know. */
  #drop(type: string, typeAt: number, extents: readonly Extent[]): void {
    this.#out.set(Buffer.from("skip", "latin1"), typeAt);
    const content = Buffer.concat(extents.map(({ from, to }) => this.#reader.slice(from, to)));
    for (const carried of carriedIn(type, content)) this.#removed.add(carried);
  }

  #assertData({ from, to }: Extent): void {
    if (!this.#data.some(({ content, end }) => from >= content && to <= end)) throw new BrokenPictureError();
  }

  #keepData(box: Box): void {
    this.#data.push(box);
    if (this.#data.length > MOST_DATA_BOXES) throw new BrokenPictureError();
    this.#keep(box.start, box.content);
  }

  #keep(from: number, to: number): void {
    this.#out.set(this.#reader.slice(from, to), from);
  }

  /** Leaves a box of the same length with nothing in it. */
  #blank({ type, start, content, end }: Box, carried: Carried): void {
    this.#keep(start, content);
    this.#out.set(Buffer.from("free", "latin1"), start + 4);
    if (type !== "free" || this.#reader.slice(content, end).some((byte) => byte !== 0)) this.#removed.add(carried);
  }
}

/** What is kept and what is removed must not be the same bytes, and a file cannot have more parts than it is long. */
function assertApart(items: readonly Item[]): void {
  const extents = items
    .flatMap(({ type, extents }) => extents.map((extent) => ({ ...extent, isPicture: PICTURE.test(type) })))
    .sort((a, b) => a.from - b.from);
  const ends = { true: 0, false: 0 };
  let last = 0;
  let shared = 0;
  for (const { from, to, isPicture } of extents) {
    if (from < ends[`${!isPicture}`]) throw new BrokenPictureError();
    ends[`${isPicture}`] = Math.max(ends[`${isPicture}`], to);
    shared += Math.max(0, Math.min(last, to) - from);
    last = Math.max(last, to);
  }
  if (shared > last) throw new BrokenPictureError();
}

function carriedIn(type: string, content: Buffer): Carried[] {
  if (content.every((byte) => byte === 0)) return [];
  if (type === "thmb") return ["thumbnail"];
  if (type === "mime") return carriedInXmp(latin1(content));
  // Four bytes say how many come before the block.
  if (type === "Exif") return carriedInExif(content.subarray(4 + (content.length < 4 ? 0 : content.readUInt32BE())));
  return ["other"];
}
