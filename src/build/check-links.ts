import { anchorsOf, checkContentLinks, type KnownAddresses } from "../checks/content-links.ts";
import type { LoadedContent } from "../content/load-archive.ts";
import type { Diagnostic } from "../diagnostics.ts";
import type { WebEdition } from "../editions/web/web-edition.ts";
import { publications } from "../model/indexes.ts";

/** The internal links of the content, held against the pages of the edition and the files beside them. */
export function checkLinks(content: LoadedContent, { views }: WebEdition, files: readonly string[]): Diagnostic[] {
  const { archive, siteFile, siteLinks } = content;
  const all = publications(archive);
  // The address of the newest letter is meant to be linked to; an old address is not.
  const pages = views.filter(({ detail }) => detail.kind !== "moved" || detail.temporary);
  const known: KnownAddresses = {
    addresses: new Set([...pages.map(({ address }) => address), ...files]),
    moved: new Map(
      views.flatMap(({ address, detail }) => (detail.kind === "moved" ? [[address, detail.to.address]] : [])),
    ),
    anchors: new Map(all.map((publication) => [publication.address, anchorsOf(publication)])),
  };
  const sources = all.map(({ file, address, body }) => ({ file, address, links: body.links }));
  return checkContentLinks([...sources, { file: siteFile, address: "/", links: siteLinks }], known);
}
