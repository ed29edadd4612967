import { readFileSync } from "node:fs";
import type { WebDocument } from "../../editions/web/documents/web-document.ts";
import type { WebEdition } from "../../editions/web/web-edition.ts";
import { sha256 } from "../../hash.ts";
import { ledgerPath } from "../../ledger/event.ts";
import type { Site, SiteAddress } from "../../ledger/site.ts";
import type { Attachment } from "../../model/archive.ts";
import { publications } from "../../model/indexes.ts";

const CHANGING = (): null => null;

/** A file of a site, with the address of the page where it is one of the project's. */
export interface AddressedFile extends Pick<WebDocument, "path" | "permanent" | "publishedWith"> {
  readonly address?: string;
}

/** A site as the ledger sees it: its texts, and everything else with an address that others link or subscribe to. */
export function siteOf({ archive, views, volumes }: WebEdition, files: readonly AddressedFile[]): Site {
  const all = publications(archive);
  const texts = new Map(all.map((text) => [text.address, text]));
  const others = new Map<string, SiteAddress>();
  const answering = new Set<string>();
  for (const { address, detail, isGone } of views) {
    if (isGone || (detail.kind === "moved" && detail.fromLedger)) continue;
    answering.add(address);
    if (detail.kind !== "notFound" && !texts.has(address)) others.set(address, { content: CHANGING });
  }
  for (const { address, addresses } of volumes) {
    for (const page of addresses) answering.add(page);
    others.set(address, { content: CHANGING });
  }
  for (const { path, permanent, publishedWith: owner, address: page } of files) {
    const address = ledgerPath(page ?? `/${path}`);
    answering.add(address);
    if (permanent) others.set(address, { content: CHANGING, ...(owner !== undefined && { owner }) });
  }
  const addFile = ({ address, file }: Attachment, owner?: string): void => {
    const content = (): string => sha256(readFileSync(file));
    others.set(ledgerPath(address), { content, ...(owner !== undefined && { owner }) });
  };
  for (const file of archive.files) addFile(file);
  for (const { address, attachments } of all) for (const file of attachments) addFile(file, address);
  for (const [owner, versions] of archive.ledger.earlier) {
    for (const { publication } of versions) {
      others.set(publication.address, { owner, content: () => publication.textHash });
      for (const file of publication.attachments) addFile(file, owner);
    }
  }
  const withdrawn = new Map(archive.ledger.hidden.map((text) => [text.address, text]));
  return { texts, others, withdrawn, answers: (address) => answering.has(address) };
}
