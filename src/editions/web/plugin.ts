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
  const { environment } = print;
  eleventy.setLibrary("njk", environment);
  environment.addFilter("print", print.print);
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
