import { imageSize } from "image-size";

/** Pictures that every browser shows and that cannot hold scripts: what their bytes tell, and the ending of such a file. */
const TYPES: ReadonlyMap<string, string> = new Map([
  ["jpg", "jpg"],
  ["png", "png"],
  ["gif", "gif"],
  ["webp", "webp"],
  ["avif", "avif"],
  ["heif", "avif"],
]);

/** A picture by its bytes; the name and media type that a source gives it may lie. */
export interface MeasuredPicture {
  readonly width: number;
  readonly height: number;
  /** The ending that its file must have. */
  readonly type: string;
}

/** @returns undefined for what is not a picture that we publish */
export function measurePicture(bytes: Uint8Array): MeasuredPicture | undefined {
  try {
    const { width, height, type = "" } = imageSize(bytes);
    const ending = TYPES.get(type);
    return ending !== undefined && width > 0 && height > 0 ? { width, height, type: ending } : undefined;
  } catch {
    return undefined;
  }
}
