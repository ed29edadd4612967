import { gzipSync } from "node:zlib";
import type { Request } from "playwright-core";
import { expect, it } from "vitest";
import { describeInBrowser, LETTER, NOWHERE, type SiteName, TABLES, useBench } from "./bench.ts";

describeInBrowser("addresses", () => {
  const bench = useBench();

  /** The pages shown on the way, the last one where the reader ends. */
  const journey = async (site: SiteName, address: string, javaScriptEnabled = true): Promise<string[]> => {
    const page = await bench.browser.newPage({ javaScriptEnabled });
    const pages: string[] = [];
    page.on("request", (request: Request) => {
      if (request.isNavigationRequest()) pages.push(request.url());
    });
    await page.goto(bench.site(site).url(address), { waitUntil: "commit" });
    await page.waitForURL((url) => url.href !== bench.site(site).url(address));
    await page.waitForLoadState();
    // A second hop would begin by now.
    await page.waitForTimeout(250);
    await page.close();
    return pages;
  };

  it.each<{ site: SiteName; from: string; to: string }>([
    { site: "real", from: "/nyhetsbrev/senaste/", to: LETTER },
    { site: "real", from: "/sv/Om-Udd/Sidor/default.aspx/", to: "/om-udd/" },
    { site: "real", from: "/sv/Om-Udd/Sidor/default.aspx", to: "/om-udd/" },
    { site: "sample", from: "/newsletters/latest/", to: "/newsletters/2025/hostile/" },
    { site: "sample", from: "/old/Letter.aspx/", to: TABLES },
  ])("$from leads to $to in one hop, on $site", async ({ site, from, to }) => {
    const { url } = bench.site(site);
    expect(await journey(site, from)).toEqual([url(from), url(to)]);
    expect(await journey(site, from, false)).toEqual([url(from), url(to)]);
  });

  it.each(["real", "sample"] as const)("what is not there says so and helps on, on %s", async (name) => {
    const site = bench.site(name);
    for (const address of [NOWHERE, "/%3Cscript%3Ealert(1)%3C/script%3E", "/..%2f..%2fetc/passwd"]) {
      const response = await fetch(site.url(address));
      expect([address, response.status]).toEqual([address, 404]);
      expect(await response.text()).toBe(site.pages.get("/404.html"));
    }
    const { page } = await bench.visit(name, NOWHERE);
    const links = await page.evaluate<string[]>('[...document.querySelectorAll("main a")].map((link) => link.href)');
    expect(links).toContain(site.url("/"));
    expect(links.length).toBeGreaterThan(3);
    // From however deep an address the page is shown, its links and style lead to the right place.
    for (const link of links) expect((await fetch(link)).status).toBe(200);
    expect(await page.evaluate("document.styleSheets[0].cssRules.length")).toBeGreaterThan(10);
  });

  it("everything lies below the site's own path", async () => {
    const site = bench.site("sample");
    expect((await fetch(`${site.origin}/`)).status).toBe(404);
    expect((await fetch(site.url("/"))).status).toBe(200);
    const { requests } = await bench.visit("sample", TABLES);
    expect(requests.filter((url) => !url.startsWith(`${site.origin}/letters/`))).toEqual([]);
  });

  it("drafts are nowhere", async () => {
    const { pages } = bench.site("sample");
    const telling = [...pages].filter(([, html]) => /not finished|Unfinished words/.test(html));
    expect(telling).toEqual([]);
  });

  it("a page with its style is light", async () => {
    const weigh = async (site: SiteName, address: string): Promise<number> =>
      gzipSync(Buffer.from(await (await fetch(bench.site(site).url(address))).arrayBuffer()), { level: 9 }).length;
    const style = await weigh("real", "/assets/site.css");
    expect(style).toBeLessThanOrEqual(4_000);
    expect(style + (await weigh("real", LETTER))).toBeLessThanOrEqual(13_000);
    expect((await weigh("sample", "/assets/site.css")) + (await weigh("sample", TABLES))).toBeLessThanOrEqual(13_000);
  });
});
