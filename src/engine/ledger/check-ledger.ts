import type { Diagnostic } from "../../diagnostics.ts";
import { ledgerViolations } from "../../ledger/check-ledger.ts";
import type { Site } from "../../ledger/site.ts";
import { ledgerFault } from "./ledger-file.ts";
import type { LedgerFile } from "./ledger-types.ts";

/** The violations of the ledger by a site, each where it can be mended. */
export function checkLedger({ contentDir, state }: LedgerFile, site: Site): Diagnostic[] {
  return ledgerViolations(state, site).map(({ at, ...fault }): Diagnostic => {
    if ("line" in at) return { ...ledgerFault(contentDir, at.line, fault), hint: fault.hint };
    return { file: at.file, line: 1, column: 1, severity: "error", ...fault };
  });
}
