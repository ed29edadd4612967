import { join, relative } from "node:path";
import type { EleventyConfig } from "@11ty/eleventy";
import nunjucks, { type Environment } from "nunjucks";
import { filesBelow, ROOT } from "../../program.mjs";
import { createFilters } from "./filters.ts";
import type { Print } from "./render.ts";

/**
 * Sets Eleventy up as the renderer of the web edition: our own data, our own filters, and nothing that reads content or
 * the clock by itself.
 */
export function webEdition(eleventy: EleventyConfig): void {
  const print = eleventy.globalData.print as Print | undefined;
  if (!print) throw new Error("Eleventy renders what Brevarkiv hands it: run `npx brevarkiv build`, not eleventy");

  eleventy.setTemplateFormats(["njk"]);
  eleventy.setUseGitIgnore(false);
  const environment = compiledTemplates();
  eleventy.setLibrary("njk", environment);
  environment.addFilter("print", (place: number) =>
    print.print(place, (template, context) => environment.render(template, context)),
  );
  // Added through Eleventy, filters would be timed at every call and data be wrapped at every look: both cost as much as most
  // of what they do.
  eleventy.addGlobalData("sheets", async () => {
    const { config, strings, sheets } = await print.job;
    for (const [name, filter] of Object.entries(createFilters(config, strings))) environment.addFilter(name, filter);
    environment.addGlobal("config", config);
    environment.addGlobal("t", strings);
    return sheets;
  });
}

/** All templates, compiled while it may not even be known yet what there is to render. */
function compiledTemplates(): Environment {
  const folder = join(ROOT, "templates/web/_includes");
  const environment = new nunjucks.Environment(new nunjucks.FileSystemLoader(folder), {
    // A value that is missing is a mistake in a template, never an empty place on a page.
    throwOnUndefined: true,
    autoescape: true,
    trimBlocks: true,
    lstripBlocks: true,
  });
  for (const file of filesBelow(folder)) environment.getTemplate(relative(folder, file).replaceAll("\\", "/"), true);
  return environment;
}
