#!/bin/sh
# @11ty/eleventy 3.1.8: in one process, a second build uses the layouts of the first, with the first one's filters.
#
# Expected: two instances of Eleventy are independent. Each is created with a filter of its own, so each page shows what the filter
#   of its own instance gives. This is how a script builds a site twice, for two languages or for draft and release.
# Guess before running: the cache of layouts is global, so the second site's layout is rendered with the first one's filters.
# Seen: as guessed, without an error, where both instances have the same input folder. The page itself is right. With two input
#   folders the layouts are right too.
#
# Exit 0: still so. Exit 1: it changed.
set -eu
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
cd "$folder"
echo '{ "type": "module" }' >package.json
npm install --no-audit --no-fund --silent @11ty/eleventy@3.1.8

mkdir -p site/_includes
printf -- '---\nlayout: base.njk\n---\n{{ "text" | version }} in the page' >site/index.njk
printf '{{ "text" | version }} in the layout, {{ content | safe }}' >site/_includes/base.njk
cat >build.mjs <<'END'
import Eleventy from "@11ty/eleventy";
for (const version of ["first", "second"]) {
  const site = new Eleventy("site", "out", {
    quietMode: true,
    config: (eleventyConfig) => eleventyConfig.addFilter("version", () => version),
  });
  const [page] = await site.toJSON();
  console.log(page.content);
}
END
seen=$(node build.mjs | tail -n 1)

echo "@11ty/eleventy $(node -p 'require("./node_modules/@11ty/eleventy/package.json").version'), Node.js $(node --version)"
echo "expected of the second instance: second in the layout, second in the page"
echo "seen:                            $seen"
test "$seen" = "first in the layout, second in the page"
