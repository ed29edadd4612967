import type { Publication } from "../model/archive.ts";

/** What a publication is to the ledger. */
export type Text = Pick<
  Publication,
  "kind" | "file" | "address" | "textHash" | "firstFormHash" | "anchors" | "corrections"
>;

/** An address of the site that others may link or subscribe to, and that does not belong to a publication. */
export interface SiteAddress {
  /** The address of the text that it is published with. */
  readonly owner?: string;
  /** SHA-256 of what stands there; null where that changes with every letter. May have to be read, so it is asked for once. */
  content(): string | null;
}

/** Everything that answers, but for what the ledger itself asks for: redirects and pages that say what was withdrawn. */
export interface Site {
  /** By address. */
  readonly texts: ReadonlyMap<string, Text>;
  /** By address. */
  readonly others: ReadonlyMap<string, SiteAddress>;
  /** Whether anything at all is at an address, also what was never published. */
  answers(address: string): boolean;
  /** Texts that are in the content but withdrawn, by address. */
  readonly withdrawn: ReadonlyMap<string, Text>;
}

/** What is dated must say what it said; a page says what is so today. */
export function isHeldToItsText({ kind }: Text): boolean {
  return kind !== "page";
}

/** Whether a text says what it said when a hash of it was recorded, whichever form the hash has. */
export function hasHash({ textHash, firstFormHash }: Pick<Text, "textHash" | "firstFormHash">, hash?: string): boolean {
  return hash !== undefined && (hash === textHash || hash === firstFormHash);
}

/** How the ledger writes what a text says: as it last recorded it where that is still so, or else with a hash of today's form. */
export function recordedHash(text: Text, { contents }: { readonly contents: readonly string[] }): string {
  const last = contents.at(-1);
  return last !== undefined && hasHash(text, last) ? last : text.textHash;
}
