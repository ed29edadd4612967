import { readdir, readFile } from "node:fs/promises";
import { join } from "node:path";
import { transform } from "lightningcss";
import type { Config, Palette } from "../../config.ts";
import { ROOT } from "../../program.mjs";
import type { TextFile } from "./documents/host-files.ts";
import { sheetAddress } from "./view.ts";

/** Municipal computers are not always new: syntax is written so that these and later browsers understand it. */
const OLDEST_BROWSERS = { chrome: 90 << 16, firefox: 88 << 16, safari: 14 << 16, ios_saf: 14 << 16 };
const STYLES = join(ROOT, "templates/web/styles");

/** The stylesheets that pages have by default. Any other is linked beside the site's, whose colours it uses. */
const ALONE: ReadonlySet<string> = new Set(["site", "embed"]);

/**
 * A stylesheet for each folder of templates/web/styles: the colours of site.yaml as custom properties where it is alone on
 * its pages, then its files in order of name.
 */
export async function stylesheets(config: Config): Promise<TextFile[]> {
  const folders = (await readdir(STYLES, { withFileTypes: true })).filter((entry) => entry.isDirectory());
  return Promise.all(
    folders.map(async ({ name }) => ({
      path: sheetAddress(name).slice(1),
      text: minified(name, [ALONE.has(name) ? colourTokens(config) : "", ...(await sources(join(STYLES, name)))]),
    })),
  );
}

async function sources(folder: string): Promise<string[]> {
  const names = (await readdir(folder)).filter((name) => name.endsWith(".css")).sort();
  return Promise.all(names.map((name) => readFile(join(folder, name), "utf8")));
}

function minified(name: string, parts: readonly string[]): string {
  const { code } = transform({
    filename: `${name}.css`,
    code: Buffer.from(parts.join("\n")),
    minify: true,
    targets: OLDEST_BROWSERS,
  });
  return code.toString();
}

function colourTokens({ colours }: Config): string {
  return `:root{${declarations(colours.light)}}@media (prefers-color-scheme:dark){:root{${declarations(colours.dark)}}}`;
}

function declarations(palette: Palette): string {
  return Object.entries(palette)
    .map(([name, colour]) => `--${name}:${colour}`)
    .join(";");
}
