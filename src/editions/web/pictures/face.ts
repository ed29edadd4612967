import { readFileSync } from "node:fs";
import { createRequire } from "node:module";
import opentype, { type Font } from "opentype.js";
import { type Coverage, coverageOf } from "./outline.ts";

/** Charis, the free relative of the Charter that stands first among the pages' typefaces; it has every letter of the Sami languages. */
const FILES = ["latin", "latin-ext"] as const;
/** Letters begin at whole, quarter, half and three quarter pixels: finer steps cannot be seen. */
const STEPS = 4;

/** A typeface in one weight. */
export interface Face {
  has(character: string): boolean;
  /** @returns how far the next letter stands from this one, in pixels */
  advance(character: string, size: number): number;
  /** @param x where the letter begins; only the part after the point matters */
  draw(character: string, size: number, x: number): Coverage;
}

const require = createRequire(import.meta.url);

export function loadFace(weight: 400 | 700): Face {
  const fonts = FILES.map((subset) => {
    const file = readFileSync(
      require.resolve(`@fontsource/charis-sil/files/charis-sil-${subset}-${weight}-normal.woff`),
    );
    return opentype.parse(new Uint8Array(file).buffer);
  });
  const fontOf = (character: string): Font | undefined => fonts.find((font) => font.charToGlyphIndex(character) > 0);
  const drawn = new Map<string, Coverage>();
  return {
    has: (character) => fontOf(character) !== undefined,
    advance: (character, size) => {
      const font = fontOf(character);
      return font ? (font.charToGlyph(character).advanceWidth / font.unitsPerEm) * size : 0;
    },
    draw: (character, size, x) => {
      const step = Math.floor((x - Math.floor(x)) * STEPS) / STEPS;
      const key = `${character} ${size} ${step}`;
      const known = drawn.get(key);
      if (known) return known;
      const coverage = coverageOf(fontOf(character)?.charToGlyph(character).getPath(step, 0, size).commands ?? []);
      drawn.set(key, coverage);
      return coverage;
    },
  };
}
