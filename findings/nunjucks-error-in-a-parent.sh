#!/bin/sh
# nunjucks 3.2.4: an error in a parent template is reported with the name of the child, and the line of the parent.
#
# Expected: with throwOnUndefined, the message names the file and the line where the value is printed: parent.njk, line 3.
# Guess before running: an error in a parent, and also one in an included template, is reported with the name of the child.
# Seen: the guess is right for a parent. The line is that of the parent, so the message names a line that the child does not have.
#   It is wrong for an included template, which is named correctly within the messages of those that include it.
#
# Exit 0: still so. Exit 1: it changed.
set -eu
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
cd "$folder"
echo '{}' >package.json
npm install --no-audit --no-fund --silent nunjucks@3.2.4

printf '{%% extends "parent.njk" %%}' >child.njk
printf '<title>\nA page of\n{{ publisher }}\n</title>' >parent.njk
cat >render.cjs <<'END'
const nunjucks = require("nunjucks");
const environment = new nunjucks.Environment(new nunjucks.FileSystemLoader("."), { throwOnUndefined: true });
try {
  environment.render("child.njk", {});
} catch (error) {
  console.log(error.message.match(/\(([^()]*)\) \[Line (\d+)/).slice(1).join(" line ").replace(/^.*[\\/]/, ""));
}
END
seen=$(node render.cjs)

echo "nunjucks $(node -p 'require("./node_modules/nunjucks/package.json").version'), Node.js $(node --version)"
echo "expected: parent.njk line 3"
echo "seen:     $seen (child.njk has $(grep -c '' child.njk) line)"
test "$seen" = "child.njk line 3"
