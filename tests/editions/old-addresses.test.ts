/** The page of old addresses, small and large, and the pages that lead on. */
import { describe, expect, test } from "vitest";
import type { Config } from "../../src/config.ts";
import { NOTHING_PUBLISHED } from "../../src/content/apply-ledger.ts";
import type { RedirectRule } from "../../src/editions/web/redirects.ts";
import { oldAddressViews } from "../../src/editions/web/views/old-address-views.ts";
import { sv } from "../../src/strings/sv.ts";
import { build, check, contentFolder, letter, MINIMAL } from "../support/sample.ts";

const REDIRECTS = `
/Gammalt/Sida.aspx: /om-oss/
/Gammalt/*: /nyhetsbrev/
"/?p=7": /om-oss/
/med mellanslag: /om-oss/
/senaste-brevet/: /nyhetsbrev/senaste/
/butiken/: https://www.example.com/butik/?a=1&b=2
https://old.example.org/om-oss/: /om-oss/
https://old.example.org/arkiv/: /hitta/
`;

describe("redirects.yaml", () => {
  const content = contentFolder(MINIMAL, { "redirects.yaml": REDIRECTS });

  test("becomes pages that lead on, where a file can lie", async () => {
    const { page, folder } = await build(content);
    const leadsOn = (address: string): string | undefined => /url=([^"]*)"/.exec(page(address))?.[1];
    expect(leadsOn("/Gammalt/Sida.aspx/")).toBe("/om-oss/");
    expect(page("/Gammalt/Sida.aspx/")).toContain('<link rel="canonical" href="https://www.example.org/om-oss/">');
    // In one step, to where the newest letter is.
    expect(leadsOn("/senaste-brevet/")).toBe("/nyhetsbrev/2026/hej/");
    expect(leadsOn("/butiken/")).toBe("https://www.example.com/butik/?a=1&amp;b=2");
    expect(page("/butiken/")).toContain('<link rel="canonical" href="https://www.example.com/butik/?a=1&amp;b=2">');
    expect(leadsOn("/arkiv/")).toBe("/hitta/");
    // An address that is the same here needs no page: the page is there.
    expect(page("/om-oss/")).not.toContain("http-equiv");
    expect(() => page("/med mellanslag/")).toThrow();
    expect(folder).toBeTruthy();
  });

  test("becomes rules for the hosts, the more particular first", async () => {
    const { page } = await build(content);
    const { redirects, finder } = JSON.parse(page("/_hosting/rules.json"));
    expect(redirects.filter(({ path }: { path: string }) => path !== "/nyhetsbrev/senaste/")).toEqual([
      { path: "/", query: { p: "7" }, to: "/om-oss/", status: 301 },
      { path: "/Gammalt/Sida.aspx/", to: "/om-oss/", status: 301 },
      { path: "/senaste-brevet/", to: "/nyhetsbrev/2026/hej/", status: 302 },
      { path: "/butiken/", to: "https://www.example.com/butik/?a=1&b=2", status: 301 },
      { path: "/arkiv/", to: "/hitta/", status: 301 },
      { path: "/med mellanslag", to: "/om-oss/", status: 301 },
      { path: "/Gammalt/", below: true, to: "/nyhetsbrev/", status: 301 },
    ]);
    expect(finder.finds).toContainEqual({ path: "/om-oss/", to: "/om-oss/" });
  });

  test("is part of what a build compares: one line more changes nothing but the pages of old addresses", async () => {
    const before = await build(content);
    const after = await build(contentFolder(MINIMAL, { "redirects.yaml": `${REDIRECTS}/en-till/: /om-oss/\n` }));
    expect(after.page("/om-oss/")).toBe(before.page("/om-oss/"));
    expect(after.page("/hitta/")).not.toBe(before.page("/hitta/"));
  });

  test("may not lead to a draft", async () => {
    const draft = contentFolder(MINIMAL, {
      "redirects.yaml": "/gammalt/: /utkast/\n",
      "pages/utkast.md": letter("title: Utkast\nslug: utkast\ndraft: true"),
    });
    expect((await check(draft)).lines).toEqual([
      expect.stringContaining("error dead-link: the link /utkast/ leads nowhere"),
    ]);
  });
});

describe("a site without old addresses", () => {
  test("has no page for them, and names none", async () => {
    const { page } = await build(MINIMAL);
    expect(() => page("/hitta/")).toThrow();
    expect(page("/404.html")).not.toContain("/hitta/");
  });
});

describe("ten thousand old addresses", () => {
  test("are shared among pages of their years", () => {
    const redirectRules = Array.from({ length: 10_000 }, (_, index): RedirectRule => {
      const year = 2005 + (index % 20);
      return {
        from: { path: `/gammalt/${index}/`, below: false },
        to: { title: `Brev ${index}`, address: `/nyhetsbrev/${year}/brev-${index}/` },
        temporary: false,
        knownBy: "page",
        date: `${year}-03-01`,
      };
    });
    const config = { name: "Föreningen", origin: "https://www.example.org", basePath: "/" } as Config;
    const views = oldAddressViews(redirectRules, { ledger: NOTHING_PUBLISHED }, config, sv);
    const rows = views.map(({ detail }) => ("rows" in detail ? detail.rows.length : 0));
    expect(views.map(({ address }) => address)).toEqual([
      "/hitta/",
      ...Array.from({ length: 20 }, (_, index) => `/hitta/${2024 - index}/`),
    ]);
    expect(Math.max(...rows)).toBe(500);
    expect(rows.slice(1).reduce((sum, count) => sum + count, 0)).toBe(10_000);
  });
});
