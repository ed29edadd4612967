/** `npm run schemas` writes docs/schemas and the VS Code snippets from the one schema in code; `--check` only compares. */
import { mkdir, readFile, writeFile } from "node:fs/promises";
import { dirname, join } from "node:path";
import { jsonSchemas, snippets } from "../content/json-schemas.ts";
import { ROOT } from "../program.mjs";

const json = (value: unknown): string => `${JSON.stringify(value, null, 2)}\n`;
const files = [
  ...Object.entries(jsonSchemas()).map(([name, schema]) => ({
    path: `docs/schemas/${name}.schema.json`,
    text: json(schema),
  })),
  { path: ".vscode/brevarkiv.code-snippets", text: json(snippets()) },
];
const checking = process.argv.includes("--check");

for (const { path, text } of files) {
  const file = join(ROOT, path);
  if (checking) {
    if ((await readFile(file, "utf8").catch(() => "")) === text) continue;
    console.error(`${path} is not what the code says; run npm run schemas`);
    process.exitCode = 1;
  } else {
    await mkdir(dirname(file), { recursive: true });
    await writeFile(file, text);
  }
}
