import { join } from "node:path";
import { isRecord, readChecked, writeChecked } from "../../files/checked-file.ts";
import { sha256 } from "../../hash.ts";
import { PERSONAL } from "../../ledger/event.ts";
import type { LedgerState, PublishedAddress, PublishedText } from "../../ledger/ledger-state.ts";
import type { KnownLedger, WrittenLedger } from "./ledger-types.ts";

const NAME = "ledger.json";
const LINE_END = 0x0a;

interface Stored {
  readonly program: string;
  readonly bytes: number;
  readonly sha256: string;
  readonly head: LedgerState["head"];
  readonly addresses: readonly (readonly [string, PublishedAddress])[];
  readonly texts: readonly (readonly [string, PublishedText])[];
}

/**
 * Loads the state of the ledger that the served release was made with.
 * @param folder the state folder of the site
 * @param clean counts on nothing but which line was the last
 * @param program what another program added up is not used, but which line was the last holds all the same
 */
export function loadLedgerState(folder: string, program: string, clean: boolean): KnownLedger | undefined {
  const stored = readChecked(join(folder, NAME), isStored);
  if (!stored) return undefined;
  const { bytes, head } = stored;
  const state = { head, addresses: new Map(stored.addresses), texts: new Map(stored.texts) };
  return { bytes, sha256: stored.sha256, state, isWhole: !clean && stored.program === program };
}

/** Saves the state of the ledger that a release was made with, unless it is saved already. */
export function saveLedgerState(
  folder: string,
  program: string,
  known: KnownLedger | undefined,
  { bytes, state }: WrittenLedger,
): void {
  // What follows a line without its end is not a line of its own.
  if (bytes.at(-1) !== LINE_END) return;
  const hash = sha256(bytes);
  if (known?.isWhole && known.sha256 === hash) return;
  const { head, addresses, texts } = state;
  const stored: Stored = {
    program,
    bytes: bytes.length,
    sha256: hash,
    head,
    addresses: [...addresses],
    texts: [...texts],
  };
  try {
    writeChecked(join(folder, NAME), stored, false);
  } catch {
    // The release is served, so nothing has failed: the next build reads the whole ledger.
  }
}

/**
 * Whether something was withdrawn to protect somebody since an earlier state of the ledger: such events are final, so counting
 * them is enough.
 */
export function mustForget(state: LedgerState, known: LedgerState | undefined): boolean {
  return protectedIn(state) > (known ? protectedIn(known) : 0);
}

function protectedIn({ addresses }: LedgerState): number {
  let count = 0;
  for (const { ended } of addresses.values()) if (ended?.op === "withdraw" && ended.reason === PERSONAL) count += 1;
  return count;
}

function isStored(value: unknown): value is Stored {
  return (
    isRecord(value) &&
    typeof value.program === "string" &&
    typeof value.bytes === "number" &&
    typeof value.sha256 === "string" &&
    isRecord(value.head) &&
    Array.isArray(value.addresses) &&
    Array.isArray(value.texts)
  );
}
