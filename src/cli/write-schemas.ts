/**
 * `npm run schemas` writes what is made from declarations in the code: docs/schemas, the VS Code snippets, and the references in
 * docs/content-format.md and docs/templates.md. `--check` only compares.
 */
import { mkdir, readFile, writeFile } from "node:fs/promises";
import { dirname, join } from "node:path";
import { fieldReference } from "../content/field-reference.ts";
import { jsonSchemas, snippets } from "../content/json-schemas.ts";
import { ROOT } from "../program.mjs";
import { templateReference } from "./template-reference.ts";

const CONTENT_FORMAT = "docs/content-format.md";
const TEMPLATES = "docs/templates.md";

const json = (value: unknown): string => `${JSON.stringify(value, null, 2)}\n`;
const read = (path: string): Promise<string> => readFile(join(ROOT, path), "utf8").catch(() => "");

/**
 * A document with its generated parts replaced.
 * @param parts Markdown by the name that the lines before and after it have
 * @throws when the document lacks such a line
 */
async function withParts(path: string, parts: Readonly<Record<string, string>>): Promise<string> {
  return Object.entries(parts).reduce(
    (text, [name, part]) => {
      const [begin, end] = [`<!-- ${name}: written by npm run schemas -->`, `<!-- /${name} -->`];
      const [start, stop] = [text.indexOf(begin), text.indexOf(end)];
      if (start < 0 || stop < start) throw new Error(`${path} lacks the lines ${begin} and ${end}`);
      return `${text.slice(0, start)}${begin}\n\n${part}\n\n${text.slice(stop)}`;
    },
    await read(path),
  );
}

const files = [
  ...Object.entries(jsonSchemas()).map(([name, schema]) => ({
    path: `docs/schemas/${name}.schema.json`,
    text: json(schema),
  })),
  { path: ".vscode/brevarkiv.code-snippets", text: json(snippets()) },
  { path: CONTENT_FORMAT, text: await withParts(CONTENT_FORMAT, { fields: fieldReference() }) },
  { path: TEMPLATES, text: await withParts(TEMPLATES, { ...templateReference() }) },
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
