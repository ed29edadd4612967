#!/bin/sh
# @11ty/eleventy 3.1.8: while it watches a folder above the project, a new page is seen and not built.
#
# Expected: addWatchTarget("../shared/") only adds a folder to what is followed. A new page in the input folder is built, as
#   it is without that line.
# Guess before running: the change is reported and the site is built again, but without the new page.
# Seen: as guessed. The log names the new page by its path from the folder above ("./project/src/new.njk"), which matches
#   nothing of the project. It is built after a restart.
#
# Exit 0: still so. Exit 1: it changed.
set -eu
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
mkdir "$folder/project" "$folder/shared"
cd "$folder/project"
echo '{ "type": "module" }' >package.json
npm install --no-audit --no-fund --silent @11ty/eleventy@3.1.8
mkdir src
cat >eleventy.config.js <<'END'
export default (eleventy) => {
  if (process.env.ABOVE) eleventy.addWatchTarget("../shared/");
  return { dir: { input: "src" } };
};
END

# Watches the project, adds a page and says whether it was built.
watch() {
  rm -rf _site src log
  mkdir src
  echo first >src/index.njk
  ABOVE=$1 node node_modules/@11ty/eleventy/cmd.cjs --watch >log 2>&1 &
  watcher=$!
  for _ in $(seq 100); do grep -q Watching log && break; sleep 0.2; done
  sleep 1
  echo new >src/new.njk
  for _ in $(seq 100); do [ "$(grep -c Watching log)" -ge 2 ] && break; sleep 0.2; done
  kill "$watcher"
  wait "$watcher" 2>/dev/null || true
  if ! grep -q 'File added' log; then cat log; elif [ -f _site/new/index.html ]; then echo built; else echo missing; fi
}
plain=$(watch "")
above=$(watch yes)

echo "@11ty/eleventy $(node -p 'require("./node_modules/@11ty/eleventy/package.json").version'), Node.js $(node --version)"
echo "expected: new page built without the line, built with it"
echo "seen:     new page $plain without the line, $above with it"
test "$plain" = built && test "$above" = missing
