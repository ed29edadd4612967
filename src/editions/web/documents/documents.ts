import { absoluteAddress } from "../../../config.ts";
import { searchBundles } from "../search/bundles.ts";
import type { View } from "../view.ts";
import { lastChange } from "../views/row.ts";
import type { WebEdition } from "../web-edition.ts";
import { calendarDocuments } from "./calendar/calendar-documents.ts";
import { favicon } from "./favicon.ts";
import { feedDocuments } from "./feeds/feed-documents.ts";
import { hostFiles } from "./host-files.ts";
import { licences } from "./licences.ts";
import { oembeds } from "./oembed.ts";
import { createPictures } from "./pictures.ts";
import { searchScript } from "./search-script.ts";
import { type ListedPage, robots, sitemaps } from "./sitemap.ts";
import { type DocumentBundle, textDocument, type WebDocument } from "./web-document.ts";

/** What machines read: everything of the site that is not a page, a style or a copied file. */
export interface Documents {
  /** All that does not lie in a volume. */
  site(): WebDocument[];
  /** What lies beside pages: how other systems show them, and what previews of links show. */
  beside(views: readonly View[]): WebDocument[];
}

/** @param others addresses of further pages that search engines should know */
export function createDocuments(edition: WebEdition, others: readonly string[] = []): Documents {
  const pictures = createPictures(edition);
  const beside = (views: readonly View[]): WebDocument[] => [...oembeds(edition, views), ...pictures.of(views)];
  return { site: () => [...siteDocuments(edition, others), ...beside(edition.views), ...pictures.site()], beside };
}

function siteDocuments(edition: WebEdition, others: readonly string[]): WebDocument[] {
  const { config, program } = edition;
  const absolute = (address: string): string => absoluteAddress(config, address);
  const texts = [
    ...sitemaps([...listedPages(edition), ...others.map((address) => ({ address, modified: undefined }))], absolute),
    { path: "robots.txt", text: robots(absolute("/sitemap.xml")) },
    { path: "favicon.svg", text: favicon(config) },
    ...hostFiles(edition),
  ];
  return [
    ...texts.map(({ path, text }) => textDocument(path, text)),
    ...feedDocuments(edition),
    ...calendarDocuments(edition),
    ...(config.search ? [searchScript(program)] : []),
    licences(config),
  ];
}

function listedPages({ views, volumes }: WebEdition): ListedPage[] {
  const ofVolumes = volumes.flatMap(({ address, letters }): ListedPage[] => {
    const pages = letters.map((letter) => ({ address: letter.address, modified: lastChange(letter) }));
    return [{ address, modified: pages[0]?.modified }, ...pages];
  });
  return [...views.filter(({ listed }) => listed), ...ofVolumes];
}

/** Files for machines that are only made together. */
export function webBundles(edition: WebEdition): DocumentBundle[] {
  return searchBundles(edition);
}
