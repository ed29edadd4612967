import type { NewEvent } from "../../ledger/event.ts";
import type { LedgerState, LedgerStateBuilder } from "../../ledger/ledger-state.ts";
import type { Text } from "../../ledger/site.ts";

/** A ledger as it lies on the disk. */
export interface LedgerFile {
  /** The content folder. */
  readonly contentDir: string;
  readonly bytes: Uint8Array;
  readonly state: LedgerStateBuilder;
  /** How many of the bytes are whole events; a line that was cut off follows. */
  readonly wholeBytes: number;
  readonly lacksLineEnd: boolean;
}

/** The ledger as an earlier build knew it: its state, and the bytes that gave it. */
export interface KnownLedger {
  readonly bytes: number;
  /** Of those bytes. */
  readonly sha256: string;
  readonly state: LedgerState;
  /** Whether its whole state can be used, and not only its last line. */
  readonly isWhole: boolean;
}

/** What is published with a release, known before the release is served. */
export interface Publishing {
  readonly events: readonly NewEvent[];
  /** Texts of which a copy is kept, as they will be shown once they are corrected. */
  readonly texts: readonly Text[];
  readonly time: string;
}

/** A ledger as it was read or written, and its state. */
export interface WrittenLedger {
  readonly bytes: Uint8Array;
  readonly state: LedgerState;
}
