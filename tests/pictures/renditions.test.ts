/** Which pictures get narrower forms, and what these are. */
import fc from "fast-check";
import sharp from "sharp";
import { beforeAll, describe, expect, test } from "vitest";
import { makeRendition } from "../../src/pictures/make-rendition.ts";
import { renditionsOf, STEPS, stepsOf } from "../../src/pictures/renditions.ts";
import { picture } from "../metadata/pictures.ts";
import { photo, pixels } from "../support/photo.ts";

const SIZE = { width: 1_400, height: 700 };
const SVG = '<svg xmlns="http://www.w3.org/2000/svg" width="900" height="90"><rect width="9" height="9"/></svg>';
const HEAVY = new Uint8Array(200_000);
let jpeg: Buffer;

beforeAll(async () => {
  jpeg = await photo(SIZE);
});

describe("a picture has renditions", () => {
  test("where it is wide and heavy, up to its own width", () => {
    expect(stepsOf("a.jpg", HEAVY, { width: 4_000, height: 3_000 })).toEqual([640, 1080, 1280]);
    expect(stepsOf("a.png", HEAVY, { width: 1_080, height: 800 })).toEqual([640, 1080]);
    expect(stepsOf("a.webp", HEAVY, { width: 700, height: 300 })).toEqual([640, 1080]);
    expect(renditionsOf("/a.jpg", { width: 700, height: 300 }, [640, 1080])).toEqual([
      { address: "/a.jpg.640.webp", width: 640 },
      { address: "/a.jpg.1080.webp", width: 700 },
    ]);
  });

  test("of as many pixels where it is higher than wide", () => {
    const size = { width: 900, height: 1_200 };
    expect(stepsOf("a.jpg", HEAVY, size)).toEqual([640, 1080, 1280]);
    expect(renditionsOf("/a.jpg", size, [640, 1080, 1280]).map(({ width }) => width)).toEqual([480, 810, 900]);
  });

  test("and none where it is light, narrow, too high, of another kind or moves", () => {
    const wide = { width: 2_000, height: 1_000 };
    expect(stepsOf("a.jpg", HEAVY.subarray(0, 50_000), wide)).toEqual([]);
    expect(stepsOf("a.jpg", HEAVY, { width: 640, height: 480 })).toEqual([]);
    expect(stepsOf("a.jpg", HEAVY, { width: 700, height: 20_000 })).toEqual([]);
    expect(stepsOf("a.gif", HEAVY, wide)).toEqual([]);
    const heavy = (head: Uint8Array): Uint8Array => Buffer.concat([head, HEAVY]);
    expect(stepsOf("a.webp", heavy(picture("animated.webp")), wide)).toEqual([]);
    expect(stepsOf("a.webp", heavy(picture("lossy.webp")), wide)).not.toEqual([]);
    const still = picture("picture.png");
    const moving = Buffer.concat([still.subarray(0, 33), chunk("acTL", Buffer.alloc(8)), still.subarray(33)]);
    expect(stepsOf("a.png", heavy(moving), wide)).toEqual([]);
    expect(stepsOf("a.png", heavy(still), wide)).not.toEqual([]);
  });

  test("whatever the bytes of its beginning are, without an error", () => {
    const starts = fc.constantFrom("\x89PNG\r\n\x1a\n", "RIFF1234WEBPVP8X", "\0\0\0\x20ftypavis", "");
    fc.assert(
      fc.property(starts, fc.uint8Array({ maxLength: 60 }), (start, rest) => {
        const bytes = Buffer.concat([Buffer.from(start, "latin1"), rest]);
        const short = stepsOf("a.png", bytes, { width: 2_000, height: 2_000 });
        const steps = stepsOf("a.png", Buffer.concat([bytes, HEAVY]), { width: 2_000, height: 2_000 });
        expect([short.length, [0, 3].includes(steps.length)]).toEqual([0, true]);
      }),
      { numRuns: 300 },
    );
  });
});

describe("a rendition", () => {
  test("is a WebP of the step's width, lighter than its picture, and the same each time", async () => {
    for (const step of STEPS) {
      const [made, again] = [await rendition(jpeg, step), await rendition(jpeg, step)];
      expect(await sizeOf(made)).toEqual([step, step / 2]);
      expect([made.equals(again), made.length < jpeg.length / 2]).toEqual([true, true]);
    }
  });

  test("is the same however many threads make it", async () => {
    await rendition(jpeg, 640);
    const alone = sharp.concurrency();
    sharp.concurrency(4);
    const made = await Promise.all([640, 1280, 640, 1280].map((step) => rendition(jpeg, step as 640)));
    sharp.concurrency(alone);
    expect(made[0]?.equals(made[2] as Buffer)).toBe(true);
    expect(made[1]?.equals(await rendition(jpeg, 1280))).toBe(true);
  });

  test("stands as the orientation says, and carries nothing", async () => {
    const lying = await sharp(jpeg)
      .withExif({ IFD0: { Artist: "HEMLIG" } })
      .withMetadata({ orientation: 6 })
      .toBuffer();
    const made = await rendition(lying, 640);
    expect(await sizeOf(made)).toEqual([480, 960]);
    const { exif, icc, xmp, orientation = 1 } = await sharp(made).metadata();
    expect([exif, icc, xmp, orientation, made.includes("HEMLIG")]).toEqual([undefined, undefined, undefined, 1, false]);
  });

  test("keeps what is transparent, and the colours of another profile", async () => {
    const half = {
      create: { width: 1_300, height: 900, channels: 4, background: { r: 10, g: 200, b: 30, alpha: 0.5 } },
    } as const;
    const { channels, hasAlpha } = await sharp(await rendition(await sharp(half).png().toBuffer(), 640)).metadata();
    expect([channels, hasAlpha]).toEqual([4, true]);
    const wideGamut = await (await pixels(SIZE)).withIccProfile("p3").jpeg({ quality: 95 }).toBuffer();
    const [plain, converted] = [
      await meanOf(await rendition(jpeg, 640)),
      await meanOf(await rendition(wideGamut, 640)),
    ];
    for (const channel of [0, 1, 2])
      expect(Math.abs((plain[channel] ?? 0) - (converted[channel] ?? 0))).toBeLessThan(3);
    expect(await sizeOf(await rendition(picture("cmyk.jpg"), 640))).not.toEqual([0, 0]);
  });

  test("is not made of what cannot be read to its end, or is no picture", async () => {
    expect(await makeRendition(jpeg.subarray(0, jpeg.length / 2), 640)).toBeUndefined();
    expect(await makeRendition(Buffer.from(SVG), 640)).toBeUndefined();
    expect(await makeRendition(new Uint8Array(0), 640)).toBeUndefined();
  });
});

async function rendition(bytes: Uint8Array, step: (typeof STEPS)[number]): Promise<Buffer> {
  const made = await makeRendition(bytes, step);
  if (!made) throw new Error("it cannot be read");
  return Buffer.from(made);
}

async function sizeOf(bytes: Uint8Array): Promise<number[]> {
  const { format, width, height } = await sharp(bytes).metadata();
  expect(format).toBe("webp");
  return [width, height];
}

async function meanOf(bytes: Uint8Array): Promise<number[]> {
  return (await sharp(bytes).stats()).channels.map(({ mean }) => mean);
}

function chunk(type: string, content: Uint8Array): Buffer {
  const bytes = Buffer.alloc(12 + content.length);
  bytes.writeUInt32BE(content.length);
  bytes.write(type, 4, "latin1");
  bytes.set(content, 8);
  return bytes;
}
