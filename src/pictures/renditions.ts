import { isAnimated } from "./is-animated.ts";

/** A picture of a text as the page offers it: in several widths, of which a browser takes the one that its screen needs. */
export interface Rendition {
  /** Where it is published. */
  readonly address: string;
  /** In pixels. */
  readonly width: number;
}

/**
 * How wide renditions are at most, in pixels: the column of text on a plain screen, a telephone with three pixels in one, and the
 * column with two.
 */
export const STEPS = [640, 1080, 1280] as const;
export type Step = (typeof STEPS)[number];
/**
 * How wide pictures are shown: the column of text (`--measure` in styles/site/base.css), or the window without its margins (`.wide`
 * in frame.css).
 */
export const SIZES = "(min-width: 43.5rem) 40rem, 92vw";
/** Less than this is as light as a rendition would be, and a drawing of few colours stays sharp. */
const LEAST_BYTES = 100_000;
/** The height that WebP ends at is 16 383 pixels. */
const HIGHEST = 12;
/** Threat: a small file whose pixels fill the memory. What sharp refuses on its own. */
export const MOST_PIXELS = 0x3fff ** 2;
/** A moving picture would stand still. */
const STILL = /\.(?:jpe?g|png|webp|avif)$/i;

/**
 * The steps that a picture has renditions of; none where it is light, narrow or moves, and is best shown as it is.
 * @param name of its file
 * @param size in pixels, as it is shown
 */
export function stepsOf(
  name: string,
  bytes: Uint8Array,
  { width, height }: { readonly width: number; readonly height: number },
): Step[] {
  const isWide = width > STEPS[0] && height <= HIGHEST * width;
  if (!isWide || bytes.length < LEAST_BYTES || !STILL.test(name) || isAnimated(bytes)) return [];
  return STEPS.filter((_, index) => renditionWidth(STEPS[index - 1] ?? 0, { width, height }) < width);
}

/** A picture that is higher than wide has more pixels at the same width: a photo of 3 × 4 has as many as one of 4 × 3 in this way. */
const SHARE_OF_HIGH = 3 / 4;

/** How wide the rendition of a step is. @param size of the picture as it is shown */
export function renditionWidth(
  step: number,
  { width, height }: { readonly width: number; readonly height: number },
): number {
  return Math.min(width, height > width ? step * SHARE_OF_HIGH : step);
}

/**
 * Where a rendition lies. Files beside texts have one dot in their published names, so none of them can lie there.
 * @param address of the original
 */
export function renditionAddress(address: string, step: number): string {
  return `${address}.${step}.webp`;
}

/** Every address at which a picture can have renditions. */
export function renditionAddresses(address: string): string[] {
  return STEPS.map((step) => renditionAddress(address, step));
}

/** The renditions of a picture, from the narrowest to the widest. */
export function renditionsOf(
  address: string,
  size: { readonly width: number; readonly height: number },
  steps: readonly number[],
): Rendition[] {
  return steps.map((step) => ({ address: renditionAddress(address, step), width: renditionWidth(step, size) }));
}
