import { BrokenPictureError, type Carried } from "./carried.ts";
import { Reader } from "./reader.ts";

/** Tags of Exif 3.0 and TIFF 6, and what they give away. */
const TAGS: ReadonlyMap<number, Carried> = new Map([
  [0x8825, "place"],
  [0x013b, "name"], // Artist
  [0x8298, "name"], // Copyright
  [0x9c9d, "name"], // XPAuthor
  [0xa430, "name"], // CameraOwnerName
  [0x010f, "camera"], // Make
  [0x0110, "camera"], // Model
  [0x927c, "camera"], // MakerNote
  [0xa431, "camera"], // BodySerialNumber
  [0xa435, "camera"], // LensSerialNumber
  [0x0132, "time"],
  [0x9003, "time"],
  [0x9004, "time"],
  [0x010e, "comment"], // ImageDescription
  [0x9286, "comment"], // UserComment
  [0x9c9b, "comment"], // XPTitle
  [0x9c9c, "comment"], // XPComment
]);
const ORIENTATION = 0x0112;
const EXIF_FOLDER = 0x8769;
const SHORT = 3;

/**
 * How a picture is to be turned, as Exif says it.
 * @param tiff the block without what a container writes before it
 * @returns 1 to 8; 1 where it says nothing that a browser follows
 */
export function orientationOf(tiff: Uint8Array): number {
  return known(1, () => {
    const { reader, little, first } = header(tiff);
    for (const at of entries(reader, first, little)) {
      if (reader.u16(at, little) !== ORIENTATION) continue;
      const value = reader.u16(at + 8, little);
      const isFit = reader.u16(at + 2, little) === SHORT && reader.u32(at + 4, little) === 1;
      return isFit && value >= 1 && value <= 8 ? value : 1;
    }
    return 1;
  });
}

/** An Exif block that says only how the picture is to be turned. */
export function exifOf(orientation: number): Uint8Array {
  // Big-endian; the folder begins at 8 and has one entry, a SHORT; no folder after it.
  return Uint8Array.from([
    ...[0x4d, 0x4d, 0, 42, 0, 0, 0, 8, 0, 1],
    ...[1, 0x12, 0, SHORT, 0, 0, 0, 1, 0, orientation, 0, 0],
    ...[0, 0, 0, 0],
  ]);
}

/** What an Exif block gives away. It only serves the message: the whole block is removed, also where it cannot be read. */
export function carriedInExif(tiff: Uint8Array): Carried[] {
  const found = new Set<Carried>(["other"]);
  known(undefined, () => {
    const { reader, little, first } = header(tiff);
    let next = first;
    for (const at of entries(reader, first, little)) {
      next = at + 12;
      const tag = reader.u16(at, little);
      const carried = TAGS.get(tag);
      if (carried) found.add(carried);
      if (tag !== EXIF_FOLDER) continue;
      for (const inner of entries(reader, reader.u32(at + 8, little), little)) {
        const more = TAGS.get(reader.u16(inner, little));
        if (more) found.add(more);
      }
    }
    if (next + 4 <= reader.length && reader.u32(next, little) !== 0) found.add("thumbnail");
  });
  return [...found];
}

/** What an XMP packet or the text of a chunk gives away. */
export function carriedInXmp(text: string): Carried[] {
  return [
    "other",
    ...(/GPSL|photoshop:City|Iptc4xmp\w+:(?:Location|City)/.test(text) ? (["place"] as const) : []),
    ...(/dc:creator|photoshop:(?:Credit|AuthorsPosition)|OwnerName|Author|Artist/.test(text)
      ? (["name"] as const)
      : []),
    ...(/SerialNumber|tiff:M(?:ake|odel)/.test(text) ? (["camera"] as const) : []),
    ...(/CreateDate|DateCreated|ModifyDate/.test(text) ? (["time"] as const) : []),
    ...(/dc:(?:description|title)|UserComment|ImageDescription/.test(text) ? (["comment"] as const) : []),
    ...(/xmp:Thumbnails/.test(text) ? (["thumbnail"] as const) : []),
  ];
}

function header(tiff: Uint8Array): { reader: Reader; little: boolean; first: number } {
  const reader = new Reader(tiff);
  const order = reader.text(0, 2);
  const little = order === "II";
  if ((!little && order !== "MM") || reader.u16(2, little) !== 42) throw new BrokenPictureError();
  return { reader, little, first: reader.u32(4, little) };
}

/** Where each entry of a folder begins. */
function* entries(reader: Reader, folder: number, little: boolean): Generator<number> {
  const count = reader.u16(folder, little);
  for (let index = 0; index < count; index += 1) yield folder + 2 + index * 12;
}

/** @returns the other value where the block cannot be read */
function known<T>(other: T, read: () => T): T {
  try {
    return read();
  } catch (error) {
    if (!(error instanceof BrokenPictureError)) throw error;
    return other;
  }
}
