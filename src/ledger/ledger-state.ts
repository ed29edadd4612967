import { addressKey } from "../model/permalink.ts";
import { BEGINNING, type LedgerEvent, PERSONAL, splitAnchor } from "./event.ts";

/** The last line of a ledger. */
export interface Head {
  readonly seq: number;
  readonly hash: string;
  readonly time: string;
}

/** What became of a published address that no longer has what it had. */
export type Ended =
  | { readonly op: "move"; readonly to: string }
  | { readonly op: "withdraw"; readonly time: string; readonly reason: string };

/** A published address, without anchors. */
export interface PublishedAddress {
  readonly id: string;
  /** The line that published it. */
  readonly line: number;
  readonly ended?: Ended;
}

/** A text with an id. */
export interface PublishedText {
  /** Where it is now. */
  readonly address: string;
  /** What it said, from first to last, as hashes. */
  readonly contents: readonly string[];
  /** The dates of the corrections that are known of. */
  readonly corrections: readonly string[];
  /** Anchor → the anchor that it moved to; "" where it is as it was, null where it was withdrawn. */
  readonly anchors: Readonly<Record<string, string | null>>;
  /** What it said when it was withdrawn. */
  readonly withdrawn?: string | undefined;
}

/** The state that a ledger's lines add up to: everything that was ever published. */
export interface LedgerState {
  readonly head: Head;
  readonly addresses: ReadonlyMap<string, PublishedAddress>;
  /** By id. */
  readonly texts: ReadonlyMap<string, PublishedText>;
}

/** Why an event cannot follow the ones before it. */
export interface Contradiction {
  readonly rule: "ledger-chain" | "ledger-id" | "ledger-path" | "ledger-collision" | "ledger-loop";
  readonly message: string;
}

export const NOTHING: Head = { seq: 0, hash: BEGINNING, time: "" };

/** Adds up events, and says which of them contradict the ones before. */
export class LedgerStateBuilder implements LedgerState {
  head: Head;
  readonly addresses: Map<string, PublishedAddress>;
  readonly texts: Map<string, PublishedText>;
  #keys: Map<string, string> | undefined;

  constructor({ head, addresses, texts }: LedgerState = { head: NOTHING, addresses: new Map(), texts: new Map() }) {
    this.head = head;
    this.addresses = new Map(addresses);
    this.texts = new Map(texts);
  }

  /** @returns why the event cannot be; it is then left out */
  add(event: LedgerEvent, hash: string): Contradiction | undefined {
    const { time } = this.head;
    this.head = { seq: event.seq, hash, time: event.time };
    if (event.time < time)
      return { rule: "ledger-chain", message: `its time ${event.time} lies before that of the line before, ${time}` };
    return splitAnchor(event.path).anchor === undefined ? this.#address(event) : this.#anchor(event);
  }

  /** The published address that is the same file as another on some file system. */
  twin(address: string): string | undefined {
    this.#keys ??= new Map([...this.addresses.keys()].map((known) => [addressKey(known), known]));
    return this.#keys.get(addressKey(address));
  }

  #address(event: LedgerEvent): Contradiction | undefined {
    const { op, id, path } = event;
    const known = this.addresses.get(path);
    if (op === "publish") return this.#publish(event);
    if (known?.id !== id) return { rule: "ledger-id", message: `${path} was never published as ${id}` };
    if (op === "correct") return this.#correct(event, known);
    if (op === "move") return this.#move(event, known);
    if (op === "withdraw") return this.#withdraw(event, known);
    if (known.ended?.op !== "withdraw") return { rule: "ledger-path", message: `${path} is not withdrawn` };
    if (known.ended.reason === PERSONAL)
      return { rule: "ledger-path", message: `${path} was withdrawn to protect somebody and cannot come back` };
    this.addresses.set(path, { id, line: known.line });
    this.#change(id, path, ({ withdrawn: _, ...text }) => text);
    return undefined;
  }

  #publish({ seq, id, path, content, note }: LedgerEvent): Contradiction | undefined {
    const refusal = this.refusal(path);
    if (refusal) return refusal;
    if (path !== id && !this.texts.has(id))
      return { rule: "ledger-id", message: `${path} belongs to ${id}, which was never published` };
    if (path === id && this.texts.has(id)) return { rule: "ledger-id", message: `the id ${id} was used before` };
    this.#claim(path, { id, line: seq });
    // A file has no headings, and is corrected by another.
    if (path === id && path.endsWith("/") && content !== null)
      this.texts.set(id, { address: path, contents: [content], corrections: datesOf(note), anchors: {} });
    return undefined;
  }

  /** Why something new cannot be published at an address. */
  refusal(path: string): Contradiction | undefined {
    const twin = this.twin(path);
    if (twin === undefined) return undefined;
    if (twin !== path)
      return { rule: "ledger-collision", message: `${path} is the same file as ${twin} on some disks` };
    const ended = this.addresses.get(path)?.ended;
    const what = ended ? { move: "moved away", withdraw: "was withdrawn" }[ended.op] : "is published already";
    return { rule: "ledger-path", message: `what was at ${path} ${what}, and no address is used twice` };
  }

  #correct({ id, path, content, note }: LedgerEvent, { ended }: PublishedAddress): Contradiction | undefined {
    const text = this.texts.get(id);
    if (ended || text?.address !== path || content === null)
      return { rule: "ledger-path", message: `there is no text at ${path} to correct` };
    // A correction may be added without a change of the text.
    const contents = text.contents.at(-1) === content ? text.contents : [...text.contents, content];
    this.texts.set(id, { ...text, contents, corrections: datesOf(note) });
    return undefined;
  }

  #move({ id, path, to = "", seq }: LedgerEvent, known: PublishedAddress): Contradiction | undefined {
    if (known.ended) return { rule: "ledger-path", message: `there is nothing at ${path} that could move` };
    const target = this.addresses.get(to);
    if (to === path || target?.ended?.op === "move") {
      const loops = to === path || target?.id === id;
      const message = loops
        ? `${path} would lead back to itself by way of ${to}`
        : `${to} leads on to another address, so ${path} would take two steps`;
      return { rule: "ledger-loop", message };
    }
    if (!target || target.ended) {
      const refusal = this.refusal(to);
      if (refusal) return refusal;
      this.#claim(to, { id, line: seq });
      this.#change(id, path, (text) => ({ ...text, address: to }));
    }
    this.addresses.set(path, { ...known, ended: { op: "move", to } });
    return undefined;
  }

  #withdraw({ id, path, content, time, note = "" }: LedgerEvent, known: PublishedAddress): Contradiction | undefined {
    const { ended } = known;
    const again = ended?.op === "withdraw" && ended.reason !== PERSONAL && note === PERSONAL;
    if (ended && !again) return { rule: "ledger-path", message: `there is nothing at ${path} to withdraw` };
    this.addresses.set(path, { ...known, ended: { op: "withdraw", time, reason: note } });
    this.#change(id, path, (text) => ({ ...text, withdrawn: content ?? text.contents.at(-1) ?? "" }));
    return undefined;
  }

  #anchor({ op, id, path, to }: LedgerEvent): Contradiction | undefined {
    const { address, anchor = "" } = splitAnchor(path);
    const text = this.texts.get(id);
    if (text?.address !== address) return { rule: "ledger-id", message: `there is no text ${id} at ${address}` };
    const known = Object.hasOwn(text.anchors, anchor) ? text.anchors[anchor] : undefined;
    const set = (changes: Readonly<Record<string, string | null>>): undefined => {
      this.texts.set(id, { ...text, anchors: { ...text.anchors, ...changes } });
    };
    if (op === "publish") {
      if (known !== undefined) return { rule: "ledger-path", message: `${path} was published before` };
      return set({ [anchor]: "" });
    }
    if (op === "restore" ? known !== null : known !== "")
      return { rule: "ledger-path", message: `there is no heading ${path} to ${op}` };
    if (op !== "move") return set({ [anchor]: op === "restore" ? "" : null });
    const target = splitAnchor(to ?? "");
    if (target.address !== address || target.anchor === undefined || target.anchor === anchor)
      return { rule: "ledger-loop", message: `${path} can only move to another heading of its page` };
    const there = Object.hasOwn(text.anchors, target.anchor) ? text.anchors[target.anchor] : "";
    if (there !== "") return { rule: "ledger-loop", message: `${to} is no heading any more` };
    return set({ [anchor]: target.anchor, [target.anchor]: "" });
  }

  #claim(path: string, published: PublishedAddress): void {
    this.addresses.set(path, published);
    this.#keys?.set(addressKey(path), path);
  }

  /** Changes the text whose own page an address is; files and earlier versions share its id. */
  #change(id: string, path: string, change: (text: PublishedText) => PublishedText): void {
    const text = this.texts.get(id);
    if (text?.address === path) this.texts.set(id, change(text));
  }
}

function datesOf(note = ""): string[] {
  return note === "" ? [] : note.split(", ");
}

/** Where an address that moved, perhaps more than once, leads now. */
export function destination({ addresses }: LedgerState, path: string): string {
  let at = path;
  for (let ended = addresses.get(at)?.ended; ended?.op === "move"; ended = addresses.get(at)?.ended) at = ended.to;
  return at;
}
