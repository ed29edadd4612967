import { lstatSync, readdirSync } from "node:fs";
import { join, resolve } from "node:path";
import { append } from "./group-by.ts";
import type { Importer, Input, Kind } from "./importer.ts";
import { atMost, FOLDER_DEPTH, FOLDER_FILES, ImportLimitError } from "./limits.ts";
import { isFolderOfSite, whyNoLetter } from "./no-letter.ts";
import { isPartOfAPage, openInput, SpecialFileError } from "./sources/input.ts";
import { whyUnreadable } from "./unreadable.ts";

/** A file or folder with the importer that reads it. */
export interface DetectedInput {
  readonly path: string;
  /** The path that the user named: this one, or a folder above. */
  readonly named: string;
  readonly importer: Importer;
  /** Whether its letters have no markup: the same letter in another form holds more. */
  readonly isPlain: boolean;
}

/** A file or folder that no importer reads. */
export interface Unread {
  readonly place: string;
  readonly outcome: "skipped" | "failed";
  readonly why: string;
}

/** Files that belong to letters and are read with them: pictures, fonts, the address of a saved page. */
const PARTS_OF_LETTERS = /\.(?:url|webloc|png|jpe?g|gif|webp|avif|svg|bmp|ico|woff2?|ttf)$/i;

/** Kinds of files that parts of a site look like. */
const LIKE_PAGES: ReadonlySet<Kind> = new Set(["markdown", "html", "paloma"]);

/** The forms of one letter in the order in which they are read, the richest first: mail has the day, the pictures and the attachments. */
const READING_ORDER: Readonly<Record<Kind, number>> = {
  markdown: 1,
  ghost: 2,
  substack: 3,
  buttondown: 4,
  beehiiv: 5,
  mailchimp: 6,
  mail: 7,
  html: 8,
  paloma: 9,
  feed: 10,
};

/**
 * Detects the kind of each path by its content. A folder that is one input (a Maildir, an unpacked export) is read as a whole;
 * any other is walked in sorted order and may hold all kinds.
 * @param from the kind that the user named; then only that importer is asked
 * @param excluded folders to skip below the paths: the archive itself
 * @returns the inputs in reading order: where one letter comes in several forms, the richest first
 */
export async function detectInputs(
  paths: readonly string[],
  importers: readonly Importer[],
  from: Kind | undefined,
  excluded: readonly string[],
): Promise<{ inputs: DetectedInput[]; unread: Unread[] }> {
  const asked = importers.filter(({ kind }) => from === undefined || kind === from);
  const finder = new Finder(asked, new Set(excluded.map((folder) => resolve(folder))));
  for (const path of paths) await finder.visit(path, from !== undefined);
  return { inputs: finder.inputs.sort(richestFirst), unread: finder.unread };
}

class Finder {
  readonly inputs: DetectedInput[] = [];
  readonly unread: Unread[] = [];
  readonly #asked: readonly Importer[];
  readonly #excluded: ReadonlySet<string>;
  #files = 0;
  #named = "";

  constructor(asked: readonly Importer[], excluded: ReadonlySet<string>) {
    this.#asked = asked;
    this.#excluded = excluded;
  }

  /**
   * Takes a file or folder that the user named; here a link is followed.
   * @param isSaid whether the user named its kind, which is then not doubted
   */
  async visit(path: string, isSaid: boolean): Promise<void> {
    this.#named = path;
    await this.#guarded(path, async () => {
      const input = openInput(path);
      if (input.isFolder) return this.#visitFolder(input, 1);
      const unreadable = await whyUnreadable(input);
      const importer = unreadable === undefined ? await this.#claim(input) : undefined;
      const said = isSaid ? this.#asked[0] : undefined;
      if (unreadable !== undefined) this.unread.push({ place: path, outcome: "failed", why: unreadable });
      else if (importer) this.#found(path, importer, input);
      else if (said) this.#found(path, said, input);
      else
        this.unread.push({
          place: path,
          outcome: "failed",
          why: "what it is cannot be told; name its kind with --from",
        });
    });
  }

  /** An export that was unpacked is one input; what else lies in its folder is not part of it. */
  async #visitFolder(input: Input, depth: number): Promise<void> {
    const importer = await this.#claim(input);
    if (importer) this.#found(input.path, importer, input);
    await this.#walk(input.path, depth, importer?.parts);
  }

  /**
   * Skips links and special files: a link can lead anywhere, also into a loop.
   * @param parts the names of what has been taken
   */
  async #walk(folder: string, depth: number, parts: RegExp | undefined): Promise<void> {
    atMost(FOLDER_DEPTH, depth);
    const others = new Map<string, string[]>();
    const folders: string[] = [];
    const names = readdirSync(folder).filter((name) => !name.startsWith(".") && !parts?.test(name));
    this.#files += names.length;
    atMost(FOLDER_FILES, this.#files);
    for (const name of names.sort()) {
      const path = join(folder, name);
      const stats = lstatSync(path);
      if (stats.isDirectory()) {
        if (isFolderOfSite(name)) append(others, "parts of a site", name);
        else if (!this.#excluded.has(resolve(path))) folders.push(path);
      } else if (!stats.isFile()) append(others, "links or devices, which are not followed", name);
      else if (!isPartOfAPage(path)) await this.#visitFile(path, (why) => append(others, why, name));
    }
    for (const [why, left] of others)
      this.unread.push({ place: folder, outcome: "skipped", why: noLetters(left, why) });
    for (const path of folders) await this.#guarded(path, () => this.#visitFolder(openInput(path), depth + 1));
  }

  /** @param leave takes why a file is not a letter; "" where that is unknown */
  async #visitFile(path: string, leave: (why: string) => void): Promise<void> {
    await this.#guarded(path, async () => {
      if (PARTS_OF_LETTERS.test(path)) return;
      const input = openInput(path);
      const unreadable = await whyUnreadable(input);
      if (unreadable !== undefined) {
        this.unread.push({ place: path, outcome: "skipped", why: unreadable });
        return;
      }
      const importer = await this.#claim(input);
      const noLetter = !importer || LIKE_PAGES.has(importer.kind) ? whyNoLetter(input) : undefined;
      if (importer && noLetter === undefined) this.#found(path, importer, input);
      else leave(noLetter ?? "");
    });
  }

  async #claim(input: Input): Promise<Importer | undefined> {
    for (const importer of this.#asked) {
      if (await importer.detect(input)) return importer;
    }
    return undefined;
  }

  #found(path: string, importer: Importer, input: Input): void {
    this.inputs.push({ path, named: this.#named, importer, isPlain: isPlain(input) });
  }

  /** Reports a file that cannot be read, or a folder over a limit, and goes on with the others. */
  async #guarded(path: string, task: () => Promise<void>): Promise<void> {
    try {
      await task();
    } catch (error) {
      const why = readingFault(error);
      if (why === undefined) throw error;
      this.unread.push({ place: path, outcome: "failed", why });
    }
  }
}

/** Why a file could not be read; undefined for a bug, and for an error that concerns the whole disk. */
export function readingFault(error: unknown): string | undefined {
  if (error instanceof ImportLimitError || error instanceof SpecialFileError) return error.message;
  const { code } = error as NodeJS.ErrnoException;
  if (code === "EACCES" || code === "EPERM") return "no permission to read it";
  if (code === "ENOENT") return "it is not there";
  if (code === "EIO") return "the disk cannot read it";
  return undefined;
}

/** All of them are named: what is passed over in silence may have been a letter. */
function noLetters(names: readonly string[], why: string): string {
  return `no ${names.length === 1 ? "letter" : "letters"}${why === "" ? "" : ` but ${why}`}: ${names.join(", ")}`;
}

/** Whether a text has no markup. It decides the order only. */
function isPlain({ head, isFolder }: Input): boolean {
  if (isFolder) return false;
  return !/<(?:html|body|table|div|p|br)\b/i.test(Buffer.from(head).toString("latin1"));
}

function richestFirst(a: DetectedInput, b: DetectedInput): number {
  const rank = ({ importer, isPlain: plain }: DetectedInput) => 2 * READING_ORDER[importer.kind] + (plain ? 1 : 0);
  return rank(a) - rank(b);
}
