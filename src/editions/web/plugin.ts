import type { EleventyConfig } from "@11ty/eleventy";
import { createFilters } from "./filters.ts";
import type { WebEdition } from "./web-edition.ts";

/**
 * Sets Eleventy up as the renderer of the web edition: our own data, our own filters, and nothing that reads content or
 * the clock by itself.
 */
export function webEdition(eleventy: EleventyConfig): void {
  const edition = eleventy.globalData.edition as WebEdition | undefined;
  if (!edition) throw new Error("Eleventy renders what Brevarkiv hands it: run `npx brevarkiv build`, not eleventy");

  eleventy.setTemplateFormats(["njk"]);
  eleventy.setUseGitIgnore(false);
  // A value that is missing is a mistake in a template, never an empty place on a page.
  eleventy.setNunjucksEnvironmentOptions({
    throwOnUndefined: true,
    autoescape: true,
    trimBlocks: true,
    lstripBlocks: true,
  });
  eleventy.addGlobalData("views", edition.views);
  eleventy.addGlobalData("config", edition.config);
  eleventy.addGlobalData("t", edition.strings);
  const filters = createFilters(edition.config, edition.strings);
  // Filters added through Eleventy are timed at every call, which costs as much as most of them do.
  eleventy.amendLibrary("njk", (environment) => {
    for (const [name, filter] of Object.entries(filters)) environment.addFilter(name, filter);
  });
}
