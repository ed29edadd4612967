import type { PlacedRepair } from "./place-repairs.ts";

/** What becomes of a letter, or of a file in which no letter could be found. */
export type Status = "imported" | "updated" | "unchanged" | "skipped" | "failed";

export const STATUSES: readonly Status[] = ["imported", "updated", "unchanged", "skipped", "failed"];

/** What became of one letter. */
export interface Outcome {
  /** Where it stands in the source. */
  readonly place: string;
  readonly status: Status;
  /** The issue that holds it, as the user would type it. */
  readonly file?: string;
  /** Why it was skipped or failed, or what else is to be said. */
  readonly why?: string;
  /** What a newer version of the source would change, as a unified difference. */
  readonly difference?: string;
  readonly repairs: readonly PlacedRepair[];
  /** A fault of ours and not of the letter's. */
  readonly bug?: unknown;
}
