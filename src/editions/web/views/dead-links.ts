import type { Archive, Publication } from "../../../model/archive.ts";
import { canonicalLink, type DeadLink } from "../../../model/link-health.ts";

/** The links of a publication that are known not to work. */
export function deadLinksOf({ deadLinks }: Pick<Archive, "deadLinks">, publication: Publication): DeadLink[] {
  if (deadLinks.size === 0) return [];
  return publication.externalKeys.flatMap((key) => deadLinks.get(key) ?? []);
}

/** Those among some addresses that are known not to work. */
export function deadLinksAmong(
  { deadLinks }: Pick<Archive, "deadLinks">,
  urls: readonly (string | undefined)[],
): DeadLink[] {
  if (deadLinks.size === 0) return [];
  const links = new Set(urls.map((url) => url && canonicalLink(url)));
  return [...deadLinks.values()].filter(({ url }) => links.has(url));
}
