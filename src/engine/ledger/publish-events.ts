import { readdirSync, rmSync } from "node:fs";
import { join } from "node:path";
import { VERSIONS } from "../../content/content-files.ts";
import { ChangedError } from "../../files/changed-error.ts";
import { makeDurable, syncPath } from "../../files/durable.ts";
import { makeFolders } from "../../files/make-folders.ts";
import { isRegular, readRegular } from "../../files/regular-file.ts";
import { createFile, takePlace } from "../../files/replace-file.ts";
import { PERSONAL } from "../../ledger/event.ts";
import { type LedgerState, LedgerStateBuilder } from "../../ledger/ledger-state.ts";
import { chainEvents, nextEvents } from "../../ledger/next-events.ts";
import { isHeldToItsText, recordedHash, type Site, type Text } from "../../ledger/site.ts";
import { appendLines, withLedgerLock } from "./append-events.ts";
import type { LedgerFile, Publishing, WrittenLedger } from "./ledger-types.ts";

export function publishing(ledger: LedgerFile | undefined, site: Site, time: string): Publishing {
  const events = nextEvents(ledger?.state ?? new LedgerStateBuilder(), site);
  return { events, texts: [...site.texts.values()].filter(isHeldToItsText), time };
}

/**
 * Appends what a release publishes to the ledger before the release is served: an address recorded too early harms nobody, a page
 * that was shown and never recorded would. Killed at any moment, the next call does what is left.
 * @param hasChanged whether files were saved since they were read
 * @throws {ChangedError} when a text that is copied was
 */
export function publishEvents(
  contentDir: string,
  ledger: LedgerFile | undefined,
  { events, texts, time }: Publishing,
  hasChanged: (files: readonly string[]) => boolean,
): Promise<WrittenLedger> {
  return withLedgerLock(contentDir, async () => {
    const state = ledger?.state ?? new LedgerStateBuilder();
    const chained = chainEvents(state, time, events);
    if ("contradiction" in chained)
      throw new Error(`the ledger refuses what was checked: ${chained.contradiction.message}`);
    await prepareVersions(contentDir, texts.map(versionOf(state)), hasChanged);
    const bytes = appendLines(contentDir, ledger, chained.lines);
    finishVersions(contentDir, state);
    return { bytes, state };
  });
}

/** The name says that the ledger does not name it yet: a version that it never names means a cut ledger. */
const UNFINISHED = ".new";

/** The file of a text, and the name of its copy: the hash that the ledger has of it. */
function versionOf({ addresses, texts }: LedgerState): (text: Text) => { file: string; name: string } {
  return (text) => {
    const published = texts.get(addresses.get(text.address)?.id ?? "");
    return { file: text.file, name: `${recordedHash(text, published ?? { contents: [] })}.md` };
  };
}

async function prepareVersions(
  contentDir: string,
  texts: readonly { readonly file: string; readonly name: string }[],
  hasChanged: (files: readonly string[]) => boolean,
): Promise<void> {
  const folder = join(contentDir, VERSIONS);
  makeFolders(contentDir, VERSIONS);
  const kept = new Set(readdirSync(folder));
  const missing = texts.filter(({ name }) => !kept.has(name));
  const names = missing.map(({ name }) => name + UNFINISHED);
  for (const [index, { file }] of missing.entries()) {
    const copy = join(folder, names[index] ?? "");
    rmSync(copy, { force: true, recursive: true });
    createFile(copy, readRegular(file));
  }
  const changed = missing.find(({ file }) => hasChanged([file]));
  if (changed) throw new ChangedError(changed.file);
  await makeDurable(folder, names);
}

/** Gives their names to the copies that the ledger names, and removes others, which a publish that was killed left. */
function finishVersions(contentDir: string, { texts, addresses }: LedgerState): void {
  const folder = join(contentDir, VERSIONS);
  const unfinished = readdirSync(folder).filter((name) => name.endsWith(UNFINISHED));
  if (unfinished.length === 0) return;
  const named = new Set<string>();
  for (const { address, contents } of texts.values()) {
    const ended = addresses.get(address)?.ended;
    if (ended?.op === "withdraw" && ended.reason === PERSONAL) continue;
    for (const hash of contents) named.add(`${hash}.md${UNFINISHED}`);
  }
  for (const name of unfinished) {
    const file = join(folder, name);
    if (named.has(name) && isRegular(file)) takePlace(file, file.slice(0, -UNFINISHED.length));
    else rmSync(file, { recursive: true });
  }
  syncPath(folder);
}
