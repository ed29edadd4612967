import { type Dirent, existsSync, readdirSync, readFileSync, statSync } from "node:fs";
import { join, posix, relative } from "node:path";
import type { Diagnostic, Problem } from "../diagnostics.ts";
import { type FileSignature, signatureOf } from "../file-signature.ts";
import { remembered } from "../remembered.ts";
import { didYouMean } from "../suggest.ts";
import { decodeText } from "./read-text.ts";

/** Texts as they were published, one for each time. There are as many as letters, and they are read only where one was corrected. */
export const VERSIONS = "versions";

/** Control characters, what Windows divides paths with, and what stands for bytes that are no text. */
const UNNAMEABLE = /[\p{Cc}\\\ufffd]/u;

/** Every entry of a content folder but the versions of texts, as the disk orders them. */
export function listContent(folder: string): Dirent[] {
  const top = readdirSync(folder, { withFileTypes: true });
  const below = top
    .filter((entry) => entry.isDirectory() && entry.name !== VERSIONS)
    .flatMap(({ name }) => readdirSync(join(folder, name), { recursive: true, withFileTypes: true }));
  return [...top, ...below];
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
  readonly #known: ReadonlySet<string>;
  readonly #registers = new Map<string, Buffer>();
  readonly #signatures: ReadonlyMap<string, FileSignature>;

  private constructor(
    folder: string,
    paths: readonly string[],
    diagnostics: readonly Diagnostic[],
    signatures: ReadonlyMap<string, FileSignature>,
  ) {
    this.folder = folder;
    this.paths = paths;
    this.diagnostics = diagnostics;
    this.#known = new Set(paths);
    this.#signatures = signatures;
  }

  /**
   * @param signatures of the files, by their paths on disk, where somebody has looked already
   * @returns the list, or what is wrong when the folder itself cannot be read
   */
  static list(
    folder: string,
    signatures: ReadonlyMap<string, FileSignature> = new Map(),
  ): { files: ContentFiles } | { diagnostic: Diagnostic } {
    let entries: Dirent[];
    try {
      entries = listContent(folder);
    } catch (error) {
      if (!["ENOENT", "ENOTDIR", "EACCES"].includes((error as NodeJS.ErrnoException).code ?? "")) throw error;
      const message = "the content folder cannot be read";
      const hint = "name it with --content DIR";
      return {
        diagnostic: { file: folder, line: 1, column: 1, severity: "error", rule: "content-folder", message, hint },
      };
    }
    const paths: string[] = [];
    const diagnostics: Diagnostic[] = [];
    const below = remembered((parent) => relative(folder, parent).replaceAll("\\", "/"));
    for (const entry of entries) {
      const path = posix.join(below(entry.parentPath), entry.name);
      if (path.split("/").some((part) => part.startsWith("."))) continue;
      const refuse = (rule: string, message: string, hint: string): void => {
        diagnostics.push({
          file: posix.join(folder, path),
          line: 1,
          column: 1,
          severity: "error",
          rule,
          message,
          hint,
        });
      };
      if (UNNAMEABLE.test(entry.name))
        refuse(
          "file-name",
          "its name holds a sign that no address can have",
          "rename it with letters, digits and hyphens",
        );
      else if (entry.isFile()) paths.push(path);
      else if (!entry.isDirectory())
        refuse("file-kind", "this is a link or a special file, which is not read", "put the file itself here");
    }
    return { files: new ContentFiles(folder, paths.sort(), diagnostics, signatures) };
  }

  /** The hashes of the texts that are kept as they were published. */
  versions(): string[] {
    const folder = this.absolute(VERSIONS);
    const names = existsSync(folder) ? readdirSync(folder) : [];
    return names.filter((name) => name.endsWith(".md")).map((name) => name.slice(0, -".md".length));
  }

  /** The file name of a text that is kept; undefined where it is not. */
  version(hash: string): string | undefined {
    // Under the second name where a publish was killed after it wrote to the ledger.
    return [`${hash}.md`, `${hash}.md.new`].find((name) => existsSync(join(this.folder, VERSIONS, name)));
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

  /** A hint naming the file that was probably meant. */
  suggest(reference: string, from: string): string | undefined {
    const folder = posix.dirname(posix.join(posix.dirname(from), reference));
    const neighbours = this.paths.filter((path) => posix.dirname(path) === folder);
    const relative = (path: string): string => posix.relative(posix.dirname(from), path);
    const alike = neighbours.find((path) => relative(path).normalize("NFC") === reference.normalize("NFC"));
    // What looks the same would be no help as a suggestion: macOS writes å as two signs.
    if (alike) return "its name looks the same but is made of other signs; rename the file with the letters a–z";
    const near = didYouMean(reference, neighbours.map(relative));
    if (near) return near;
    const [elsewhere] = this.paths.filter((path) => posix.basename(path) === posix.basename(reference));
    return elsewhere === undefined ? undefined : `did you mean "${relative(elsewhere)}"?`;
  }

  /** Reads and decodes a text file. */
  text(path: string): { text: string } | { problem: Problem } {
    return decodeText(this.bytes(path));
  }

  /**
   * What the file system tells of a file without reading it. Two equal signatures mean equal bytes, unless the file was
   * written while it was being read: see {@link isSettled}.
   */
  signature(path: string): FileSignature {
    const file = this.absolute(path);
    return this.#signatures.get(file) ?? signatureOf(file);
  }

  /**
   * A file's bytes. All reading blocks: it is several times faster than waiting for each of ten thousand files. Settings and
   * registers are read once, so that what stands for them is the hash of what was read.
   */
  bytes(path: string): Buffer {
    const known = this.#registers.get(path);
    if (known) return known;
    const bytes = readFileSync(this.absolute(path));
    if (path.endsWith(".yaml")) this.#registers.set(path, bytes);
    return bytes;
  }

  /** Size in bytes. */
  size(path: string): number {
    return statSync(this.absolute(path)).size;
  }
}
