#!/bin/sh
# @11ty/eleventy 3.1.8: the folders that are given to the constructor are ignored where the configuration file names others.
#
# Expected: new Eleventy(input, output) reads and writes the folders that it is given, as --input and --output do on the command
#   line, where they win over dir.input and dir.output of the configuration file.
# Guess before running: dir.output of the file wins over the constructor's output, without a warning, unless the option
#   `source: "cli"` is given.
# Seen: as guessed, and for the input folder too.
#
# Exit 0: still so. Exit 1: it changed.
set -eu
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
cd "$folder"
echo '{ "type": "module" }' >package.json
npm install --no-audit --no-fund --silent @11ty/eleventy@3.1.8

mkdir given named
echo given >given/index.njk
echo named >named/index.njk
cat >eleventy.config.js <<'END'
export default () => ({ dir: { input: "named", output: "named-out" } });
END
cat >build.mjs <<'END'
import Eleventy from "@11ty/eleventy";
const [page] = await new Eleventy("given", "given-out", { quietMode: true }).toJSON();
console.log(`${page.inputPath} -> ${page.outputPath}`);
END
script=$(node build.mjs | tail -n 1)
npx eleventy --input=given --output=given-out --quiet >/dev/null
command=$(find given-out named-out -type f 2>/dev/null | tr '\n' ' ')

echo "@11ty/eleventy $(node -p 'require("./node_modules/@11ty/eleventy/package.json").version'), Node.js $(node --version)"
echo "expected of the constructor: ./given/index.njk -> ./given-out/index.html"
echo "seen:                        $script"
echo "the command line wrote:      $command"
test "$script" = "./named/index.njk -> ./named-out/index.html" && test "$command" = "given-out/index.html "
