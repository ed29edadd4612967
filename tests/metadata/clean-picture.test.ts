/** What is left of a picture when it is published: all that it shows, and nothing else that it says. */
import fc from "fast-check";
import { imageSize } from "image-size";
import { describe, expect, test } from "vitest";
import { type CleanPicture, cleanPicture } from "../../src/metadata/clean-picture.ts";
import { orientationOf } from "../../src/metadata/exif.ts";
import "../support/sample.ts";
import { growth, LINEAR } from "../support/processor-time.ts";
import {
  gifExtension,
  jpegPlaces,
  jpegSegment,
  PICTURES,
  picture,
  pngChunk,
  pngPlaces,
  SECRET,
  webpChunk,
  withWebpChunk,
} from "./pictures.ts";

type Clean = Extract<CleanPicture, { kind: "clean" }>;

function clean(name: string, bytes: Uint8Array): Clean {
  const result = cleanPicture(name, bytes);
  if (result.kind !== "clean") throw new Error(`${name} is ${result.kind}`);
  return result;
}
const cleaned = (name: string, bytes: Uint8Array): Buffer => Buffer.from(clean(name, bytes).bytes);

/** The Exif block that is left. */
function exifIn(bytes: Buffer): Buffer | undefined {
  const at = bytes.indexOf("MM\0*");
  return at < 0 ? undefined : bytes.subarray(at);
}

describe.each([...PICTURES])("%s", (name, bytes) => {
  test("says nothing but what it shows", () => {
    const left = cleaned(name, bytes).toString("latin1");
    expect(left).not.toContain(SECRET);
    expect(left).not.toContain("xmpmeta");
    expect(left).not.toContain("\x25\x88"); // the folder of places, little-endian
  });

  test("has the same size, colours and orientation", () => {
    const left = cleaned(name, bytes);
    expect(imageSize(left)).toEqual(imageSize(bytes));
    for (const mark of ["ICC_PROFILE", "iCCP", "ICCP", "acsp", "NETSCAPE2.0", "ANIM"])
      expect([mark, left.includes(mark)]).toEqual([mark, bytes.includes(mark)]);
  });

  test("is cleaned once: then nothing more is removed, and the bytes are the same", () => {
    const once = clean(name, bytes);
    const twice = clean(name, once.bytes);
    expect(Buffer.from(twice.bytes).equals(once.bytes)).toBe(true);
    expect([...twice.removed]).toEqual([]);
  });

  test("is refused or clean wherever it is cut off", () => {
    for (let length = 0; length < bytes.length; length += 1) {
      const result = cleanPicture(name, bytes.subarray(0, length));
      // A GIF is whole after each of its pictures.
      const isWhole = result.kind === "clean" && name.endsWith(".gif");
      expect(result.kind === "broken" || isWhole, `${length} bytes: ${result.kind}`).toBe(true);
      if (result.kind === "clean") expect(Buffer.from(result.bytes).includes(SECRET)).toBe(false);
    }
  });

  test("loses what is written after its end", () => {
    const film = Buffer.concat([Buffer.from([0, 0, 0, 24]), Buffer.from("ftypmp42 HEMLIG film")]);
    const result = clean(name, Buffer.concat([bytes, film]));
    expect(Buffer.from(result.bytes).equals(cleaned(name, bytes))).toBe(true);
    expect(result.removed).toContain("appendix");
  });

  test("never crashes, whatever bytes of it are changed", () => {
    fc.assert(
      fc.property(
        fc.array(fc.tuple(fc.nat(bytes.length - 1), fc.integer({ min: 0, max: 255 })), { minLength: 1, maxLength: 6 }),
        (changes) => {
          const changed = Buffer.from(bytes);
          for (const [at, byte] of changes) changed[at] = byte;
          const result = cleanPicture(name, changed);
          if (result.kind !== "clean") return;
          expect(Buffer.from(clean(name, result.bytes).bytes).equals(result.bytes)).toBe(true);
        },
      ),
      { numRuns: 150 },
    );
  });
});

describe("what is removed", () => {
  test.each([
    ["phone.jpg", ["other", "place"]],
    ["baseline.jpg", ["camera", "name", "other", "place", "time"]],
    ["picture.png", ["camera", "comment", "name", "other", "place", "time"]],
    ["lossy.webp", ["camera", "name", "other", "place", "time"]],
    ["picture.avif", ["camera", "name", "other", "place", "time"]],
    ["picture.gif", []],
  ])("%s: %s", (name, kinds) => {
    expect([...clean(name, picture(name)).removed].sort()).toEqual(kinds);
  });

  test.each(["phone.jpg", "baseline.jpg", "progressive.jpg", "picture.png", "lossy.webp", "lossless.webp"])(
    "%s keeps how it is turned, in a block that says nothing else",
    (name) => {
      const exif = exifIn(cleaned(name, picture(name))) ?? Buffer.alloc(0);
      expect(orientationOf(exif)).toBe(6);
      expect(exif.readUInt16BE(8)).toBe(1);
    },
  );

  test("the small copy of the picture in a JFIF segment", () => {
    const jfif = Buffer.concat([Buffer.from("JFIF\0\x01\x01\0\0\x01\0\x01\x01\x01"), Buffer.from("HEM")]);
    const bytes = picture("baseline.jpg");
    const start = bytes.subarray(0, 2);
    const result = clean("x.jpg", Buffer.concat([start, jpegSegment(0xe0, jfif), bytes.subarray(2)]));
    expect(Buffer.from(result.bytes).includes("HEM")).toBe(false);
    expect(result.removed).toContain("thumbnail");
  });

  test("names, places and captions of IPTC", () => {
    const iptc = "Photoshop 3.0\x008BIM\x04\x04\0\0\0\0\0\x10\x1c\x02\x50\0\x06HEMLIG\x1c\x02\x5a\0\x06HEMLIG";
    const bytes = picture("phone.jpg");
    const segment = jpegSegment(0xed, Buffer.from(iptc, "latin1"));
    const result = clean("x.jpg", Buffer.concat([bytes.subarray(0, 2), segment, bytes.subarray(2)]));
    expect(Buffer.from(result.bytes).equals(cleaned("x.jpg", bytes))).toBe(true);
    expect([...result.removed].sort()).toEqual(["name", "other", "place"]);
  });
});

describe("whatever is put into a picture is not in what is published", () => {
  const secret = fc.uint8Array({ maxLength: 600 }).map((bytes) => Buffer.concat([Buffer.from(SECRET), bytes]));
  const runs = { numRuns: 60 };
  const same = (name: string, changed: Buffer): void => {
    expect(cleaned(name, changed).equals(cleaned(name, picture(name)))).toBe(true);
  };
  const insert = (bytes: Buffer, at: number, part: Buffer): Buffer =>
    Buffer.concat([bytes.subarray(0, at), part, bytes.subarray(at)]);

  test.each(["baseline.jpg", "progressive.jpg", "cmyk.jpg"])("segments of %s", (name) => {
    const places = jpegPlaces(picture(name));
    // Not JFIF, Exif and ICC, which are read.
    const marker = fc.constantFrom(0xe1, 0xe2, 0xe3, 0xe4, 0xe5, 0xec, 0xed, 0xee, 0xef, 0xfe);
    fc.assert(
      fc.property(fc.constantFrom(...places), marker, secret, (at, mark, content) =>
        same(name, insert(picture(name), at, jpegSegment(mark, content))),
      ),
      runs,
    );
  });

  test("chunks of a PNG", () => {
    const name = "picture.png";
    const type = fc.constantFrom("tEXt", "zTXt", "iTXt", "tIME", "caNv", "mkBS", "prVW", "sPLT", "vpAg");
    fc.assert(
      fc.property(fc.constantFrom(...pngPlaces(picture(name))), type, secret, (at, kind, content) =>
        same(name, insert(picture(name), at, pngChunk(kind, content))),
      ),
      runs,
    );
  });

  test("chunks of a WebP", () => {
    const type = fc.constantFrom("XMP ", "EXIF", "META", "cmnt", "????");
    fc.assert(
      fc.property(
        fc.constantFrom("lossy.webp", "lossless.webp", "animated.webp"),
        type,
        secret,
        (name, kind, content) => same(name, withWebpChunk(picture(name), webpChunk(kind, content))),
      ),
      runs,
    );
  });

  test("extensions of a GIF", () => {
    const label = fc.constantFrom(0x01, 0xfe, 0xff, 0x42);
    fc.assert(
      fc.property(fc.constantFrom("picture.gif", "animated.gif"), label, secret, (name, kind, content) => {
        const bytes = picture(name);
        same(name, insert(bytes, bytes.length - 1, gifExtension(kind, content)));
      }),
      runs,
    );
  });

  test("boxes of an AVIF", () => {
    const type = fc.constantFrom("free", "skip", "uuid", "udta", "Exif");
    fc.assert(
      fc.property(type, secret, (kind, content) => {
        const bytes = picture("picture.avif");
        const box = Buffer.concat([Buffer.alloc(4), Buffer.from(kind), content]);
        box.writeUInt32BE(box.length);
        same("picture.avif", Buffer.concat([bytes, box]));
      }),
      runs,
    );
  });
});

describe("what is refused", () => {
  const heic = Buffer.from("\0\0\0\x18ftypheic\0\0\0\0mif1heic rest", "latin1");
  test.each([
    ["a HEIC", "IMG_1.HEIC", heic],
    ["a HEIC under another name", "bild.jpg", heic],
    ["a TIFF", "bild.tif", Buffer.from("II*\0\x08\0\0\0", "latin1")],
    ["a camera's own format", "bild.nef", Buffer.from("MM\0*\0\0\0\x08", "latin1")],
    ["a JPEG XL", "bild.jxl", Buffer.from("\xff\x0a rest", "latin1")],
  ])("%s", (_, name, bytes) => expect(cleanPicture(name, bytes).kind).toBe("unfit"));

  test("a file that only its name makes a picture", () => {
    expect(cleanPicture("bild.jpg", Buffer.from("HEMLIG")).kind).toBe("broken");
    expect(cleanPicture("bild.txt", Buffer.from("HEMLIG")).kind).toBe("other");
  });
});

test("a file of more parts than a picture has is refused before it fills the memory", () => {
  const [jpeg, part] = [picture("baseline.jpg"), jpegSegment(0xfe, Buffer.alloc(0))];
  const bytes = Buffer.concat([jpeg.subarray(0, 2), Buffer.alloc(part.length * 1_000_000, part), jpeg.subarray(2)]);
  expect(cleanPicture("x.jpg", bytes).kind).toBe("broken");
});

describe("time grows with the length of a file", () => {
  const many = (count: number, part: Buffer): Buffer => Buffer.concat(Array.from({ length: count }, () => part));
  const [jpeg, png, gif] = [picture("baseline.jpg"), picture("picture.png"), picture("picture.gif")];
  const files: readonly (readonly [string, (size: number) => Buffer])[] = [
    [
      "x.jpg",
      (size) => Buffer.concat([jpeg.subarray(0, 2), many(size, jpegSegment(0xfe, Buffer.alloc(8))), jpeg.subarray(2)]),
    ],
    [
      "scan.jpg",
      (size) => Buffer.concat([jpeg.subarray(0, -2), many(size, Buffer.from([0xff, 0])), jpeg.subarray(-2)]),
    ],
    [
      "x.png",
      (size) => Buffer.concat([png.subarray(0, 33), many(size, pngChunk("tEXt", Buffer.alloc(8))), png.subarray(33)]),
    ],
    ["x.webp", (size) => withWebpChunk(picture("lossy.webp"), many(size, webpChunk("junk", Buffer.alloc(8))))],
    [
      "x.gif",
      (size) => Buffer.concat([gif.subarray(0, -1), many(size, gifExtension(0xfe, Buffer.alloc(8))), gif.subarray(-1)]),
    ],
  ];
  test.each(files)("%s", async (name, make) => {
    const inputs = new Map([5_000, 20_000].map((size) => [size, make(size)]));
    expect(await growth((size) => clean(name, inputs.get(size) ?? Buffer.alloc(0)), 5_000)).toBeLessThan(LINEAR);
  });
});
