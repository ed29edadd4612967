import { readFileSync } from "node:fs";
import { dirname, join } from "node:path";
import type { ArchiveFolder } from "./archive-folder.ts";
import { type DetectedInput, detectInputs, readingFault } from "./detect.ts";
import { importLetter, originalFile, type Receiving } from "./import-letter.ts";
import { formatImported, IMPORTED_FILE, type ImportedNotes, readImported } from "./imported.ts";
import type { Kind, Reading } from "./importer.ts";
import { KnownIssues, readKnownIssues } from "./known-issues.ts";
import type { Outcome } from "./outcome.ts";
import { whyNotPublic } from "./publicity.ts";
import { IMPORTERS } from "./sources/index.ts";
import { openInput } from "./sources/input.ts";
import type { Workshop } from "./workshop.ts";

export interface ImportOptions {
  readonly from: Kind | undefined;
  readonly dryRun: boolean;
  readonly update: boolean;
  readonly keepOriginal: boolean;
  /** Whether letters that were not public become drafts; otherwise they are skipped. */
  readonly withPrivate: boolean;
  /** A date to the day: letters after it become drafts. */
  readonly today: string;
  /** Writes nothing in a dry run. */
  readonly workshop: Workshop;
  /** Called for each path that the user named, and each kind found there, with how many files are of that kind. */
  readonly onKind: (path: string, label: string, files: number) => void;
  /** Called for each letter. */
  readonly onOutcome: (outcome: Outcome) => void;
  /** Called when the record of earlier imports cannot be read. */
  readonly onDamagedNotes: () => void;
}

/** The folder of originals, beside the content folder, so that no build publishes it. */
const ORIGINALS = "originals";

/**
 * Imports the letters of files and folders. One letter is held in memory at a time, and one that cannot be read does not stop
 * the others.
 * @returns one outcome for each letter, and for each file without any
 * @throws when the disk refuses a write; what was written before is recorded
 */
export async function importLetters(
  paths: readonly string[],
  folder: ArchiveFolder,
  options: ImportOptions,
): Promise<Outcome[]> {
  const outcomes: Outcome[] = [];
  const report = (outcome: Outcome): void => {
    outcomes.push(outcome);
    options.onOutcome(outcome);
  };
  const excluded = [folder.contentDir, join(dirname(folder.contentDir), ORIGINALS)];
  const { inputs, unread } = await detectInputs(paths, IMPORTERS, options.from, excluded);
  const { notes, isDamaged } = readImported(folder.contentDir);
  if (isDamaged) options.onDamagedNotes();
  const receiving = receive(folder, notes, options.workshop);
  try {
    for (const { named, label, files } of kindsOf(inputs)) options.onKind(named, label, files);
    for (const input of inputs) {
      for await (const reading of readings(input)) report(take(reading, receiving, options));
    }
  } finally {
    if (!options.dryRun) saveNotes(folder.contentDir, notes, options.workshop);
  }
  for (const { place, outcome, why } of unread) report({ place, status: outcome, why, repairs: [] });
  return outcomes;
}

function receive(folder: ArchiveFolder, notes: ImportedNotes, workshop: Workshop): Receiving {
  const known = readKnownIssues(folder.contentDir, folder.issues, notes, folder.language);
  const removed = new KnownIssues();
  for (const [path, note] of notes) {
    const { identities: own, original, words, written: hash } = note;
    const identity = { own, original, words, label: undefined, date: undefined };
    if (!known.hasPath(path) && !known.find(identity))
      removed.add({ path, identity, slug: undefined, hash, note, isNew: false });
  }
  return { folder, known, notes, removed, workshop };
}

/** The kinds of input that were found, for each path that the user named. */
function kindsOf(inputs: readonly DetectedInput[]): Iterable<{ named: string; label: string; files: number }> {
  const kinds = new Map<string, { named: string; label: string; files: number }>();
  for (const { named, importer } of inputs) {
    const key = `${named}\n${importer.kind}`;
    const files = (kinds.get(key)?.files ?? 0) + 1;
    kinds.set(key, { named, label: importer.label, files });
  }
  return kinds.values();
}

/** What an importer reads. An error that ends it becomes the last reading. */
async function* readings({ path, importer }: DetectedInput): AsyncGenerator<Reading | { bug: unknown; place: string }> {
  let count = 0;
  try {
    for await (const reading of importer.read(openInput(path))) {
      count += 1;
      yield reading;
    }
    if (count === 0) yield { place: path, skipped: "there is no letter in it" };
  } catch (error) {
    const failed = readingFault(error);
    yield failed === undefined ? { place: path, bug: error } : { place: path, failed };
  }
}

function take(
  reading: Reading | { bug: unknown; place: string },
  receiving: Receiving,
  options: ImportOptions,
): Outcome {
  const withheld = "bug" in reading ? undefined : reading.publicity && whyNotPublic(reading.publicity, options.today);
  if (withheld && !("letter" in reading && withheld.isLetter && options.withPrivate))
    return {
      place: "letter" in reading ? reading.letter.place : reading.place,
      status: "skipped",
      why: withheld.why,
      repairs: [],
    };
  if ("skipped" in reading) return { place: reading.place, status: "skipped", why: reading.skipped, repairs: [] };
  if ("failed" in reading) return { place: reading.place, status: "failed", why: reading.failed, repairs: [] };
  if ("bug" in reading) return ofBug(reading.place, reading.bug);
  const letter = withheld ? { ...reading.letter, notPublic: withheld.why } : reading.letter;
  try {
    const outcome = importLetter(letter, receiving, options);
    const isHeld = outcome.status === "imported" || outcome.status === "updated" || outcome.status === "unchanged";
    if (options.keepOriginal && !options.dryRun && isHeld) {
      const { path, bytes } = originalFile(letter);
      const beside = dirname(receiving.folder.contentDir);
      const why = receiving.workshop.writeTogether(beside, [{ path: `${ORIGINALS}/${path}`, bytes }]);
      if (why !== undefined) return { place: letter.place, status: "failed", why, repairs: [] };
    }
    return outcome;
  } catch (error) {
    const why = readingFault(error);
    if (isOfTheDisk(error)) throw error;
    return why === undefined ? ofBug(letter.place, error) : { place: letter.place, status: "failed", why, repairs: [] };
  }
}

function ofBug(place: string, bug: unknown): Outcome {
  return { place, status: "failed", why: "a fault in Brevarkiv", repairs: [], bug };
}

/** An error of the system when writing files concerns every other letter too. */
function isOfTheDisk(error: unknown): boolean {
  return typeof (error as NodeJS.ErrnoException).syscall === "string";
}

/** Replaces the record in one step, so that it is never half written. */
function saveNotes(contentDir: string, notes: ImportedNotes, workshop: Workshop): void {
  const file = join(contentDir, IMPORTED_FILE);
  const text = formatImported(notes);
  if (notes.size === 0 || readText(file) === text) return;
  workshop.replace(file, text);
}

function readText(file: string): string | undefined {
  try {
    return readFileSync(file, "utf8");
  } catch {
    return undefined;
  }
}
