import type { Account } from "./account.ts";
import type { Removed } from "./importer.ts";
import type { PlacedRepair } from "./place-repairs.ts";

/** The result for a letter, or for a file without letters. */
export type Status = "imported" | "updated" | "unchanged" | "skipped" | "failed";

export const STATUSES: readonly Status[] = ["imported", "updated", "unchanged", "skipped", "failed"];

/** The result of importing one letter. */
export interface Outcome {
  /** Where the letter is in the source. */
  readonly place: string;
  readonly status: Status;
  /** The issue that holds it, as the user would type it. */
  readonly file?: string;
  /** Why it was skipped or failed, or a remark. */
  readonly why?: string;
  /** What a newer version of the source would change, as a unified difference. */
  readonly difference?: string;
  readonly repairs: readonly PlacedRepair[];
  /** What was in the source, and is in the issue. */
  readonly account?: Account;
  /** Traces of editors that were removed. */
  readonly removed?: Removed;
  /** The exception of a bug in the importers. */
  readonly bug?: unknown;
}
