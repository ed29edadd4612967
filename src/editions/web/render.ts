import { relative } from "node:path";
import type { Config } from "../../config.ts";
import type { Publication } from "../../model/archive.ts";
import { compiled, ROOT } from "../../program.mjs";
import type { Strings } from "../../strings/strings.ts";
import type { View } from "./view.ts";
import { createArticles } from "./views/article.ts";

/** What pages are made of besides their views. */
export interface Shared {
  readonly config: Config;
  readonly strings: Strings;
  /** The publication whose page stands at an address. */
  publicationAt(address: string): Publication | undefined;
}

/** Renders a template of the folder `_includes`. */
export type RenderTemplate = (template: string, context: object) => string;

/** What Eleventy is handed, as its global data. */
export interface Print extends Pick<Shared, "config" | "strings"> {
  /** The places of views in their list, sheet by sheet. */
  readonly sheets: readonly (readonly number[])[];
  /** Renders the view at a place and takes the page. @returns nothing that Eleventy would have to keep */
  print(place: number, render: RenderTemplate): string;
}

/**
 * As many pages are printed on a sheet, and taken off it one by one: what Eleventy does for each of its pages costs as much
 * as rendering one of ours.
 */
const PAGES_ON_A_SHEET = 50;

/** Loads Eleventy, which takes as long as a small build, so it is done only when there is something to render. */
export async function loadRenderer(): Promise<typeof import("@11ty/eleventy").default> {
  // We watch files ourselves; Eleventy's way to load changed modules anew would keep another thread busy.
  process.env.ELEVENTY_SKIP_ESM_RESOLVER = "1";
  return (await import("@11ty/eleventy")).default;
}

/**
 * Renders views of the edition with Eleventy, which writes nothing.
 * @param views those of the edition's views that are wanted
 * @param onPage is handed each page as soon as it is rendered, in the order of the views; nothing keeps it afterwards
 * @throws when a template is at fault
 */
export async function renderViews(
  { config, strings, publicationAt }: Shared,
  views: readonly View[],
  onPage: (view: View, html: string) => void,
): Promise<void> {
  if (views.length === 0) return;
  const Eleventy = await loadRenderer();
  const places = [...views.keys()];
  const sheets = Array.from({ length: Math.ceil(views.length / PAGES_ON_A_SHEET) }, (_, index) =>
    places.slice(index * PAGES_ON_A_SHEET, (index + 1) * PAGES_ON_A_SHEET),
  );
  const articleOf = createArticles(config, strings);
  let done = 0;
  // What fails while a page is made is thrown when Eleventy is done, as it would report it at length.
  let failure: { readonly error: unknown } | undefined;
  const print: Print["print"] = (place, render) => {
    const view = views[place];
    if (failure || !view) return "";
    try {
      const publication = publicationAt(view.address);
      onPage(view, render(view.template, { view, ...(publication && { article: articleOf(publication) }) }));
      done += 1;
    } catch (error) {
      failure = { error };
    }
    return "";
  };
  const root = relative(process.cwd(), ROOT) || ".";
  const eleventy = new Eleventy(`${root}/templates/web`, `${root}/_site`, {
    configPath: relative(process.cwd(), compiled("eleventy")),
    quietMode: true,
    config: (eleventyConfig) => {
      eleventyConfig.addGlobalData("print", { config, strings, sheets, print } satisfies Print);
    },
  });
  await eleventy.toJSON();
  if (failure) throw failure.error;
  if (done !== views.length) throw new Error(`Eleventy rendered ${done} of ${views.length} pages`);
}
