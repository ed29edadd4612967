import { join } from "node:path";
import { isRecord, readChecked, writeChecked } from "../../files/checked-file.ts";
import { sha256 } from "../../hash.ts";
import { PERSONAL } from "../../ledger/event.ts";
import type { PromisedAddress, PromisedText, Promises } from "../../ledger/ledger-state.ts";
import type { KnownLedger, WrittenLedger } from "./ledger-types.ts";

const NAME = "ledger.json";
const LINE_END = 0x0a;

interface Stored {
  readonly program: string;
  readonly bytes: number;
  readonly sha256: string;
  readonly head: Promises["head"];
  readonly addresses: readonly (readonly [string, PromisedAddress])[];
  readonly texts: readonly (readonly [string, PromisedText])[];
}

/**
 * Recalls the ledger that the served release was made with.
 * @param folder of what builds remember of the site
 * @param clean counts on nothing but which line was the last
 * @param program what another program added up is not used, but which line was the last holds all the same
 */
export function recallLedger(folder: string, program: string, clean: boolean): KnownLedger | undefined {
  const stored = readChecked(join(folder, NAME), isStored);
  if (!stored) return undefined;
  const { bytes, head } = stored;
  const promises = { head, addresses: new Map(stored.addresses), texts: new Map(stored.texts) };
  return { bytes, sha256: stored.sha256, promises, isWhole: !clean && stored.program === program };
}

/** Keeps the ledger that a release was made with, unless that is known already. */
export function rememberLedger(
  folder: string,
  program: string,
  known: KnownLedger | undefined,
  { bytes, promises }: WrittenLedger,
): void {
  // What follows a line without its end is no line of its own.
  if (bytes.at(-1) !== LINE_END) return;
  const hash = sha256(bytes);
  if (known?.isWhole && known.sha256 === hash) return;
  const { head, addresses, texts } = promises;
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

/** Whether something was withdrawn to protect somebody since an earlier state of the ledger: such events are final, so counting them tells. */
export function mustForget(promises: Promises, known: Promises | undefined): boolean {
  return protectedIn(promises) > (known ? protectedIn(known) : 0);
}

function protectedIn({ addresses }: Promises): number {
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
