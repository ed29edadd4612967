import type { EleventyConfig } from "@11ty/eleventy";
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
  // A value that is missing is a mistake in a template, never an empty place on a page.
  eleventy.setNunjucksEnvironmentOptions({
    throwOnUndefined: true,
    autoescape: true,
    trimBlocks: true,
    lstripBlocks: true,
  });
  const { config, strings, sheets } = print;
  eleventy.addGlobalData("sheets", sheets);
  const filters = createFilters(config, strings);
  // Added through Eleventy, filters would be timed at every call and data be wrapped at every look: both cost as much as most
  // of what they do.
  eleventy.amendLibrary("njk", (environment) => {
    for (const [name, filter] of Object.entries(filters)) environment.addFilter(name, filter);
    environment.addGlobal("config", config);
    environment.addGlobal("t", strings);
    environment.addFilter("print", (place: number) =>
      print.print(place, (template, context) => environment.render(template, context)),
    );
  });
}
