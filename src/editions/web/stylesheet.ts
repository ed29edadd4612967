import { readdir, readFile } from "node:fs/promises";
import { join } from "node:path";
import { transform } from "lightningcss";
import type { Config, Palette } from "../../config.ts";
import { ROOT } from "../../program.mjs";

/** Municipal computers are not always new: syntax is written so that these and later browsers understand it. */
const OLDEST_BROWSERS = { chrome: 90 << 16, firefox: 88 << 16, safari: 14 << 16, ios_saf: 14 << 16 };
const STYLES = join(ROOT, "templates/web/styles");

/** The site's one stylesheet: the colours of site.yaml as custom properties, then templates/web/styles in order of name. */
export async function stylesheet(config: Config): Promise<string> {
  const names = (await readdir(STYLES)).filter((name) => name.endsWith(".css")).sort();
  const sources = await Promise.all(names.map((name) => readFile(join(STYLES, name), "utf8")));
  const { code } = transform({
    filename: "site.css",
    code: Buffer.from([colourTokens(config), ...sources].join("\n")),
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
