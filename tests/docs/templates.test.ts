/** docs/templates.md: each filter has an example, and the examples are true. */
import { readFileSync } from "node:fs";
import { join } from "node:path";
import nunjucks, { type Environment } from "nunjucks";
import { expect, test } from "vitest";
import { loadArchive } from "../../src/content/load-archive.ts";
import { createFilters, FILTERS } from "../../src/editions/web/filters.ts";
import { stringsFor } from "../../src/strings/strings.ts";
import { ROOT, SAMPLE, TODAY } from "../support/sample.ts";

const GUIDE = readFileSync(join(ROOT, "docs/templates.md"), "utf8");
type Rendering = Environment & { renderString(source: string, data: object): string };

/** `{{ … }} → result` */
const EXAMPLES = [...GUIDE.matchAll(/^(\{\{ .* \}\}) +→ (.*)$/gm)].map(([, source = "", result = ""]) => ({
  source,
  result,
}));

test.each(FILTERS)("the filter %s has a description and an example", (name) => {
  expect(GUIDE).toMatch(new RegExp(`^\\| \`${name}[\`(]`, "m"));
  expect(EXAMPLES.filter(({ source }) => new RegExp(`\\| ${name}\\b`).test(source))).not.toEqual([]);
});

test("the results of the examples are those that the filters give", async () => {
  const { content } = await loadArchive(SAMPLE, { today: TODAY, drafts: false });
  const strings = stringsFor("sv");
  if (!content || !strings) throw new Error("the sample archive has errors");
  const config = { ...content.config, language: "sv", origin: "https://www.example.se", basePath: "/" };
  const options = { autoescape: true, trimBlocks: true, lstripBlocks: true, throwOnUndefined: true, dev: true };
  const environment = new nunjucks.Environment(new nunjucks.FileSystemLoader([]), options) as Rendering;
  for (const [name, filter] of Object.entries(createFilters(config, strings))) environment.addFilter(name, filter);
  const written = EXAMPLES.map(({ source }) => {
    const result = environment.renderString(source, { t: strings });
    return { source, result: result.replaceAll(/[\u00a0\u202f]/g, "~").trim() };
  });
  expect(written).toEqual(EXAMPLES);
});
