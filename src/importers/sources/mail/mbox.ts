/** Splits an mbox into messages while it is read, so that an mbox of any size takes the memory of its largest message. */
import { createReadStream } from "node:fs";
import { isWithin, MESSAGE } from "../../limits.ts";

/** A message of an mbox as it was mailed; without bytes when it is too large to be read. */
export interface MboxMessage {
  readonly number: number;
  readonly bytes: Uint8Array | undefined;
}

const CHUNK_BYTES = 1024 * 1024;

const MONTH = "(?:Jan|Feb|Mar|Apr|May|Jun|Jul|Aug|Sep|Oct|Nov|Dec)";

/**
 * A separator is a line `From <sender> <date>` at the beginning or after an empty line, with a header field on the next line. "From " in
 * a text fails one of these. Content-Length is ignored: it is wrong once a program has changed a message.
 */
const SEPARATOR = new RegExp(
  `^From (?:\\S{1,1000}|"[^"]{0,1000}"\\S{0,1000}) {1,10}(?:Mon|Tue|Wed|Thu|Fri|Sat|Sun),? {1,3}(?:${MONTH} {1,3}\\d{1,2}|\\d{1,2} ${MONTH})\\b.{0,20}\\d:\\d\\d.{0,40}`,
);
const HEADER_FIELD = /^(?:>From |[!-9;-~]{1,100}[ \t]*:)/;

/** Time: a separator and the field after it are searched in so many bytes. */
const JUDGED_BYTES = 8_192;
/** Bytes before a line that show whether the line above it is empty. */
const LOOK_BACK = 3;
const FROM = Buffer.from("From ");
const LINE_FEED = 0x0a;

/** Whether a file begins as an mbox does. */
export function isMbox(head: Uint8Array): boolean {
  return beginsMessage(Buffer.from(head.subarray(0, JUDGED_BYTES)));
}

function beginsMessage(bytes: Buffer): boolean {
  const [first = "", second = ""] = bytes.toString("latin1").split(/\r?\n/, 2);
  return SEPARATOR.test(first) && HEADER_FIELD.test(second);
}

/** Yields the messages of an mbox, one in memory at a time. */
export async function* readMbox(path: string): AsyncIterable<MboxMessage> {
  const message = new Collector();
  let number = 0;
  let buffer: Buffer = Buffer.alloc(0);
  for await (const chunk of withEnd(createReadStream(path, { highWaterMark: CHUNK_BYTES }))) {
    buffer = chunk ? Buffer.concat([buffer, chunk]) : buffer;
    // Bytes before this already belong to a message.
    let done = 0;
    let at = nextFrom(buffer, 0, number === 0);
    while (at !== -1) {
      if (chunk && buffer.length - at < JUDGED_BYTES) break;
      if (!beginsMessage(buffer.subarray(at, at + JUDGED_BYTES))) {
        at = nextFrom(buffer, at + FROM.length, false);
        continue;
      }
      message.add(buffer.subarray(done, at));
      if (number > 0) yield { number, bytes: message.take() };
      number++;
      done = buffer.indexOf(LINE_FEED, at) + 1;
      at = nextFrom(buffer, done, false);
    }
    const judged = at === -1 ? buffer.length - FROM.length : at;
    const kept = chunk ? Math.max(judged - LOOK_BACK, done) : buffer.length;
    message.add(buffer.subarray(done, kept));
    // Memory: a copy, as a view would keep the whole chunk.
    buffer = Buffer.from(buffer.subarray(kept));
  }
  if (number > 0) yield { number, bytes: message.take() };
}

/** The chunks of a stream, and undefined when there are no more. */
async function* withEnd(chunks: AsyncIterable<Buffer>): AsyncIterable<Buffer | undefined> {
  yield* chunks;
  yield undefined;
}

/** The next line that begins with "From " and follows an empty line. */
function nextFrom(buffer: Buffer, start: number, isBeginning: boolean): number {
  if (isBeginning && buffer.subarray(0, FROM.length).equals(FROM)) return 0;
  let at = buffer.indexOf(FROM, start);
  while (at !== -1 && !followsEmptyLine(buffer, at)) at = buffer.indexOf(FROM, at + 1);
  return at;
}

function followsEmptyLine(buffer: Buffer, at: number): boolean {
  if (buffer[at - 1] !== LINE_FEED) return false;
  return buffer[at - 2] === LINE_FEED || (buffer[at - 2] === 0x0d && buffer[at - 3] === LINE_FEED);
}

/** Collects the bytes of one message, and frees them when they exceed the limit. */
class Collector {
  #chunks: Buffer[] = [];
  #length = 0;

  add(bytes: Buffer): void {
    this.#length += bytes.length;
    if (!isWithin(MESSAGE, this.#length)) this.#chunks = [];
    else if (bytes.length > 0) this.#chunks.push(bytes);
  }

  take(): Uint8Array | undefined {
    const bytes = isWithin(MESSAGE, this.#length) ? unescaped(withoutLastLine(Buffer.concat(this.#chunks))) : undefined;
    this.#chunks = [];
    this.#length = 0;
    return bytes;
  }
}

/** The empty line before the next separator is the mbox's, not the message's. */
function withoutLastLine(message: Buffer): Buffer {
  const text = message.subarray(-4).toString("latin1");
  if (text.endsWith("\r\n\r\n")) return message.subarray(0, -2);
  return text.endsWith("\n\n") ? message.subarray(0, -1) : message;
}

const ESCAPED = Buffer.from(">From ");

/** Lines that begin with "From " are escaped by a `>` in an mbox, and lines with `>From ` by another one (mboxrd). */
function unescaped(message: Buffer): Uint8Array {
  const pieces: Buffer[] = [];
  let done = 0;
  for (let at = message.indexOf(ESCAPED); at !== -1; at = message.indexOf(ESCAPED, at + ESCAPED.length)) {
    let line = at;
    while (message[line - 1] === 0x3e) line--;
    if (message[line - 1] !== LINE_FEED) continue;
    pieces.push(message.subarray(done, at));
    done = at + 1;
  }
  return Buffer.concat([...pieces, message.subarray(done)]);
}
