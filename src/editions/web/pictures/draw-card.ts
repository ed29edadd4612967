import { contrastRatio } from "../../../model/contrast.ts";
import type { Card } from "./card.ts";
import { type Face, loadFace } from "./face.ts";
import { encodePng } from "./png.ts";
import { drawable, type SetText, type Size, setText } from "./text.ts";

/** The size that previews of links are made for, in pixels. */
const WIDTH = 1200;
const HEIGHT = 630;
const MARGIN = 88;
const RULE = { width: 96, height: 6, top: 158 };
/** What is left for the title between the rule and the note. */
const TITLE = { top: 184, bottom: 494 };
const TITLE_SIZES: [...Size[], Size] = [
  [88, 2],
  [74, 3],
  [56, 4],
];
const SMALL: [Size] = [[36, 1]];
const LINE = 1.22;
/** How far below the top of a line its letters stand, as a part of their size. */
const BASELINE = 0.86;
/** From ground to ink: the steps between smooth the edges of letters. */
const INK = 15;
/** Better than WCAG 2.2 asks, as previews are shown small. */
const QUIET_CONTRAST = 6;
const LEAST_QUIET = 10;

/** Draws a card as a PNG of 1200 × 630 pixels. The same card gives the same bytes on every machine; see {@link DRAWING}. */
export type DrawCard = (card: Card) => Uint8Array;

/** Reads the typefaces, and keeps letters that were drawn for the cards to come. */
export function createDrawing(): DrawCard {
  const faces: Faces = { plain: loadFace(400), bold: loadFace(700) };
  return (card) => drawCard(card, faces);
}

interface Faces {
  readonly plain: Face;
  readonly bold: Face;
}

function drawCard({ source, title, note, ink, ground }: Card, { plain, bold }: Faces): Uint8Array {
  const palette = Array.from({ length: INK + 1 }, (_, shade) => mix(ground, ink, shade / INK));
  const readable = palette.findIndex((colour) => contrastRatio(colour, ground) >= QUIET_CONTRAST);
  const quiet = readable === -1 ? INK : Math.max(LEAST_QUIET, readable);
  const pixels = new Uint8Array(WIDTH * HEIGHT);

  const [owner, name] = [drawable(source, plain), drawable(title, bold)];
  // A title in letters that the face lacks is left to the text beside the picture.
  const heading = setText(name ?? drawable(source, bold) ?? "", bold, WIDTH - 2 * MARGIN, TITLE_SIZES);
  const height = heading.lines.length * heading.size * LINE;
  write(pixels, heading, bold, Math.round((TITLE.top + TITLE.bottom - height) / 2), INK);
  const small = (text: string | undefined, top: number): void =>
    write(pixels, setText(text ?? "", plain, WIDTH - 2 * MARGIN, SMALL), plain, top, quiet);
  if (name) small(owner, MARGIN - 6);
  small(drawable(note, plain), HEIGHT - MARGIN - 36);
  for (let row = RULE.top; row < RULE.top + RULE.height; row += 1) {
    pixels.fill(quiet, row * WIDTH + MARGIN, row * WIDTH + MARGIN + RULE.width);
  }
  return encodePng({ width: WIDTH, height: HEIGHT, pixels, palette });
}

function write(pixels: Uint8Array, { size, lines }: SetText, face: Face, top: number, shade: number): void {
  lines.forEach((line, index) => {
    let x = MARGIN;
    const y = Math.round(top + index * size * LINE + size * BASELINE);
    for (const character of line) {
      const { left, top: above, width, height, coverage } = face.draw(character, size, x);
      for (let row = 0; row < height; row += 1) {
        const start = (y + above + row) * WIDTH + Math.floor(x) + left;
        for (let column = 0; column < width; column += 1) {
          const covered = Math.round(((coverage[row * width + column] ?? 0) / 255) * shade);
          if (covered > (pixels[start + column] ?? INK)) pixels[start + column] = covered;
        }
      }
      x += face.advance(character, size);
    }
  });
}

function mix(from: string, to: string, part: number): string {
  const channels = [1, 3, 5].map((start) => {
    const [a, b] = [from, to].map((colour) => Number.parseInt(colour.slice(start, start + 2), 16)) as [number, number];
    return Math.round(a + (b - a) * part)
      .toString(16)
      .padStart(2, "0");
  });
  return `#${channels.join("")}`;
}
