import { sha256 } from "../hash.ts";
import { partialDateFault, precisionOf } from "../model/partial-date.ts";

/** What can happen to an address that was once published. */
export const OPERATIONS = ["publish", "correct", "move", "withdraw", "restore"] as const;
export type Operation = (typeof OPERATIONS)[number];

/** One line of the ledger. */
export interface LedgerEvent {
  /** The number of its line, from 1. */
  readonly seq: number;
  /** A date, or a date and time in UTC: from an argument or from the content, never from the clock. */
  readonly time: string;
  readonly op: Operation;
  /** What the address belongs to, by the address it was first published at: `/nyhetsbrev/2023/september/`. Moving changes no id. */
  readonly id: string;
  /** The address: `/nyhetsbrev/2023/september/`, of a heading on it `/nyhetsbrev/2023/september/#kontakt`. */
  readonly path: string;
  /**
   * The hash of a text, see `content/text-hash.ts`, or SHA-256 of a file; null where the address is permanent and not what stands
   * there.
   */
  readonly content: string | null;
  /** Of `publish` and `correct`: the dates of the text's corrections. Of `withdraw`: why. */
  readonly note?: string;
  /** Of `move`: the new address. */
  readonly to?: string;
  /** {@link hashOfLine} the line before; {@link BEGINNING} of the first. */
  readonly prev: string;
}

/** What an event says before it has a place in the ledger. */
export type NewEvent = Omit<LedgerEvent, "seq" | "time" | "prev">;

/** What the first line names as the line before it. */
export const BEGINNING = "0".repeat(64);

/** The note of what was withdrawn to protect somebody: then nothing of it may be kept or shown. */
export const PERSONAL = "personuppgifter";

/** A heading's address is that of its page and this, as pages end with a slash. */
const ANCHOR = "/#";
const SHA256 = /^[0-9a-f]{64}$/;
/** Before the SHA-256 of a text stands the form in which it was hashed; without one it is the first form, or a file's. */
const CONTENT = /^(?:2-)?[0-9a-f]{64}$/;
const TIME_OF_DAY = /^(?:[01]\d|2[0-3]):[0-5]\d(?::[0-5]\d)?Z$/;
/** One slash, and at the end perhaps an anchor as headings have them. */
const PATH = /^\/(?!\/)[^#\p{Cc}]*(?:(?<=\/)#[a-z0-9-]+)?$/u;
/** A ledger is as hostile as any file that somebody can send: a part like this would be another address, and a file outside the site. */
const LEAVES = /\/\/|[/\\]\.{1,2}(?:[/\\#]|$)/;
const KEYS = ["seq", "time", "op", "id", "path", "content", "note", "to", "prev"];

/** SHA-256 of a line without its line end. */
export function hashOfLine(line: string | Uint8Array): string {
  return sha256(line);
}

/** An event as its line, without the line end. Keys stand in one order, so that an event has one form. */
export function formatEvent(event: LedgerEvent): string {
  const { seq, time, op, id, path, content, note, to, prev } = event;
  return JSON.stringify({ seq, time, op, id, path, content, note, to, prev });
}

/** What a line says; undefined where it is not an event. */
export function parseEvent(line: string): LedgerEvent | undefined {
  let value: unknown;
  try {
    value = JSON.parse(line);
  } catch {
    return undefined;
  }
  return isEvent(value) ? value : undefined;
}

/** Whether a text can be the time of an event. */
export function isTime(text: string): boolean {
  const [date = "", time] = text.split("T", 2);
  if (partialDateFault(date) !== undefined) return false;
  return time === undefined || (precisionOf(date) === "day" && TIME_OF_DAY.test(time));
}

function isEvent(value: unknown): value is LedgerEvent {
  if (typeof value !== "object" || value === null) return false;
  const { seq, time, op, id, path, content, note, to, prev } = value as Record<string, unknown>;
  return (
    Number.isSafeInteger(seq) &&
    typeof time === "string" &&
    isTime(time) &&
    OPERATIONS.includes(op as Operation) &&
    isPath(id) &&
    isPath(path) &&
    (content === null || (typeof content === "string" && CONTENT.test(content))) &&
    (note === undefined || typeof note === "string") &&
    (op === "move" ? isPath(to) : to === undefined) &&
    typeof prev === "string" &&
    SHA256.test(prev) &&
    Object.keys(value).every((key) => KEYS.includes(key))
  );
}

function isPath(value: unknown): value is string {
  return typeof value === "string" && PATH.test(value) && !LEAVES.test(value);
}

/** An address and, where it is that of a heading, the heading's anchor. */
export function splitAnchor(path: string): { address: string; anchor: string | undefined } {
  const at = path.indexOf(ANCHOR);
  return at < 0
    ? { address: path, anchor: undefined }
    : { address: path.slice(0, at + 1), anchor: path.slice(at + ANCHOR.length) };
}

/** The address of a file or page as the ledger writes it: a number sign in a file's name begins no anchor. */
export function ledgerPath(address: string): string {
  return address.includes("#") ? address.replaceAll("#", "%23") : address;
}
