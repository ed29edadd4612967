import { relative } from "node:path";
import type { Config } from "../../config.ts";
import type { Publication } from "../../model/archive.ts";
import { compiled, ROOT } from "../../program.mjs";
import type { Strings } from "../../strings/strings.ts";
import type { Article, View } from "./view.ts";
import { createArticles } from "./views/article.ts";

/** What pages are made of besides their views. */
export interface Shared {
  readonly config: Config;
  readonly strings: Strings;
  /** The publication whose page stands at an address. */
  publicationAt(address: string): Publication | undefined;
}

/** What Eleventy is handed, as its global data. */
export interface Print extends Pick<Shared, "config" | "strings"> {
  readonly sheets: readonly (readonly View[])[];
  /** Whether a page can be rendered: false once anything has failed, which is thrown when Eleventy is done. */
  isReady(view: View): boolean;
  /** The article of the page that is being rendered. */
  article(view: View): unknown;
  /** Takes each page as soon as it is rendered. */
  deliver(html: unknown, view: View): string;
}

/**
 * As many pages are printed on a sheet, and taken off it one by one: what Eleventy does for each of its pages costs as much
 * as rendering one of ours.
 */
const PAGES_ON_A_SHEET = 50;

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
  // Loaded only when there is something to render, as it takes as long as a small build.
  const { default: Eleventy } = await import("@11ty/eleventy");
  const sheets = Array.from({ length: Math.ceil(views.length / PAGES_ON_A_SHEET) }, (_, index) =>
    views.slice(index * PAGES_ON_A_SHEET, (index + 1) * PAGES_ON_A_SHEET),
  );
  const articleOf = createArticles(config, strings);
  let article: Article | undefined;
  let done = 0;
  // What fails here is no fault of the templates, as which Eleventy would report it at length.
  let failure: { readonly error: unknown } | undefined;
  const guarded = (work: () => void): boolean => {
    try {
      if (!failure) work();
    } catch (error) {
      failure = { error };
    }
    return failure === undefined;
  };
  const print: Print = {
    config,
    strings,
    sheets,
    isReady: ({ address }) =>
      guarded(() => {
        const publication = publicationAt(address);
        article = publication && articleOf(publication);
      }),
    article: () => article,
    deliver: (html, view) => {
      guarded(() => onPage(view, String(html)));
      done += 1;
      return "";
    },
  };
  const root = relative(process.cwd(), ROOT) || ".";
  const eleventy = new Eleventy(`${root}/templates/web`, `${root}/_site`, {
    configPath: relative(process.cwd(), compiled("eleventy")),
    quietMode: true,
    config: (eleventyConfig) => {
      eleventyConfig.addGlobalData("print", print);
    },
  });
  await eleventy.toJSON();
  if (failure) throw failure.error;
  if (done !== views.length) throw new Error(`Eleventy rendered ${done} of ${views.length} pages`);
}
