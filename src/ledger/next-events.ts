import { formatEvent, hashOfLine, type LedgerEvent, type NewEvent, parseEvent } from "./event.ts";
import type { Contradiction, LedgerState, LedgerStateBuilder } from "./ledger-state.ts";
import { isHeldToItsText, recordedHash, type Site, type Text } from "./site.ts";

/** The events that publishing a site adds, in order of address. */
export function nextEvents(state: LedgerState, { texts, others }: Site): NewEvent[] {
  const idAt = (address: string): string => state.addresses.get(address)?.id ?? address;
  const events: NewEvent[] = [];
  for (const text of texts.values()) events.push(...eventsOfText(state, idAt(text.address), text));
  for (const [path, { owner, content }] of others) {
    if (!state.addresses.has(path)) events.push({ op: "publish", id: idAt(owner ?? path), path, content: content() });
  }
  return events.sort((a, b) => (placeOf(a) < placeOf(b) ? -1 : 1));
}

/** A text comes before what lies below it, as its address is the beginning of theirs; and before what belongs to it elsewhere. */
function placeOf({ id, path }: NewEvent): string {
  return path < id ? id + path : path;
}

function eventsOfText(state: LedgerState, id: string, text: Text): NewEvent[] {
  const { address: path, anchors } = text;
  const published = state.texts.get(id);
  const content = recordedHash(text, published ?? { contents: [] });
  const dates = text.corrections.map(({ date }) => date).sort();
  const note = dates.length > 0 ? { note: dates.join(", ") } : {};
  const fresh = anchors.filter((anchor) => !published || !Object.hasOwn(published.anchors, anchor));
  const headings = fresh.map((anchor): NewEvent => ({ op: "publish", id, path: `${path}#${anchor}`, content: null }));
  if (!published) return [{ op: "publish", id, path, content, ...note }, ...headings];
  const isNew = isHeldToItsText(text) && published.contents.at(-1) !== content;
  const isCorrected = isNew || dates.length > published.corrections.length;
  return [...(isCorrected ? [{ op: "correct", id, path, content, ...note } as const] : []), ...headings];
}

/**
 * Puts events at the end of a ledger.
 * @param sum of what is there; it has the new ones too afterwards
 * @returns the lines to append, or why one of them cannot be
 */
export function chainEvents(
  sum: LedgerStateBuilder,
  time: string,
  events: readonly NewEvent[],
): { lines: string } | { contradiction: Contradiction } {
  let lines = "";
  for (const event of events) {
    const next: LedgerEvent = { ...event, seq: sum.head.seq + 1, time, prev: sum.head.hash };
    const line = formatEvent(next);
    // What could not be read again would make the ledger unreadable for ever.
    if (!parseEvent(line))
      return { contradiction: { rule: "ledger-path", message: `${event.path} cannot be written` } };
    const contradiction = sum.add(next, hashOfLine(line));
    if (contradiction) return { contradiction };
    lines += `${line}\n`;
  }
  return { lines };
}
