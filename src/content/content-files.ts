import { closeSync, type Dirent, lstatSync, readdirSync, readSync } from "node:fs";
import { join, posix } from "node:path";
import type { Diagnostic, Fault, Problem } from "../diagnostics.ts";
import { type FileSignature, signatureOf } from "../files/file-signature.ts";
import { isRegular, openRegular, readRegular, statsOf } from "../files/regular-file.ts";
import { didYouMean } from "../suggest.ts";
import { decodeText, sizeProblem } from "./read-text.ts";

/** Texts as they were published, one for each time. There are as many as letters, and they are read only where one was corrected. */
export const VERSIONS = "versions";

/** What can be nothing but a folder of the content. */
const FOLDERS: ReadonlySet<string> = new Set(["issues", "news", "pages", "files", VERSIONS]);

/** Control characters, what Windows divides paths with, and the replacement character for bytes that are not text. */
const UNNAMEABLE = /[\p{Cc}\\\ufffd]/u;

const LONGEST_HEAD = 1_024;

/** The bytes of changed and new files by their path below the content folder; undefined for one that is gone. */
export type FileChanges = ReadonlyMap<string, Buffer | undefined>;

/** What lies in one folder. Its path is kept once, as there are many files in few folders. */
export interface ListedFolder {
  /** Begins the paths of its entries on disk. */
  readonly prefix: string;
  /** Begins their paths below the folder that was listed, with forward slashes. */
  readonly below: string;
  readonly entries: readonly Dirent[];
  /** The signature of each entry that is not a folder, where it is already known. */
  readonly signatures?: readonly (FileSignature | undefined)[];
}

/** Every folder in a folder and that folder itself, as the disk orders them. */
export function listFolders(folder: string, isWanted = (_below: string): boolean => true, below = ""): ListedFolder[] {
  const entries = readdirSync(folder, { withFileTypes: true });
  const folders = entries.filter((entry) => entry.isDirectory() && isWanted(`${below}${entry.name}/`));
  const deeper = folders.flatMap(({ name }) => listFolders(join(folder, name), isWanted, `${below}${name}/`));
  return [{ prefix: join(folder, "-").slice(0, -1), below, entries }, ...deeper];
}

/** Every folder of a content folder but that of the versions of texts. */
export function listContent(folder: string): ListedFolder[] {
  return listFolders(folder, (below) => below !== `${VERSIONS}/`);
}

/**
 * The files of a content folder, listed once and sorted, so that nothing depends on the disk's own order. Whatever content
 * refers to is looked up in this list: a path that leaves the folder, follows a link or differs by case is simply not in it.
 */
export class ContentFiles {
  /** The folder as the reader typed it; diagnostics begin with it. */
  readonly folder: string;
  /** Paths below the folder, with forward slashes, in code-unit order. */
  readonly paths: readonly string[];
  /** Symbolic links and the like, which are not read. */
  readonly diagnostics: readonly Diagnostic[];
  /** The signature of each file, where it is already known. */
  readonly #known: ReadonlyMap<string, FileSignature | undefined>;
  /** Of files that are not as they are on disk. */
  readonly #changes: FileChanges;
  readonly #registers = new Map<string, Buffer>();

  private constructor(
    folder: string,
    known: ReadonlyMap<string, FileSignature | undefined>,
    diagnostics: readonly Diagnostic[],
    changes: FileChanges = new Map(),
  ) {
    this.folder = folder;
    this.#changes = changes;
    this.paths = [...known.keys()].sort();
    this.diagnostics = diagnostics;
    this.#known = known;
  }

  /**
   * @param listed what lies in it, where it was already listed
   * @returns the list, or what is wrong when the folder itself cannot be read
   */
  static list(folder: string, listed?: readonly ListedFolder[]): { files: ContentFiles } | { diagnostic: Diagnostic } {
    let folders: readonly ListedFolder[];
    try {
      folders = listed ?? listContent(folder);
    } catch (error) {
      if (!["ENOENT", "ENOTDIR", "EACCES"].includes((error as NodeJS.ErrnoException).code ?? "")) throw error;
      const message = "the content folder cannot be read";
      const hint = "name it with --content DIR";
      return {
        diagnostic: { file: folder, line: 1, column: 1, severity: "error", rule: "content-folder", message, hint },
      };
    }
    const known = new Map<string, FileSignature | undefined>();
    const diagnostics: Diagnostic[] = [];
    for (const { below, entries, signatures } of folders) {
      if (/^\.|\/\./.test(below)) continue;
      for (const [index, entry] of entries.entries()) {
        if (entry.name.startsWith(".")) continue;
        const path = `${below}${entry.name}`;
        const fault = faultOf(entry, path);
        if (fault) diagnostics.push(faultIn(folder, path, fault));
        else if (entry.isFile()) known.set(path, signatures?.[index]);
      }
    }
    return { files: new ContentFiles(folder, known, diagnostics) };
  }

  /** The same files with some changes that are not on disk. */
  with(changes: FileChanges): ContentFiles {
    const known = new Map(this.#known);
    for (const [path, bytes] of changes) {
      if (bytes) known.set(path, "changed");
      else known.delete(path);
    }
    return new ContentFiles(this.folder, known, this.diagnostics, changes);
  }

  /** The hashes of the texts that are kept as they were published, and what lies among them and is no file. */
  versions(): { hashes: string[]; diagnostics: Diagnostic[] } {
    const folder = this.absolute(VERSIONS);
    const isFolder = statsOf(folder)?.isDirectory();
    const entries = isFolder ? readdirSync(folder, { withFileTypes: true }) : [];
    const texts = entries.filter((entry) => entry.isFile() && entry.name.endsWith(".md"));
    const strange = entries.filter((entry) => !entry.isFile() || UNNAMEABLE.test(entry.name));
    return {
      hashes: texts.map(({ name }) => name.slice(0, -".md".length)),
      diagnostics: strange.map(({ name }) => faultIn(this.folder, `${VERSIONS}/${name}`, NO_VERSION)),
    };
  }

  /** The file name of a text that is kept; undefined where it is not. */
  version(hash: string): string | undefined {
    // Under the second name where a publish was killed after it wrote to the ledger.
    return [`${hash}.md`, `${hash}.md.new`].find((name) => isRegular(join(this.folder, VERSIONS, name)));
  }

  /** A path as diagnostics name it: `content/issues/2023/09.md`. */
  display(path: string): string {
    return posix.join(this.folder.replaceAll("\\", "/"), path);
  }

  absolute(path: string): string {
    return join(this.folder, path);
  }

  has(path: string): boolean {
    return this.#known.has(path);
  }

  /** The content file that a reference in another content file means; undefined when there is none. */
  resolve(reference: string, from: string): string | undefined {
    const path = posix.join(posix.dirname(from), reference);
    return this.#known.has(path) ? path : undefined;
  }

  /** The only file that a reference can mean which has other capitals, or `\` for `/`; as it is to be written. */
  meant(reference: string, from: string): string | undefined {
    const path = posix.join(posix.dirname(from), reference.replaceAll("\\", "/")).toLowerCase();
    const [only, ...others] = this.paths.filter((other) => other.toLowerCase() === path);
    return others.length === 0 && only !== undefined ? posix.relative(posix.dirname(from), only) : undefined;
  }

  /** A hint naming the file that was probably meant. */
  suggest(reference: string, from: string): string | undefined {
    const folder = posix.dirname(posix.join(posix.dirname(from), reference));
    const neighbours = this.paths.filter((path) => posix.dirname(path) === folder);
    const relative = (path: string): string => posix.relative(posix.dirname(from), path);
    const alike = neighbours.find((path) => relative(path).normalize("NFC") === reference.normalize("NFC"));
    // What looks the same would be no help as a suggestion: macOS writes å as two signs.
    if (alike) return "its name looks the same but is made of other signs; rename the file with the letters a–z";
    const path = posix.join(posix.dirname(from), reference.replaceAll("\\", "/"));
    const same = this.paths.find((other) => other.toLowerCase() === path.toLowerCase());
    if (same !== undefined) return `did you mean "${relative(same)}"?${reference.includes("\\") ? FORWARD : CASE}`;
    const near = didYouMean(reference, neighbours.map(relative));
    if (near) return near;
    const [elsewhere] = this.paths.filter((path) => posix.basename(path) === posix.basename(reference));
    return elsewhere === undefined ? undefined : `did you mean "${relative(elsewhere)}"?`;
  }

  /** Reads and decodes a text file. */
  text(path: string): { text: string } | { problem: Problem } {
    const problem = sizeProblem(this.size(path));
    return problem ? { problem } : decodeText(this.bytes(path));
  }

  /**
   * What the file system says about a file without reading it. Two equal signatures mean equal bytes, unless the file was written
   * while it was being read: see {@link isSettled}.
   */
  signature(path: string): FileSignature {
    return this.#known.get(path) ?? signatureOf(this.absolute(path));
  }

  /**
   * A file's bytes. All reading blocks: it is several times faster than waiting for each of ten thousand files. Settings and
   * registers are read once, so that their signature is the hash of what was read.
   */
  bytes(path: string): Buffer {
    const known = this.#changes.get(path) ?? this.#registers.get(path);
    if (known) return known;
    const bytes = readRegular(this.absolute(path));
    if (path.endsWith(".yaml")) this.#registers.set(path, bytes);
    return bytes;
  }

  /** The first bytes of a file, which say what it is. */
  head(path: string): Uint8Array {
    const changed = this.#changes.get(path);
    if (changed) return changed.subarray(0, LONGEST_HEAD);
    const descriptor = openRegular(this.absolute(path));
    try {
      const bytes = new Uint8Array(LONGEST_HEAD);
      return bytes.subarray(0, readSync(descriptor, bytes));
    } finally {
      closeSync(descriptor);
    }
  }

  /** Size in bytes. */
  size(path: string): number {
    return this.#changes.get(path)?.length ?? lstatSync(this.absolute(path)).size;
  }
}

const FORWARD = " Folders are divided by /, not by \\";
const CASE = " Capitals count";

const NO_VERSION: Fault = {
  rule: "file-kind",
  message: "this is no text as it was published",
  hint: "remove it: publish writes what lies here",
};

function faultIn(folder: string, path: string, fault: Fault): Diagnostic {
  return { file: posix.join(folder, path), line: 1, column: 1, severity: "error", ...fault };
}

/** What is wrong with a name or with what bears it. */
function faultOf(entry: Dirent, path: string): Fault | undefined {
  if (UNNAMEABLE.test(entry.name)) {
    const message = "its name holds a sign that no address can have";
    return { rule: "file-name", message, hint: "rename it with letters, digits and hyphens" };
  }
  if (entry.isFile() && FOLDERS.has(path)) {
    const message = "this is a file, and a folder of this name is part of the content";
    return { rule: "file-kind", message, hint: "give it another name" };
  }
  if (entry.isFile() || entry.isDirectory()) return undefined;
  const message = "this is a link or a special file, which is not read";
  return { rule: "file-kind", message, hint: "put the file itself here" };
}
