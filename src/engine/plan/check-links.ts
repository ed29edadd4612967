import { checkContentLinks, type KnownAddresses, type LinkSource } from "../../checks/content-links.ts";
import { checkRedirects } from "../../checks/redirects.ts";
import type { LoadedContent } from "../../content/load-archive.ts";
import type { Diagnostic } from "../../diagnostics.ts";
import { lazy } from "../../lazy.ts";
import { memoize } from "../../memoize.ts";
import type { Archive } from "../../model/archive.ts";
import { publications } from "../../model/indexes.ts";
import { isLenient } from "../../model/is-lenient.ts";
import { answeringAddresses, leadingOn, linkedAddresses, type SiteMap } from "./site-map.ts";

/** The internal links and the old addresses of the content, compared with what the site will have. */
export function checkLinks(content: LoadedContent, map: SiteMap): Diagnostic[] {
  const { archive, config, redirectsFile } = content;
  const redirects =
    archive.redirects.length === 0
      ? []
      : checkRedirects(redirectsFile, archive.redirects, {
          addresses: new Set(linkedAddresses(map)),
          moved: ledByOthers(map),
        });
  // What is said of an old address that leads to another is not said again as a link to nowhere.
  const reported = new Set(redirects.map(({ line }) => line));
  const links = checkContentLinks(linkSources(content), {
    basePath: config.basePath,
    addresses: () => answeringAddresses(map),
    moved: () => leadingOn(map).map(({ address, to }) => [address, to]),
    anchorsOf: createAnchors(archive),
  });
  return [...redirects, ...links.filter(({ file, line }) => file !== redirectsFile || !reported.has(line))];
}

/** Everything in the content that has links. */
function linkSources({ archive, config, otherLinks, redirectsFile }: LoadedContent): LinkSource[] {
  const targets = archive.redirects.flatMap(({ to }) => ("link" in to ? to.link : []));
  return [
    ...publications(archive)
      .filter(({ links }) => links.length > 0)
      .map((text) => ({
        file: text.file,
        address: text.address,
        links: text.links,
        isLenient: isLenient(text, config),
      })),
    ...Array.from(otherLinks, ([file, links]) => ({ file, address: "/", links })),
    { file: redirectsFile, address: "/", links: targets },
  ];
}

/** @returns the anchors at an address, those of the text that was moved from it or that it had itself before among them */
function createAnchors(archive: Archive): KnownAddresses["anchorsOf"] {
  const { moves, withdrawn, movedAnchors } = archive.ledger;
  const destinations = new Map(moves.map(({ from, to }) => [from, to]));
  const gone = new Set(withdrawn.map(({ address }) => address));
  const byAddress = lazy(() => new Map(publications(archive).map((publication) => [publication.address, publication])));
  return memoize((address) => {
    const at = destinations.get(address) ?? address;
    if (gone.has(at)) return undefined;
    const moved = movedAnchors.get(at) ?? [];
    return new Set([...(byAddress().get(at)?.anchors ?? []), ...moved.map(({ from }) => from)]);
  });
}

/** The old addresses that pages of the site lead on, and not redirects.yaml alone, with where they lead. */
function ledByOthers(map: SiteMap): Map<string, string> {
  const targets = new Map<string, string>();
  for (const { kind, address, to } of leadingOn(map))
    if ((kind === "alias" || kind === "moved") && !targets.has(address)) targets.set(address, to);
  return targets;
}
