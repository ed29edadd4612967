import { type Box, boxesIn } from "./boxes.ts";
import { BrokenPictureError } from "./carried.ts";
import type { Reader } from "./reader.ts";

/** A part of the file. */
export interface Extent {
  readonly from: number;
  readonly to: number;
}

/** One of the pictures or other things that an AVIF holds. */
export interface Item {
  readonly type: string;
  /** Where the file says what it is: four letters. */
  readonly typeAt: number;
  readonly extents: readonly Extent[];
}

const LISTS = ["iinf", "iloc", "iref"] as const;

/** What the boxes of `meta` say of the items (ISO/IEC 23008-12). @param parts the boxes by their type */
export function itemsOf(reader: Reader, parts: ReadonlyMap<string, Box>): Item[] {
  const [infos, places, references] = LISTS.map((type) => parts.get(type));
  if (!infos || !places) throw new BrokenPictureError();
  const extents = extentsOf(reader, places, parts.get("idat"));
  const small = references ? thumbnailsIn(reader, references) : new Set<number>();
  const items = entriesOf(reader, infos).map((box): Item => {
    const version = reader.u8(box.content);
    // Older versions have no type of four letters, and no AVIF is written with them.
    if (version !== 2 && version !== 3) throw new BrokenPictureError();
    const wide = version === 3;
    const id = reader.sized(box.content + 4, wide ? 4 : 2);
    const typeAt = box.content + (wide ? 10 : 8);
    const type = reader.text(typeAt, 4);
    if (typeAt + 4 > box.end) throw new BrokenPictureError();
    const own = extents.get(id) ?? [];
    extents.delete(id);
    return { type: small.has(id) ? "thmb" : type, typeAt, extents: own };
  });
  // Places of nothing: no program writes them.
  if (extents.size > 0) throw new BrokenPictureError();
  return items;
}

function entriesOf(reader: Reader, infos: Box): Box[] {
  const countSize = reader.u8(infos.content) === 0 ? 2 : 4;
  return [...boxesIn(reader, infos.content + 4 + countSize, infos.end)];
}

/** Items that are small copies of others. */
function thumbnailsIn(reader: Reader, references: Box): Set<number> {
  const size = reader.u8(references.content) === 0 ? 2 : 4;
  const boxes = [...boxesIn(reader, references.content + 4, references.end)];
  return new Set(boxes.filter(({ type }) => type === "thmb").map(({ content }) => reader.sized(content, size)));
}

function extentsOf(reader: Reader, places: Box, inside: Box | undefined): Map<number, Extent[]> {
  const version = reader.u8(places.content);
  if (version > 2) throw new BrokenPictureError();
  const idSize = version === 2 ? 4 : 2;
  const [first, second] = [reader.u8(places.content + 4), reader.u8(places.content + 5)];
  const [offsetSize, lengthSize, baseSize] = [first >> 4, first & 15, second >> 4];
  const indexSize = version === 0 ? 0 : second & 15;
  let at = places.content + 6;
  const next = (size: number): number => {
    at += size;
    if (at > places.end) throw new BrokenPictureError();
    return reader.sized(at - size, size);
  };
  const found = new Map<number, Extent[]>();
  for (let items = next(idSize); items > 0; items -= 1) {
    const id = next(idSize);
    const method = version === 0 ? 0 : next(2) & 15;
    const otherFile = next(2);
    const base = next(baseSize);
    const extents: Extent[] = [];
    const start = method === 0 ? 0 : inside?.content;
    // Parts of other files or items are allowed by the format, and no program writes them.
    if (method > 1 || otherFile !== 0 || start === undefined || found.has(id)) throw new BrokenPictureError();
    for (let count = next(2); count > 0; count -= 1) {
      next(indexSize);
      const from = start + base + next(offsetSize);
      const to = from + next(lengthSize);
      // A length of 0 says "all of it".
      if (to === from || to > (method === 0 ? reader.length : (inside?.end ?? 0))) throw new BrokenPictureError();
      extents.push({ from, to });
    }
    found.set(id, extents);
  }
  return found;
}
