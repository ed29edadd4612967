import type { CachedFile, CacheHit } from "../../content/publication-cache.ts";
import type { FileSignature } from "../../files/file-signature.ts";
import type { Lines } from "../../files/line-file.ts";
import type { Publication, PublicationDetail } from "../../model/archive.ts";
import {
  type FieldSource,
  type SeldomFields,
  storedPublication,
  type UnusualFields,
  unusualFields,
} from "./cached-publication.ts";
import type { Place } from "./detail-pack.ts";

/** What every build asks of one file. */
export interface EntryHead extends Partial<Pick<CachedFile, "lookups" | "warnings">> {
  readonly path: string;
  readonly signature: FileSignature;
  readonly fields: UnusualFields;
  /** With spaces between, as one text is read sooner than many; none where there are none. */
  readonly anchors?: string;
  /** Where there is no summary to be shown in its place. */
  readonly excerpt?: string;
}

/** What is asked only of the files that a build looks at closely. */
export interface EntryTail extends SeldomFields {
  readonly hash: string;
  /** SHA-256 of the detail. */
  readonly detailHash: string;
}

/** One entry as threads send it to each other. */
export interface FileRecord {
  readonly head: EntryHead;
  readonly tail: string;
  readonly detail: Place;
}

/** Reads the parts of an entry besides its head. */
export interface Reader {
  tailOf(file: CacheEntry): EntryTail;
  detailOf(file: CacheEntry): PublicationDetail;
}

/** The cache entry of one file. What few files need is parsed on demand. */
export class CacheEntry implements CacheHit, FieldSource {
  readonly path: string;
  readonly publication: Publication;
  readonly lookups: CachedFile["lookups"];
  readonly warnings: CachedFile["warnings"];
  readonly anchors: string | undefined;
  readonly excerpt: string | undefined;
  signature: FileSignature;
  detail: Place;
  /** Whether it is kept for the next build. */
  isKept = false;
  /** Whether it differs from what its segment holds. */
  isChanged = false;
  readonly #reader: Reader;
  readonly #lines: Lines;
  readonly #position: number;

  /** @param lines of which the one at the position is the rest of it */
  constructor(head: EntryHead, detail: Place, lines: Lines, position: number, reader: Reader) {
    this.path = head.path;
    this.signature = head.signature;
    this.lookups = head.lookups ?? NONE;
    this.warnings = head.warnings ?? NONE;
    this.anchors = head.anchors;
    this.excerpt = head.excerpt;
    this.detail = detail;
    this.#reader = reader;
    this.#lines = lines;
    this.#position = position;
    this.publication = storedPublication(head.fields, this);
  }

  /** What was made in this build, in this thread or another. */
  static of({ head, tail, detail }: FileRecord, reader: Reader): CacheEntry {
    // There may be many, and most of them would take twice as much memory as text.
    const line = Buffer.from(tail);
    return new CacheEntry(head, detail, { at: () => line.toString("utf8") }, 0, reader);
  }

  /** What lies on a line of JSON of its own. */
  get tailLine(): string {
    return this.#lines.at(this.#position);
  }

  get seldom(): EntryTail {
    return this.#reader.tailOf(this);
  }

  readDetail(): PublicationDetail {
    return this.#reader.detailOf(this);
  }

  keep(signature: FileSignature): void {
    this.isKept = true;
    if (signature === this.signature) return;
    this.signature = signature;
    this.isChanged = true;
  }

  /** As it is written and sent. */
  get head(): EntryHead {
    const { path, signature, publication, lookups, warnings, anchors, excerpt } = this;
    return {
      path,
      signature,
      // A publication's own fields are those of lists.
      fields: unusualFields({ ...publication }),
      ...(anchors !== undefined && { anchors }),
      ...(excerpt !== undefined && { excerpt }),
      ...(lookups.length > 0 && { lookups }),
      ...(warnings.length > 0 && { warnings }),
    };
  }

  get record(): FileRecord {
    return { head: this.head, tail: this.tailLine, detail: this.detail };
  }
}

const NONE: readonly never[] = [];

/** The entry of a file read in this build. */
export function fileRecord(path: string, file: CachedFile, detail: Place, detailHash: string): FileRecord {
  const { signature, hash, publication, lookups, warnings } = file;
  const { words, excerpt, externalKeys, anchors, ...fields } = publication;
  const tail: EntryTail = { hash, detailHash, words, excerpt, externalKeys };
  const head: EntryHead = {
    path,
    signature,
    fields,
    lookups,
    warnings,
    ...(anchors.length > 0 && { anchors: anchors.join(" ") }),
    ...(fields.summary === undefined && { excerpt }),
  };
  return { head, tail: JSON.stringify(tail), detail };
}
