import type { Diagnostic } from "../../diagnostics.ts";
import type { Archive } from "../../model/archive.ts";
import { publications } from "../../model/indexes.ts";
import { ledgerFault } from "./ledger-file.ts";
import type { LedgerFile } from "./ledger-types.ts";

/**
 * The time of a publish: the one that was named, or else the newest date in the content. Never the clock, so that the same
 * content gives the same ledger.
 */
export function publishTime(
  named: string | undefined,
  archive: Archive,
  contentDir: string,
  ledger: LedgerFile | undefined,
): { time: string } | { diagnostic: Diagnostic } {
  const last = ledger?.state.head.time ?? "";
  const time = named ?? [last, ...datesOf(archive)].reduce((a, b) => (a < b ? b : a));
  if (time !== "" && time >= last) return { time };
  const message =
    time === "" ? "nothing in the content has a date" : `${time} lies before the time of the last line, ${last}`;
  const line = (ledger?.state.head.seq ?? 0) + 1;
  const fault = ledgerFault(contentDir, line, { rule: "ledger-time", message });
  return {
    diagnostic: { ...fault, hint: `name the time: --time ${last || "2026-11-23"}${last && ", or a later one"}` },
  };
}

/** Drafts are dated too, and not shown to anyone. */
function datesOf(archive: Archive): string[] {
  return publications(archive)
    .filter(({ draft }) => !draft)
    .flatMap(({ date = "", updated = "", corrections }) => [
      date,
      updated,
      ...corrections.map((correction) => correction.date),
    ]);
}
