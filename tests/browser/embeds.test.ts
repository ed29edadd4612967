/** What is made for the frames of other sites, in the frames of other sites. */

import { readFileSync } from "node:fs";
import axe from "axe-core";
import type { Page } from "playwright-core";
import { describe, expect, it } from "vitest";
import { weigh } from "../../src/checks/budgets.ts";
import { describeInBrowser, useBench } from "./bench.ts";

/** One that site.yaml allows, and one that it does not. */
const INTRANET = "https://kommunen.sharepoint.com/";
const STRANGER = "https://intranet.example/";

const LATEST = "/embed/senaste/";
const EMBEDS = [LATEST, "/embed/senaste/kort/", "/embed/amne/udd-enter/", "/embed/amne/udd-enter/kort/"];

const axeResult = (tags: readonly string[]): string =>
  `axe.run(document, { runOnly: ${JSON.stringify(tags)}, resultTypes: ["violations"] }).then(({ violations }) =>
    violations.flatMap(({ id, nodes }) => nodes.map(({ target }) => id + ": " + target.join(" "))))`;
const WCAG = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa"];

describeInBrowser("an embed", () => {
  const bench = useBench();

  /** An intranet page with a strict policy, in which the code of the page on linking was pasted as it stands there. */
  async function intranetPage(address: string): Promise<{ page: Page; complaints: string[] }> {
    const { page: recipe } = await bench.visit("real", "/lanka/");
    const [code = ""] = await recipe.locator("pre code").allTextContents();
    const policy = (await recipe.locator("pre code", { hasText: /^frame-src / }).textContent()) ?? "";
    const { config, origin } = bench.site("real");
    expect(code).toContain(`src="${config.origin}${LATEST}"`);
    const here = (text: string): string => text.replaceAll(config.origin, origin);
    const page = await bench.browser.newPage();
    const complaints: string[] = [];
    page.on("console", (message) => complaints.push(message.text()));
    await page.route(address, (route) =>
      route.fulfill({
        contentType: "text/html; charset=utf-8",
        headers: { "Content-Security-Policy": `default-src 'none'; style-src-attr 'unsafe-inline'; ${here(policy)}` },
        body: `<!doctype html><html lang="sv"><title>Intranätet</title><main><h1>Intranätet</h1>${here(code)}</main></html>`,
      }),
    );
    await page.goto(address);
    await expect.poll(() => page.frames().length).toBe(2);
    await page.waitForLoadState("networkidle");
    return { page, complaints };
  }

  it("is shown by an allowed site with a strict policy, and its links leave the frame", async () => {
    const { page, complaints } = await intranetPage(INTRANET);
    const frame = page.frameLocator("iframe");
    expect(await frame.locator("h2").textContent()).toBe("Nyhetsbrev från UDD");
    expect(await page.frames()[1]?.evaluate("getComputedStyle(document.body).borderTopWidth")).toBe("3px");
    expect(complaints).toEqual([]);

    for (const each of page.frames()) await each.evaluate(axe.source);
    expect(await page.evaluate<string[]>(axeResult([...WCAG, "best-practice"]))).toEqual([]);

    await frame.locator("li a").first().click();
    await page.waitForURL(bench.site("real").url("/nyhetsbrev/2023/september/"));
    await page.close();
  });

  it("is refused to any other site, which the browser says", async () => {
    const { page, complaints } = await intranetPage(STRANGER);
    expect(await page.frameLocator("iframe").locator("h2").count()).toBe(0);
    expect(complaints.join()).toMatch(/frame-ancestors/);
    await page.close();
  });

  it("is all that other sites may show: a letter is refused to allowed ones too", async () => {
    const page = await bench.browser.newPage();
    const complaints: string[] = [];
    page.on("console", (message) => complaints.push(message.text()));
    const source = bench.site("real").url("/nyhetsbrev/2023/september/");
    const body = `<iframe src="${source}" title="Brev"></iframe>`;
    await page.route(INTRANET, (route) => route.fulfill({ contentType: "text/html", body }));
    await page.goto(INTRANET);
    await expect.poll(() => complaints.join()).toMatch(/frame-ancestors/);
    await page.close();
  });

  it("weighs at most 3 kB with its stylesheet", async () => {
    const { pages, folder } = bench.site("real");
    const style = weigh(readFileSync(`${folder}/assets/embed.css`, "utf8"));
    const embeds = [...pages].filter(([address]) => address.startsWith("/embed/"));
    expect(embeds.length).toBeGreaterThan(10);
    for (const [address, html] of embeds) expect(weigh(html) + style, address).toBeLessThanOrEqual(3_000);
  });

  describe.each(["light", "dark"] as const)("in %s", (colorScheme) => {
    it.each(EMBEDS.flatMap((address) => [360, 200].map((width) => [address, width] as const)))(
      "%s is right at %i pixels",
      async (address, width) => {
        const { page, requests, complaints, probe } = await bench.visit("real", address, {
          colorScheme,
          viewport: { width, height: 400 },
        });
        await page.evaluate(axe.source);
        expect(await page.evaluate<string[]>(axeResult(WCAG))).toEqual([]);
        expect(await page.evaluate<number>("document.documentElement.scrollWidth")).toBeLessThanOrEqual(width);
        expect(await page.locator("a:not([target=_top])").count()).toBe(0);
        expect(await page.locator("a").count()).toBeGreaterThan(1);
        expect(await page.evaluate("document.documentElement.lang")).toBe("sv");
        expect(await page.evaluate<string>("getComputedStyle(document.body).backgroundColor")).toBe(
          { light: "rgb(253, 252, 249)", dark: "rgb(20, 24, 29)" }[colorScheme],
        );
        expect(complaints).toEqual([]);
        expect(requests.filter((url) => !url.startsWith(bench.site("real").origin))).toEqual([]);
        expect(await probe("traces")).toMatchObject({ scripts: 0, handlers: 0, cookies: "" });
      },
    );
  });
});

describeInBrowser("a letter's end", () => {
  const bench = useBench();

  it("has an address and a reference that a click or drag selects whole, without a script", async () => {
    const { page } = await bench.visit("real", "/nyhetsbrev/2023/september/", { javaScriptEnabled: true });
    const url = "https://www.upphandlingsdialogdalarna.se/nyhetsbrev/2023/september/";
    const reference = page.locator(".permalink > .address");
    await reference.click();
    expect(await page.evaluate<string>("getSelection().toString()")).toBe(
      `Upphandlingsdialog Dalarna, ”Upphandlingsdialog Dalarna Enter september 2023”, Upphandlingsdialog Dalarnas nyhetsbrev, september 2023, ${url}`,
    );
    const link = page.locator(".permalink a.address");
    expect([await link.textContent(), await link.getAttribute("href")]).toEqual([url, url]);
    expect(await page.evaluate(`getComputedStyle(document.querySelector(".permalink a")).userSelect`)).toBe("all");
  });
});
