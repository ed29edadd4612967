/** What machines read: the map of the site, icons and the settings for web servers. */
import { parseFragment } from "parse5";
import { beforeAll, describe, expect, test } from "vitest";
import { favicon } from "../../src/editions/web/documents/favicon.ts";
import { RULES_FILE } from "../../src/editions/web/documents/host-files.ts";
import type { HostRules, Redirect } from "../../src/editions/web/documents/hosts/host-rules.ts";
import { securityHeaders } from "../../src/editions/web/documents/security-headers.ts";
import { robots, sitemaps } from "../../src/editions/web/documents/sitemap.ts";
import type { View } from "../../src/editions/web/view.ts";
import { build, contentFolder, filesBelow, letter, MINIMAL, SAMPLE, type Site } from "../support/sample.ts";

let site: Site;
beforeAll(async () => {
  site = await build(SAMPLE);
});

describe("sitemap.xml", () => {
  test("names every page that search engines should know, and no other", () => {
    const listed = [...site.page("/sitemap.xml").matchAll(/<loc>([^<]*)<\/loc>/g)].map(([, address]) => address);
    const pages = filesBelow(site.folder)
      .filter((path) => path.endsWith("index.html"))
      .map((path) => `/${path.slice(0, -"index.html".length)}`)
      .filter((address) => !/<meta (?:name="robots" content="noindex"|http-equiv="refresh")/.test(site.page(address)))
      .map((address) => `https://www.example.org${address}`)
      .sort();
    expect(listed).toEqual(pages);
    expect(listed.length).toBeGreaterThan(20);
    for (const address of ["/404.html", "/mars-2025/", "/nyhetsbrev/senaste/", "/nyhetsbrev/2026/julblad/"]) {
      expect(listed).not.toContain(`https://www.example.org${address}`);
    }
  });

  test("dates pages only as precisely as they are known", () => {
    const map = site.page("/sitemap.xml");
    const entry = (address: string): string | undefined =>
      new RegExp(`<url><loc>https://www\\.example\\.org${address}</loc>(?:<lastmod>([^<]*)</lastmod>)?</url>`).exec(
        map,
      )?.[1];
    expect(entry("/nyhetsbrev/2024/nummer-1/")).toBe("2024");
    expect(entry("/nyhetsbrev/2024/hostblad/")).toBe("2024-11-25");
    // Changed later than it was sent.
    expect(entry("/nyhetsbrev/2025/mars/")).toBe("2025-04-02");
    expect(entry("/kontakt/")).toBeUndefined();
  });

  test("escapes what XML would read as its own", () => {
    const view = { address: "/a/", listed: true, modified: undefined } as View;
    const [{ text: xml = "" } = {}] = sitemaps([view], () => "https://example.org/?a=1&b=<2>");
    expect(xml).toContain("<loc>https://example.org/?a=1&amp;b=&lt;2&gt;</loc>");
    expect(xml.startsWith('<?xml version="1.0" encoding="UTF-8"?>\n')).toBe(true);
  });

  test("is in one order whatever order the pages came in", () => {
    const views = ["/b/", "/a/", "/c/"].map((address) => ({ address, listed: true, modified: undefined }) as View);
    const absolute = (address: string): string => `https://example.org${address}`;
    expect(sitemaps(views, absolute)).toEqual(sitemaps([...views].reverse(), absolute));
  });

  test("more addresses than one file may have are spread over several, with an index", () => {
    const absolute = (address: string): string => `https://example.org${address}`;
    const views = Array.from({ length: 7 }, (_, index) => ({ listed: true, address: `/${index}/` }) as View);
    const [index, ...parts] = sitemaps(views, absolute, 3);
    const locations = (text = ""): string[] =>
      Array.from(text.matchAll(/<loc>([^<]*)<\/loc>/g), ([, found = ""]) => found);
    expect(index?.path).toBe("sitemap.xml");
    expect(index?.text).toContain("<sitemapindex ");
    expect(locations(index?.text)).toEqual(parts.map(({ path }) => `https://example.org/${path}`));
    expect(parts.flatMap(({ text }) => locations(text))).toEqual(views.map(({ address }) => absolute(address)));
    expect(parts.every(({ text }) => locations(text).length <= 3)).toBe(true);
  });

  test("robots.txt leads to it and forbids nothing", () => {
    expect(site.page("/robots.txt")).toBe(robots("https://www.example.org/sitemap.xml"));
    expect(site.page("/robots.txt")).toBe("User-agent: *\nAllow: /\n\nSitemap: https://www.example.org/sitemap.xml\n");
  });
});

describe("the icon", () => {
  const icon = (shortName: string): string => {
    const colours = { accent: "#20503a", onAccent: "#ffffff" };
    return favicon({ shortName, colours: { light: colours, dark: colours } } as Parameters<typeof favicon>[0]);
  };

  test.each([
    ["FE", "F"],
    ["ångpannan", "Å"],
    ["«UDD»", "U"],
    ["3 hjul", "3"],
    ["<script>alert(1)</script>", "S"],
    ["&", ""],
    ["🎉", ""],
    ["日本", "日"],
  ])("of %j shows %j", (shortName, shown) => {
    const svg = icon(shortName);
    expect(svg).toMatch(new RegExp(`>${shown}</text></svg>\n$`));
    expect(svg).toContain("#20503a");
    const [root] = parseFragment(svg).childNodes;
    expect(root?.nodeName).toBe("svg");
  });

  test("gives way to the publisher's own", async () => {
    const own = '<svg xmlns="http://www.w3.org/2000/svg"/>\n';
    const { page } = await build(contentFolder(MINIMAL, { "files/favicon.svg": own, "files/robots.txt": "eget\n" }));
    expect(page("/favicon.svg")).toBe(own);
    expect(page("/robots.txt")).toBe("eget\n");
  });
});

describe("security headers", () => {
  const values = (): Map<string, string> => new Map(securityHeaders());

  test("allow this site's own styles and pictures and nothing else", () => {
    expect(values().get("Content-Security-Policy")).toBe(
      "default-src 'none'; style-src 'self'; img-src 'self'; base-uri 'none'; form-action 'self'; frame-ancestors 'self'",
    );
  });

  test("are the usual rest", () => {
    expect(values().get("X-Content-Type-Options")).toBe("nosniff");
    expect(values().get("Referrer-Policy")).toBeTruthy();
    expect(values().get("Permissions-Policy")).toBeTruthy();
    expect(values().get("Strict-Transport-Security")).toMatch(/^max-age=\d{7,}/);
  });

  test("have nothing in them that could end a line or a quoted value", () => {
    for (const [name, value] of values()) expect(`${name}${value}`).not.toMatch(/["\\\r\n$;]{2}|["\\\r\n$]/);
  });
});

describe("settings for web servers", () => {
  const rules = (): HostRules => JSON.parse(site.page(`/${RULES_FILE}`));

  test("let the sites of site.yaml frame what is made for frames, and nothing else", () => {
    const { headers, exceptions } = rules();
    expect(headers).toEqual(securityHeaders().map((header) => [...header]));
    const framed = exceptions.filter((exception) => JSON.stringify(exception).includes("example.com"));
    expect(framed).toEqual([
      {
        where: { below: "/embed/" },
        headers: [
          [
            "Content-Security-Policy",
            expect.stringMatching(
              /; frame-ancestors 'self' https:\/\/\*\.example\.com https:\/\/intranet\.example\.org:8443$/,
            ),
          ],
        ],
      },
    ]);
    // It has no word for "these sites", and would undo frame-ancestors in browsers that read both.
    expect(JSON.stringify(rules())).not.toContain("X-Frame-Options");
  });

  test("have every old address and the newest letter's", () => {
    const sorted = (redirects: readonly Redirect[]) => [...redirects].sort((a, b) => (a.path < b.path ? -1 : 1));
    expect(sorted(rules().redirects)).toEqual([
      { path: "/2024/11/25/", to: "/nyhetsbrev/2024/hostblad/", status: 301 },
      { path: "/Gamla/Bladet-2.html/", to: "/nyhetsbrev/2024/hostblad/", status: 301 },
      { path: "/mars-2025/", to: "/nyhetsbrev/2025/mars/", status: 301 },
      { path: "/nyheter/gammalt-namn/", to: "/nyheter/ny-webbplats-for-foreningen/", status: 301 },
      { path: "/nyhetsbrev/senaste/", to: "/nyhetsbrev/2026/vinterblad/", status: 302 },
    ]);
  });

  test("in a site without redirects all are still whole", async () => {
    const { page } = await build(
      contentFolder(MINIMAL, { "issues/2026/2026-01-hej.md": letter("title: Hej\ndate: 2026\nslug: hej") }),
    );
    for (const path of [
      "/_headers",
      "/_redirects",
      "/.htaccess",
      "/_hosting/nginx.conf",
      "/_hosting/nginx-maps.conf",
      "/_hosting/Caddyfile",
    ]) {
      expect(page(path)).not.toMatch(/undefined|\[object|NaN/);
    }
  });
});
