// The same archive with plain Eleventy: every letter is a template. tests/bench/tools.ts adds src/letters and
// src/_data/topicNames.json.
import markdownIt from "markdown-it";

export default function (eleventy) {
  eleventy.setQuietMode(true);
  eleventy.setUseGitIgnore(false);
  eleventy.setTemplateFormats(["md", "njk"]);
  eleventy.setLibrary("md", markdownIt({ html: true }));
  eleventy.addFilter("isoDate", (date) => date.toISOString().slice(0, 10));
  eleventy.addFilter("first", (list, count) => list.slice(0, count));

  // Eleventy's own filters for neighbours look through the whole collection for every page.
  let known;
  let positions;
  eleventy.addFilter("neighbour", (letters, page, step) => {
    if (letters !== known) {
      known = letters;
      positions = new Map(letters.map(({ inputPath }, position) => [inputPath, position]));
    }
    return letters[positions.get(page.inputPath) + step];
  });

  const newestFirst = (api) => api.getFilteredByTag("letter").reverse();
  eleventy.addCollection("newest", newestFirst);
  eleventy.addCollection("years", (api) => grouped(newestFirst(api), ({ date }) => [String(date.getUTCFullYear())]));
  eleventy.addCollection("topics", (api) => grouped(newestFirst(api), ({ data }) => data.topics));

  return { dir: { input: "src" }, htmlTemplateEngine: "njk", markdownTemplateEngine: false };
}

function grouped(letters, keysOf) {
  const groups = new Map();
  for (const letter of letters) {
    for (const key of keysOf(letter)) {
      if (!groups.has(key)) groups.set(key, []);
      groups.get(key).push(letter);
    }
  }
  return [...groups].map(([key, letters]) => ({ key, letters }));
}
