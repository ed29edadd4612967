import { expect, it } from "vitest";
import { describeInBrowser, KINDS, TABLES, useBench } from "./bench.ts";

const WIDTHS = [320, 768, 1280];

describeInBrowser("the layout", () => {
  const bench = useBench();

  it.each(KINDS)("of $site, $kind fits every width and text, in light and dark", async ({ site, address }) => {
    const { page, probe } = await bench.visit(site, address, { stay: true });
    const found: Record<string, string[]> = {};
    const note = async (where: string, ...probes: string[]): Promise<void> => {
      const faults = [];
      for (const name of probes) faults.push(...(await probe<string[]>(name)));
      if (faults.length > 0) found[where] = faults;
    };
    for (const colorScheme of ["light", "dark"] as const) {
      await page.emulateMedia({ colorScheme });
      await note(colorScheme, "faintText", "smallTargets");
    }
    for (const text of ["plainText", "spaceText", "doubleText"]) {
      await probe(text);
      for (const width of WIDTHS) {
        await page.setViewportSize({ width, height: 800 });
        await note(`${width} px, ${text}`, "overflow", "clipped");
      }
    }
    expect(found).toEqual({});
    await page.setViewportSize({ width: 1280, height: 900 });
    await page.emulateMedia({ colorScheme: "light" });
  });

  it("notices when something sticks out", async () => {
    const { page, probe } = await bench.visit("real", "/");
    await page.evaluate('document.querySelector("h1").style.width = "9999px"');
    expect(await probe<string[]>("overflow")).not.toEqual([]);
  });

  it("follows the reader's choice of light or dark", async () => {
    const colours = [];
    for (const colorScheme of ["light", "dark"] as const) {
      const { probe } = await bench.visit("real", "/", { colorScheme });
      colours.push(await probe<{ text: string; background: string; link: string }>("colours"));
    }
    const [light, dark] = colours;
    for (const part of ["text", "background", "link"] as const) expect(light?.[part]).not.toBe(dark?.[part]);
  });

  it("takes its colours from site.yaml", async () => {
    const backgrounds = [];
    for (const site of ["real", "sample"] as const) {
      const { page } = await bench.visit(site, "/", { colorScheme: "light" });
      backgrounds.push(
        await page.evaluate('getComputedStyle(document.querySelector("body > header")).backgroundColor'),
      );
    }
    expect(backgrounds).toEqual(["rgb(29, 58, 76)", "rgb(90, 31, 79)"]);
  });

  it("can be used with forced colours", async () => {
    const { page, probe } = await bench.visit("real", "/", { forcedColors: "active", colorScheme: "dark" });
    expect(await page.evaluate('matchMedia("(forced-colors: active)").matches')).toBe(true);
    // Links, focus and the page one is on must not be shown by a background or a shadow, which are taken away.
    expect(await probe("faintText")).toEqual([]);
    const here = await bench.visit("real", "/nyhetsbrev/", { forcedColors: "active", colorScheme: "dark" });
    expect(await here.probe("currentMarks")).toEqual([true]);
    await here.page.keyboard.press("Tab");
    await here.page.keyboard.press("Tab");
    expect(await here.probe("focus")).toMatchObject({ tag: "a", ring: true });
  });

  it("keeps pictures within the text and their shape", async () => {
    const { page } = await bench.visit("sample", TABLES, {
      viewport: { width: 360, height: 800 },
    });
    const picture = page.locator("main img");
    expect(await page.evaluate('document.querySelector("main img").naturalWidth')).toBe(1200);
    const box = await picture.boundingBox();
    expect(box?.width).toBeLessThanOrEqual(360);
    expect((box?.width ?? 0) / (box?.height ?? 1)).toBeCloseTo(2, 1);
  });
});
