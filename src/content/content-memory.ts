import type { Diagnostic } from "../diagnostics.ts";
import type { FileSignature } from "../file-signature.ts";
import type { Publication, PublicationDetail } from "../model/archive.ts";
import type { Lookup } from "./lookups.ts";

/** A publication as it was made of its file, all but its detail, which is kept apart and read only where it is asked for. */
export interface RememberedFile {
  readonly signature: FileSignature;
  /** SHA-256 of the file. */
  readonly hash: string;
  readonly publication: Omit<Publication, "detail">;
  readonly lookups: readonly Lookup[];
  /** Warnings; a file with errors is not remembered. */
  readonly warnings: readonly Diagnostic[];
}

/** A detail as JSON, with its SHA-256. */
export interface MadeDetail {
  readonly json: string;
  readonly hash: string;
}

/** What is kept from one build to the next, so that a file that did not change is neither read nor made again. */
export interface ContentMemory {
  /** @param base stands for everything publications are made of besides their own files: of another nothing is recalled */
  begin(base: string): void;
  /** The SHA-256 of a file's bytes where its signature tells that they are the same as then. */
  hashOf(path: string, signature: FileSignature): string | undefined;
  /** What was made of a file. */
  recall(path: string, hash: string): RememberedFile | undefined;
  /** Keeps what was recalled for the next build too. */
  keep(path: string, file: RememberedFile): void;
  /** Takes in what was made anew. @returns whether the detail can be asked for from now on */
  take(path: string, file: RememberedFile, made: MadeDetail): boolean;
  /** The detail of a file's publication, as the JSON that was taken in. */
  detail(path: string): PublicationDetail;
}

/** For a build that starts from nothing and leaves nothing behind. */
export const NO_MEMORY: ContentMemory = {
  begin: () => {},
  hashOf: () => undefined,
  recall: () => undefined,
  keep: () => {},
  take: () => false,
  detail: (path) => {
    throw new Error(`nothing is remembered of ${path}`);
  },
};
