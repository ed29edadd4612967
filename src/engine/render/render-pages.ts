import { type Overweight, overweight } from "../../checks/budgets.ts";
import { checkPage, type PageFault } from "../../checks/built-pages.ts";
import type { Diagnostic } from "../../diagnostics.ts";
import type { Renderer } from "../../editions/web/eleventy/render.ts";
import type { RenderJob } from "../../editions/web/eleventy/render-job.ts";
import type { View } from "../../editions/web/view.ts";
import { PageWriter } from "../../files/file-writer.ts";
import { sha256 } from "../../hash.ts";
import type { Publication } from "../../model/archive.ts";

/** What becomes of pages besides that they are rendered. */
export interface PageOrder {
  /** Size in bytes of the compressed stylesheet, with which each page shares its budget. */
  readonly stylesheetBytes: number;
  /** The folder to write the pages to; undefined only checks them. */
  readonly folder: string | undefined;
}

/** A page that was rendered, checked and written. */
export interface RenderedPage extends CheckedPage {
  /** Below the site's folder. */
  readonly path: string;
  readonly template: string;
  readonly sha256: string;
  /** Of the written file; "" where none was written. */
  readonly signature: string;
  /** What a letter weighs with its stylesheet, where that is more than its budget. */
  readonly overweight: Overweight | undefined;
}

export interface CheckedPage {
  readonly address: string;
  /** What is wrong with the page, as far as it shows without the others. */
  readonly faults: readonly PageFault[];
  /** The addresses on this site that it leads to, and that none of the pages checked before it did. */
  readonly links: readonly string[];
}

export interface RenderedPages {
  readonly pages: readonly RenderedPage[];
  /** What is wrong with the templates: pages may be missing then. */
  readonly faults: readonly Diagnostic[];
}

/** Renders pages, checks each and writes it at once, so that few of them are ever in memory. */
export async function renderPages(
  renderer: Renderer,
  job: RenderJob,
  { stylesheetBytes, folder }: PageOrder,
): Promise<RenderedPages> {
  if (job.views.length === 0) return { pages: [], faults: [] };
  const writer = folder === undefined ? undefined : new PageWriter(folder);
  const pages: RenderedPage[] = [];
  const check = createPageCheck(job.config.basePath);
  const faults = await renderer.render(job, (view, html) => {
    pages.push({
      ...check(view.address, html, view.script),
      path: view.file,
      template: view.template,
      sha256: sha256(html),
      signature: writer?.write(view.file, html) ?? "",
      overweight: weightOf(view, html, job.publicationAt(view.address), stylesheetBytes),
    });
  });
  return { pages, faults };
}

/**
 * Checks one finished page after the other.
 * @returns a function of a page's address, HTML and script; null where it may load none
 */
export function createPageCheck(
  basePath: string,
): (address: string, html: string, script: string | null) => CheckedPage {
  // Only the caller that has all addresses knows whether something is there, of which there may be hundreds of thousands.
  const seen = new Set<string>();
  return (address, html, script) => {
    const links: string[] = [];
    const noted = {
      has: (target: string): boolean => {
        if (!seen.has(target)) links.push(target);
        seen.add(target);
        return true;
      },
    };
    return { address, faults: checkPage({ address, html, script }, basePath, noted), links };
  };
}

/** Only letters have a budget. */
export function weightOf(
  { detail }: View,
  html: string,
  publication: Publication | undefined,
  stylesheetBytes: number,
): Overweight | undefined {
  if (detail.kind !== "issue") return undefined;
  const letter = { words: publication?.words ?? 0, deadLinks: detail.deadLinks.length };
  return overweight(html, letter, stylesheetBytes);
}
