import { imageSize } from "image-size";

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
}

/** @returns undefined for anything but a picture that may be published */
export function measurePicture(bytes: Uint8Array): MeasuredPicture | undefined {
  try {
    const { width, height, type = "" } = imageSize(bytes);
    const ending = TYPES.get(type);
    return ending !== undefined && width > 0 && height > 0 ? { width, height, type: ending } : undefined;
  } catch {
    return undefined;
  }
}
