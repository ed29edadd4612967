import { cleanAvif } from "./avif.ts";
import { BrokenPictureError, type Carried } from "./carried.ts";
import { cleanGif } from "./gif.ts";
import { cleanJpeg } from "./jpeg.ts";
import { cleanPng } from "./png.ts";
import { latin1 } from "./reader.ts";
import { cleanWebp } from "./webp.ts";

/** Changes whenever other bytes are left of a picture than before: those that are published already are then cleaned again. */
export const CLEANING = "1";

/** A picture as it may be published, and what was removed from it; or why it may not be. */
export type CleanPicture =
  | { readonly kind: "clean"; readonly bytes: Uint8Array; readonly removed: ReadonlySet<Carried> }
  | { readonly kind: "broken" }
  /** A kind of which we cannot remove what it carries. */
  | { readonly kind: "unfit"; readonly format: string }
  | { readonly kind: "other" };

const CLEANERS: readonly (readonly [RegExp, (bytes: Uint8Array, removed: Set<Carried>) => Uint8Array])[] = [
  [/^\xff\xd8\xff/, cleanJpeg],
  [/^\x89PNG\r\n\x1a\n/, cleanPng],
  [/^GIF8[79]a/, cleanGif],
  [/^RIFF.{4}WEBP/s, cleanWebp],
  [/^.{4}ftyp(?:.{4})*?avi[fs]/s, cleanAvif],
];
const UNFIT: readonly (readonly [RegExp, string])[] = [
  [/^.{4}ftyp(?:.{4})*?(?:hei[cxms]|hev[cx]|mif1|msf1)/s, "HEIC"],
  [/^(?:II[*+]\0|MM\0[*+]|.{4}ftypcrx )/s, "TIFF"],
  [/^(?:\xff\x0a|\0\0\0\x0cJXL )/, "JPEG XL"],
  [/^\0\0\0\x0cjP {2}/, "JPEG 2000"],
];
/** The names of kinds that an AVIF or a HEIC may be read as come first in it. */
const LONGEST_START = 64;
const PICTURE_NAME = /\.(?:jpe?g|jfif|a?png|gif|webp|avif|hei[cf]|tiff?)$/i;

/**
 * Removes whatever a picture says besides what it shows: where, when and by whom it was taken, with which camera, comments, small
 * copies, and what follows its end. Pixels, colours, animation and orientation stay as they are, bit by bit.
 * @param name of the file: one that says "picture" is refused where the bytes say otherwise
 * @returns "other" for a file that is not a picture
 */
export function cleanPicture(name: string, bytes: Uint8Array): CleanPicture {
  const head = latin1(bytes.subarray(0, LONGEST_START));
  const clean = CLEANERS.find(([start]) => start.test(head))?.[1];
  const format = UNFIT.find(([start]) => start.test(head))?.[1];
  if (!clean && format !== undefined) return { kind: "unfit", format };
  if (!clean) return { kind: PICTURE_NAME.test(name) ? "broken" : "other" };
  try {
    const removed = new Set<Carried>();
    return { kind: "clean", bytes: clean(bytes, removed), removed };
  } catch (error) {
    if (!(error instanceof BrokenPictureError)) throw error;
    return { kind: "broken" };
  }
}
