import type { EleventyConfig } from "@11ty/eleventy";
import brevarkiv from "./src/eleventy/plugin.ts";

/** An ordinary Eleventy configuration: filters, shortcodes, plugins and copies of one's own are added here. */
export default function (eleventy: EleventyConfig) {
  eleventy.addPlugin(brevarkiv);
  return {
    // Letters say {{ and {% too: no text of an editor's is ever run as a template.
    markdownTemplateEngine: false,
    htmlTemplateEngine: false,
    dir: { input: "templates/web", includes: "_includes", output: "_site" },
  };
}
