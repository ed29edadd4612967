/**
 * The types that all importers share. An importer turns one kind of input (a mailbox, an export zip, a saved web page) into
 * {@link SourceLetter}s; all later steps are the same for all kinds:
 *
 *     input ──► importer ──► SourceLetter ──► html/ or text/ ──► LetterTree ──► letter/ ──► ImportedLetter ──► issue file
 *              sources/                        clean, structure                 facts, repairs
 *
 * All input is hostile: see limits.ts.
 */
import type { Root } from "mdast";
import type { Account, Seen } from "./account.ts";
import type { IssueFrontMatter } from "./core.ts";
import type { Publicity } from "./publicity.ts";

/** The kinds of input, as `--from` names them. */
export const KINDS = [
  "paloma",
  "mail",
  "mailchimp",
  "substack",
  "buttondown",
  "beehiiv",
  "ghost",
  "feed",
  "html",
  "markdown",
] as const;
export type Kind = (typeof KINDS)[number];

/** A picture or attachment of a letter. */
export interface SourceFile {
  /** Its name in the source, unchecked: it may be `../../x`. */
  readonly name: string;
  readonly bytes: Uint8Array;
  /** The media type that the source claims. */
  readonly type?: string;
}

export interface SourceBody {
  readonly format: "html" | "text" | "markdown";
  readonly content: string;
}

/** One letter as its source has it, before cleaning. */
export interface SourceLetter {
  /** Where it is, for messages: `brev.mbox#12`, `export.zip/campaigns_content/37_host.html`. */
  readonly place: string;
  /** What the issue file is named after, without folder and extension; unchecked. */
  readonly name: string;
  readonly kind: Kind;
  /**
   * Identifies the letter wherever it is found again: `paloma:15132/766449`, `mail:<id@host>`. Undefined where the source
   * gives none; then the hash of its words identifies it.
   */
  readonly identity?: string;
  /** `source` of the front matter, as far as it is known; `sha256` is added from `original`. */
  readonly source: Omit<NonNullable<IssueFrontMatter["source"]>, "sha256">;
  /** The untouched original: the file, the message, the entry of a zip. */
  readonly original: Uint8Array;
  /** The file name of the original: `12.eml`, `37_host.html`. */
  readonly originalName: string;
  readonly subject?: string;
  /**
   * A partial date, as precise as the source has it: `2023`, `2023-09`, `2023-09-14`. Or an instant in UTC, `2023-09-30T22:05:00Z`,
   * which becomes the day in the site's time zone.
   */
  readonly date?: string;
  /** The line that mail programs show after the subject. */
  readonly preheader?: string;
  /** BCP 47. */
  readonly language?: string;
  /** Names and addresses of the recipients, which are removed from the letter. */
  readonly recipients: readonly string[];
  /** The richest form that the source has. */
  readonly body: SourceBody;
  /** Further fields from the front matter of a Markdown source, or from the columns of an export. */
  readonly facts?: Partial<IssueFrontMatter>;
  /** Files that the body refers to, by the reference as written there: `cid:1@x`, `bilder/a.png`. */
  readonly files: ReadonlyMap<string, SourceFile>;
  /** Files that came with it and that the body does not refer to. */
  readonly attachments: readonly SourceFile[];
  /** What the importer leaves to a person. */
  readonly repairs: readonly Repair[];
  /** Why it was not public; then it becomes a draft. */
  readonly notPublic?: string;
}

/** One letter, or why there is none at its place in the source. */
export type Reading = (
  | { readonly letter: SourceLetter }
  | { readonly place: string; readonly skipped: string }
  | { readonly place: string; readonly failed: string }
) & {
  /** What the source says of who could read it, where it says anything; judged by {@link import("./publicity.ts")}. */
  readonly publicity?: Publicity;
};

/** A file or folder to read letters from. */
export interface Input {
  /** Path as the user typed it, for messages. */
  readonly path: string;
  readonly isFolder: boolean;
  /** The first bytes of a file (up to {@link import("./limits.ts").HEAD_BYTES}); empty for a folder. */
  readonly head: Uint8Array;
  /** Size in bytes; 0 for a folder. */
  readonly size: number;
  /** Reads the whole file. @throws {ImportLimitError} when it is larger than a letter can be */
  bytes(): Uint8Array;
}

/** An export as a service gives it: a zip, or the folder that it was unpacked to. */
export interface Archive {
  /** Names of all files that can be read, with forward slashes: `posts/1.hej.html`. */
  readonly names: ReadonlySet<string>;
  /** Entries that are refused, each with its reason. */
  readonly refused: readonly Reading[];
  /** @throws {ImportLimitError} @throws when the file is damaged, or not there */
  read(name: string): Promise<Uint8Array>;
  close(): void;
}

/** One kind of input. */
export interface Importer {
  readonly kind: Kind;
  /** The kind in words, for messages: "a Mailchimp export". */
  readonly label: string;
  /**
   * Whether the content (not the name) is of this kind. Reads the head, or the names in an archive or folder.
   * @throws {ImportLimitError} when an archive is over a limit; otherwise never
   */
  detect(input: Input): boolean | Promise<boolean>;
  /** The names of what belongs to an export in the folder that it was unpacked to; all else there is looked at as in any folder. */
  readonly parts?: RegExp;
  /** Yields letter by letter, so that memory does not grow with the input. An error in one letter is a Reading, not an exception. */
  read(input: Input): AsyncIterable<Reading>;
}

/** Traces of editors and mail programs that are no part of a letter. */
export const TRACES = ["comment", "change", "hidden", "label", "warning"] as const;
export type Trace = (typeof TRACES)[number];
/** How many of each were removed. */
export type Removed = Partial<Record<Trace, number>>;

/** The body of a letter, cleaned and structured. */
export interface LetterTree {
  /** mdast with GFM tables, strikethrough and footnotes. Headings as found, not yet normalised to begin with level 2. */
  readonly root: Root;
  /** From the body itself: `<title>`, hidden preheader, `lang`. */
  readonly title?: string;
  readonly preheader?: string;
  readonly language?: string;
  readonly removed?: Removed;
  /** Pictures that the tree shows, by the `url` of their nodes. */
  readonly pictures: ReadonlyMap<string, SourceFile>;
  readonly repairs: readonly Repair[];
  /** What a reader of the source sees. */
  readonly seen: Seen;
}

/** The names of all that only a person can repair, the worst first. Their texts, in Swedish and English, are in repairs.ts. */
export const REPAIR_RULES = [
  "words-lost",
  "personal-number",
  "not-public",
  "forward-unclear",
  "date-unknown",
  "title-unknown",
  "encoding",
  "changed-source",
  "edited-by-hand",
  "attachment-refused",
  "picture-broken",
  "picture-missing",
  "link-lost",
  "redirect-unresolved",
  "picture-without-alt",
  "facts-unclear",
  "link-text",
  "language-unknown",
  "heading-missing",
] as const;
export type RepairRule = (typeof REPAIR_RULES)[number];

/** Something that only a person can repair. */
export interface Repair {
  readonly rule: RepairRule;
  /** What it is about, quoted from the letter: the link, the picture, the words. */
  readonly about: string;
  /**
   * What to search for in the finished Markdown to find the line; undefined means the whole letter. The first match counts that
   * no earlier repair has taken.
   */
  readonly find?: string;
}

/** A letter ready to be written. */
export interface ImportedLetter {
  readonly frontMatter: IssueFrontMatter;
  /** Markdown. */
  readonly body: string;
  /** The files beside the issue, by their path from it. */
  readonly files: ReadonlyMap<string, Uint8Array>;
  readonly repairs: readonly Repair[];
  readonly removed: Removed;
  readonly account: Account;
}
