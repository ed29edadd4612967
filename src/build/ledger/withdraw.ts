import { rmSync } from "node:fs";
import { join } from "node:path";
import { VERSIONS } from "../../content/content-files.ts";
import { loadArchive } from "../../content/load-archive.ts";
import { createWebEdition } from "../../editions/web/web-edition.ts";
import { type NewEvent, PERSONAL, splitAnchor } from "../../ledger/event.ts";
import { chainEvents } from "../../ledger/next-events.ts";
import { PromiseSum, type Promises } from "../../ledger/promises.ts";
import type { Site } from "../../ledger/site.ts";
import type { Publication } from "../../model/archive.ts";
import { joinAddress } from "../../model/permalink.ts";
import { surveySite } from "../survey.ts";
import {
  addressesOf,
  type ChangeableLedger,
  type ChangeOptions,
  changeLedger,
  findSubject,
  type Subject,
} from "./ledger-change.ts";
import { LedgerRefusal } from "./ledger-refusal.ts";

/**
 * Takes something off the site: its address says so from then on. To protect somebody ({@link PERSONAL}), all that is left of it
 * in the content is removed.
 * @param named a content file or an address
 * @returns the address, and the files that were removed
 */
export function withdraw(
  options: ChangeOptions,
  named: string,
  reason: string,
): Promise<{ path: string; removed: string[] }> {
  return changeLedger(options, async (archive, append) => {
    if (splitAnchor(named).anchor !== undefined) {
      append([anchorEvent(archive, "withdraw", named, reason)]);
      return { path: named, removed: [] };
    }
    const subject = findSubject(archive, named);
    const events = addressesOf(archive.ledger, subject).flatMap(([path, { id, ended }]): NewEvent[] => {
      const isKept = ended?.op === "withdraw" && ended.reason !== PERSONAL && reason === PERSONAL;
      if (ended && !isKept) return [];
      const content = path === subject.path ? (subject.publication?.textHash ?? null) : null;
      return [{ op: "withdraw", id, path, content, note: reason }];
    });
    events.unshift(...aliasesOf(archive, subject));
    const { ended } = subject.promised;
    const isDone = ended?.op === "withdraw" && ended.reason === PERSONAL && reason === PERSONAL;
    if (events.length === 0 && !isDone) throw new LedgerRefusal(`there is nothing at ${subject.path} to withdraw`);
    const files = reason === PERSONAL ? filesOf(options.content, archive, subject) : [];
    if (subject.text) events.push(...(await alsoGone(options, archive, subject.path, events)));
    // The promise first: killed in between, a build tells what is still there, and this command removes it.
    append(events);
    for (const file of files) rmSync(file, { force: true });
    return { path: subject.path, removed: files };
  });
}

/**
 * Pages and feeds that the site makes by itself and that go with a text, as those of a topic that nothing else is about: they are
 * withdrawn with it, and restored with it.
 */
async function alsoGone(
  { content, today }: ChangeOptions,
  { ledger }: ChangeableLedger,
  text: string,
  events: readonly NewEvent[],
): Promise<NewEvent[]> {
  const siteWith = async (promises: Promises): Promise<Site | undefined> => {
    const { content: loaded } = await loadArchive(content, { today, drafts: false, promises });
    if (!loaded) return undefined;
    const { archive, config, strings } = loaded;
    return (await surveySite(loaded, createWebEdition(archive, config, strings, ""), undefined)).site;
  };
  const after = new PromiseSum(ledger.promises);
  chainEvents(after, ledger.promises.head.time, events);
  const [before, left] = [await siteWith(ledger.promises), await siteWith(after)];
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
    const { ended: why } = subject.promised;
    if (why?.op !== "withdraw") throw new LedgerRefusal(`${subject.path} is not withdrawn`);
    const events = addressesOf(archive.ledger, subject).flatMap(([path, { id, ended }]): NewEvent[] => {
      const isOfSameReason = ended?.op === "withdraw" && ended.reason === why.reason;
      return isOfSameReason ? [{ op: "restore", id, path, content: null }] : [];
    });
    for (const [path, { id, ended }] of archive.ledger.promises.addresses) {
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
    const promised = ledger.promises.addresses.get(path);
    return promised && !promised.ended ? [{ op: "move", id: promised.id, path, content: null, to }] : [];
  });
}

function anchorEvent({ ledger }: ChangeableLedger, op: "withdraw" | "restore", path: string, note?: string): NewEvent {
  const { address } = splitAnchor(path);
  const id = ledger.promises.addresses.get(address)?.id;
  if (id === undefined) throw new LedgerRefusal(`${address} has never been published`);
  return { op, id, path, content: null, ...(note !== undefined && { note }) };
}

/** Everything in the content that holds what stood at an address: the text, its versions and its files, or one of these. */
function filesOf(content: string, archive: ChangeableLedger, subject: Subject): string[] {
  const { ledger, texts, strings } = archive;
  const { path, promised, text, publication } = subject;
  const owner = ledger.promises.texts.get(promised.id);
  const versionOf = (hash: string): string => join(content, VERSIONS, `${hash}.md`);
  if (text) {
    const versions = text.contents.flatMap((hash) => [versionOf(hash), `${versionOf(hash)}.new`]);
    return [...(publication ? [publication.file, ...ownFiles(publication, texts)] : []), ...versions];
  }
  const number = owner?.contents.findIndex(
    (_, index) => path === joinAddress(owner.address, strings.paths.version, index + 1),
  );
  const version = number === undefined || number < 0 ? undefined : owner?.contents[number];
  if (version !== undefined) {
    const isShown = texts.get(owner?.address ?? "")?.textHash === version;
    if (isShown) throw new LedgerRefusal(`${path} says what the page says today: correct that first`);
    return [versionOf(version)];
  }
  const all = [...texts.values()].flatMap(({ attachments }) => attachments);
  return [...all, ...archive.archive.files]
    .filter(({ address }) => address === path)
    .map(({ file }) => file)
    .slice(0, 1);
}

/** The pictures and documents that no other text shows. */
function ownFiles(publication: Publication, texts: ReadonlyMap<string, Publication>): string[] {
  const others = [...texts.values()].filter((text) => text !== publication);
  const shared = new Set(others.flatMap(({ attachments }) => attachments.map(({ file }) => file)));
  return [...new Set(publication.attachments.map(({ file }) => file))].filter((file) => !shared.has(file));
}
