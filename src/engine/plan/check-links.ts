import { checkContentLinks, type KnownAddresses, type LinkSource } from "../../checks/content-links.ts";
import { checkRedirects } from "../../checks/redirects.ts";
import type { LoadedContent } from "../../content/load-archive.ts";
import type { Diagnostic } from "../../diagnostics.ts";
import { pageAddressOf } from "../../editions/web/redirects.ts";
import type { WebEdition } from "../../editions/web/web-edition.ts";
import { once } from "../../lazy.ts";
import { memoize } from "../../memoize.ts";
import type { Archive } from "../../model/archive.ts";
import { append } from "../../model/group-by.ts";
import { publications } from "../../model/indexes.ts";

/**
 * The internal links and the old addresses of the content, compared with the pages of the edition and the files beside them.
 * @param others the addresses of those, and of everything in volumes
 */
export function checkLinks(content: LoadedContent, edition: WebEdition, others: () => Iterable<string>): Diagnostic[] {
  const { archive, config, redirectsFile } = content;
  const listed = listedPages(edition);
  const redirects =
    archive.redirects.length === 0
      ? []
      : checkRedirects(redirectsFile, archive.redirects, {
          addresses: new Set(present(edition, others, listed)),
          moved: movedByOthers(edition, listed),
        });
  // What is said of an old address that leads to another is not said again as a link to nowhere.
  const told = new Set(redirects.map(({ line }) => line));
  const links = checkContentLinks(linkSources(content), {
    basePath: config.basePath,
    addresses: () => answering(edition, others, listed),
    moved: () =>
      edition.views.flatMap(({ address, detail }) => (detail.kind === "moved" ? [[address, detail.to.address]] : [])),
    anchorsOf: createAnchors(archive),
  });
  return [...redirects, ...links.filter(({ file, line }) => file !== redirectsFile || !told.has(line))];
}

/** Everything in the content that has links. */
function linkSources({ archive, otherLinks, redirectsFile }: LoadedContent): LinkSource[] {
  const targets = archive.redirects.flatMap(({ to }) => ("link" in to ? to.link : []));
  return [
    ...publications(archive).filter(({ links }) => links.length > 0),
    ...Array.from(otherLinks, ([file, links]) => ({ file, address: "/", links })),
    { file: redirectsFile, address: "/", links: targets },
  ];
}

/**
 * Pages and files. The address of the newest letter is meant to be linked to; an old address is not, unless it was published
 * and moved: then letters that nobody may change any more link to it.
 */
function* present(
  { views }: WebEdition,
  others: () => Iterable<string>,
  listed: ReadonlySet<string | undefined>,
): Generator<string> {
  for (const { address, detail } of views)
    if (detail.kind !== "moved" || (detail.temporary && !listed.has(address))) yield address;
  yield* others();
}

/** The same, and what the ledger answers for. */
function* answering(...parameters: Parameters<typeof present>): Generator<string> {
  yield* present(...parameters);
  const [{ archive, views }] = parameters;
  for (const { address, detail } of views) if (detail.kind === "moved" && detail.fromLedger) yield address;
  for (const { from } of archive.ledger.moves) yield from;
  for (const { address } of archive.ledger.withdrawn) yield address;
}

/** @returns the anchors at an address, those of the text that was moved from it or that it had itself before among them */
function createAnchors(archive: Archive): KnownAddresses["anchorsOf"] {
  const { moves, withdrawn, movedAnchors } = archive.ledger;
  const destinations = new Map(moves.map(({ from, to }) => [from, to]));
  const gone = new Set(withdrawn.map(({ address }) => address));
  const byAddress = once(() => new Map(publications(archive).map((publication) => [publication.address, publication])));
  return memoize((address) => {
    const at = destinations.get(address) ?? address;
    if (gone.has(at)) return undefined;
    const moved = movedAnchors.get(at) ?? [];
    return new Set([...(byAddress().get(at)?.anchors ?? []), ...moved.map(({ from }) => from)]);
  });
}

/** The pages that stand at the old addresses of redirects.yaml. */
function listedPages({ redirectRules, config }: WebEdition): Set<string | undefined> {
  const listed = redirectRules.filter(({ knownBy }) => knownBy === "list");
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
