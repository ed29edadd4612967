import type { View } from "../view.ts";

/**
 * sitemaps.org protocol 0.9: every page that search engines should know, in order of address. `lastmod` may be a year or a
 * month (W3C date-time), so a date is never made more precise than it is known.
 * @param absolute the whole address of a page
 */
export function sitemap(views: readonly View[], absolute: (address: string) => string): string {
  const entries = views
    .filter(({ listed }) => listed)
    .map(({ address, modified }) => ({ location: absolute(address), modified }))
    .sort((a, b) => (a.location < b.location ? -1 : 1))
    .map(
      ({ location, modified }) =>
        `<url><loc>${escapeXml(location)}</loc>${modified ? `<lastmod>${modified}</lastmod>` : ""}</url>`,
    );
  return [
    '<?xml version="1.0" encoding="UTF-8"?>',
    '<urlset xmlns="http://www.sitemaps.org/schemas/sitemap/0.9">',
    ...entries,
    "</urlset>",
    "",
  ].join("\n");
}

/** robots.txt (RFC 9309): everything may be read. */
export function robots(sitemapAddress: string): string {
  return `User-agent: *\nAllow: /\n\nSitemap: ${sitemapAddress}\n`;
}

function escapeXml(text: string): string {
  return text.replaceAll("&", "&amp;").replaceAll("<", "&lt;").replaceAll(">", "&gt;");
}
