import { join, relative } from "node:path";
import type { View } from "./view.ts";
import type { WebEdition } from "./web-edition.ts";

/** The folder that holds templates/ and .eleventy.ts. */
const ROOT = join(import.meta.dirname, "../../..");

/** A page as it will be written. */
export interface RenderedView {
  readonly view: View;
  readonly html: string;
}

/**
 * Renders views of the edition with Eleventy, which writes nothing.
 * @param views those of the edition's views that are wanted
 * @param onPage is told after each page how many are done
 * @throws when a template is at fault
 */
export async function renderViews(
  edition: WebEdition,
  views: readonly View[],
  onPage: (done: number) => void,
): Promise<RenderedView[]> {
  if (views.length === 0) return [];
  // Loaded only when there is something to render, as it takes as long as a small build.
  const { default: Eleventy } = await import("@11ty/eleventy");
  let done = 0;
  const root = relative(process.cwd(), ROOT) || ".";
  const eleventy = new Eleventy(`${root}/templates/web`, `${root}/_site`, {
    configPath: `${root}/.eleventy.ts`,
    quietMode: true,
    config: (config) => {
      config.addGlobalData("edition", { ...edition, views } satisfies WebEdition);
      config.addTransform("progress", (content) => {
        onPage(++done);
        return content;
      });
    },
  });
  const pages = await eleventy.toJSON();
  const byAddress = new Map(pages.map(({ url, content }) => [url, content]));
  return views.map((view) => {
    const html = byAddress.get(view.address);
    if (html === undefined) throw new Error(`Eleventy rendered no page for ${view.address}`);
    return { view, html };
  });
}
