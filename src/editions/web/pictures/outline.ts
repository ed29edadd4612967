/** A step of a glyph's outline, as in TrueType fonts: made up of lines and curves with one control point. y grows downwards. */
export type Step =
  | { readonly type: "M"; readonly x: number; readonly y: number }
  | { readonly type: "L"; readonly x: number; readonly y: number }
  | { readonly type: "Q"; readonly x1: number; readonly y1: number; readonly x: number; readonly y: number }
  | { readonly type: "Z" };

/** How much of each pixel of a rectangle a shape covers. */
export interface Coverage {
  /** Where the rectangle begins, in pixels from the shape's origin. */
  readonly left: number;
  readonly top: number;
  readonly width: number;
  readonly height: number;
  /** Row by row, from 0 to 255. */
  readonly coverage: Uint8Array;
}

/** Straight pieces that a curve is drawn with: at our sizes none is seen as a corner. */
const PIECES = 8;

type Line = readonly [x0: number, y0: number, x1: number, y1: number];

/**
 * Draws an outline. Only additions, multiplications and roundings are used, which give the same bits on every processor.
 */
export function coverageOf(outline: readonly Step[]): Coverage {
  const lines = linesOf(outline);
  const xs = lines.flatMap(([x0, , x1]) => [x0, x1]);
  const ys = lines.flatMap(([, y0, , y1]) => [y0, y1]);
  const left = Math.floor(Math.min(...xs, Number.MAX_SAFE_INTEGER));
  const top = Math.floor(Math.min(...ys, Number.MAX_SAFE_INTEGER));
  const width = Math.max(0, Math.ceil(Math.max(...xs, -1)) - left + 1);
  const height = Math.max(0, Math.ceil(Math.max(...ys, -1)) - top);
  // Each cell holds how much the covered area changes from the pixel before it; their running sum is the coverage.
  const change = new Float32Array(width * height + 1);
  for (const [x0, y0, x1, y1] of lines) addLine(change, width, [x0 - left, y0 - top, x1 - left, y1 - top]);
  const coverage = new Uint8Array(width * height);
  for (let row = 0; row < height; row += 1) {
    let sum = 0;
    for (let column = 0; column < width; column += 1) {
      sum += change[row * width + column] ?? 0;
      coverage[row * width + column] = Math.round(Math.min(1, Math.abs(sum)) * 255);
    }
  }
  return { left, top, width, height, coverage };
}

function linesOf(outline: readonly Step[]): Line[] {
  const lines: Line[] = [];
  let [startX, startY, x, y] = [0, 0, 0, 0];
  const lineTo = (toX: number, toY: number): void => {
    if (toY !== y) lines.push([x, y, toX, toY]);
    [x, y] = [toX, toY];
  };
  for (const step of outline) {
    if (step.type === "Z") lineTo(startX, startY);
    else if (step.type === "M") [startX, startY, x, y] = [step.x, step.y, step.x, step.y];
    else if (step.type === "L") lineTo(step.x, step.y);
    else {
      const [fromX, fromY] = [x, y];
      for (let piece = 1; piece <= PIECES; piece += 1) {
        const t = piece / PIECES;
        lineTo(between(fromX, step.x1, step.x, t), between(fromY, step.y1, step.y, t));
      }
    }
  }
  return lines;
}

/** A point of a curve with one control point, along one axis. */
function between(from: number, control: number, to: number, t: number): number {
  return (1 - t) * (1 - t) * from + 2 * (1 - t) * t * control + t * t * to;
}

/** Adds what lies to the right of a line, row by row; a line upwards takes it away again. */
function addLine(change: Float32Array, width: number, [x0, y0, x1, y1]: Line): void {
  const direction = y0 < y1 ? 1 : -1;
  const [topX, topY, bottomX, bottomY] = y0 < y1 ? [x0, y0, x1, y1] : [x1, y1, x0, y0];
  const slope = (bottomX - topX) / (bottomY - topY);
  for (let row = Math.floor(topY); row < bottomY; row += 1) {
    const from = Math.max(row, topY);
    const to = Math.min(row + 1, bottomY);
    const fromX = topX + (from - topY) * slope;
    const toX = topX + (to - topY) * slope;
    addRow(change, row * width, Math.min(fromX, toX), Math.max(fromX, toX), direction * (to - from));
  }
}

/** The part of a line within one row: from `low` to `high` it covers more and more, after that everything. */
function addRow(change: Float32Array, start: number, low: number, high: number, height: number): void {
  let before = 0;
  for (let column = Math.floor(low); column <= Math.floor(high) + 1; column += 1) {
    const covered = height * coveredOf(column, low, high);
    change[start + column] = (change[start + column] ?? 0) + covered - before;
    before = covered;
  }
}

/** How much of a pixel's width lies to the right of a line from `low` to `high`. */
function coveredOf(column: number, low: number, high: number): number {
  if (column >= high) return 1;
  const within = (x: number): number => {
    // The area under the ramp that rises from 0 at `low` to 1 at `high`, up to x.
    if (x <= low) return 0;
    if (x >= high) return (high - low) / 2 + (x - high);
    return ((x - low) * (x - low)) / (2 * (high - low));
  };
  return within(column + 1) - within(column);
}
