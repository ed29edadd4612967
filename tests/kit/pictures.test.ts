/** The pictures that previews of links show: what is on them, what they weigh, and when they are drawn again. */
import { readFileSync } from "node:fs";
import { join } from "node:path";
import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { createDrawing } from "../../src/editions/web/pictures/draw-card.ts";
import { loadFace } from "../../src/editions/web/pictures/face.ts";
import { sha256 } from "../../src/hash.ts";
import { contrastRatio } from "../../src/model/contrast.ts";
import { build, contentFolder, filesBelow, letter, MINIMAL, SAMPLE } from "../support/sample.ts";
import { inkBox, seePng } from "./picture.ts";

const drawCard = createDrawing();
const CARD = {
  source: "Föreningen Exempels nyhetsbrev",
  title: "Höstens odling: så gick det",
  note: "september 2023",
  ink: "#ffffff",
  ground: "#1d3a4c",
};
const drawn = (title: string): string => sha256(drawCard({ ...CARD, title }));

/** Title → SHA-256 of the picture. Drawn otherwise, DRAWING in card.ts must be raised, so that old ones are drawn again. */
const DRAWINGS: Readonly<Record<string, string>> = {
  "Höstens odling: så gick det": "fd3b926e38686b566244f41fc1ab0621fe2dbdd5c5d83c7e51104d14a23aa6c2",
  "Ođđasat: Čállosat, ŋ, ŧ ja Jiõǥǥ": "d481960f2f366355ffe6f9765be7ee6b37bca2740b21876c882bbb8daf75d988",
  Hej: "165337e1829eb4114f12c3f85696759ca0511d167d41ef546a7b9e3a5743c6a9",
};

describe("a card", () => {
  test.each(Object.entries(DRAWINGS))("%s is the same bytes on every machine", (title, hash) => {
    expect(drawn(title)).toBe(hash);
    expect(drawn(title)).toBe(hash);
  });

  test.each([
    ["short", "Hej"],
    ["long", "Tidig dialog i strategiska upphandlingar av livsmedel och annat som behövs. ".repeat(6)],
    ["one word", "Upphandlingskonsekvensbeskrivningsutredningsprojektorganisationsplan"],
    ["an endless word", "å".repeat(5_000)],
    ["only signs", "… – ! 🎉"],
    ["nothing the face has", "你好"],
  ])("with a title that is %s is 1200 × 630, light, and within its margins", (_, title) => {
    const bytes = drawCard({ ...CARD, title });
    const seen = seePng(bytes);
    expect([seen.width, seen.height]).toEqual([1200, 630]);
    expect(bytes.length).toBeLessThanOrEqual(60_000);
    const { left, top, right, bottom } = inkBox(seen);
    expect(left).toBeGreaterThanOrEqual(80);
    expect(right).toBeLessThanOrEqual(1200 - 80);
    expect(top).toBeGreaterThanOrEqual(80);
    expect(bottom).toBeLessThanOrEqual(630 - 80);
  });

  test("of any text is drawn", () => {
    fc.assert(
      fc.property(fc.string({ unit: "binary", maxLength: 300 }), (title) => {
        const { left, right } = inkBox(seePng(drawCard({ ...CARD, title })));
        expect([left >= 80, right <= 1120]).toEqual([true, true]);
      }),
      { numRuns: 25 },
    );
  });

  test.each<[what: string, title: string, same: string]>([
    ["an emoji", "Hej 🎉", "Hej"],
    ["an arrow within", "Hej → du", "Hej du"],
    ["a variant of a sign", "Hej ✔️", "Hej"],
    ["a direction mark", "\u200eHej\u200f", "Hej"],
    ["letters in parts", "Ho\u0308st", "Höst"],
    ["the prime of Skolt Sami", "saaʹmǩiõll", "saa′mǩiõll"],
    ["places where words may be divided", "Upp\u00adhandling", "Upphandling"],
    ["a hyphen that does not break", "e\u2011tjänst", "e-tjänst"],
    ["lowered digits", "CO₂ och H₂O₍₁₎", "CO2 och H2O(1)"],
    ["raised digits", "10⁶ m³", "106 m³"],
  ])("never has a box for %s", (_, title, same) => expect(drawn(title)).toBe(drawn(same)));

  test("says whose it is where the face lacks the title's letters", () => {
    expect(drawn("你好 Hej")).toBe(drawn("مرحبا"));
    expect(drawn("你好 Hej")).not.toBe(drawn("Hej"));
  });

  test("can write Swedish, Finnish, English and the Sami languages", () => {
    const letters = "abcdefghijklmnopqrstuvwxyzåäöéüáčđŋšŧžïńǥǧǩõʒǯâæø0123456789’”“–—…!?:;,.()§%&/«»·−";
    for (const weight of [400, 700] as const) {
      const face = loadFace(weight);
      const lacking = [...letters, ...letters.toUpperCase()].filter((character) => !face.has(character));
      expect(lacking).toEqual([]);
    }
  });

  test.each([
    ["#ffffff", "#1d3a4c"],
    ["#1c2430", "#f2d27a"],
    ["#000000", "#ffffff"],
    ["#767676", "#ffffff"],
    ["#ffffff", "#8c4a00"],
  ])("with %s on %s can be read, small text too", (ink, ground) => {
    const { palette, pixels } = seePng(drawCard({ ...CARD, ink, ground }));
    expect(palette[0]).toBe(ground);
    const darkest = (from: number, to: number): number =>
      pixels.subarray(from * 1200, to * 1200).reduce((most, place) => Math.max(most, place), 0);
    expect(palette[darkest(184, 494)]).toBe(ink);
    for (const small of [darkest(80, 130), darkest(506, 550)]) {
      expect(contrastRatio(palette[small] ?? ground, ground)).toBeGreaterThanOrEqual(4.5);
    }
  });
});

describe("the pictures of a site", () => {
  test("are one for each text and one for the rest, and are named by their pages", async () => {
    const site = await build(SAMPLE);
    const found = filesBelow(site.folder).filter((path) => path.endsWith("og.png"));
    expect(found.length).toBeGreaterThan(8);
    expect(found).toContain("assets/og.png");
    expect(found).toContain("nyhetsbrev/2025/mars/og.png");
    const named = filesBelow(site.folder)
      .filter((path) => path.endsWith(".html"))
      .flatMap((path) => [...site.page(`/${path}`).matchAll(/og:image" content="https:\/\/[^/]+\/([^"]+)"/g)])
      .map(([, path = ""]) => path);
    expect([...new Set(named)].sort()).toEqual(found.sort());
    for (const path of found) expect(seePng(readFileSync(join(site.folder, path))).width).toBe(1200);
  });

  test("change with what they show and with nothing else", async () => {
    const files = (title: string, body: string) => ({
      "issues/2026/a.md": letter(`title: ${title}\ndate: 2026-01\nslug: a`, body),
      "issues/2026/b.md": letter("title: Andra brevet\ndate: 2026-02\nslug: b"),
    });
    const picturesOf = async (title: string, body: string): Promise<string[]> => {
      const site = await build(contentFolder(MINIMAL, files(title, body)));
      return ["a", "b"].map((name) => sha256(readFileSync(join(site.folder, `nyhetsbrev/2026/${name}/og.png`))));
    };
    const [first, second] = await picturesOf("Första brevet", "Hej!");
    expect(await picturesOf("Första brevet", "Något helt annat.")).toEqual([first, second]);
    const [changed, other] = await picturesOf("Första brevet, ändrat", "Hej!");
    expect([changed === first, other === second]).toEqual([false, true]);
  });
});
