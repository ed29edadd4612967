import type { EleventyConfig } from "@11ty/eleventy";
import { webEdition } from "./src/editions/web/plugin.ts";

/**
 * Eleventy's set-up. It renders templates/web from the data that src/editions/web hands over; content/ is read and
 * validated before, by src/content, and the pages are written after, by src/build.
 */
export default async function (eleventy: EleventyConfig) {
  await eleventy.addPlugin(webEdition);
  return {
    // Letters say {{ and {% too: no text of an editor's is ever run as a template.
    markdownTemplateEngine: false,
    htmlTemplateEngine: false,
    dir: { includes: "_includes" },
  };
}
