/** As much of opentype.js as is used; it has no types of its own. */
declare module "opentype.js" {
  import type { Step } from "./outline.ts";

  export interface Glyph {
    readonly advanceWidth: number;
    /** The outline with its origin at x and y, y growing downwards. */
    getPath(x: number, y: number, size: number): { readonly commands: readonly Step[] };
  }

  export interface Font {
    readonly unitsPerEm: number;
    /** 0 where the font has no such character. */
    charToGlyphIndex(character: string): number;
    charToGlyph(character: string): Glyph;
  }

  const opentype: { parse(file: ArrayBuffer): Font };
  export default opentype;
}
