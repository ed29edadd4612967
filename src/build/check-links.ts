import { checkContentLinks } from "../checks/content-links.ts";
import type { LoadedContent } from "../content/load-archive.ts";
import type { Diagnostic } from "../diagnostics.ts";
import type { WebEdition } from "../editions/web/web-edition.ts";
import { publications } from "../model/indexes.ts";
import { remembered } from "../remembered.ts";

/** The internal links of the content, held against the pages of the edition and the files beside them. */
export function checkLinks(content: LoadedContent, { views }: WebEdition, files: readonly string[]): Diagnostic[] {
  const { archive, config, otherLinks } = content;
  const all = publications(archive);
  const sources = [
    ...all.map(({ file, address, links }) => ({ file, address, links })),
    ...Array.from(otherLinks, ([file, links]) => ({ file, address: "/", links })),
  ].filter(({ links }) => links.length > 0);
  if (sources.length === 0) return [];
  const byAddress = new Map(all.map((publication) => [publication.address, publication]));
  // The address of the newest letter is meant to be linked to; an old address is not, unless it was published and moved: then
  // letters that nobody may change any more link to it.
  const pages = views.filter(({ detail }) => detail.kind !== "moved" || detail.temporary || detail.promised);
  const { moves, withdrawn, movedAnchors } = archive.promised;
  const destinations = new Map(moves.map(({ from, to }) => [from, to]));
  const gone = new Set(withdrawn.map(({ address }) => address));
  return checkContentLinks(sources, {
    basePath: config.basePath,
    addresses: new Set([...pages.map(({ address }) => address), ...files, ...destinations.keys(), ...gone]),
    moved: new Map(
      views.flatMap(({ address, detail }) => (detail.kind === "moved" ? [[address, detail.to.address]] : [])),
    ),
    anchorsOf: remembered((address: string) => {
      const at = destinations.get(address) ?? address;
      if (gone.has(at)) return undefined;
      const moved = movedAnchors.get(at) ?? [];
      return new Set([...(byAddress.get(at)?.anchors ?? []), ...moved.map(({ from }) => from)]);
    }),
  });
}
