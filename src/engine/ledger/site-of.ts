import { readRegular } from "../../files/regular-file.ts";
import { sha256 } from "../../hash.ts";
import { ledgerPath } from "../../ledger/event.ts";
import type { Site, SiteAddress } from "../../ledger/site.ts";
import type { Archive, Attachment } from "../../model/archive.ts";
import { publications } from "../../model/indexes.ts";

const CHANGING = (): null => null;

/** One address of a site that answers. */
export interface AddressedPath {
  /** Of a page or a file: `/om-oss/`, `/favicon.svg`. */
  readonly address: string;
  /** Whether others link or subscribe to it, so that it must answer for ever once it is published. */
  readonly permanent: boolean;
  /** The address of the text that it is published and withdrawn with. */
  readonly publishedWith?: string;
}

/**
 * A site as the ledger sees it: its texts, and everything else with an address that others link or subscribe to.
 * @param paths all that answers, without what the ledger itself asks for
 */
export function siteOf(archive: Archive, paths: Iterable<AddressedPath>): Site {
  const all = publications(archive);
  const texts = new Map(all.map((text) => [text.address, text]));
  const others = new Map<string, SiteAddress>();
  const answering = new Set<string>();
  for (const { address: at, permanent, publishedWith: owner } of paths) {
    const address = ledgerPath(at);
    answering.add(address);
    if (permanent && !texts.has(address))
      others.set(address, { content: CHANGING, ...(owner !== undefined && { owner }) });
  }
  const addFile = ({ address, file }: Attachment, owner?: string): void => {
    const content = (): string => sha256(readRegular(file));
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
