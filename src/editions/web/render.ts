import { relative } from "node:path";
import { compiled, ROOT } from "../../program.mjs";
import type { View } from "./view.ts";
import type { WebEdition } from "./web-edition.ts";

/** A page as it will be written. */
export interface RenderedView {
  readonly view: View;
  readonly html: string;
}

/** What Eleventy is handed, as its global data. */
export interface PrintOrder extends Pick<WebEdition, "config" | "strings"> {
  readonly sheets: readonly (readonly View[])[];
  /** Stands after each page; nothing that can be on a page. */
  readonly cut: string;
}

/**
 * As many pages are printed on a sheet, and cut apart afterwards: what Eleventy does for each of its pages costs as much
 * as rendering one of ours.
 */
const PAGES_ON_A_SHEET = 50;
const CUT = "\u0000";

/**
 * Renders views of the edition with Eleventy, which writes nothing.
 * @param views those of the edition's views that are wanted
 * @param onPages is told after each sheet how many pages are done
 * @throws when a template is at fault
 */
export async function renderViews(
  { config, strings }: Pick<WebEdition, "config" | "strings">,
  views: readonly View[],
  onPages: (done: number) => void,
): Promise<RenderedView[]> {
  if (views.length === 0) return [];
  // Loaded only when there is something to render, as it takes as long as a small build.
  const { default: Eleventy } = await import("@11ty/eleventy");
  const sheets = Array.from({ length: Math.ceil(views.length / PAGES_ON_A_SHEET) }, (_, index) =>
    views.slice(index * PAGES_ON_A_SHEET, (index + 1) * PAGES_ON_A_SHEET),
  );
  let done = 0;
  const root = relative(process.cwd(), ROOT) || ".";
  const eleventy = new Eleventy(`${root}/templates/web`, `${root}/_site`, {
    configPath: relative(process.cwd(), compiled("eleventy")),
    quietMode: true,
    config: (eleventyConfig) => {
      eleventyConfig.addGlobalData("order", { config, strings, sheets, cut: CUT } satisfies PrintOrder);
      eleventyConfig.addTransform("progress", (content) => {
        done = Math.min(done + PAGES_ON_A_SHEET, views.length);
        onPages(done);
        return content;
      });
    },
  });
  const printed = new Map((await eleventy.toJSON()).map(({ url, content }) => [url, content]));
  return sheets.flatMap((sheet, index) => {
    const pages = printed.get(`/${index}.html`)?.split(CUT) ?? [];
    if (pages.length !== sheet.length + 1) throw new Error(`Eleventy rendered ${pages.length - 1} of ${sheet.length} pages`);
    return sheet.map((view, position) => ({ view, html: pages[position] ?? "" }));
  });
}
