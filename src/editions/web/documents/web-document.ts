import { sha256 } from "../../../hash.ts";

/**
 * A file that a typed function makes for machines: a feed, a calendar, a picture. It is made only when its fingerprint is
 * another than that of the same file in the served release, so making a list of documents must cost next to nothing.
 */
export interface WebDocument {
  /** Below the site's root, without a leading slash: `nyhetsbrev/feed.xml`. */
  readonly path: string;
  /** The fingerprint of everything its bytes depend on. */
  readonly fingerprint: string;
  /** Whether people subscribe or link to it, so that its address is permanent once it is published. */
  readonly permanent?: boolean;
  /** The address of the text that it is published and withdrawn with. */
  readonly publishedWith?: string;
  make(): string | Uint8Array | Promise<string | Uint8Array>;
}

/**
 * Files that are only made together, and whose names are known only then: an index for search. All lie in its folder, which
 * nothing else may use.
 */
export interface DocumentBundle {
  /** Below the site's root, without slashes around it: `sok/index/2023`. */
  readonly folder: string;
  /** The fingerprint of everything its files depend on. */
  readonly fingerprint: string;
  /** @returns the files by their path below the site's root */
  make(): Promise<ReadonlyMap<string, Uint8Array>>;
}

/** A document that costs nothing to make. */
export function textDocument(path: string, text: string): WebDocument {
  return { path, fingerprint: sha256(text), make: () => text };
}
