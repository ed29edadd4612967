import { LedgerRefusal } from "../engine/ledger/ledger-refusal.ts";
import { type NewEvent, PERSONAL, splitAnchor } from "../ledger/event.ts";
import { LedgerStateBuilder } from "../ledger/ledger-state.ts";
import { chainEvents } from "../ledger/next-events.ts";
import { joinAddress } from "../model/permalink.ts";
import { REMOVAL_REASONS } from "../strings/strings.ts";
import { didYouMean } from "../suggest.ts";
import {
  addressesOf,
  type ChangeableLedger,
  type ChangeOptions,
  changeLedger,
  findSubject,
  type Subject,
  whereTo,
} from "./ledger-change.ts";
import { leftoversOf } from "./leftovers.ts";
import { below, finishRemoval, remove } from "./removal.ts";
import { siteWith } from "./site-with.ts";

/**
 * Takes something off the site: its address says so from then on. To protect somebody ({@link PERSONAL}), all that is left of it
 * in the content is removed.
 * @param named a content file or an address
 * @returns the address, the files that were removed, and whether it was to protect somebody
 */
export async function withdraw(
  options: ChangeOptions,
  named: string,
  why: string,
): Promise<{ path: string; removed: string[]; isPersonal: boolean }> {
  const { contentDir } = options;
  const reason = reasonOf(why);
  const begun = reason === PERSONAL ? await finishRemoval(contentDir) : undefined;
  const what = begun?.files.includes(below(contentDir, named)) ? begun.path : named;
  return changeLedger(options, async (archive, append) => {
    if (splitAnchor(what).anchor !== undefined) {
      if (reason === PERSONAL) throw new LedgerRefusal(HEADING_STAYS);
      append([anchorEvent(archive, "withdraw", what, reason)]);
      return { path: what, removed: [], isPersonal: false };
    }
    const subject = findSubject(archive, what);
    const leftovers = reason === PERSONAL ? await leftoversOf(options, archive, subject) : undefined;
    const addresses = addressesOf(archive.ledger, subject);
    for (const path of leftovers?.addresses ?? []) {
      const published = archive.ledger.state.addresses.get(path);
      if (published && !addresses.some(([known]) => known === path)) addresses.push([path, published]);
    }
    const [own, ...others] = addresses.flatMap(([path, { id, ended }]): NewEvent[] => {
      const isKept = ended?.op === "withdraw" && ended.reason !== PERSONAL && reason === PERSONAL;
      if (ended && !isKept) return [];
      const content = path === subject.path ? (subject.publication?.textHash ?? null) : null;
      return [{ op: "withdraw", id, path, content, note: reason }];
    });
    const events = [...aliasesOf(archive, subject), ...others, ...(own ? [own] : [])];
    const { ended } = subject.published;
    const isDone = ended?.op === "withdraw" && ended.reason === PERSONAL && reason === PERSONAL;
    if (events.length === 0 && !isDone)
      throw new LedgerRefusal(`there is nothing at ${subject.path} to withdraw${whereTo(archive, subject)}`);
    const also = subject.text ? await alsoGone(options, archive, subject.path, events) : [];
    // Its own address last: where writing stops before it, the next run finds it published and writes what is missing.
    append([...also, ...events]);
    // The ledger first: killed in between, a build reports what is still there, and this command removes it.
    const files = (leftovers?.files ?? []).map((file) => below(contentDir, file));
    const removed = files.length > 0 ? remove(contentDir, { path: subject.path, files }) : [];
    return { path: subject.path, removed: [...(begun?.removed ?? []), ...removed], isPersonal: reason === PERSONAL };
  });
}

const HEADING_STAYS =
  'a heading is removed with its text: correct the text, publish, withdraw the heading with --reason "WHY", and the earlier version with --reason ' +
  PERSONAL;

/** @throws {LedgerRefusal} when it is not one, or when it would be shown to readers though it was meant to protect somebody */
function reasonOf(text: string): string {
  const reason = text.trim();
  if (REMOVAL_REASONS.includes(reason.toLowerCase())) return PERSONAL;
  if (reason === "") throw new LedgerRefusal("a reason is missing: say why, as readers will see it");
  const meant = didYouMean(reason.toLowerCase(), REMOVAL_REASONS);
  if (meant) throw new LedgerRefusal(`readers would see the reason "${reason}"; ${meant} That removes the text too`);
  // An address as the reason says what something went with.
  if (reason.startsWith("/")) throw new LedgerRefusal("a reason does not begin with a slash: say why in words");
  return reason;
}

/**
 * Generated pages and feeds that go with a text, as those of a topic that nothing else is about: they are withdrawn with it, and
 * restored with it.
 */
async function alsoGone(
  options: ChangeOptions,
  { ledger }: ChangeableLedger,
  text: string,
  events: readonly NewEvent[],
): Promise<NewEvent[]> {
  const after = new LedgerStateBuilder(ledger.state);
  // Whatever the reason, the same goes with it; but for PERSONAL, what is still there of the text would be an error here.
  const plain = events.filter(({ path }) => !ledger.state.addresses.get(path)?.ended);
  chainEvents(
    after,
    ledger.state.head.time,
    plain.map(({ note: _, ...event }) => event),
  );
  const [before, left] = [await siteWith(options, ledger.state), await siteWith(options, after)];
  if (!before || !left) return [];
  return [...after.addresses].flatMap(([path, { id, ended }]): NewEvent[] => {
    if (ended || !before.others.has(path) || left.answers(path)) return [];
    return [{ op: "withdraw", id, path, content: null, note: text }];
  });
}

/** Shows again what was withdrawn. */
export function restore(options: ChangeOptions, named: string): Promise<{ path: string; isThere: boolean }> {
  return changeLedger(options, (archive, append) => {
    if (splitAnchor(named).anchor !== undefined) {
      append([anchorEvent(archive, "restore", named)]);
      return { path: named, isThere: true };
    }
    const subject = findSubject(archive, named);
    const { ended: why } = subject.published;
    if (why?.op !== "withdraw") throw new LedgerRefusal(`${subject.path} is not withdrawn`);
    const events = addressesOf(archive.ledger, subject).flatMap(([path, { id, ended }]): NewEvent[] => {
      const isOfSameReason = ended?.op === "withdraw" && ended.reason === why.reason;
      return isOfSameReason ? [{ op: "restore", id, path, content: null }] : [];
    });
    for (const [path, { id, ended }] of archive.ledger.state.addresses) {
      if (ended?.op === "withdraw" && ended.reason === subject.path)
        events.push({ op: "restore", id, path, content: null });
    }
    append(events);
    return { path: subject.path, isThere: !subject.text || subject.publication !== undefined };
  });
}

/** Old addresses that led to a text lead to what is said of it now, as its file may go and they with it. */
function aliasesOf({ ledger }: ChangeableLedger, { path: to, publication }: Subject): NewEvent[] {
  return (publication?.aliases ?? []).flatMap((alias): NewEvent[] => {
    const path = joinAddress(alias);
    const published = ledger.state.addresses.get(path);
    return published && !published.ended ? [{ op: "move", id: published.id, path, content: null, to }] : [];
  });
}

function anchorEvent({ ledger }: ChangeableLedger, op: "withdraw" | "restore", path: string, note?: string): NewEvent {
  const { address } = splitAnchor(path);
  const id = ledger.state.addresses.get(address)?.id;
  if (id === undefined) throw new LedgerRefusal(`${address} has never been published`);
  return { op, id, path, content: null, ...(note !== undefined && { note }) };
}
