import type { Diagnostic } from "../../diagnostics.ts";
import { checkPromises } from "../../ledger/check-ledger.ts";
import type { Site } from "../../ledger/site.ts";
import { ledgerFault } from "./ledger-file.ts";
import type { LedgerFile } from "./ledger-types.ts";

/** The promises of the ledger that a site would break, each where it can be mended. */
export function checkLedger({ content, promises }: LedgerFile, site: Site): Diagnostic[] {
  return checkPromises(promises, site).map(({ at, ...fault }): Diagnostic => {
    if ("line" in at) return { ...ledgerFault(content, at.line, fault), hint: fault.hint };
    return { file: at.file, line: 1, column: 1, severity: "error", ...fault };
  });
}
