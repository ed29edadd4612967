import type { Link, Root, RootContent } from "mdast";
import type { Repair, SourceLetter } from "../importer.ts";
import { resolveLink } from "../links/resolve-link.ts";
import { hasMergeTag } from "./merge-tags.ts";
import { holdsReader, type Recipients } from "./recipients.ts";
import { plainText, replaceChildren, text } from "./tree.ts";

/**
 * Removes traces of the reader from links; links in HTML are clean already, and are not reported twice. A link whose address is a
 * merge tag, or holds the address of a recipient, only worked in their mail: its text is kept.
 */
export function cleanLinks(root: Root, { recipients, body }: SourceLetter, readers: Recipients): Repair[] {
  const context = { base: undefined, recipients: new Set(recipients.map((each) => each.trim().toLowerCase())) };
  const isTheirs = holdsReader(readers);
  const repairs: Repair[] = [];
  replaceChildren(root, (child): readonly RootContent[] => {
    if (child.type !== "link") return [child];
    if (hasMergeTag(child.url)) return child.children;
    const target = resolveLink(child.url, context);
    if (target.kind === "anchor") return [child];
    if (target.kind !== "address" || isTheirs(target.url)) return child.children;
    if (target.isUnresolved && body.format === "text")
      repairs.push({ rule: "redirect-unresolved", about: target.url, find: target.url });
    return [withAddress(child, target.url)];
  });
  return repairs;
}

/** Also cleans the text of a link that shows its address. */
function withAddress(link: Link, url: string): Link {
  return plainText(link) === link.url ? { ...link, url, children: [text(url)] } : { ...link, url };
}
