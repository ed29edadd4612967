import { posix } from "node:path";
import type { Diagnostic } from "../diagnostics.ts";
import { PERSONAL } from "../ledger/event.ts";
import { destination, type LedgerState, type PublishedText } from "../ledger/ledger-state.ts";
import { hasHash, isHeldToItsText } from "../ledger/site.ts";
import type { ArchiveLedger, EarlierVersion, Publication, Withdrawal } from "../model/archive.ts";
import { atAddress } from "../model/copy-publication.ts";
import { joinAddress } from "../model/permalink.ts";
import { type ContentFiles, VERSIONS } from "./content-files.ts";

/** Of an archive that was never published. */
export const NOTHING_PUBLISHED: ArchiveLedger = {
  ids: new Map(),
  moves: [],
  movedAnchors: new Map(),
  withdrawn: [],
  hidden: [],
  earlier: new Map(),
};

/** Where and how earlier versions are found. */
interface Versions {
  readonly files: ContentFiles;
  /** The part of their addresses that distinguishes them from other pages. */
  readonly part: string;
  /** Whether texts that are not shown are looked at too. */
  readonly every: boolean;
  /** Reads a text as it was published; what it refers to is looked for beside the text as it is now. */
  load(path: string, current: Publication): Publication | undefined;
}

/**
 * What the ledger asks of the site besides the texts that are where they were.
 * @param texts that would be shown if there were no ledger
 * @returns the texts that are shown, and what is wrong with the versions that are kept
 */
export function applyLedger(
  ledgerState: LedgerState | "unknown" | undefined,
  texts: readonly Publication[],
  versions: Versions,
): { visible: readonly Publication[]; ledger: ArchiveLedger; diagnostics: Diagnostic[] } {
  if (ledgerState === "unknown") return { visible: texts, ledger: NOTHING_PUBLISHED, diagnostics: [] };
  const diagnostics = strayVersions(ledgerState, versions.files);
  if (!ledgerState) return { visible: texts, ledger: NOTHING_PUBLISHED, diagnostics };
  const isWithdrawn = ({ address }: Publication): boolean =>
    ledgerState.addresses.get(address)?.ended?.op === "withdraw";
  const visible = texts.filter((text) => !isWithdrawn(text));
  const hidden = texts.filter(isWithdrawn);
  const earlier = new Map<string, readonly EarlierVersion[]>();
  for (const text of visible) {
    const { found, faults } = earlierVersions(ledgerState, text, versions);
    diagnostics.push(...faults);
    if (found.length > 0) earlier.set(text.address, found);
  }
  const byAddress = new Map(hidden.map((text) => [text.address, text]));
  const moves: { from: string; to: string }[] = [];
  const withdrawn: Withdrawal[] = [];
  for (const [address, { ended }] of ledgerState.addresses) {
    if (ended?.op === "move") moves.push({ from: address, to: destination(ledgerState, address) });
    if (ended?.op === "withdraw") withdrawn.push(withdrawal(address, ended, byAddress.get(address)));
  }
  const ids = new Map<string, string>();
  const movedAnchors = new Map<string, readonly { from: string; to: string }[]>();
  for (const [id, text] of ledgerState.texts) {
    if (id !== text.address) ids.set(text.address, id);
    const moved = anchorMoves(text);
    if (moved.length > 0) movedAnchors.set(text.address, moved);
  }
  return { visible, ledger: { ids, moves, movedAnchors, withdrawn, hidden, earlier }, diagnostics };
}

function withdrawal(
  address: string,
  { reason }: { readonly reason: string },
  text: Publication | undefined,
): Withdrawal {
  // Where the reason is an address, it went with what was there.
  if (reason === PERSONAL || reason.startsWith("/")) return { address };
  return { address, reason, ...(text && { title: text.title, language: text.language }) };
}

function anchorMoves({ anchors }: PublishedText): { from: string; to: string }[] {
  const moves: { from: string; to: string }[] = [];
  for (const from in anchors) {
    let to = anchors[from];
    if (!to) continue;
    // Each step leads to a heading that was there when it was taken, so the way has an end.
    for (let next = anchors[to]; next; next = anchors[next]) to = next;
    moves.push({ from, to });
  }
  return moves;
}

function earlierVersions(
  ledgerState: LedgerState,
  current: Publication,
  { files, part, every, load }: Versions,
): { found: EarlierVersion[]; faults: Diagnostic[] } {
  const found: EarlierVersion[] = [];
  const faults: Diagnostic[] = [];
  const id = ledgerState.addresses.get(current.address)?.id;
  const { contents = [] } = ledgerState.texts.get(id ?? "") ?? {};
  const past = contents.length - (hasHash(current, contents.at(-1)) ? 1 : 0);
  if (!isHeldToItsText(current)) return { found, faults };
  for (const [index, hash] of contents.slice(0, every ? undefined : past).entries()) {
    const address = joinAddress(current.address, part, index + 1);
    if (ledgerState.addresses.get(address)?.ended) continue;
    const name = files.version(hash);
    const publication = name === undefined ? undefined : load(posix.join(VERSIONS, name), current);
    if (publication && hasHash(publication, hash)) {
      if (index < past) found.push({ number: index + 1, current, publication: atAddress(publication, address) });
    } else faults.push(versionFault(files, hash, address, name !== undefined));
  }
  return { found, faults };
}

function versionFault(files: ContentFiles, hash: string, address: string, isThere: boolean): Diagnostic {
  const message = isThere
    ? `this is not the text that was published, which ${address} shows`
    : `the text that was published, which ${address} shows, is missing`;
  return fault(
    files,
    hash,
    message,
    `bring the file back from version control, or run: npx brevarkiv withdraw ${address} --reason "WHY"`,
  );
}

/** A version that no event names shows that the ledger was cut. */
function strayVersions(ledgerState: LedgerState | undefined, files: ContentFiles): Diagnostic[] {
  const { hashes, diagnostics } = files.versions();
  if (hashes.length === 0) return diagnostics;
  const named = new Set<string>();
  const forgotten = new Map<string, string>();
  for (const { address, contents } of ledgerState?.texts.values() ?? []) {
    const ended = ledgerState?.addresses.get(address)?.ended;
    const isForgotten = ended?.op === "withdraw" && ended.reason === PERSONAL;
    for (const content of contents) if (isForgotten) forgotten.set(content, address);
    if (!isForgotten) for (const content of contents) named.add(content);
  }
  const strays = hashes.flatMap((hash) => {
    if (named.has(hash)) return [];
    const address = forgotten.get(hash);
    if (address !== undefined) {
      const message = `${address} was withdrawn to protect somebody, and its text is still here`;
      const hint = `run: npx brevarkiv withdraw ${address} --reason ${PERSONAL}`;
      return [{ ...fault(files, hash, message, hint), rule: "withdrawn-text" }];
    }
    const message = "no line of the ledger names this text, so lines of the ledger are missing";
    const hint =
      "bring content/published.jsonl back from version control; where another branch published it, remove this file and publish";
    return [fault(files, hash, message, hint)];
  });
  return [...diagnostics, ...strays];
}

function fault(files: ContentFiles, hash: string, message: string, hint: string): Diagnostic {
  const file = files.display(posix.join(VERSIONS, `${hash}.md`));
  return { file, line: 1, column: 1, severity: "error", rule: "ledger-version", message, hint };
}
