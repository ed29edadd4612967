import { posix } from "node:path";
import type { ContentBase } from "../content/content-base.ts";
import { ContentFiles, type FileChanges, VERSIONS } from "../content/content-files.ts";
import { loadArchive } from "../content/load-archive.ts";
import { decodeText } from "../content/read-text.ts";
import type { Diagnostic, Edit, Fix, Renaming } from "../diagnostics.ts";
import type { LedgerState } from "../ledger/ledger-state.ts";
import { memoize } from "../memoize.ts";
import type { PartialDate } from "../model/partial-date.ts";
import { EditableText } from "./editable-text.ts";
import { PublishedTexts } from "./published-texts.ts";
import { renamedReferences } from "./references.ts";

/** What mending makes of a content folder, before anything is written. */
export interface Mending {
  readonly files: ContentFiles;
  /** By path below the content folder. */
  readonly texts: ReadonlyMap<string, MendedText>;
  readonly renamings: readonly Renaming[];
  readonly left: readonly Left[];
}

export interface MendedText {
  readonly before: Buffer;
  readonly after: Buffer;
}

/** A file in which something has one right answer and is left to the editor. */
export interface Left {
  /** As diagnostics name it. */
  readonly file: string;
  readonly why: string;
}

const PUBLISHED =
  "this text is published, and mending it would change what it says: do it by hand, and say so under corrections";

/** One slip can hide another. More rounds than this are a fault of a rule. */
const MOST_ROUNDS = 20;

/**
 * Mends in memory what has one right answer, and then what can be seen once that is right, until nothing is left of it.
 * @param ledger what was published; a text in it is mended only where it says afterwards what it said then
 * @returns undefined where the folder cannot be read
 */
export async function mend(
  contentDir: string,
  today: PartialDate,
  ledger: LedgerState | undefined,
): Promise<Mending | undefined> {
  const listing = ContentFiles.list(contentDir);
  if ("diagnostic" in listing) return undefined;
  const mending = new RunningMending(listing.files, ledger);
  let base: ContentBase | undefined;
  const load = (): ReturnType<typeof loadArchive> => {
    base = undefined;
    const ahead = async (found: ContentBase): Promise<void> => {
      base = found;
    };
    return loadArchive(contentDir, { today, drafts: false, ledgerState: "unknown", changes: mending.changes, ahead });
  };
  for (let round = 0; round < MOST_ROUNDS; round += 1) {
    const { diagnostics } = await load();
    if (!mending.round(diagnostics, base)) break;
  }
  return mending.result(base);
}

/** Texts as they are at the beginning of a round, with the edits of that round. */
class Round {
  readonly files: ContentFiles;
  readonly changed = new Set<string>();
  readonly bytes: (path: string) => Buffer;
  readonly text: (path: string) => EditableText;
  readonly isPublished: (path: string) => boolean;
  readonly isReadable: (path: string) => boolean;

  constructor(files: ContentFiles, published: PublishedTexts | undefined) {
    this.files = files;
    this.bytes = memoize((path) => files.bytes(path));
    this.text = memoize((path) => new EditableText(this.bytes(path)));
    this.isPublished = memoize((path) => published?.has(path, this.bytes(path)) ?? false);
    this.isReadable = memoize((path) => published?.isReadable(path, this.bytes(path)) ?? false);
  }

  /** Adds the edits of several texts, or none of them. @returns whether they were added */
  add(edits: ReadonlyMap<string, readonly Edit[]>): boolean {
    if (![...edits].every(([path, those]) => this.text(path).fits(those))) return false;
    for (const [path, those] of edits) {
      this.text(path).add(those);
      this.changed.add(path);
    }
    return true;
  }
}

class RunningMending {
  readonly #original: ContentFiles;
  readonly #ledger: LedgerState | undefined;
  readonly #texts = new Map<string, MendedText>();
  readonly #renamings: Renaming[] = [];
  #left: Left[] = [];

  constructor(files: ContentFiles, ledger: LedgerState | undefined) {
    this.#original = files;
    this.#ledger = ledger;
  }

  get changes(): FileChanges {
    const moved = this.#renamings.flatMap(({ from, to }): [string, Buffer | undefined][] => [
      [from, undefined],
      [to, this.#original.bytes(from)],
    ]);
    const changed = [...this.#texts].map(([path, { after }]) => [path, after] as const);
    return new Map<string, Buffer | undefined>([...moved, ...changed]);
  }

  /** @returns whether anything was mended */
  round(diagnostics: readonly Diagnostic[], base: ContentBase | undefined): boolean {
    const files = this.#original.with(this.changes);
    const round = new Round(files, base && new PublishedTexts(base, this.#ledger));
    const paths = new Map(files.paths.map((path) => [files.display(path), path]));
    const single: [path: string, fix: Fix][] = [];
    /** Name of a file → the edits for its new name. */
    const renamings = new Map<string, { to: string; edits: Map<string, Edit[]> }>();
    this.#left = [];
    for (const { file, fix } of diagnostics) {
      const path = paths.get(file);
      if (!fix || path === undefined) continue;
      if (round.isPublished(path)) this.#left.push({ file, why: PUBLISHED });
      else if (!fix.renaming) single.push([path, fix]);
      else {
        const { from, to } = fix.renaming;
        const { edits } = renamings.get(from) ?? { edits: new Map<string, Edit[]>() };
        edits.set(path, [...(edits.get(path) ?? []), ...fix.edits]);
        renamings.set(from, { to, edits });
      }
    }
    // First: where one of these does not fit, no reference may be left with the old name.
    for (const [from, { to, edits }] of renamings) this.#rename({ from, to }, edits, round, base?.paths ?? []);
    for (const [path, { edits }] of single) round.add(new Map([[path, edits]]));
    for (const path of round.changed) {
      const before = this.#texts.get(path)?.before ?? round.bytes(path);
      this.#texts.set(path, { before, after: round.text(path).bytes() });
    }
    return round.changed.size > 0;
  }

  #rename(renaming: Renaming, edits: Map<string, Edit[]>, round: Round, paths: readonly string[]): void {
    const { from, to } = renaming;
    const { files } = round;
    const [word = ""] = posix.basename(from).split(/\s+/);
    for (const path of paths) {
      const bytes = files.bytes(path);
      // Few of many texts name it.
      if (!bytes.includes(word) && !bytes.includes(encodeURI(word))) continue;
      // What cannot be read may refer to it.
      const isText = "text" in decodeText(bytes);
      const references = isText ? renamedReferences(round.text(path).lines, path, renaming) : [];
      if (references.length > 0 || !isText) edits.set(path, [...(edits.get(path) ?? []), ...references]);
    }
    const holder = [...edits.keys()].find((path) => round.isPublished(path) || !round.isReadable(path));
    const version = this.#versionWith(posix.basename(from));
    const keeper = holder === undefined ? version : files.display(holder);
    if (keeper !== undefined)
      this.#left.push({
        file: files.display(from),
        why: `it keeps its name, as ${keeper} refers to it and is not changed`,
      });
    else if (round.add(edits)) this.#renamings.push({ from, to });
  }

  /** An earlier version of a text looks for its files where they were. */
  #versionWith(name: string): string | undefined {
    const { hashes } = this.#original.versions();
    const files = hashes
      .flatMap((hash) => this.#original.version(hash) ?? [])
      .map((file) => posix.join(VERSIONS, file));
    const found = files.find((file) => {
      const text = this.#original.bytes(file).toString("utf8");
      return text.includes(name) || text.includes(encodeURI(name));
    });
    return found === undefined ? undefined : this.#original.display(found);
  }

  /** @param base as it is after all rounds */
  result(base: ContentBase | undefined): Mending {
    const published = base && new PublishedTexts(base, this.#ledger);
    const texts = new Map(this.#texts);
    for (const [path, { after }] of texts) {
      if (!published?.differs(path, after)) continue;
      texts.delete(path);
      this.#left.push({ file: this.#original.display(path), why: PUBLISHED });
    }
    const left = new Map(this.#left.map((each) => [`${each.file}\n${each.why}`, each]));
    return { files: this.#original, texts, renamings: this.#renamings, left: [...left.values()] };
  }
}
