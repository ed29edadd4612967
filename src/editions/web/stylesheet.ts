import { readdir } from "node:fs/promises";
import { join } from "node:path";
import { bundleAsync, transform } from "lightningcss";
import type { Config, Palette } from "../../config.ts";
import { ROOT } from "../../program.mjs";
import type { TextFile } from "./documents/host-files.ts";
import { sheetAddress } from "./view.ts";

/** Municipal computers are not always new: syntax is written so that these and later browsers understand it. */
const OUTPUT = {
  minify: true,
  targets: { chrome: 90 << 16, firefox: 88 << 16, safari: 14 << 16, ios_saf: 14 << 16 },
};
const STYLES = join(ROOT, "templates/web/styles");

/** The only sheets of their pages. Any other is linked beside the site's, whose colours it uses. */
const ALONE: ReadonlySet<string> = new Set(["site", "embed"]);

/**
 * A stylesheet for each folder of templates/web/styles, made of the file of the folder's name and what it imports. The colours of
 * site.yaml come before it as custom properties where it is alone on its pages.
 */
export async function stylesheets(config: Config): Promise<TextFile[]> {
  const folders = (await readdir(STYLES, { withFileTypes: true })).filter((entry) => entry.isDirectory());
  return Promise.all(
    folders.map(async ({ name }) => ({
      path: sheetAddress(name).slice(1),
      text: (ALONE.has(name) ? colourTokens(config) : "") + (await bundled(join(STYLES, name, `${name}.css`))),
    })),
  );
}

async function bundled(filename: string): Promise<string> {
  return (await bundleAsync({ filename, ...OUTPUT })).code.toString();
}

function colourTokens({ colours }: Config): string {
  const tokens = `:root{${declarations(colours.light)}}@media (prefers-color-scheme:dark){:root{${declarations(colours.dark)}}}`;
  return transform({ filename: "colours.css", code: Buffer.from(tokens), ...OUTPUT }).code.toString();
}

function declarations(palette: Palette): string {
  return Object.entries(palette)
    .map(([name, colour]) => `--${name}:${colour}`)
    .join(";");
}
