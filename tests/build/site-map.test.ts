/** The map of a site: whatever addresses a text asks for, a diagnostic names those that cannot both be there. */
import { join } from "node:path";
import fc from "fast-check";
import { expect, test } from "vitest";
import { loadArchive } from "../../src/content/load-archive.ts";
import type { Diagnostic } from "../../src/diagnostics.ts";
import { createWebEdition } from "../../src/editions/web/web-edition.ts";
import { KINDS, plainPaths, type SiteMap, sitePaths } from "../../src/engine/plan/site-map.ts";
import { surveySite } from "../../src/engine/plan/survey.ts";
import { addressKey, aliasFault, slugFault } from "../../src/model/permalink.ts";
import { contentFolder, letter, SAMPLE, TODAY, writeFiles } from "../support/sample.ts";

/** What is found before anything is rendered. */
async function plan(content: string): Promise<{ map?: SiteMap; diagnostics: readonly Diagnostic[] }> {
  const { content: loaded, diagnostics } = await loadArchive(content, { today: TODAY, drafts: false });
  if (!loaded) return { diagnostics };
  const edition = createWebEdition(loaded.archive, loaded.config, loaded.strings, "");
  return surveySite(loaded, edition, [], undefined);
}

const content = contentFolder(SAMPLE);
const before = await plan(content);
if (!before.map) throw new Error("the sample has errors");
const paths = [...plainPaths(before.map)];
const files = new Set(paths.map((path) => addressKey(`/${path}`)));
const folders = new Set([...files].flatMap(above));

function above(key: string): string[] {
  const parts = key.split("/");
  return parts.slice(2).map((_, place) => parts.slice(0, place + 2).join("/"));
}

/** Whether a page at an address takes the place of something in the sample. */
function collides(address: string): boolean {
  const page = `${addressKey(address)}/index.html`;
  return files.has(page) || folders.has(page) || above(page).some((folder) => files.has(folder));
}

/** The site's own paths and folders, their beginnings and ends, and what would lie below them, in any case. */
const drawn = fc
  .tuple(
    fc.constantFrom(...new Set([...paths, ...[...folders].map((folder) => folder.slice(1))])),
    fc.constantFrom("", "", "", "/index.html", "/mer", "/oembed.json", "/og.png"),
    fc.nat(3),
    fc.constantFrom("as it is", "as it is", "capitals", "first capital"),
  )
  .map(([path, child, cut, form]) => {
    const parts = path.replace(/\/index\.html$/, "").split("/");
    const text = parts.slice(0, Math.max(1, parts.length - (cut === 3 ? 1 : 0))).join("/") + child;
    return form === "capitals"
      ? text.toUpperCase()
      : form === "first capital"
        ? text.replace(/^./, (a) => a.toUpperCase())
        : text;
  });

const PLACES = {
  page: { file: "pages/prov.md", base: "", extra: "" },
  news: { file: "news/prov.md", base: "nyheter/", extra: "\ndate: 2025-05" },
  issue: { file: "issues/2025/prov.md", base: "nyhetsbrev/2025/", extra: "\ndate: 2025-05" },
} as const;

test("a slug of the site's own paths is refused at its line, or does no harm", async () => {
  const kind = fc.constantFrom(...(Object.keys(PLACES) as (keyof typeof PLACES)[]));
  await fc.assert(
    fc.asyncProperty(kind, drawn, async (kind, path) => {
      const { file, base, extra } = PLACES[kind];
      const slug = path.toLowerCase().startsWith(base) ? path.slice(base.length) : path;
      writeFiles(content, { [file]: letter(`title: Prov\nslug: ${JSON.stringify(slug)}${extra}`) });
      const { diagnostics } = await plan(content);
      writeFiles(content, { [file]: undefined });
      const refused = diagnostics.filter(({ rule }) => rule === "duplicate-address");
      if (slugFault(slug) !== undefined)
        expect(diagnostics).toContainEqual(expect.objectContaining({ rule: "slug", line: 3 }));
      else if (collides(`/${base}${slug}/`)) expect(refused.length).toBeGreaterThan(0);
      for (const { file: named, ...place } of refused)
        if (named === join(content, file)) expect(place).toMatchObject({ line: 3, column: 7 });
        else expect(named).toMatch(/\/files\/|\.(?:png|txt)$/);
    }),
    { numRuns: 60 },
  );
});

test("so is an alias", async () => {
  const file = "pages/prov.md";
  await fc.assert(
    fc.asyncProperty(drawn, fc.constantFrom("", "/"), async (path, end) => {
      const alias = `/${path}${end}`;
      writeFiles(content, { [file]: letter(`title: Prov\nslug: prov\naliases:\n  - ${JSON.stringify(alias)}`) });
      const { diagnostics } = await plan(content);
      writeFiles(content, { [file]: undefined });
      const refused = diagnostics.filter(({ rule }) => rule === "duplicate-address");
      if (aliasFault(alias) === undefined && collides(alias)) expect(refused.length).toBeGreaterThan(0);
      for (const place of refused) expect(place).toMatchObject({ file: join(content, file), line: 5, column: 5 });
    }),
    { numRuns: 60 },
  );
});

test("pages that the site makes are kept free while nothing is there", async () => {
  // Every kind of page but texts, what they had been, and their folders: an address must not be taken before its page comes.
  const own = [...sitePaths(before.map as SiteMap)].filter(
    ({ kind, owner, path }) => KINDS[kind].form === "page" && kind !== "redirect" && !owner && path !== "index.html",
  );
  const slugs = own
    .map(({ address }) => address.replace(/^\/|\/$/g, ""))
    .filter((slug) => slugFault(slug) === undefined);
  expect(slugs.length).toBeGreaterThan(15);
  const pages = slugs.map((slug, place) => [`pages/prov-${place}.md`, letter(`title: Prov\nslug: ${slug}`)]);
  writeFiles(content, Object.fromEntries(pages));
  const { map, diagnostics } = await plan(content);
  writeFiles(content, Object.fromEntries(pages.map(([path]) => [path, undefined])));
  // They are refused while the content is read, before there is a map.
  expect(map).toBeUndefined();
  expect(diagnostics.filter(({ rule }) => rule === "duplicate-address")).toHaveLength(slugs.length);
});
