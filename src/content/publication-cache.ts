import type { Diagnostic } from "../diagnostics.ts";
import type { FileSignature } from "../files/file-signature.ts";
import type { Publication } from "../model/archive.ts";
import type { Lookup } from "./lookups.ts";

/** A publication as its file gave it, without its detail, which is stored separately and read on demand. */
export interface CachedFile {
  readonly signature: FileSignature;
  /** SHA-256 of the file. */
  readonly hash: string;
  readonly publication: Omit<Publication, "detail">;
  readonly lookups: readonly Lookup[];
  /** Warnings; a file with errors is not cached. */
  readonly warnings: readonly Diagnostic[];
}

/** A detail as JSON, with its SHA-256. */
export interface MadeDetail {
  readonly json: string;
  readonly hash: string;
}

/** A file's publication from an earlier build. */
export interface CacheHit extends Pick<CachedFile, "lookups" | "warnings"> {
  /** What is not needed for lists is read when it is asked for. */
  readonly publication: Publication;
  /** Keeps it for the next build too. @param signature of the file as it is now */
  keep(signature: FileSignature): void;
}

/** What is kept from one build to the next, so that a file that did not change is neither read nor made again. */
export interface PublicationCache {
  /** @param base the fingerprint of everything publications depend on besides their own files: entries with another are not used */
  begin(base: string): void;
  /**
   * The entry of a file with the same signature or the same bytes.
   * @param bytes reads them
   */
  find(path: string, signature: FileSignature, bytes: () => Uint8Array): CacheHit | undefined;
  /**
   * Adds a new entry.
   * @returns the publication that takes its place, of which not everything is in memory; undefined where nothing is kept of it
   */
  take(path: string, file: CachedFile, made: MadeDetail): Publication | undefined;
}

/** For a build that starts from nothing and leaves nothing behind. */
export const NO_CACHE: PublicationCache = {
  begin: () => {},
  find: () => undefined,
  take: () => undefined,
};
