import { lstatSync, readFileSync } from "node:fs";
import { basename, extname, join, posix, relative } from "node:path";
import { createTwoFilesPatch } from "diff";
import type { ArchiveFolder } from "./archive-folder.ts";
import { readIssue, sha256 } from "./core.ts";
import { finishIssue, isKnownDate } from "./finish-issue.ts";
import { type Identity, identityOfLetter, identityOfSource } from "./identity.ts";
import type { ImportedEntry, ImportedNotes } from "./imported.ts";
import type { ImportedLetter, SourceLetter } from "./importer.ts";
import type { KnownIssue, KnownIssues } from "./known-issues.ts";
import { composeLetter } from "./letter/compose-letter.ts";
import { issueNames } from "./name-issue.ts";
import type { Outcome } from "./outcome.ts";
import { type PlacedRepair, placeRepairs } from "./place-repairs.ts";
import { type ReportWords, reportWords } from "./repairs.ts";
import type { PlannedFile, Workshop } from "./workshop.ts";

export interface LetterOptions {
  readonly today: string;
  readonly dryRun: boolean;
  /** Whether newer versions of a source replace older ones. */
  readonly update: boolean;
}

/** The archive during an import: its issues, and the record of earlier imports. */
export interface Receiving {
  readonly folder: ArchiveFolder;
  readonly known: KnownIssues;
  readonly notes: ImportedNotes;
  /** Issues that were imported before and have been removed since. */
  readonly removed: KnownIssues;
  readonly workshop: Workshop;
}

/** Time: a difference of more lines than this takes minutes to compute, and says nothing to a person. */
const LARGEST_DIFFERENCE = 2_000;
/** How many names are tried for an issue whose pictures would collide with other files. */
const MOST_NAMES = 20;

/** A letter as it would be written. */
interface Draft {
  /** Below `into`, with forward slashes. */
  readonly path: string;
  readonly letter: ImportedLetter;
  readonly identity: Identity;
  readonly text: string;
  readonly repairs: readonly PlacedRepair[];
}

/**
 * Imports one letter: writes it, or returns why not.
 * @throws when the disk refuses; every other failure is an outcome of the letter
 */
export function importLetter(source: SourceLetter, receiving: Receiving, options: LetterOptions): Outcome {
  const { known } = receiving;
  const early = known.find(identityOfSource(source));
  let draft = makeDraft(source, receiving, options, early);
  let issue = early;
  if (!issue) {
    issue = known.find(draft.identity);
    // Found by its words only, which composing the letter has given.
    if (issue) draft = makeDraft(source, receiving, options, issue);
  }
  // What is written must be accepted by the next build, whatever the source said.
  const error = readIssue(Buffer.from(draft.text)).error();
  if (error !== undefined) return failed(source, `what came of it is no issue: ${error}`);
  if (issue) return meet(source, draft, issue, receiving, options);
  const removed = receiving.removed.find(draft.identity);
  if (removed && !options.update) {
    const file = displayOf(receiving.folder, removed.path);
    return skipped(source, `it was imported before as ${file}, which has been removed; --update brings it back`);
  }
  return write(source, draft, undefined, receiving, options);
}

/** A letter that the archive has already. */
function meet(
  source: SourceLetter,
  draft: Draft,
  issue: KnownIssue,
  receiving: Receiving,
  options: LetterOptions,
): Outcome {
  const { folder, notes } = receiving;
  const file = displayOf(folder, issue.path);
  if (issue.isNew) return { ...skipped(source, `the same letter came from elsewhere in this run`), file };
  if (isOtherForm(draft.identity, issue.identity))
    return { ...skipped(source, "its words are there already, from another source"), file };

  const difference = differenceTo(draft, issue, receiving);
  if (difference === undefined) {
    if (issue.note === undefined) notes.set(issue.path, noteOf(draft));
    return { place: source.place, status: "unchanged", file, repairs: draft.repairs };
  }
  const isEdited = issue.note?.written !== issue.hash;
  if (isEdited && issue.note?.original === draft.identity.original)
    return { place: source.place, status: "unchanged", file, why: "edited by hand since it was imported", repairs: [] };
  if (isEdited) {
    const why = "it has been edited by hand and is left as it is";
    return { ...skipped(source, why), file, difference, repairs: [{ rule: "edited-by-hand", about: source.place }] };
  }
  if (!options.update) {
    const why = "the source says something else now; --update takes it in";
    return { ...skipped(source, why), file, difference, repairs: [{ rule: "changed-source", about: source.place }] };
  }
  if (draft.path.startsWith("../"))
    return { ...skipped(source, `it lies outside of ${folder.into}`), file, difference };
  return { ...write(source, draft, issue, receiving, options), difference };
}

/** The same words under another identity: the mail of a web version, or another person's copy. */
function isOtherForm(letter: Identity, issue: Identity): boolean {
  const isNamed = letter.own.length > 0 || issue.own.length > 0;
  const isSame = letter.own.some((own) => issue.own.includes(own)) || letter.original === issue.original;
  return isNamed && !isSame;
}

function makeDraft(
  source: SourceLetter,
  receiving: Receiving,
  { today }: LetterOptions,
  issue: KnownIssue | undefined,
): Draft {
  const { folder, known, workshop } = receiving;
  const words = reportWords(folder.language);
  const inTheWay = new Set<string>();
  for (let attempt = 1; ; attempt += 1) {
    let path = "";
    const letter = composeLetter(source, {
      language: folder.language,
      timeZone: folder.timeZone,
      topics: folder.topics,
      isSlugTaken: (year, slug) => known.isSlugTaken(year, slug, issue),
      issueName: ({ date, slug }) => {
        path = issue ? relativeToInto(folder, issue.path) : freePath(source, date, slug, receiving, words, inTheWay);
        return basename(path, ".md");
      },
    });
    const isFree = filesOf(path, letter).every(
      (file) => issue !== undefined || workshop.obstacle(folder.into, file) !== "other",
    );
    if (!isFree && attempt < MOST_NAMES) {
      inTheWay.add(path);
      continue;
    }
    const { title } = letter.frontMatter;
    const date = String(letter.frontMatter.date);
    const identity = identityOfLetter(source, title, letter.body, isKnownDate(date) ? date : undefined);
    // An address that has been published does not move.
    const slug = letter.frontMatter.slug === undefined ? undefined : (issue?.slug ?? letter.frontMatter.slug);
    const { text, repairs } = finishIssue(letter, slug, today, words.undatedComment);
    return { path, letter, identity, text, repairs: placeRepairs(text, repairs) };
  }
}

const NOTHING = new Uint8Array();

/** The first path for an issue that is not taken. */
function freePath(
  { name }: SourceLetter,
  date: string,
  slug: string,
  { folder, known, workshop }: Receiving,
  words: ReportWords,
  inTheWay: ReadonlySet<string>,
): string {
  const isDated = isKnownDate(date);
  const year = isDated ? date.slice(0, 4) : words.undatedFolder;
  const names = issueNames(name, isDated ? date : undefined, slug, folder.language);
  for (;;) {
    const path = `${year}/${names.next().value}.md`;
    const isTaken = inTheWay.has(path) || known.hasPath(contentPath(folder, path));
    if (!isTaken && workshop.obstacle(folder.into, { path, bytes: NOTHING }) === "none") return path;
  }
}

/** What would change in the file of an issue, as a unified diff; undefined when nothing would. */
function differenceTo(draft: Draft, issue: KnownIssue, { folder }: Receiving): string | undefined {
  const file = join(folder.contentDir, issue.path);
  const changed = filesOf(draft.path, draft.letter)
    .filter(({ path, bytes }) => isOurs(path, draft, issue) && hashOf(join(folder.into, path)) !== sha256(bytes))
    .map(({ path }) => path);
  if (sha256(draft.text) === issue.hash && changed.length === 0) return undefined;
  const name = displayOf(folder, issue.path);
  const options = { context: 3, maxEditLength: LARGEST_DIFFERENCE };
  const patch = createTwoFilesPatch(
    name,
    draft.identity.own[0] ?? name,
    readFileSync(file, "utf8"),
    draft.text,
    "",
    "",
    options,
  );
  const lines = patch ?? "(the two texts have little in common)\n";
  return lines + changed.map((path) => `other file: ${join(folder.into, path)}\n`).join("");
}

/** Whether a file beside an issue was written by an import. */
function isOurs(path: string, draft: Draft, issue: KnownIssue): boolean {
  return issue.note?.files[posix.relative(posix.dirname(draft.path), path)] !== undefined;
}

function hashOf(file: string): string | undefined {
  return lstatSync(file, { throwIfNoEntry: false })?.isFile() ? sha256(readFileSync(file)) : undefined;
}

function write(
  source: SourceLetter,
  draft: Draft,
  before: KnownIssue | undefined,
  { folder, known, notes, workshop }: Receiving,
  { dryRun }: LetterOptions,
): Outcome {
  const path = contentPath(folder, draft.path);
  const beside = filesOf(draft.path, draft.letter).map((file): PlannedFile => {
    const written = before?.note?.files[posix.relative(posix.dirname(draft.path), file.path)];
    return written === undefined ? file : { ...file, replaces: written };
  });
  const issueFile: PlannedFile = {
    path: draft.path,
    bytes: Buffer.from(draft.text),
    ...(before && { replaces: before.hash }),
  };
  // The issue is written last, so that it never lacks its pictures.
  const inTheWay = dryRun ? undefined : workshop.writeTogether(folder.into, [...beside, issueFile]);
  if (inTheWay !== undefined) return failed(source, inTheWay);
  const note = noteOf(draft);
  notes.set(path, note);
  const issue: KnownIssue = {
    path,
    identity: draft.identity,
    slug: before?.slug ?? draft.letter.frontMatter.slug,
    hash: note.written,
    note,
    isNew: true,
  };
  if (before) known.replace(before, issue);
  else known.add(issue);
  const status = before ? "updated" : "imported";
  const { removed, account } = draft.letter;
  return { place: source.place, status, file: displayOf(folder, path), repairs: draft.repairs, removed, account };
}

function noteOf({ text, identity, letter }: Draft): ImportedEntry {
  return {
    identities: [...identity.own],
    original: identity.original ?? "",
    ...(identity.words !== undefined && { words: identity.words }),
    written: sha256(text),
    files: Object.fromEntries([...letter.files].map(([name, bytes]) => [name, sha256(bytes)])),
  };
}

/** The files beside an issue, by their paths below `into`. */
function filesOf(issuePath: string, { files }: ImportedLetter): PlannedFile[] {
  // Joined by hand: `join` would resolve a `..` in a name, and hide it from the check of what is written.
  return [...files].map(([name, bytes]) => ({ path: `${posix.dirname(issuePath)}/${name}`, bytes }));
}

function contentPath({ contentDir, into }: ArchiveFolder, path: string): string {
  return relative(contentDir, join(into, path)).replaceAll("\\", "/");
}

function relativeToInto({ contentDir, into }: ArchiveFolder, path: string): string {
  return relative(into, join(contentDir, path)).replaceAll("\\", "/");
}

/** A path below the content folder as the user would type it. */
function displayOf(folder: ArchiveFolder, path: string): string {
  return join(folder.into, relativeToInto(folder, path)).replaceAll("\\", "/");
}

function skipped({ place }: SourceLetter, why: string): Outcome {
  return { place, status: "skipped", why, repairs: [] };
}

function failed({ place }: SourceLetter, why: string): Outcome {
  return { place, status: "failed", why, repairs: [] };
}

/** The untouched original, named by its hash, so that it is kept once. */
export function originalFile({ original, originalName }: SourceLetter): PlannedFile {
  const type = extname(originalName).toLowerCase();
  return { path: sha256(original) + (/^\.[a-z0-9]{1,8}$/.test(type) ? type : ""), bytes: original };
}
