import { existsSync, readFileSync } from "node:fs";
import { relative } from "node:path";
import { readIssue, sha256, slugOf } from "./core.ts";
import { isKnownDate } from "./finish-issue.ts";
import { datesAgree, hashOfWords, type Identity, labelOf, ownIdentities } from "./identity.ts";
import type { ImportedEntry, ImportedNotes } from "./imported.ts";
import { walkFolder } from "./sources/input.ts";

/** An issue of the archive. */
export interface KnownIssue {
  /** Below the content folder, with forward slashes. */
  readonly path: string;
  readonly identity: Identity;
  readonly slug: string | undefined;
  /** SHA-256 of the file. */
  readonly hash: string;
  /** The record of the import that wrote it. */
  readonly note: ImportedEntry | undefined;
  /** Whether it was written in this run: a second form of it is then not a newer version. */
  readonly isNew: boolean;
}

/** The issues of an archive, indexed by what identifies them, and the paths and addresses they occupy. */
export class KnownIssues {
  readonly #byOwn = new Map<string, KnownIssue>();
  readonly #byOriginal = new Map<string, KnownIssue>();
  readonly #byWords = new Map<string, KnownIssue[]>();
  readonly #byLabel = new Map<string, KnownIssue[]>();
  readonly #addresses = new Map<string, string>();
  readonly #paths = new Set<string>();

  add(issue: KnownIssue): void {
    const { path, identity, slug } = issue;
    this.#paths.add(path.toLowerCase());
    if (slug !== undefined) this.#addresses.set(addressOf(identity.date?.slice(0, 4) ?? "", slug), path);
    // The first one stays, so that a copy does not replace it.
    for (const own of identity.own) if (!this.#byOwn.has(own)) this.#byOwn.set(own, issue);
    if (identity.original !== undefined && !this.#byOriginal.has(identity.original))
      this.#byOriginal.set(identity.original, issue);
    append(this.#byWords, identity.words, issue);
    if (identity.own.length === 0) append(this.#byLabel, identity.label, issue);
  }

  /** Replaces the issue at its path. */
  replace(before: KnownIssue, issue: KnownIssue): void {
    const { own, original, words, label } = before.identity;
    for (const each of own) if (this.#byOwn.get(each) === before) this.#byOwn.delete(each);
    if (original !== undefined && this.#byOriginal.get(original) === before) this.#byOriginal.delete(original);
    remove(this.#byWords, words, before);
    remove(this.#byLabel, label, before);
    this.add(issue);
  }

  /** The issue that a letter already is. */
  find({ own, original, words, label, date }: Identity): KnownIssue | undefined {
    for (const identity of own) {
      const issue = this.#byOwn.get(identity);
      if (issue) return issue;
    }
    const same = original === undefined ? undefined : this.#byOriginal.get(original);
    // Rows of one table can share one original; only their identities differ.
    if (same && (own.length === 0 || same.identity.own.length === 0)) return same;
    const twins = words === undefined ? [] : (this.#byWords.get(words) ?? []);
    const twin = twins.find((issue) => datesAgree(issue.identity.date, date));
    if (twin || own.length > 0 || label === undefined) return twin;
    const [namesake, ...others] = this.#byLabel.get(label) ?? [];
    // Two letters with one label in one run are two letters.
    return others.length === 0 && !namesake?.isNew ? namesake : undefined;
  }

  hasPath(path: string): boolean {
    return this.#paths.has(path.toLowerCase());
  }

  /** @param except the issue that asks */
  isSlugTaken(year: string, slug: string, except?: KnownIssue): boolean {
    const owner = this.#addresses.get(addressOf(year, slug));
    return owner !== undefined && owner !== except?.path;
  }
}

function append(index: Map<string, KnownIssue[]>, key: string | undefined, issue: KnownIssue): void {
  if (key === undefined) return;
  const issues = index.get(key);
  if (issues) issues.push(issue);
  else index.set(key, [issue]);
}

function remove(index: Map<string, KnownIssue[]>, key: string | undefined, issue: KnownIssue): void {
  const issues = key === undefined ? undefined : index.get(key);
  if (key !== undefined && issues)
    index.set(
      key,
      issues.filter((other) => other !== issue),
    );
}

/** Letters without a date share one year. */
function addressOf(year: string, slug: string): string {
  return `${isKnownDate(year) ? year : ""}/${slug.toLowerCase()}`;
}

/**
 * Reads what identifies the issues of an archive. A file that cannot be read only occupies its path.
 * @param folder the folder of issues
 */
export function readKnownIssues(
  contentDir: string,
  folder: string,
  notes: ImportedNotes,
  siteLanguage: string,
): KnownIssues {
  const known = new KnownIssues();
  const noteOf = noteFinder(notes);
  for (const file of markdownFiles(folder)) {
    known.add(readKnownIssue(contentDir, file, noteOf, siteLanguage));
  }
  return known;
}

/** An issue that an editor has moved keeps its note, which is found by its identity. */
function noteFinder(notes: ImportedNotes): (path: string, identity: Identity) => ImportedEntry | undefined {
  const byOwn = new Map<string, ImportedEntry>();
  for (const note of notes.values()) for (const own of note.identities) byOwn.set(own, note);
  return (path, { own }) => notes.get(path) ?? own.map((identity) => byOwn.get(identity)).find(Boolean);
}

function readKnownIssue(
  contentDir: string,
  file: string,
  noteOf: (path: string, identity: Identity) => ImportedEntry | undefined,
  siteLanguage: string,
): KnownIssue {
  const path = relative(contentDir, file).replaceAll("\\", "/");
  const bytes = readFileSync(file);
  const { data, body } = readIssue(bytes);
  // Editors may have written anything: a field of another type is ignored.
  const fields = isRecord(data) ? data : {};
  const source = isRecord(fields.source) ? fields.source : {};
  const date = isKnownDate(String(fields.date)) ? String(fields.date) : undefined;
  const read: Identity = {
    own: ownIdentities(source),
    original: typeof source.sha256 === "string" ? source.sha256 : undefined,
    words: hashOfWords(body),
    label: labelOf(source.file, date, fields.title),
    date,
  };
  const note = noteOf(path, read);
  const identity: Identity = {
    own: [...new Set([...read.own, ...(note?.identities ?? [])])].sort(),
    original: note?.original ?? read.original,
    // The words at the time of import, whatever has been edited since.
    words: note?.words ?? read.words,
    label: read.label,
    date,
  };
  const slug = slugOfFields(fields, siteLanguage);
  return { path, identity, slug, hash: sha256(bytes), note, isNew: false };
}

function slugOfFields(fields: Readonly<Record<string, unknown>>, siteLanguage: string): string | undefined {
  const { slug, heading, title, language } = fields;
  if (typeof slug === "string") return slug;
  const name = [heading, title].find((text): text is string => typeof text === "string");
  return name && slugOf(name, typeof language === "string" ? language : siteLanguage);
}

function markdownFiles(folder: string): string[] {
  return existsSync(folder) ? [...walkFolder(folder)].filter((file) => file.endsWith(".md")) : [];
}

function isRecord(value: unknown): value is Record<string, unknown> {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}
