import { readFileSync } from "node:fs";
import { join } from "node:path";
import type { Config } from "../../../config.ts";
import { sha256 } from "../../../hash.ts";
import { lazy } from "../../../lazy.ts";
import { ROOT } from "../../../program.mjs";
import { createFilters } from "../filters.ts";
import { type Card, DRAWING } from "../pictures/card.ts";
import { SITE_PICTURE, type View } from "../view.ts";
import type { WebEdition } from "../web-edition.ts";
import type { WebDocument } from "./web-document.ts";

/** The packages that a picture's bytes depend on. */
const PACKAGES = ["@fontsource/charis-sil", "fflate", "opentype.js"];

/**
 * The pictures that previews of links show: one for each letter, news article and page, and one for all other pages. They
 * depend on what they show and on how it is drawn, not on the rest of the program, so that an update redraws none of them.
 */
interface Pictures {
  /** That of all pages that have none of their own. */
  site(): WebDocument[];
  of(views: readonly View[]): WebDocument[];
}

/** @returns none where the site wants none */
export function createPictures({ config, strings }: WebEdition): Pictures {
  if (!config.pictures) return { site: () => [], of: () => [] };
  const { date: written } = createFilters(config, strings);
  const { ink, ground } = { ink: config.colours.light.onAccent, ground: config.colours.light.accent };
  const host = new URL(config.origin).hostname.replace(/^www\./, "");
  const versions = packageVersions();
  // Typefaces are read only when there is something to draw.
  const drawing = lazy(async () => (await import("../pictures/draw-card.ts")).createDrawing());
  const draw = async (card: Card): Promise<Uint8Array> => (await drawing())(card);
  const document = (address: string, card: Omit<Card, "ink" | "ground">): WebDocument => ({
    path: address.slice(1),
    fingerprint: sha256(JSON.stringify([DRAWING, versions, { ...card, ink, ground }])),
    make: () => draw({ ...card, ink, ground }),
  });
  const pictureOf = ({ detail, picture }: View): WebDocument[] => {
    if (!picture || picture.address === SITE_PICTURE) return [];
    const { address, text, date } = picture;
    return [document(address, { source: sourceOf(config, detail), title: text, note: date ? written(date) : host })];
  };
  return {
    site: () => [document(SITE_PICTURE, { source: "", title: config.name, note: config.tagline ?? host })],
    of: (views) => views.flatMap(pictureOf),
  };
}

function sourceOf(config: Config, { kind }: View["detail"]): string {
  return kind === "issue" ? config.newsletter.name : config.name;
}

/** As package.json pins them. */
function packageVersions(): unknown[] {
  const { dependencies } = JSON.parse(readFileSync(join(ROOT, "package.json"), "utf8"));
  return PACKAGES.map((name) => dependencies[name]);
}
