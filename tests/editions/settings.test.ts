/** What site.yaml can leave out is left out everywhere. */
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { expect, test } from "vitest";
import { buildSite } from "../../src/engine/build-site.ts";
import { picture } from "../metadata/pictures.ts";
import { build, contentFolder, filesBelow, MINIMAL, ROOT, TODAY, writeFiles } from "../support/sample.ts";

/** Everything that a site of a start page and a letter says and has. */
async function siteWith(settings: string): Promise<{ files: string[]; text: string; licences: string }> {
  const site = readFileSync(join(MINIMAL, "site.yaml"), "utf8");
  const { folder, page } = await build(contentFolder(MINIMAL, { "site.yaml": `${site}\n${settings}` }));
  const files = filesBelow(folder);
  const text = files
    .filter((file) => /\.(?:html|json|xml|conf)$/.test(file))
    .map((file) => readFileSync(join(folder, file), "utf8"));
  return { files, text: text.join("\n"), licences: page("/assets/licences.txt") };
}

const SEARCH = /\/sok\/|role="search"/;
const PICTURES = /og\.png|og:image|thumbnail/;

test("search and pictures are there unless they are left out", async () => {
  const { files, text, licences } = await siteWith("");
  expect(text).toMatch(SEARCH);
  expect(text).toMatch(PICTURES);
  expect(files).toEqual(expect.arrayContaining(["sok/index.html", "assets/search.js", "assets/og.png"]));
  expect(licences).toContain("The Brevarkiv contributors");
  // As in the package, whose program lies in sok/index/.
  expect(licences).toContain(readFileSync(join(ROOT, "node_modules/pagefind/LICENSE/LICENSE"), "utf8").trim());
});

test("without search there is no page, no field, no index and no wider policy", async () => {
  const { files, text, licences } = await siteWith("search: false");
  expect(licences).not.toContain("Pagefind");
  expect(text).not.toMatch(SEARCH);
  expect(text).not.toContain("wasm-unsafe-eval");
  expect(files.filter((file) => /^sok\/|search\.js$/.test(file))).toEqual([]);
});

test("without pictures no page and no answer names one", async () => {
  const { files, text } = await siteWith("pictures: false");
  expect(text).not.toMatch(PICTURES);
  expect(files.filter((file) => file.endsWith(".png"))).toEqual([]);
});

test("the size of a picture for previews is said, unless a file of the content takes its place", async () => {
  const size = '<meta property="og:image:width" content="1200">\n<meta property="og:image:height" content="630">';
  const [own, other] = ["/nyhetsbrev/2026/hej/", "/nyhetsbrev/"];
  const content = contentFolder(MINIMAL);
  const site = await build(content);
  expect([own, other].map((address) => flat(site.page(address)).includes(size))).toEqual([true, true]);
  writeFiles(content, { "files/nyhetsbrev/2026/hej/og.png": picture("picture.png") });
  const options = { contentDir: content, output: site.folder, today: TODAY, drafts: false };
  await buildSite(options);
  expect([own, other].map((address) => flat(site.page(address)).includes(size))).toEqual([false, true]);
});

function flat(html: string): string {
  return html.replace(/\n +/g, "\n");
}
