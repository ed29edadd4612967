import { readFileSync } from "node:fs";
import { join } from "node:path";
import { lazy } from "../lazy.ts";
import { ROOT } from "../program.mjs";
import { MOST_PIXELS, renditionWidth, type Step } from "./renditions.ts";

/** To be raised with every change of what the same picture becomes: the renditions of earlier releases are made again then. */
const SCALING = 1;
/** The finer a screen, the less is seen of what is lost; docs/decisions/0031 has what each costs. */
const QUALITY: Readonly<Record<Step, number>> = { 640: 75, 1080: 70, 1280: 60 };

/** What renditions depend on besides their picture: how they are made, and the pinned version of the package that does. */
export const scaling = lazy((): string => {
  const { dependencies } = JSON.parse(readFileSync(join(ROOT, "package.json"), "utf8"));
  return `${SCALING} sharp ${dependencies.sharp}`;
});

/** A build without pictures does not load it. */
const loadSharp = lazy(async () => {
  const { default: sharp } = await import("sharp");
  // Several renditions are made at a time, each in one thread, and none of their pixels is needed twice.
  sharp.concurrency(1);
  sharp.cache(false);
  // Threat: it reads dozens of formats, some of which run or fetch things. Nothing but these four comes from us.
  sharp.block({ operation: ["VipsForeignLoad"] });
  sharp.unblock({ operation: ["Jpeg", "Png", "Webp", "Heif"].map((format) => `VipsForeignLoad${format}`) });
  return sharp;
});

/**
 * Makes a picture narrower, as a WebP that carries nothing but pixels: turned as its orientation says, in the colours of sRGB, with
 * what was transparent. The same bytes give the same, however many threads a machine has.
 * @param step how wide it is at most
 * @returns undefined for a picture that cannot be read to its end
 */
export async function makeRendition(bytes: Uint8Array, step: Step): Promise<Uint8Array | undefined> {
  const sharp = await loadSharp();
  try {
    const picture = sharp(bytes, { failOn: "error", limitInputPixels: MOST_PIXELS });
    const { autoOrient: size } = await picture.metadata();
    return await picture
      .autoOrient()
      .resize({ width: renditionWidth(step, size) })
      .webp({ quality: QUALITY[step] })
      .toBuffer();
  } catch {
    return undefined;
  }
}
