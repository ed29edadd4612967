/**
 * `npm run schemas` writes what is made from the declarations of fields: docs/schemas, the VS Code snippets, and the reference in
 * docs/content-format.md. `--check` only compares.
 */
import { mkdir, readFile, writeFile } from "node:fs/promises";
import { dirname, join } from "node:path";
import { fieldReference } from "../content/field-reference.ts";
import { jsonSchemas, snippets } from "../content/json-schemas.ts";
import { ROOT } from "../program.mjs";

const REFERENCE = "docs/content-format.md";
/** The reference stands between these lines. */
const BEGIN = "<!-- fields: written by npm run schemas -->";
const END = "<!-- /fields -->";

const json = (value: unknown): string => `${JSON.stringify(value, null, 2)}\n`;
const read = (path: string): Promise<string> => readFile(join(ROOT, path), "utf8").catch(() => "");

/** @throws when the markers are not in the text */
function withReference(text: string): string {
  const [start, end] = [text.indexOf(BEGIN), text.indexOf(END)];
  if (start < 0 || end < start) throw new Error(`${REFERENCE} lacks the lines ${BEGIN} and ${END}`);
  return `${text.slice(0, start)}${BEGIN}\n\n${fieldReference()}\n\n${text.slice(end)}`;
}

const files = [
  ...Object.entries(jsonSchemas()).map(([name, schema]) => ({
    path: `docs/schemas/${name}.schema.json`,
    text: json(schema),
  })),
  { path: ".vscode/brevarkiv.code-snippets", text: json(snippets()) },
  { path: REFERENCE, text: withReference(await read(REFERENCE)) },
];
const checking = process.argv.includes("--check");

for (const { path, text } of files) {
  const file = join(ROOT, path);
  if (checking) {
    if ((await read(path)) === text) continue;
    console.error(`${path} is not what the code says; run npm run schemas`);
    process.exitCode = 1;
  } else {
    await mkdir(dirname(file), { recursive: true });
    await writeFile(file, text);
  }
}
