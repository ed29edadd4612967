/** Pictures that weigh what photos from telephones do: detail of every size, and the noise of a sensor. They show nothing. */
import sharp, { type Sharp } from "sharp";

interface Photo {
  readonly width: number;
  readonly height: number;
  /** Another gives another picture. */
  readonly seed?: number;
  readonly quality?: number;
}

/** Natural pictures have nearly as much contrast in each octave of detail. */
const CONTRAST = { first: 52, next: 0.93 };
const OCTAVES = 9;
const NOISE = 0.7;

/** @returns a JPEG */
export async function photo({ width, height, seed = 1, quality = 90 }: Photo): Promise<Buffer> {
  return (await pixels({ width, height, seed })).jpeg({ quality }).toBuffer();
}

/** The picture, to be saved in another format. */
export async function pixels({ width, height, seed = 1 }: Photo): Promise<Sharp> {
  const next = random(seed);
  const sum = new Float32Array(width * height * 3).fill(128);
  for (let octave = 0, contrast = CONTRAST.first; octave < OCTAVES; octave += 1, contrast *= CONTRAST.next) {
    const cell = 2 ** (OCTAVES - 1 - octave);
    const [columns, rows] = [Math.ceil(width / cell), Math.ceil(height / cell)];
    const grid = Buffer.alloc(columns * rows * 3);
    for (let at = 0; at < grid.length; at += 3) {
      const light = next() * 200;
      for (let channel = 0; channel < 3; channel += 1) grid[at + channel] = light + next() * 55;
    }
    const smooth = await sharp(grid, { raw: { width: columns, height: rows, channels: 3 } })
      .resize(width, height, { kernel: "cubic", fit: "fill" })
      .raw()
      .toBuffer();
    const strength = (contrast / 255) * (cell === 1 ? NOISE : 1);
    for (let at = 0; at < sum.length; at += 1) sum[at] = (sum[at] ?? 0) + ((smooth[at] ?? 0) - 127) * strength;
  }
  return sharp(Buffer.from(Uint8ClampedArray.from(sum).buffer), { raw: { width, height, channels: 3 } });
}

/** xorshift32 (Marsaglia 2003): the same picture on every machine. */
function random(seed: number): () => number {
  let state = seed;
  return () => {
    state ^= state << 13;
    state ^= state >>> 17;
    state ^= state << 5;
    return (state >>> 0) / 2 ** 32;
  };
}
