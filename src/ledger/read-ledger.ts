import { BEGINNING, hashOfLine, parseEvent } from "./event.ts";
import { type Contradiction, PromiseSum, type Promises } from "./promises.ts";

/** What is wrong with a line of the ledger. */
export interface LedgerFault {
  readonly line: number;
  readonly rule: "ledger-line" | Contradiction["rule"];
  readonly message: string;
}

export interface LedgerReading {
  readonly promises: PromiseSum;
  /** The first breach of the chain, or else the first contradiction: what follows either means nothing by itself. */
  readonly fault: LedgerFault | undefined;
  /** How many bytes are whole events; what follows is a line that was cut off while it was written. */
  readonly wholeBytes: number;
  /** Whether the last event lacks its line end. */
  readonly lacksLineEnd: boolean;
}

const LINE_END = 0x0a;

/**
 * Reads the lines of a ledger, holding each against the one before.
 * @param before what the lines before these add up to; nothing at the beginning
 * @param onLine is told the hash of each line
 */
export function readLedger(
  bytes: Uint8Array,
  before?: Promises,
  onLine: (seq: number, hash: string) => void = () => {},
): LedgerReading {
  const promises = new PromiseSum(before);
  let fault: LedgerFault | undefined;
  const text = new TextDecoder();
  let start = 0;
  let lacksLineEnd = false;
  while (start < bytes.length) {
    const found = bytes.indexOf(LINE_END, start);
    const end = found < 0 ? bytes.length : found;
    const raw = bytes.subarray(start, end);
    const event = parseEvent(text.decode(raw));
    const line = promises.head.seq + 1;
    const follows = event?.seq === line && event.prev === (line === 1 ? BEGINNING : promises.head.hash);
    // What was being written when the power went is no part of the ledger; a whole event without its line end is.
    if (found < 0 && !follows) break;
    if (!event || !follows) {
      fault = event ? notNext(line) : notEvent(line);
      break;
    }
    const hash = hashOfLine(raw);
    const contradiction = promises.add(event, hash);
    if (contradiction) fault ??= { line, ...contradiction };
    onLine(line, hash);
    lacksLineEnd = found < 0;
    start = found < 0 ? bytes.length : end + 1;
  }
  return { promises, fault, wholeBytes: start, lacksLineEnd };
}

function notEvent(line: number): LedgerFault {
  return { line, rule: "ledger-line", message: `line ${line} is no event` };
}

function notNext(line: number): LedgerFault {
  return {
    line,
    rule: "ledger-chain",
    message: `line ${line} does not follow the line before it: a line was changed, removed, added or moved`,
  };
}
