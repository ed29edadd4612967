import { existsSync, readFileSync, statSync } from "node:fs";
import { join, posix } from "node:path";
import type { Diagnostic } from "../../diagnostics.ts";
import { sha256 } from "../../hash.ts";
import type { LedgerState } from "../../ledger/ledger-state.ts";
import { readLedger } from "../../ledger/read-ledger.ts";
import type { KnownLedger, LedgerFile } from "./ledger-types.ts";

/** The file of every address that was ever published, in the content folder. */
export const LEDGER = "published.jsonl";

/**
 * Reads the ledger of a content folder.
 * @param known what an earlier build learned of it, of which only what is new since then is read
 * @returns no ledger where nothing was ever published, or where something is wrong with it
 */
export function openLedger(
  contentDir: string,
  known?: KnownLedger,
): { ledger: LedgerFile | undefined; diagnostics: Diagnostic[] } {
  const file = join(contentDir, LEDGER);
  if (!existsSync(file)) {
    if (!known) return { ledger: undefined, diagnostics: [] };
    return { ledger: undefined, diagnostics: [ledgerFault(contentDir, 1, cut(known.state, "the ledger is gone"))] };
  }
  if (!statSync(file).isFile()) {
    const message = "this is not a file, and the ledger is one";
    const fault = ledgerFault(contentDir, 1, { rule: "file-kind", message });
    return { ledger: undefined, diagnostics: [{ ...fault, hint: "give what is here another name" }] };
  }
  const bytes = readFileSync(file);
  const isSame =
    known?.isWhole && bytes.length >= known.bytes && sha256(bytes.subarray(0, known.bytes)) === known.sha256;
  const start = isSame ? known.bytes : 0;
  let isKnownHead = known === undefined || isSame;
  const { fault, ...reading } = readLedger(bytes.subarray(start), isSame ? known.state : undefined, (seq, hash) => {
    isKnownHead ||= seq === known?.state.head.seq && hash === known.state.head.hash;
  });
  const diagnostics = fault ? [ledgerFault(contentDir, fault.line, fault)] : [];
  if (diagnostics.length === 0 && !isKnownHead && known)
    diagnostics.push(ledgerFault(contentDir, 1, cut(known.state, "lines of the ledger are gone or changed")));
  if (diagnostics.length > 0) return { ledger: undefined, diagnostics };
  const wholeBytes = start + reading.wholeBytes;
  const { state, lacksLineEnd } = reading;
  const warnings = wholeBytes < bytes.length ? [cutOff(contentDir, state)] : [];
  return { ledger: { contentDir, bytes, state, wholeBytes, lacksLineEnd }, diagnostics: warnings };
}

function cut({ head }: LedgerState, what: string): { rule: string; message: string } {
  return {
    rule: "ledger-prefix",
    message: `${what}: the release that is served was made when it had ${head.seq} lines`,
  };
}

function cutOff(contentDir: string, { head }: LedgerState): Diagnostic {
  const message = "the last line was cut off while it was written, and is not read";
  const hint = "publish: that finishes what was begun";
  return { ...ledgerFault(contentDir, head.seq + 1, { rule: "ledger-line", message }), severity: "warning", hint };
}

/** A fault of a line. Lines are never mended by hand. */
export function ledgerFault(
  contentDir: string,
  line: number,
  { rule, message }: { readonly rule: string; readonly message: string },
): Diagnostic {
  const file = posix.join(contentDir.replaceAll("\\", "/"), LEDGER);
  const hint = "bring the file back from version control; it is never edited by hand";
  return { file, line, column: 1, severity: "error", rule, message, hint };
}
