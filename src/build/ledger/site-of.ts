import type { WebEdition } from "../../editions/web/web-edition.ts";
import { promisedPath } from "../../ledger/event.ts";
import type { Site, SiteAddress } from "../../ledger/site.ts";
import type { Attachment } from "../../model/archive.ts";
import { publications } from "../../model/indexes.ts";
import type { OtherFile } from "../site-files.ts";

/** A site as the ledger sees it: its texts, and everything else with an address that others link or subscribe to. */
export function siteOf({ archive, views }: WebEdition, files: readonly OtherFile[]): Site {
  const all = publications(archive);
  const texts = new Map(all.map((text) => [text.address, text]));
  const others = new Map<string, SiteAddress>();
  const answering = new Set<string>();
  for (const { address, detail, isGone } of views) {
    if (isGone || (detail.kind === "moved" && detail.promised)) continue;
    answering.add(address);
    if (detail.kind !== "notFound" && !texts.has(address)) others.set(address, { content: null });
  }
  const hashes = new Map<string, string>();
  for (const { path, fingerprint, permanent, publishedWith: owner } of files) {
    const address = promisedPath(`/${path}`);
    answering.add(address);
    hashes.set(address, fingerprint);
    if (permanent) others.set(address, { content: null, ...(owner !== undefined && { owner }) });
  }
  const addFile = ({ address }: Attachment, owner?: string): void => {
    const path = promisedPath(address);
    // A copied file has its hash as its fingerprint.
    others.set(path, { content: hashes.get(path) ?? null, ...(owner !== undefined && { owner }) });
  };
  for (const file of archive.files) addFile(file);
  for (const { address, attachments } of all) for (const file of attachments) addFile(file, address);
  for (const [owner, versions] of archive.promised.earlier) {
    for (const { publication } of versions) {
      others.set(publication.address, { owner, content: publication.textHash });
      for (const file of publication.attachments) addFile(file, owner);
    }
  }
  const withdrawn = new Map(archive.promised.hidden.map((text) => [text.address, text]));
  return { texts, others, withdrawn, answers: (address) => answering.has(address) };
}
