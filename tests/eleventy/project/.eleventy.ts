import syntaxHighlight from "@11ty/eleventy-plugin-syntaxhighlight";
import brevarkiv from "brevarkiv/eleventy";
import { shout } from "./lib/shout.ts";

export default function (eleventy) {
  eleventy.addPlugin(brevarkiv);
  eleventy.addPlugin(syntaxHighlight);
  eleventy.addFilter("shout", shout);
  eleventy.addShortcode("stamp", (text) => `<b class="stamp">${text}</b>`);
  eleventy.addPairedShortcode("note", (text, title) => `<div class="note"><p>${title}</p>${text}</div>`);
  eleventy.addTransform("sign", (html, outputPath) =>
    String(outputPath).endsWith(".html") ? html.replace("</body>", "<!-- signed -->\n</body>") : html,
  );
  eleventy.addPassthroughCopy({ assets: "extra" });
  eleventy.addTemplate("facts.njk", "{{ archive.issues.length }} letters\n", { permalink: "/facts.txt" });
  eleventy.addWatchTarget("./lib/");
  return {
    markdownTemplateEngine: false,
    htmlTemplateEngine: false,
    dir: { input: "templates/web", includes: "_includes", output: "_site" },
  };
}
