import { spawnSync } from "node:child_process";
import { mkdtemp, readFile, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { inflateSync } from "node:zlib";
import { expect, it } from "vitest";
import { without } from "../support/programs.ts";
import { describeInBrowser, KINDS, LETTER, type SiteName, TABLES, useBench } from "./bench.ts";

const SKIP = without("pdftotext");

describeInBrowser("on paper", () => {
  const bench = useBench();

  /** A page as PDF, and its text. */
  const print = async (site: SiteName, address: string): Promise<{ pdf: Buffer; text: string }> => {
    const { page } = await bench.visit(site, address, { stay: true });
    const pdf = await page.pdf({ format: "A4", preferCSSPageSize: true, tagged: true, outline: true });
    // Spaces that do not break are spaces; where lines end is not our concern.
    return { pdf, text: (await textOf(pdf)).replace(/\s+/g, " ") };
  };

  it.skipIf(SKIP)(
    `the real letter is at most two pages of A4, with its heading, date, text and address${SKIP}`,
    async () => {
      const { pdf, text } = await print("real", LETTER);
      const sizes = pageSizes(pdf);
      expect(sizes.length).toBeGreaterThan(0);
      expect(sizes.length).toBeLessThanOrEqual(2);
      // 210 × 297 mm are 595.3 × 841.9 points; Chromium rounds up by up to one.
      expect(sizes.filter((size) => !/^59[56]x84[23]$/.test(size))).toEqual([]);
      for (const part of [
        "Upphandlingsdialog Dalarna Enter september 2023",
        "Skickat i september 2023",
        "Det här nyhetsbrevet kommer från oss",
        "Uppdragsplan från UDD Exit till UDD Enter",
        "500 000 kr",
        "anders.karlin@ludvika.se",
        "https://www.upphandlingsdialogdalarna.se/nyhetsbrev/2023/september/",
      ]) {
        expect(text).toContain(part);
      }
      for (const part of ["Till innehållet", "Dalamodeller och rapporter", "Kalender", "Du är här", "nummer 1, 2023"]) {
        expect(text).not.toContain(part);
      }
      // Once is enough: the footer's address is not printed beside the letter's own.
      expect(text.split("/nyhetsbrev/2023/september/")).toHaveLength(2);
    },
  );

  it.each(KINDS)("$site, $kind has its text but nothing to click through the site", async ({ site, address }) => {
    const { page, probe } = await bench.visit(site, address, { stay: true });
    expect(await probe("menus")).not.toEqual([]);
    await page.emulateMedia({ media: "print" });
    try {
      expect(await page.locator("h1").isVisible()).toBe(true);
      expect(await probe("menus")).toEqual([]);
    } finally {
      await page.emulateMedia({ media: null });
    }
  });

  it("is black on white, also when the screen is dark", async () => {
    const { page, probe } = await bench.visit("real", LETTER, { colorScheme: "dark" });
    await page.emulateMedia({ media: "print", colorScheme: "dark" });
    expect(await probe("colours")).toMatchObject({ text: "rgb(0, 0, 0)", background: "rgb(255, 255, 255)" });
    expect(await probe("faintText")).toEqual([]);
    await page.emulateMedia({ media: null, colorScheme: "dark" });
  });

  it.skipIf(SKIP)(`says where links lead, which cannot be clicked there${SKIP}`, async () => {
    const { text } = await print("sample", TABLES);
    expect(text.replace(/\s/g, "")).toContain("(https://council.example/note)");
  });

  it("a table fits the width of the paper", async () => {
    const { page, probe } = await bench.visit("sample", TABLES, { viewport: { width: 640, height: 900 } });
    await page.emulateMedia({ media: "print" });
    expect(await probe("overflow")).toEqual([]);
    const cut =
      'document.querySelector(".table, [role=region]").scrollWidth > document.querySelector(".table, [role=region]").clientWidth + 1';
    expect(await page.evaluate(cut)).toBe(false);
    await page.emulateMedia({ media: null });
  });
});

/** The page sizes of a PDF in points, read from its page objects, packed or not. */
function pageSizes(pdf: Buffer): string[] {
  const raw = pdf.toString("latin1");
  const unpacked = [...raw.matchAll(/stream\r?\n/g)].map(({ index, 0: { length } }) => {
    try {
      return inflateSync(pdf.subarray(index + length)).toString("latin1");
    } catch {
      return "";
    }
  });
  const pages = [raw, ...unpacked].flatMap((text) => [
    ...text.matchAll(/\/Type\s*\/Page\b(?!s)[\s\S]*?\/MediaBox\s*\[0 0 ([\d.]+) ([\d.]+)\]/g),
  ]);
  return pages.map(([, width, height]) => `${Math.round(Number(width))}x${Math.round(Number(height))}`);
}

/** The text of a PDF as poppler reads it. */
async function textOf(pdf: Buffer): Promise<string> {
  const folder = await mkdtemp(join(tmpdir(), "brevarkiv-print-"));
  try {
    const [file, out] = [join(folder, "page.pdf"), join(folder, "page.txt")];
    await writeFile(file, pdf);
    const { status, stderr } = spawnSync("pdftotext", ["-layout", file, out], { encoding: "utf8" });
    expect(status, stderr).toBe(0);
    return await readFile(out, "utf8");
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
}
