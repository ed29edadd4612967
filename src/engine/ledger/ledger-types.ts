import type { NewEvent } from "../../ledger/event.ts";
import type { PromiseSum, Promises } from "../../ledger/ledger-state.ts";
import type { Text } from "../../ledger/site.ts";

/** A ledger as it lies on the disk. */
export interface LedgerFile {
  /** The content folder. */
  readonly content: string;
  readonly bytes: Uint8Array;
  readonly promises: PromiseSum;
  /** How many of the bytes are whole events; a line that was cut off follows. */
  readonly wholeBytes: number;
  readonly lacksLineEnd: boolean;
}

/** What an earlier build learned of the ledger: what it promised, and which bytes said so. */
export interface KnownLedger {
  readonly bytes: number;
  /** Of those bytes. */
  readonly sha256: string;
  readonly promises: Promises;
  /** Whether what it promised can be counted on, and not only which its last line was. */
  readonly isWhole: boolean;
}

/** What is published with a release, known before the release is served. */
export interface Publishing {
  readonly events: readonly NewEvent[];
  /** Texts of which a copy is kept, as they will be shown once they are corrected. */
  readonly texts: readonly Text[];
  readonly time: string;
}

/** A ledger as it was read or written, and what it promises. */
export interface WrittenLedger {
  readonly bytes: Uint8Array;
  readonly promises: Promises;
}
