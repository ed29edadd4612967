import { BEGINNING, hashOfLine, parseEvent } from "./event.ts";
import { type Contradiction, type LedgerState, LedgerStateBuilder } from "./ledger-state.ts";

/** What is wrong with a line of the ledger. */
export interface LedgerFault {
  readonly line: number;
  readonly rule: "ledger-line" | Contradiction["rule"];
  readonly message: string;
}

export interface LedgerReading {
  readonly state: LedgerStateBuilder;
  /** The first breach of the chain, or else the first contradiction: what follows either means nothing on its own. */
  readonly fault: LedgerFault | undefined;
  /** How many bytes are whole events; what follows is a line that was cut off while it was written. */
  readonly wholeBytes: number;
  /** Whether the last event lacks its line end. */
  readonly lacksLineEnd: boolean;
}

const LINE_END = 0x0a;
/** What git writes where it could not join two branches. */
const CONFLICT = /^(?:<{7}|={7}|>{7})/;

/**
 * Reads the lines of a ledger and checks each against the one before.
 * @param before what the lines before these add up to; nothing at the beginning
 * @param onLine called with the hash of each line
 */
export function readLedger(
  bytes: Uint8Array,
  before?: LedgerState,
  onLine: (seq: number, hash: string) => void = () => {},
): LedgerReading {
  const state = new LedgerStateBuilder(before);
  let fault: LedgerFault | undefined;
  const text = new TextDecoder();
  let start = 0;
  let lacksLineEnd = false;
  const foreign = before ? undefined : formFault(bytes);
  if (foreign) return { state, fault: foreign, wholeBytes: 0, lacksLineEnd };
  while (start < bytes.length) {
    const found = bytes.indexOf(LINE_END, start);
    const end = found < 0 ? bytes.length : found;
    const raw = bytes.subarray(start, end);
    const event = parseEvent(text.decode(raw));
    const line = state.head.seq + 1;
    const follows = event?.seq === line && event.prev === (line === 1 ? BEGINNING : state.head.hash);
    // What was being written when the power went does not belong to the ledger; a whole event without its line end is.
    if (found < 0 && !follows) break;
    if (!event || !follows) {
      fault = event ? notNext(line) : notEvent(line, CONFLICT.test(text.decode(raw)));
      break;
    }
    const hash = hashOfLine(raw);
    const contradiction = state.add(event, hash);
    if (contradiction) fault ??= { line, ...contradiction };
    onLine(line, hash);
    lacksLineEnd = found < 0;
    start = found < 0 ? bytes.length : end + 1;
  }
  return { state, fault, wholeBytes: start, lacksLineEnd };
}

/** What programs do to text files behind their users' backs. Bytes count in the chain, so it is reported before all else. */
function formFault(bytes: Uint8Array): LedgerFault | undefined {
  const isMarked = bytes[0] === 0xef && bytes[1] === 0xbb && bytes[2] === 0xbf;
  const end = bytes.indexOf(LINE_END);
  const what = isMarked
    ? "a byte order mark was put before it"
    : bytes[end - 1] === 0x0d && "its line ends were changed";
  if (!what) return undefined;
  const message = `${what}, as editors and git on Windows do: write the line "content/published.jsonl -text" in .gitattributes`;
  return { line: 1, rule: "ledger-line", message };
}

function notEvent(line: number, isConflict: boolean): LedgerFault {
  const message = isConflict
    ? `two branches that both published were joined at line ${line}: take the file as the served site's branch has it, remove the copies that are then told of, and publish`
    : `line ${line} is no event`;
  return { line, rule: "ledger-line", message };
}

function notNext(line: number): LedgerFault {
  return {
    line,
    rule: "ledger-chain",
    message: `line ${line} does not follow the line before it: a line was changed, removed, added or moved`,
  };
}
