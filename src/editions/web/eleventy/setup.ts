import { relative } from "node:path";
import type { EleventyConfig, MergedConfig } from "@11ty/eleventy";
import { createFilters, FILTERS, type Filters } from "../filters.ts";
import { type Article, ownView, type View } from "../view.ts";
import { createArticles } from "../views/article.ts";
import type { Host } from "./host.ts";
import type { RenderJob } from "./render-job.ts";

const TRANSFORM = "brevarkiv";
/** The input path of the template that makes the pages of the archive. */
export const VIEW_TEMPLATE = "brevarkiv.njk";
/** How often Eleventy was set up here. */
let setUps = 0;

/**
 * Sets Eleventy up for the web edition: one template that paginates over the views, the data and filters of all templates,
 * and a last transform that takes the finished pages. It reads neither content nor clock.
 */
export function setUp(eleventy: EleventyConfig, host: Host): void {
  const { input, includes, output } = eleventy.directories;
  // Eleventy keeps compiled layouts by name for as long as the process lives, with the filters of the first that compiled them.
  setUps += 1;
  const layout = `brevarkiv/page-${setUps}.njk`;
  eleventy.setUseGitIgnore(false);
  host.templates.lookIn(includes);
  eleventy.setLibrary("njk", host.templates);

  let build: Promise<Started> | undefined;
  let started: Started | undefined;
  const start = async (): Promise<Started> => {
    started = startedFrom(await host.job());
    return started;
  };
  eleventy.on("eleventy.before", () => {
    build = undefined;
  });
  const addData = (name: string, pick: (job: RenderJob) => unknown): void =>
    eleventy.addGlobalData(name, async () => {
      build ??= start();
      const value = pick((await build).job);
      // What is frozen Eleventy passes on as it is; it would wrap anything else again for each page.
      return Object.freeze(value);
    });
  addData("config", ({ config }) => config);
  addData("t", ({ strings }) => strings);
  addData("archive", ({ archive }) => archive);
  addData("views", ({ views }) => views);

  for (const name of FILTERS) {
    // A project's own filter of the same name wins.
    if (eleventy.getFilter(name)) continue;
    const filter = (...values: never[]): unknown =>
      (started as Started).filters[name](...(values as [never, never, never]));
    eleventy.addFilter(name, filter);
    host.templates.keepPlain(name, filter);
  }
  eleventy.addFilter("article", (view: View) => started?.articleOf(view));
  eleventy.addFilter("ownView", (page: { url: string }, title: string, description = title) =>
    ownView((started as Started).job.config, page.url, title, description),
  );

  eleventy.addTemplate(VIEW_TEMPLATE, "", {
    pagination: { data: "views", size: 1, alias: "view" },
    permalink: ({ view }: { view: View }) => `/${view.file}`,
    layout,
    // Eleventy's date of a template is that of its file or of today: neither says anything of a page.
    date: new Date(0),
    eleventyExcludeFromCollections: true,
    eleventyAllowMissingExtension: true,
  });
  // A layout and not the template itself: Eleventy renders all of a template's pages before it frees the first, but lays
  // each out only when it is the page's turn.
  eleventy.addTemplate(
    `${relative(input, includes)}/${layout}`,
    `{% set article = view | article %}{% extends view.template %}`,
    {},
  );

  eleventy.addTransform(TRANSFORM, function (html) {
    const { outputPath } = this.page;
    const view = outputPath === false ? undefined : started?.views.get(outputPath.slice(output.length));
    return view ? host.takePage(view, html) : html;
  });
  // Whatever a project transforms comes first, also what it adds after this plugin.
  eleventy.on("eleventy.config", (merged: MergedConfig) => {
    const { transforms } = merged.getConfig();
    const own = transforms[TRANSFORM];
    delete transforms[TRANSFORM];
    transforms[TRANSFORM] = own;
  });
}

/** What filters and transforms need of a job. */
interface Started {
  readonly job: RenderJob;
  readonly filters: Filters;
  /** By the file they are written to. */
  readonly views: ReadonlyMap<string, View>;
  /** The publication that a page shows; undefined where it shows none. */
  articleOf(view: View): Article | undefined;
}

function startedFrom(job: RenderJob): Started {
  const { config, strings, views, publicationAt } = job;
  const articles = createArticles(config, strings);
  return {
    job,
    filters: createFilters(config, strings),
    views: new Map(views.map((view) => [view.file, view])),
    articleOf: ({ address }) => {
      const publication = publicationAt(address);
      return publication && articles(publication);
    },
  };
}
