/** Eleventy's own command and `brevarkiv build` write the same site: every file, byte for byte. */
import { appendFileSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, test } from "vitest";
import { brevarkiv } from "../support/program.ts";
import {
  build,
  type Files,
  filesBelow,
  letter,
  ROOT,
  SAMPLE,
  temporaryFolder,
  UDD,
  writeFiles,
} from "../support/sample.ts";
import { createProject, eleventy, siteFiles } from "./support.ts";

describe("the sample", () => {
  test.each([
    ["the sample", SAMPLE],
    ["a network's archive", UDD],
  ])(
    "%s is the same site in both ways",
    async (_, content) => {
      const project = temporaryFolder();
      writeFiles(project, {
        ".eleventy.ts": readFileSync(join(ROOT, ".eleventy.ts"), "utf8")
          .replace("./src/eleventy/plugin.ts", join(ROOT, "src/eleventy/plugin.ts"))
          .replace("addPlugin(brevarkiv)", `addPlugin(brevarkiv, { contentDir: ${JSON.stringify(content)} })`)
          .replace('"templates/web"', '"templates"'),
        "package.json": '{ "type": "module" }',
        "templates/readme.txt": "The input folder.",
      });
      const output = join(temporaryFolder(), "site");
      const ended = await eleventy(project, output);
      expect(ended.output).not.toMatch(/ error /);
      expect(ended.code).toBe(0);
      const site = await build(content);
      expect(siteFiles(output)).toEqual(siteFiles(site.folder));
      expect(filesBelow(output).length).toBeGreaterThan(100);
    },
    120_000,
  );
});

/** Each changes what a project adds, and can be seen only where both ways see it. */
const CHANGES: readonly (readonly [string, Files])[] = [
  ["a filter", { "lib/shout.ts": "export const shout = (text: string): string => text.toUpperCase();\n" }],
  ["a data file", { "templates/web/_data/network.json": '{ "motto": "Tillsammans" }' }],
  [
    "files that are copied, and a letter",
    {
      "assets/copied.txt": "Another text.\n",
      "assets/new.txt": "New.\n",
      "content/issues/2026/2026-02-nytt.md": letter("title: Nytt brev\ndate: 2026-02"),
    },
  ],
];

describe("a project with filter, shortcodes, transform, copy, virtual template, plugin and page of its own", () => {
  test("is the same site in both ways, cold and after each change", async () => {
    const project = createProject();
    // Search and pictures are compared above.
    appendFileSync(join(project, "content/site.yaml"), "search: false\npictures: false\n");
    const same = async (name: string): Promise<string> => {
      const built = await brevarkiv(["build"], project);
      expect(built.stderr, name).toMatch(/^built _site/m);
      const output = join(temporaryFolder(), "site");
      const ended = await eleventy(project, output);
      expect(ended, name).toMatchObject({ code: 0 });
      expect(siteFiles(join(project, "_site")), name).toEqual(siteFiles(output));
      return readFileSync(join(project, "_site/about-the-site/index.html"), "utf8");
    };
    const page = await same("cold");
    expect(page).toContain("<h1>ABOUT!</h1>");
    expect(page).toContain('<div class="note"><p>Note</p><p>FÖRENINGEN EXEMPEL!</p>');
    expect(page).toContain('<pre class="language-js"');
    expect(page).toContain("Vi köper in tillsammans");
    expect(page).toContain("<!-- signed -->");
    const files = filesBelow(join(project, "_site"));
    expect(files).toEqual(expect.arrayContaining(["extra/copied.txt", "facts.txt", "about-the-site/index.html"]));
    expect(readFileSync(join(project, "_site/facts.txt"), "utf8")).toBe("1 letters\n");
    expect(readFileSync(join(project, "_site/nyhetsbrev/2026/hej/index.html"), "utf8")).toContain("<!-- signed -->");
    expect(readFileSync(join(project, "_site/sitemap.xml"), "utf8")).toContain("/about-the-site/</loc>");
    expect(readFileSync(join(project, "_site/manifest-sha256.txt"), "utf8")).toContain("  extra/copied.txt\n");

    for (const [name, files] of CHANGES) {
      writeFiles(project, files);
      await same(name);
    }
    const config = readFileSync(join(project, ".eleventy.ts"), "utf8");
    const changed = config
      .replace("<!-- signed -->", "<!-- sealed -->")
      .replace('<div class="note">', '<div class="remark">')
      .replace("letters\\n", "issues\\n");
    writeFiles(project, { ".eleventy.ts": changed });
    expect(await same("a transform, a shortcode and a virtual template")).toContain("<!-- sealed -->");
    const about = readFileSync(join(project, "templates/web/about.njk"), "utf8");
    writeFiles(project, { "templates/web/about.njk": about.replace("title: About", "title: Whose site") });
    expect(await same("a page")).toContain("<h1>WHOSE SITE");
    writeFiles(project, { "templates/web/about.njk": undefined });
    writeFiles(project, { "templates/web/who.njk": about });
    await same("a page that was renamed");
  }, 300_000);
});
