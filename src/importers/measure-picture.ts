import { imageSize } from "image-size";
import { publishedType } from "./core.ts";

/** Formats that every browser shows and that cannot hold scripts: detected type → file extension. */
const TYPES: ReadonlyMap<string, string> = new Map([
  ["jpg", "jpg"],
  ["png", "png"],
  ["gif", "gif"],
  ["webp", "webp"],
  ["avif", "avif"],
  ["heif", "avif"],
]);

/** What the bytes of a picture say; the name and media type in the source may be false. */
export interface MeasuredPicture {
  readonly width: number;
  readonly height: number;
  /** The extension of its file. */
  readonly type: string;
  /** Whether it is cut off or damaged, so that it cannot be published. */
  readonly isBroken: boolean;
}

/** Time: a picture is asked for several times on its way. */
const known = new WeakMap<Uint8Array, MeasuredPicture | null>();

/** @returns undefined for anything but a picture of a kind that is published */
export function measurePicture(bytes: Uint8Array): MeasuredPicture | undefined {
  const before = known.get(bytes);
  if (before !== undefined) return before ?? undefined;
  const measured = measure(bytes);
  known.set(bytes, measured ?? null);
  return measured;
}

function measure(bytes: Uint8Array): MeasuredPicture | undefined {
  try {
    const { width, height, type = "" } = imageSize(bytes);
    const ending = TYPES.get(type);
    if (ending === undefined || width <= 0 || height <= 0) return undefined;
    return { width, height, type: ending, isBroken: publishedType(`bild.${ending}`, bytes) === undefined };
  } catch {
    return undefined;
  }
}

/** The extension of a picture that may be published. */
export function pictureType(bytes: Uint8Array): string | undefined {
  const { type, isBroken } = measurePicture(bytes) ?? {};
  return isBroken ? undefined : type;
}
