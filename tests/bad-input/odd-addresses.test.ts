/** Whatever an editor writes as an address: it is reported where it is written, or the site is built. It is never an exception. */
import { readFileSync } from "node:fs";
import { join } from "node:path";
import fc from "fast-check";
import { expect, test } from "vitest";
import type { BuildResult } from "../../src/engine/build-options.ts";
import { buildSite } from "../../src/engine/build-site.ts";
import { LONG } from "../support/long.ts";
import { contentFolder, letter, MINIMAL, TODAY, temporaryFolder } from "../support/sample.ts";

/** What stands in the site, and what means something in an address. */
const PARTS = [
  ...["", "/", "//", "/*", "/x", "/x/", "/..", "/.", "?p=1", "?p=1&q=2", "#x", "%", "%2f", "%00", "å", "A", " ", "\\", "*"],
  ...["/assets", "/assets/site.css", "/sitemap.xml", "/robots.txt", "/favicon.svg", "/404.html", "/_hosting", "/.htaccess"],
  ...["/nyhetsbrev", "/2026", "/hej", "/senaste", "/version/1", "/om-oss", "/sok", "/index", "/hitta", "/folj", "/embed"],
  ...["/index.html", "/manifest-sha256.txt", "/.brevarkiv-site", "/og.png", "/con", "/__proto__", "/constructor", "😀"],
];
const path = fc.array(fc.constantFrom(...PARTS), { minLength: 1, maxLength: 4 }).map((parts) => parts.join(""));
const address = fc.oneof(
  { weight: 4, arbitrary: path },
  path.map((text) => `https://old.example${text}`),
  path.map((text) => `https://www.example.org${text}`),
  path.map((text) => `/brev${text}`),
  fc.constantFrom("https://", "https://[", "http:///x", "mailto:x", "~", "javascript:alert(1)", "https://a..b/x"),
);
const usual = (...texts: string[]) => ({ weight: 3, arbitrary: fc.constantFrom(...texts) });
const target = fc.oneof(usual("/om-oss/", "/hitta/", "/nyhetsbrev/senaste/", "/"), address);
const content = fc.record({
  redirects: fc.dictionary(address, target, { maxKeys: 2 }),
  aliases: fc.uniqueArray(address, { maxLength: 1 }),
  slug: fc.oneof(usual("x"), path.map((text) => text.replace(/^\//, ""))),
  link: fc.oneof(usual("/om-oss/"), address),
  home: fc.constantFrom("", "/brev", "/sitemap.xml"),
});
const SITE = readFileSync(join(MINIMAL, "site.yaml"), "utf8");

async function built(contentDir: string, output: string | undefined): Promise<BuildResult> {
  return await buildSite({ contentDir, output, today: TODAY, drafts: false });
}

test("each is reported at its place, or leads where it should", async () => {
  let good = 0;
  await fc.assert(
    fc.asyncProperty(content, async ({ redirects, aliases, slug, link, home }) => {
      const folder = contentFolder(MINIMAL, {
        "site.yaml": SITE.replace(/(?<=^address: .*?)\/?$/m, home),
        "redirects.yaml": JSON.stringify(redirects, null, 1),
        "issues/2026/x.md": letter(
          `title: X\ndate: 2026-02\nslug: ${JSON.stringify(slug)}\naliases: ${JSON.stringify(aliases)}`,
          `Se [x](<${link}>).`,
        ),
      });
      const { diagnostics } = await built(folder, undefined);
      for (const { file, line } of diagnostics) {
        expect(file).toMatch(/redirects\.yaml$|x\.md$/);
        expect(line).toBeGreaterThan(0);
      }
      if (diagnostics.some(({ severity }) => severity === "error")) return;
      good += 1;
      const site = await built(folder, join(temporaryFolder(), "site"));
      expect(site.diagnostics).toEqual(diagnostics);
    }),
    { numRuns: LONG ? 500 : 12 },
  );
  expect(good).toBeGreaterThan(0);
});
