import type { Diagnostic } from "../diagnostics.ts";
import type { FileSignature } from "../file-signature.ts";
import type { Body, Publication } from "../model/archive.ts";
import type { Lookup } from "./lookups.ts";

/** A publication as it was made of its file, all but the HTML of its body, which is kept by digest. */
export interface RememberedPublication {
  readonly publication: Omit<Publication, "body"> & { readonly body: Omit<Body, "html"> };
  readonly lookups: readonly Lookup[];
  /** Warnings; a file with errors is not remembered. */
  readonly warnings: readonly Diagnostic[];
}

/** What is kept from one build to the next, so that a file that did not change is neither read nor rendered again. */
export interface ContentMemory {
  /** The SHA-256 of a file's bytes where its signature tells that they are the same as then. */
  hashOf(path: string, signature: FileSignature): string | undefined;
  /** @param key stands for the file's path and bytes and everything else the publication was made of */
  recall(path: string, key: string): RememberedPublication | undefined;
  /** The HTML of a remembered body. */
  html(digest: string): string;
  keep(path: string, file: RememberedFile): void;
}

export interface RememberedFile {
  readonly signature: FileSignature;
  readonly hash: string;
  readonly key: string;
  readonly remembered: RememberedPublication;
  /** The HTML, where it was rendered anew. */
  readonly html?: string;
}

/** For a build that starts from nothing and leaves nothing behind. */
export const NO_MEMORY: ContentMemory = {
  hashOf: () => undefined,
  recall: () => undefined,
  html: () => "",
  keep: () => {},
};
