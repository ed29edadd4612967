import type { RecalledFile, RememberedFile } from "../../content/publication-cache.ts";
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
export interface Row extends Partial<Pick<RememberedFile, "lookups" | "warnings">> {
  readonly path: string;
  readonly signature: FileSignature;
  readonly fields: UnusualFields;
  /** With spaces between, as one text is read sooner than many; none where there are none. */
  readonly anchors?: string;
  /** Where there is no summary to be shown in its place. */
  readonly excerpt?: string;
}

/** What is asked only of the files that a build looks at closely. */
export interface Rest extends SeldomFields {
  readonly hash: string;
  /** SHA-256 of the detail. */
  readonly detailHash: string;
}

/** One file as threads tell each other of it. */
export interface FileRecord {
  readonly row: Row;
  readonly rest: string;
  readonly detail: Place;
}

/** Who can read what is remembered of a file besides its row. */
export interface Reader {
  restOf(file: StoredFile): Rest;
  detailOf(file: StoredFile): PublicationDetail;
}

/** One file as it is remembered. What is asked of few is parsed when it is asked for. */
export class StoredFile implements RecalledFile, FieldSource {
  readonly path: string;
  readonly publication: Publication;
  readonly lookups: RememberedFile["lookups"];
  readonly warnings: RememberedFile["warnings"];
  readonly anchors: string | undefined;
  readonly excerpt: string | undefined;
  signature: FileSignature;
  detail: Place;
  /** Whether it is remembered for the next build. */
  isKept = false;
  /** Whether it is no longer what lies on its shelf. */
  isChanged = false;
  readonly #reader: Reader;
  readonly #lines: Lines;
  readonly #position: number;

  /** @param lines of which the one at the position is the rest of it */
  constructor(row: Row, detail: Place, lines: Lines, position: number, reader: Reader) {
    this.path = row.path;
    this.signature = row.signature;
    this.lookups = row.lookups ?? NONE;
    this.warnings = row.warnings ?? NONE;
    this.anchors = row.anchors;
    this.excerpt = row.excerpt;
    this.detail = detail;
    this.#reader = reader;
    this.#lines = lines;
    this.#position = position;
    this.publication = storedPublication(row.fields, this);
  }

  /** What was made in this build, in this thread or another. */
  static of({ row, rest, detail }: FileRecord, reader: Reader): StoredFile {
    // There may be many, and most of them would take twice as much memory as text.
    const line = Buffer.from(rest);
    return new StoredFile(row, detail, { at: () => line.toString("utf8") }, 0, reader);
  }

  /** What lies on a line of JSON of its own. */
  get restLine(): string {
    return this.#lines.at(this.#position);
  }

  get seldom(): Rest {
    return this.#reader.restOf(this);
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
  get row(): Row {
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
    return { row: this.row, rest: this.restLine, detail: this.detail };
  }
}

const NONE: readonly never[] = [];

/** What was made of a file in this build, as it is remembered. */
export function fileRecord(path: string, file: RememberedFile, detail: Place, detailHash: string): FileRecord {
  const { signature, hash, publication, lookups, warnings } = file;
  const { words, excerpt, externalKeys, anchors, ...fields } = publication;
  const rest: Rest = { hash, detailHash, words, excerpt, externalKeys };
  const row: Row = {
    path,
    signature,
    fields,
    lookups,
    warnings,
    ...(anchors.length > 0 && { anchors: anchors.join(" ") }),
    ...(fields.summary === undefined && { excerpt }),
  };
  return { row, rest: JSON.stringify(rest), detail };
}
