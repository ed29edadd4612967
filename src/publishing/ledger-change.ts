import { resolve } from "node:path";
import { type LoadedContent, loadArchive } from "../content/load-archive.ts";
import { type Diagnostic, hasErrors } from "../diagnostics.ts";
import { appendLines, withLedgerLock } from "../engine/ledger/append-events.ts";
import { openLedger } from "../engine/ledger/ledger-file.ts";
import { LedgerRefusal } from "../engine/ledger/ledger-refusal.ts";
import type { LedgerFile } from "../engine/ledger/ledger-types.ts";
import { publishTime } from "../engine/ledger/publish-time.ts";
import { ledgerPath, type NewEvent } from "../ledger/event.ts";
import { destination, type PublishedAddress, type PublishedText } from "../ledger/ledger-state.ts";
import { chainEvents } from "../ledger/next-events.ts";
import type { Publication } from "../model/archive.ts";
import { publications } from "../model/indexes.ts";
import type { PartialDate } from "../model/partial-date.ts";

/** The content itself is at fault, so that nothing can be done with it. */
export class FaultyContentError extends Error {
  readonly diagnostics: readonly Diagnostic[];

  constructor(diagnostics: readonly Diagnostic[]) {
    super("the content has errors");
    this.diagnostics = diagnostics;
  }
}

/** The content folder whose ledger is changed, and when. */
export interface ChangeOptions {
  readonly contentDir: string;
  readonly today: PartialDate;
  /** Of the events; undefined takes the newest date in the content or the ledger. */
  readonly time: string | undefined;
}

/** An archive and its ledger, to be changed. */
export interface ChangeableLedger extends LoadedContent {
  readonly ledger: LedgerFile;
  /** Every text of the content, drafts and withdrawn ones too, by address. */
  readonly texts: ReadonlyMap<string, Publication>;
}

/** What a command is about. */
export interface Subject {
  readonly path: string;
  readonly published: PublishedAddress;
  /** The text whose own page it is. */
  readonly text: PublishedText | undefined;
  /** Its content, where that is still there. */
  readonly publication: Publication | undefined;
}

/**
 * Does what a command asks with the ledger of a content folder, while nobody else writes to it.
 * @param change is handed the ledger and how events are put at its end
 * @throws {LedgerRefusal} or {FaultyContentError} when it cannot be done
 */
export function changeLedger<T>(
  { contentDir, today, time: named }: ChangeOptions,
  change: (
    archive: ChangeableLedger,
    append: (events: readonly NewEvent[], before?: () => void) => void,
  ) => Promise<T> | T,
): Promise<T> {
  return withLedgerLock(contentDir, async () => {
    const { ledger, diagnostics: faults } = openLedger(contentDir);
    if (hasErrors(faults)) throw new FaultyContentError(faults);
    if (!ledger)
      throw new LedgerRefusal("nothing has been published yet, so that nothing is promised: change it as you like");
    // Which texts are withdrawn does not matter here, and what is left of one may be what is to be removed.
    const loaded = await loadArchive(contentDir, { today, drafts: true, ledgerState: "unknown" });
    if (!loaded.content) throw new FaultyContentError(loaded.diagnostics);
    const { archive } = loaded.content;
    const moment = publishTime(named, archive, contentDir, ledger);
    if ("diagnostic" in moment) throw new FaultyContentError([moment.diagnostic]);
    const texts = new Map(publications(archive).map((text) => [text.address, text]));
    return change({ ...loaded.content, ledger, texts }, (events, before = () => {}) => {
      const chained = chainEvents(ledger.state, moment.time, events);
      if ("contradiction" in chained) throw new LedgerRefusal(chained.contradiction.message);
      before();
      appendLines(contentDir, ledger, chained.lines);
    });
  });
}

/**
 * Finds what a person means by a file of the content or an address.
 * @throws {LedgerRefusal} when it was never published
 */
export function findSubject({ ledger, texts, config }: ChangeableLedger, named: string): Subject {
  const { addresses, texts: publishedTexts } = ledger.state;
  const byFile = [...texts.values()].find(({ file }) => resolve(file) === resolve(named));
  const address = byFile?.address ?? addressNamed(named, config.origin + config.basePath);
  const path = [address, `${address}/`, ledgerPath(address)].find((candidate) => addresses.has(candidate)) ?? address;
  const published = addresses.get(path);
  if (!published) {
    if (!byFile && named.endsWith(".md"))
      throw new LedgerRefusal(
        `${named} is not the file of a text in this content; where the file is gone, name its address`,
      );
    const hint = byFile ? "; name the address that it was published at, if it had another" : "";
    throw new LedgerRefusal(
      `${path} has never been published, so nothing has to be kept: change it as you like${hint}`,
    );
  }
  const text = publishedTexts.get(published.id);
  return { path, published, text: text?.address === path ? text : undefined, publication: texts.get(path) };
}

/** Of what moved: the address to name instead. */
export function whereTo({ ledger }: ChangeableLedger, { path, published: { ended } }: Subject): string {
  return ended?.op === "move" ? `; it leads to ${destination(ledger.state, path)}: name that` : "";
}

/** The address that somebody may have copied from a browser. */
export function addressNamed(named: string, home: string): string {
  return named.startsWith(home) ? `/${named.slice(home.length)}` : named;
}

/** The addresses that belong to a text, its own first: its files and its earlier versions. */
export function addressesOf({ state }: LedgerFile, { path, published, text }: Subject): [string, PublishedAddress][] {
  if (!text) return [[path, published]];
  const others = [...state.addresses].filter(([other, { id }]) => id === published.id && other !== path);
  return [[path, published], ...others];
}
