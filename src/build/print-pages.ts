import { type Overweight, overweight } from "../checks/budgets.ts";
import { checkPage } from "../checks/built-pages.ts";
import type { Config } from "../config.ts";
import { sha256 } from "../digest.ts";
import { Renderer } from "../editions/web/render.ts";
import type { View } from "../editions/web/view.ts";
import type { Publication } from "../model/archive.ts";
import type { Strings } from "../strings/strings.ts";
import { PageWriter } from "./page-writer.ts";

/** What every page of a build has in common; it can be sent to another thread. */
export interface PrintOrder {
  readonly config: Config;
  readonly views: readonly View[];
  /** Size in bytes of the compressed stylesheet, with which each page shares its budget. */
  readonly stylesheetBytes: number;
  /** The folder to write the pages to; undefined only looks at them. */
  readonly folder: string | undefined;
}

/** A page that was rendered, looked at and written. */
export interface PrintedPage {
  /** Below the site's folder. */
  readonly path: string;
  readonly address: string;
  readonly sha256: string;
  /** Of the written file; "" where none was written. */
  readonly signature: string;
  /** What is wrong with the page, as far as it tells by itself. */
  readonly faults: readonly string[];
  /** The addresses on this site that it leads to, and that none of the pages printed before it did. */
  readonly links: readonly string[];
  /** What a letter weighs with its stylesheet, where that is more than its budget. */
  readonly overweight: Overweight | undefined;
}

/**
 * Renders pages, looks each over and writes it at once, so that no more than a sheet of them is ever in memory.
 * @param publicationAt the publication whose page stands at an address
 * @param onPages is told how many pages are done
 * @param started a renderer that was started ahead
 */
export async function printPages(
  order: PrintOrder,
  strings: Strings,
  publicationAt: (address: string) => Publication | undefined,
  { onPages, started }: { onPages?: (done: number) => void; started?: Renderer } = {},
): Promise<PrintedPage[]> {
  const { config, views, stylesheetBytes, folder } = order;
  if (views.length === 0) return [];
  const writer = folder === undefined ? undefined : new PageWriter(folder);
  const printed: PrintedPage[] = [];
  // Whether something is there is known to whoever knows all addresses, of which there may be hundreds of thousands.
  const seen = new Set<string>();
  const renderer = started ?? new Renderer();
  await renderer.render({ config, strings, publicationAt }, views, (view, html) => {
    const links: string[] = [];
    const noted = {
      has: (address: string): boolean => {
        if (!seen.has(address)) links.push(address);
        seen.add(address);
        return true;
      },
    };
    const faults = checkPage({ address: view.address, html, script: view.script }, config.basePath, noted);
    printed.push({
      path: view.file,
      address: view.address,
      sha256: sha256(html),
      signature: writer?.write(view.file, html) ?? "",
      faults,
      links,
      overweight: weightOf(view, html, publicationAt(view.address)?.words ?? 0, stylesheetBytes),
    });
    if (printed.length % 50 === 0 || printed.length === views.length) onPages?.(printed.length);
  });
  return printed;
}

/** Only letters have a budget. */
function weightOf({ detail }: View, html: string, words: number, stylesheetBytes: number): Overweight | undefined {
  if (detail.kind !== "issue") return undefined;
  return overweight(html, { words, deadLinks: detail.deadLinks.length }, stylesheetBytes);
}
