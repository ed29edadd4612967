import { relative } from "node:path";
import type { Environment } from "nunjucks";
import type { Config } from "../../config.ts";
import type { Publication } from "../../model/archive.ts";
import { compiled, ROOT } from "../../program.mjs";
import type { Strings } from "../../strings/strings.ts";
import { createTemplates } from "./templates.ts";
import type { View } from "./view.ts";
import { createArticles } from "./views/article.ts";

/** What pages are made of besides their views. */
export interface Shared {
  readonly config: Config;
  readonly strings: Strings;
  /** The publication whose page stands at an address. */
  publicationAt(address: string): Publication | undefined;
}

/** What Eleventy is handed, as its global data. */
export interface Print {
  readonly environment: Environment;
  /** What is to be rendered; it may be known only after Eleventy was started. */
  readonly job: Promise<PrintJob>;
  /** Renders the view at a place and takes the page. @returns nothing that Eleventy would have to keep */
  print(place: number): string;
}

export interface PrintJob extends Pick<Shared, "config" | "strings"> {
  /** The places of views in their list, sheet by sheet. */
  readonly sheets: readonly (readonly number[])[];
}

/**
 * As many pages are printed on a sheet, and taken off it one by one: what Eleventy does for each of its pages costs as much
 * as rendering one of ours.
 */
const PAGES_ON_A_SHEET = 50;

/**
 * Eleventy, which renders once and writes nothing. It takes as long to start as a small build takes, so it can be started
 * before it is known what there is to render.
 */
export class Renderer {
  readonly #order: Promise<Order>;
  readonly #finished: Promise<void>;
  #give: (order: Order) => void = () => {};

  constructor() {
    this.#order = new Promise((resolve) => {
      this.#give = resolve;
    });
    this.#finished = run(this.#order);
    // Told to whoever waits for the pages, and of no interest when nobody ever does.
    this.#finished.catch(() => {});
  }

  /**
   * Renders views of the edition.
   * @param views those of the edition's views that are wanted
   * @param onPage is handed each page as soon as it is rendered, in the order of the views; nothing keeps it afterwards
   * @throws when a template is at fault
   */
  async render(shared: Shared, views: readonly View[], onPage: OnPage): Promise<void> {
    this.#give({ shared, views, onPage });
    await this.#finished;
  }
}

type OnPage = (view: View, html: string) => void;

interface Order {
  readonly shared: Shared;
  readonly views: readonly View[];
  readonly onPage: OnPage;
}

async function run(order: Promise<Order>): Promise<void> {
  // We watch files ourselves; Eleventy's way to load changed modules anew would keep another thread busy.
  process.env.ELEVENTY_SKIP_ESM_RESOLVER = "1";
  const { default: Eleventy } = await import("@11ty/eleventy");
  const { environment, compileUntil, forget } = createTemplates();
  // What fails while a page is made is thrown when Eleventy is done, as it would report it at length.
  let failure: { readonly error: unknown } | undefined;
  let printPage: (place: number) => void = () => {};
  let done = 0;
  let isOrdered = false;
  const job = order.then(({ shared: { config, strings, publicationAt }, views, onPage }): PrintJob => {
    isOrdered = true;
    const articleOf = createArticles(config, strings);
    printPage = (place) => {
      const view = views[place];
      if (!view) return;
      const publication = publicationAt(view.address);
      const context = { view, ...(publication && { article: articleOf(publication) }) };
      onPage(view, environment.render(view.template, context));
      done += 1;
    };
    return { config, strings, sheets: sheetsOf(views.length) };
  });
  const print: Print["print"] = (place) => {
    try {
      if (!failure) printPage(place);
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
      eleventyConfig.addGlobalData("print", { environment, job, print } satisfies Print);
    },
  });
  try {
    await Promise.all([eleventy.toJSON(), compileUntil(() => isOrdered)]);
  } finally {
    printPage = () => {};
    forget();
  }
  if (failure) throw failure.error;
  const { views } = await order;
  if (done !== views.length) throw new Error(`Eleventy rendered ${done} of ${views.length} pages`);
}

/** The places of pages, sheet by sheet. */
function sheetsOf(pages: number): number[][] {
  return Array.from({ length: Math.ceil(pages / PAGES_ON_A_SHEET) }, (_, sheet) => {
    const first = sheet * PAGES_ON_A_SHEET;
    return Array.from({ length: Math.min(PAGES_ON_A_SHEET, pages - first) }, (_, index) => first + index);
  });
}
