/** Pictures as a reader sees them: a cleaned one is the same, pixel by pixel, and turned alike. */
import { readFileSync } from "node:fs";
import { join } from "node:path";
import type { Browser, Page } from "playwright-core";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { cleanPicture } from "../../src/metadata/clean-picture.ts";
import { PICTURES } from "../metadata/pictures.ts";
import { launchBrowser } from "../support/browser.ts";
import { without } from "../support/programs.ts";
import { build, contentFolder, letter, MINIMAL } from "../support/sample.ts";

const SKIP = without("chromium");

/** Run in the page: width, height and every pixel of a picture, as it is shown. */
const SHOW = `async (url) => {
  const picture = new Image();
  picture.src = url;
  await picture.decode();
  const canvas = document.createElement("canvas");
  canvas.width = picture.naturalWidth;
  canvas.height = picture.naturalHeight;
  const context = canvas.getContext("2d", { colorSpace: "display-p3" });
  context.drawImage(picture, 0, 0);
  const { data } = context.getImageData(0, 0, canvas.width, canvas.height);
  return [canvas.width, canvas.height, Array.from(data).join()].join(" ");
}`;

describe.skipIf(SKIP)(`a cleaned picture${SKIP}`, () => {
  let browser: Browser;
  let page: Page;
  beforeAll(async () => {
    browser = await launchBrowser();
    page = await browser.newPage();
  });
  afterAll(() => browser.close());

  const shown = (name: string, bytes: Uint8Array): Promise<string> => {
    const type = name.replace(/^.*\./, "").replace("jpg", "jpeg");
    const url = `data:image/${type};base64,${Buffer.from(bytes).toString("base64")}`;
    return page.evaluate(`(${SHOW})(${JSON.stringify(url)})`);
  };

  test.each([...PICTURES])("%s looks the same", async (name, bytes) => {
    const result = cleanPicture(name, bytes);
    const before = await shown(name, bytes);
    expect(before).toMatch(/^(?:400 200|200 400|64 48|48 64) /);
    expect(result.kind === "clean" && (await shown(name, result.bytes))).toBe(before);
  });

  test.each(["light", "dark"] as const)(
    "of black lines on nothing can be read on a page in %s colours",
    async (scheme) => {
      const { page: html, folder } = await build(
        contentFolder(MINIMAL, {
          "issues/2026/skiss.md": letter("title: Skiss\ndate: 2026-01-14", "![Behov, dialog](skiss.png)"),
          "issues/2026/skiss.png": readFileSync(join(import.meta.dirname, "fixtures/transparent.png")),
        }),
      );
      const address = "/nyhetsbrev/2026/skiss/";
      const reader = await browser.newPage({ colorScheme: scheme });
      await reader.route("**", (route) => {
        const { pathname } = new URL(route.request().url());
        if (pathname === address) return route.fulfill({ contentType: "text/html", body: html(address) });
        return route.fulfill({ path: join(folder, pathname) });
      });
      await reader.goto(`https://www.example.org${address}`);
      const [, , pixels = ""] = (await shown("seen.png", await reader.locator("main img").screenshot())).split(" ");
      const shades = pixels.split(",").map(Number);
      // The lines are black, so what lies behind them must be light.
      expect(Math.min(...shades.slice(0, 3))).toBeGreaterThan(200);
      expect(Math.min(...shades.filter((_, place) => place % 4 === 0))).toBeLessThan(60);
      await reader.close();
    },
  );
});
