import { lstatSync, readdirSync } from "node:fs";
import { basename, join, resolve } from "node:path";
import type { Importer, Input, Kind } from "./importer.ts";
import { atMost, FOLDER_DEPTH, FOLDER_FILES, ImportLimitError } from "./limits.ts";
import { isPartOfAPage, openInput } from "./sources/input.ts";

/** A file or folder with the importer that reads it. */
export interface DetectedInput {
  readonly path: string;
  /** The path that the user named: this one, or a folder above. */
  readonly named: string;
  readonly importer: Importer;
  /** Whether the letters in it have no markup, so that the same letter in another form says more. */
  readonly isPlain: boolean;
}

/** A file or folder that nobody reads. */
export interface Unread {
  readonly place: string;
  readonly outcome: "skipped" | "failed";
  readonly why: string;
}

/** What lies beside letters, and is read with them: pictures, styles, the address of a saved page. */
const PARTS_OF_LETTERS = /\.(?:url|webloc|png|jpe?g|gif|webp|avif|svg|bmp|ico|css|js|woff2?|ttf)$/i;

/** The forms of one letter, the one that says most first: mail has the day, the pictures and the attachments. */
const RICHEST_FIRST = [
  "markdown",
  "ghost",
  "substack",
  "buttondown",
  "beehiiv",
  "mailchimp",
  "mail",
  "html",
  "paloma",
  "feed",
] as const satisfies readonly Kind[];
/** A kind that is not in the list does not compile here. */
const RANKS: readonly Kind[] = RICHEST_FIRST satisfies readonly [
  Exclude<Kind, (typeof RICHEST_FIRST)[number]>,
] extends readonly [never]
  ? readonly Kind[]
  : never;

/**
 * Finds out what each path is, by its content. A folder that is one thing (a Maildir, an unpacked export) is read as one;
 * any other is walked in sorted order, so that a folder may hold all kinds.
 * @param from the kind that the user says it is; then only that importer is asked
 * @param apart folders that are passed by where a folder above them is walked: the archive itself
 * @returns the inputs in the order they are to be read: where one letter comes in several forms, the richest first
 */
export async function detectInputs(
  paths: readonly string[],
  importers: readonly Importer[],
  from: Kind | undefined,
  apart: readonly string[],
): Promise<{ inputs: DetectedInput[]; unread: Unread[] }> {
  const asked = importers.filter(({ kind }) => from === undefined || kind === from);
  const finder = new Finder(asked, new Set(apart.map((folder) => resolve(folder))));
  for (const path of paths) await finder.visit(path, from !== undefined);
  return { inputs: finder.inputs.sort(richestFirst), unread: finder.unread };
}

class Finder {
  readonly inputs: DetectedInput[] = [];
  readonly unread: Unread[] = [];
  readonly #asked: readonly Importer[];
  readonly #apart: ReadonlySet<string>;
  #files = 0;
  #named = "";

  constructor(asked: readonly Importer[], apart: ReadonlySet<string>) {
    this.#asked = asked;
    this.#apart = apart;
  }

  /**
   * A file or folder that the user named; here a link is followed.
   * @param isSaid whether the user said what it is, so that nobody's doubt counts
   */
  async visit(path: string, isSaid: boolean): Promise<void> {
    this.#named = path;
    await this.#guarded(path, async () => {
      const input = openInput(path);
      const importer = await this.#claim(input);
      const said = isSaid ? this.#asked[0] : undefined;
      if (importer) this.#found(path, importer, input);
      else if (input.isFolder) await this.#walk(path, 1);
      else if (said) this.#found(path, said, input);
      else
        this.unread.push({
          place: path,
          outcome: "failed",
          why: "what it is cannot be told; name its kind with --from",
        });
    });
  }

  /** Links and special files are passed by: a link could lead anywhere, also round in a circle. */
  async #walk(folder: string, depth: number): Promise<void> {
    atMost(FOLDER_DEPTH, depth);
    const others: string[] = [];
    const folders: string[] = [];
    const names = readdirSync(folder).filter((name) => !name.startsWith("."));
    this.#files += names.length;
    atMost(FOLDER_FILES, this.#files);
    for (const name of names.sort()) {
      const path = join(folder, name);
      const stats = lstatSync(path);
      if (stats.isDirectory() && !this.#apart.has(resolve(path))) folders.push(path);
      else if (stats.isFile() && !isPartOfAPage(path)) await this.#visitFile(path, others);
    }
    if (others.length > 0) this.unread.push({ place: folder, outcome: "skipped", why: noLetters(others) });
    for (const path of folders) {
      await this.#guarded(path, async () => {
        const input = openInput(path);
        const importer = await this.#claim(input);
        if (importer) this.#found(path, importer, input);
        else await this.#walk(path, depth + 1);
      });
    }
  }

  async #visitFile(path: string, others: string[]): Promise<void> {
    await this.#guarded(path, async () => {
      const input = openInput(path);
      const importer = await this.#claim(input);
      if (importer) this.#found(path, importer, input);
      else if (!PARTS_OF_LETTERS.test(path)) others.push(basename(path));
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

  /** A file that cannot be read, or a folder that is too much, stops no other. */
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

/** Why a file could not be read, where that is neither our fault nor the whole disk's. */
export function readingFault(error: unknown): string | undefined {
  if (error instanceof ImportLimitError) return error.message;
  const { code } = error as NodeJS.ErrnoException;
  if (code === "EACCES" || code === "EPERM") return "no permission to read it";
  if (code === "ENOENT") return "it is not there";
  if (code === "EIO") return "the disk cannot read it";
  return undefined;
}

const NAMES_SHOWN = 3;

function noLetters(names: readonly string[]): string {
  const shown = names.slice(0, NAMES_SHOWN).join(", ") + (names.length > NAMES_SHOWN ? ", …" : "");
  return names.length === 1
    ? `1 file in it is no letter (${shown})`
    : `${names.length} files in it are no letters (${shown})`;
}

/** Whether a text has no markup at all. Decides an order only. */
function isPlain({ head, isFolder }: Input): boolean {
  if (isFolder) return false;
  return !/<(?:html|body|table|div|p|br)\b/i.test(Buffer.from(head).toString("latin1"));
}

function richestFirst(a: DetectedInput, b: DetectedInput): number {
  const rank = ({ importer, isPlain: plain }: DetectedInput) => 2 * RANKS.indexOf(importer.kind) + (plain ? 1 : 0);
  return rank(a) - rank(b);
}
