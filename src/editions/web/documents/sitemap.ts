import { escapeHtml } from "../../../escape-html.ts";
import type { View } from "../view.ts";
import type { TextFile } from "./host-files.ts";

/** The protocol allows no more addresses in one file. */
const MOST_IN_FILE = 50_000;

/** A page that search engines should know. */
export type ListedPage = Pick<View, "address" | "modified">;

/**
 * sitemaps.org protocol 0.9: every page that search engines should know, in order of address, in one file or in an index
 * of several. `lastmod` may be a year or a month (W3C date-time), so a date is never made more precise than it is known.
 * @param absolute the whole address of a page or file
 */
export function sitemaps(
  pages: readonly ListedPage[],
  absolute: (address: string) => string,
  mostInFile = MOST_IN_FILE,
): TextFile[] {
  const entries = [...pages]
    .sort((a, b) => (a.address < b.address ? -1 : 1))
    .map(
      ({ address, modified }) =>
        `<url><loc>${escapeHtml(absolute(address))}</loc>${modified ? `<lastmod>${modified}</lastmod>` : ""}</url>`,
    );
  const path = "sitemap.xml";
  if (entries.length <= mostInFile) return [{ path, text: document("urlset", entries) }];
  const parts = Array.from({ length: Math.ceil(entries.length / mostInFile) }, (_, index) => ({
    path: `sitemap-${index + 1}.xml`,
    text: document("urlset", entries.slice(index * mostInFile, (index + 1) * mostInFile)),
  }));
  const index = parts.map((part) => `<sitemap><loc>${escapeHtml(absolute(`/${part.path}`))}</loc></sitemap>`);
  return [{ path, text: document("sitemapindex", index) }, ...parts];
}

function document(element: "urlset" | "sitemapindex", entries: readonly string[]): string {
  return [
    '<?xml version="1.0" encoding="UTF-8"?>',
    `<${element} xmlns="http://www.sitemaps.org/schemas/sitemap/0.9">`,
    ...entries,
    `</${element}>`,
    "",
  ].join("\n");
}

/** robots.txt (RFC 9309): everything may be read. */
export function robots(sitemapAddress: string): string {
  return `User-agent: *\nAllow: /\n\nSitemap: ${sitemapAddress}\n`;
}
