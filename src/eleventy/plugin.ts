import type { EleventyConfig } from "@11ty/eleventy";
import { hostOf } from "../editions/web/eleventy/host.ts";
import { setUp } from "../editions/web/eleventy/setup.ts";
import type { BrevarkivOptions } from "./options.ts";

/**
 * Brevarkiv as a plugin of Eleventy: `eleventyConfig.addPlugin(brevarkiv)`. It brings the templates, filters and data of the
 * archive. Under `brevarkiv build` the pages go to the release that is being made; under Eleventy's own command they are
 * written to its output folder, and so is everything else of the site.
 */
export default async function brevarkiv(eleventy: EleventyConfig, options: BrevarkivOptions = {}): Promise<void> {
  const host = hostOf(eleventy);
  if (host) return setUp(eleventy, host);
  const { hostForEleventy } = await import("./standalone.ts");
  setUp(eleventy, hostForEleventy(eleventy, options));
}
