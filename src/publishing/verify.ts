import { execFileSync } from "node:child_process";
import { loadArchive } from "../content/load-archive.ts";
import { type Diagnostic, hasErrors, sortDiagnostics } from "../diagnostics.ts";
import { LEDGER, ledgerFault, openLedger } from "../engine/ledger/ledger-file.ts";
import { LedgerRefusal } from "../engine/ledger/ledger-refusal.ts";
import type { PartialDate } from "../model/partial-date.ts";

/** What a ledger was compared with. */
export interface Verification {
  readonly diagnostics: readonly Diagnostic[];
  /** How many lines it has. */
  readonly lines: number;
  /** Whether version control has an earlier state of it to compare with. */
  readonly isCommitted: boolean;
}

/** What the ledger is compared with by default; a folder may be without it. */
const HEAD = "HEAD";
/** No ledger is larger than this. */
const MOST_BYTES = 2 ** 30;

/**
 * Looks at the whole ledger, line by line, at every text that is kept as it was published, and at the ledger as version control
 * knows it, which must be how it begins.
 * @param revision of git
 */
export async function verifyLedger(contentDir: string, revision: string, today: PartialDate): Promise<Verification> {
  const { ledger, diagnostics: faults } = openLedger(contentDir);
  const state = hasErrors(faults) ? "unknown" : ledger?.state;
  const { diagnostics } = await loadArchive(contentDir, {
    today,
    drafts: false,
    ledgerState: state,
    everyVersion: true,
  });
  const kept = diagnostics.filter(({ rule }) => rule === "ledger-version" || rule === "withdrawn-text");
  const committed = committedLedger(contentDir, revision);
  const bytes = ledger?.bytes ?? new Uint8Array();
  const cut: Diagnostic[] = [];
  if (committed && !hasErrors(faults) && !committed.equals(bytes.subarray(0, committed.length))) {
    const message = `lines that ${revision} has are gone or changed`;
    cut.push(ledgerFault(contentDir, firstDifference(committed, bytes), { rule: "ledger-prefix", message }));
  }
  return {
    diagnostics: sortDiagnostics([...faults, ...kept, ...cut]),
    lines: ledger?.state.head.seq ?? 0,
    isCommitted: committed !== undefined,
  };
}

/**
 * @throws {LedgerRefusal} when version control does not know the revision, so that comparing the ledger with it would say nothing
 */
function committedLedger(contentDir: string, revision: string): Buffer | undefined {
  const git = (...parameters: string[]): Buffer | undefined => {
    try {
      return execFileSync("git", ["-C", contentDir, ...parameters], {
        maxBuffer: MOST_BYTES,
        stdio: ["ignore", "pipe", "ignore"],
      });
    } catch {
      return undefined;
    }
  };
  const isKnown = git("rev-parse", "--verify", "--quiet", "--end-of-options", `${revision}^{commit}`) !== undefined;
  // No git, no repository, or nothing committed yet.
  if (!isKnown && revision === HEAD) return undefined;
  if (!isKnown) throw new LedgerRefusal(`git knows no revision ${revision} here; fetch it first`);
  return git("show", "--end-of-options", `${revision}:./${LEDGER}`);
}

function firstDifference(committed: Uint8Array, bytes: Uint8Array): number {
  const at = committed.findIndex((byte, index) => byte !== bytes[index]);
  return committed.subarray(0, at).filter((byte) => byte === 0x0a).length + 1;
}
