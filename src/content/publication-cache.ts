import type { Diagnostic } from "../diagnostics.ts";
import type { FileSignature } from "../files/file-signature.ts";
import type { Publication } from "../model/archive.ts";
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

/** What an earlier build made of a file. */
export interface RecalledFile extends Pick<RememberedFile, "lookups" | "warnings"> {
  /** What is not needed for lists is read when it is asked for. */
  readonly publication: Publication;
  /** Keeps it for the next build too. @param signature of the file as it is now */
  keep(signature: FileSignature): void;
}

/** What is kept from one build to the next, so that a file that did not change is neither read nor made again. */
export interface ContentMemory {
  /** @param base stands for everything publications are made of besides their own files: of another nothing is recalled */
  begin(base: string): void;
  /**
   * What was made of a file with the same signature or the same bytes.
   * @param bytes reads them
   */
  recall(path: string, signature: FileSignature, bytes: () => Uint8Array): RecalledFile | undefined;
  /**
   * Takes in what was made anew.
   * @returns the publication that takes its place, of which not everything is in memory; undefined where nothing is kept of it
   */
  take(path: string, file: RememberedFile, made: MadeDetail): Publication | undefined;
}

/** For a build that starts from nothing and leaves nothing behind. */
export const NO_MEMORY: ContentMemory = {
  begin: () => {},
  recall: () => undefined,
  take: () => undefined,
};
