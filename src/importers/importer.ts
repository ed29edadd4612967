/**
 * The words that all importers share. An importer turns one kind of input (a mailbox, an export zip, a saved web page) into
 * {@link SourceLetter}s; everything after that is the same for all kinds:
 *
 *     input ──► importer ──► SourceLetter ──► html/ or text/ ──► LetterTree ──► letter/ ──► ImportedLetter ──► issue file
 *              sources/                        clean, structure                 facts, repairs
 *
 * Everything an importer reads is hostile: see limits.ts.
 */
import type { Root } from "mdast";
import type { IssueFrontMatter } from "./core.ts";

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

/** A file that a letter shows or carries with it. */
export interface SourceFile {
  /** The name it has in the source; anything, also `../../x`. */
  readonly name: string;
  readonly bytes: Uint8Array;
  /** The media type that the source claims. */
  readonly type?: string;
}

export interface SourceBody {
  readonly format: "html" | "text" | "markdown";
  readonly content: string;
}

/** One letter as its source tells it, before anything is cleaned. */
export interface SourceLetter {
  /** Where it stands, for messages: `brev.mbox#12`, `export.zip/campaigns_content/37_host.html`. */
  readonly place: string;
  /** What the issue file is named after, without folder and type; anything the source says. */
  readonly name: string;
  readonly kind: Kind;
  /**
   * What makes it the same letter wherever it is found again: `paloma:15132/766449`, `mail:<id@host>`. Undefined where the
   * source gives it none; then the hash of its text stands for it.
   */
  readonly identity?: string;
  /** `source` of the front matter, as far as the source tells; `sha256` is added from `original`. */
  readonly source: Omit<NonNullable<IssueFrontMatter["source"]>, "sha256">;
  /** The untouched original: the file, the message, the entry of a zip. */
  readonly original: Uint8Array;
  /** What the original is named where it is kept: `12.eml`, `37_host.html`. */
  readonly originalName: string;
  readonly subject?: string;
  /** A partial date, as precise as the source tells: `2023`, `2023-09`, `2023-09-14`. */
  readonly date?: string;
  /** The line that mail programs show after the subject. */
  readonly preheader?: string;
  /** BCP 47. */
  readonly language?: string;
  /** Names and addresses of those it was sent to, which must not remain. */
  readonly recipients: readonly string[];
  /** The richest form that it has. */
  readonly body: SourceBody;
  /** What front matter of a Markdown source, or the columns of an export, say beyond the fields above. */
  readonly facts?: Partial<IssueFrontMatter>;
  /** Pictures and other files the body refers to, by the reference as it stands there: `cid:1@x`, `bilder/a.png`. */
  readonly files: ReadonlyMap<string, SourceFile>;
  /** Files that came with it and that the body does not show. */
  readonly attachments: readonly SourceFile[];
  /** What the importer itself had to leave to a person. */
  readonly repairs: readonly Repair[];
}

/** What became of one letter's place in the source. */
export type Reading =
  | { readonly letter: SourceLetter }
  | { readonly place: string; readonly skipped: string }
  | { readonly place: string; readonly failed: string };

/** A file or folder that the command was given, or a file found in such a folder. */
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
  /** Whether the content (not the name) is of this kind. Looks at the head, or at the names in an archive or folder; never throws. */
  detect(input: Input): boolean | Promise<boolean>;
  /** Yields letter by letter, so that memory does not grow with the input. A fault of one letter is a Reading, not an exception. */
  read(input: Input): AsyncIterable<Reading>;
}

/** A body cleaned and structured: the blocks and text of a letter and nothing of the service that sent it. */
export interface LetterTree {
  /** mdast with GFM tables, strikethrough and footnotes. Headings as found, not yet normalised to begin with level 2. */
  readonly root: Root;
  /** What the body itself says: `<title>`, hidden preheader, `lang`. */
  readonly title?: string;
  readonly preheader?: string;
  readonly language?: string;
  /** Pictures that the tree shows, by the `url` of their nodes. */
  readonly pictures: ReadonlyMap<string, SourceFile>;
  readonly repairs: readonly Repair[];
}

/** The names of everything that only a person can mend. The words for them, in Swedish and English, stand in repairs.ts. */
export const REPAIR_RULES = [
  "picture-without-alt",
  "picture-missing",
  "link-text",
  "redirect-unresolved",
  "heading-missing",
  "language-unknown",
  "date-unknown",
  "title-unknown",
  "encoding",
  "personal-number",
  "attachment-refused",
  "facts-unclear",
  "changed-source",
  "edited-by-hand",
] as const;
export type RepairRule = (typeof REPAIR_RULES)[number];

/** Something that only a person can mend. */
export interface Repair {
  readonly rule: RepairRule;
  /** What it is about, quoted from the letter: the link, the picture, the words. */
  readonly about: string;
  /**
   * What to look for in the finished Markdown so that the line can be told; undefined means the whole letter. The first
   * place counts that no repair before it has taken.
   */
  readonly find?: string;
}

/** A letter ready to be written. */
export interface ImportedLetter {
  readonly frontMatter: IssueFrontMatter;
  /** Markdown. */
  readonly body: string;
  /** The files that lie beside the issue, by the path that it names them with. */
  readonly files: ReadonlyMap<string, Uint8Array>;
  readonly repairs: readonly Repair[];
}
