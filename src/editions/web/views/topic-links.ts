import type { Archive, Publication } from "../../../model/archive.ts";
import { joinAddress } from "../../../model/permalink.ts";
import type { Strings } from "../../../strings/strings.ts";
import type { Link } from "../view.ts";

/** The topics of a publication, each with its page. */
export function topicLinks(
  { topics }: Pick<Publication, "topics">,
  archive: Pick<Archive, "topics">,
  strings: Strings,
): Link[] {
  return topics.map((id) => ({ title: archive.topics.get(id)?.name ?? id, address: topicAddress(strings, id) }));
}

export function topicAddress(strings: Strings, id: string): string {
  return joinAddress(strings.paths.topics, id);
}
