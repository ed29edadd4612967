import { checkContentLinks } from "../checks/content-links.ts";
import { checkRedirects } from "../checks/redirects.ts";
import type { LoadedContent } from "../content/load-archive.ts";
import type { Diagnostic } from "../diagnostics.ts";
import { pageAddressOf } from "../editions/web/old-addresses.ts";
import type { WebEdition } from "../editions/web/web-edition.ts";
import type { Publication } from "../model/archive.ts";
import { append } from "../model/group-by.ts";
import { publications } from "../model/indexes.ts";
import { remembered } from "../remembered.ts";

/**
 * The internal links and the old addresses of the content, held against the pages of the edition and the files beside them.
 * @param others the addresses of those, and of everything in volumes
 */
export function checkLinks(content: LoadedContent, edition: WebEdition, others: () => Iterable<string>): Diagnostic[] {
  const { archive, config, otherLinks, redirectsFile } = content;
  const { moves, withdrawn, movedAnchors } = archive.promised;
  const all = publications(archive);
  const listed = listedPages(edition);
  // The address of the newest letter is meant to be linked to; an old address is not, unless it was published and moved: then
  // letters that nobody may change any more link to it.
  function* present(): Generator<string> {
    for (const { address, detail } of edition.views)
      if (detail.kind !== "moved" || (detail.temporary && !listed.has(address))) yield address;
    yield* others();
  }
  const redirects =
    archive.redirects.length === 0
      ? []
      : checkRedirects(redirectsFile, archive.redirects, {
          addresses: new Set(present()),
          moved: movedByOthers(edition, listed),
        });
  // What is said of an old address that leads to another is not said again as a link to nowhere.
  const told = new Set(redirects.map(({ line }) => line));
  const destinations = new Map(moves.map(({ from, to }) => [from, to]));
  const gone = new Set(withdrawn.map(({ address }) => address));
  function* addresses(): Generator<string> {
    yield* present();
    for (const { address, detail } of edition.views) if (detail.kind === "moved" && detail.promised) yield address;
    yield* destinations.keys();
    yield* gone;
  }
  const sources = [
    ...all.filter((publication) => publication.links.length > 0),
    ...Array.from(otherLinks, ([file, links]) => ({ file, address: "/", links })),
    {
      file: redirectsFile,
      address: "/",
      links: archive.redirects.flatMap(({ to }) => ("link" in to ? to.link : [])),
    },
  ];
  let byAddress: Map<string, Publication> | undefined;
  const links = checkContentLinks(sources, {
    basePath: config.basePath,
    addresses,
    moved: () =>
      edition.views.flatMap(({ address, detail }) => (detail.kind === "moved" ? [[address, detail.to.address]] : [])),
    anchorsOf: remembered((address: string) => {
      const at = destinations.get(address) ?? address;
      if (gone.has(at)) return undefined;
      const moved = movedAnchors.get(at) ?? [];
      byAddress ??= new Map(all.map((publication) => [publication.address, publication]));
      return new Set([...(byAddress.get(at)?.anchors ?? []), ...moved.map(({ from }) => from)]);
    }),
  });
  return [...redirects, ...links.filter(({ file, line }) => file !== redirectsFile || !told.has(line))];
}

/** The pages that stand at the old addresses of redirects.yaml. */
function listedPages({ forwardings, config }: WebEdition): Set<string | undefined> {
  const listed = forwardings.filter(({ knownBy }) => knownBy === "list");
  return new Set(listed.map((forwarding) => pageAddressOf(forwarding, config)));
}

/** The old addresses that pages of the site lead on, and not redirects.yaml alone, with where they lead. */
function movedByOthers({ views }: WebEdition, listed: ReadonlySet<string | undefined>): Map<string, string> {
  const targets = new Map<string, string[]>();
  for (const { address, detail } of views) {
    if (detail.kind === "moved" && !detail.temporary) append(targets, address, detail.to.address);
  }
  // The pages of redirects.yaml come after the others.
  return new Map(
    [...targets].flatMap(([address, [first = "", ...more]]) =>
      listed.has(address) && more.length === 0 ? [] : [[address, first]],
    ),
  );
}
