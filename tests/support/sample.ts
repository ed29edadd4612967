/** What the unit tests share: the invented archives, and temporary folders that are gone when a test file is done. */
import { createHash } from "node:crypto";
import { cpSync, mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, statSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join, relative } from "node:path";
import { type Diagnostic, formatDiagnostic } from "../../src/diagnostics.ts";
import type { BuildResult } from "../../src/engine/build-options.ts";
import { buildSite } from "../../src/engine/build-site.ts";

export const ROOT = join(import.meta.dirname, "../..");
/** A small complete archive with a little of everything. */
export const SAMPLE = join(ROOT, "tests/sample/content");
/** The least content that is right: one letter and one page. */
export const MINIMAL = join(ROOT, "tests/sample/minimal");
/** The archive of Upphandlingsdialog Dalarna as it was in November 2026: real letters, whatever lies in `content/`. */
export const UDD = join(ROOT, "tests/sample/udd");
/** The day on which all content is checked, so that no test depends on the clock. */
export const TODAY = "2026-11-23";

const temporary: string[] = [];

/** An empty folder of its own, removed after the test file. */
export function temporaryFolder(): string {
  const folder = mkdtempSync(join(tmpdir(), "brevarkiv-test-"));
  temporary.push(folder);
  return folder;
}

export function removeTemporaryFolders(): void {
  for (const folder of temporary.splice(0)) rmSync(folder, { recursive: true, force: true });
}

/** Files by path below a folder; what is undefined is removed. */
export type Files = Readonly<Record<string, string | Uint8Array | undefined>>;

export function writeFiles(folder: string, files: Files): void {
  for (const [path, content] of Object.entries(files)) {
    const file = join(folder, path);
    if (content === undefined) rmSync(file, { recursive: true });
    else {
      mkdirSync(dirname(file), { recursive: true });
      writeFileSync(file, content);
    }
  }
}

/** A copy of a content folder in a temporary folder, with some files changed. */
export function contentFolder(from: string, changes: Files = {}): string {
  const folder = join(temporaryFolder(), "content");
  cpSync(from, folder, { recursive: true });
  writeFiles(folder, changes);
  return folder;
}

/** A letter file's text. */
export function letter(frontMatter: string, body = "Hej!"): string {
  return `---\n${frontMatter}\n---\n\n${body}\n`;
}

/** The folder `content` as a reader would have typed it, whatever temporary folder it lies in. */
export function formatted(diagnostics: readonly Diagnostic[], content: string): string[] {
  return diagnostics.map((diagnostic) => formatDiagnostic(diagnostic).replaceAll(content, "content"));
}

/** Loads, renders and checks a content folder without writing anything. */
export async function check(content: string): Promise<{ result: BuildResult; lines: string[] }> {
  const result = await buildSite({ contentDir: content, output: undefined, today: TODAY, drafts: false });
  return { result, lines: formatted(result.diagnostics, content) };
}

/** Builds a content folder into a temporary folder. @throws when it has errors */
export async function build(content: string, { drafts = false } = {}): Promise<Site> {
  const output = join(temporaryFolder(), "site");
  const result = await buildSite({ contentDir: content, output, today: TODAY, drafts });
  if (result.diagnostics.some(({ severity }) => severity === "error")) {
    throw new Error(`the content has errors:\n${formatted(result.diagnostics, content).join("\n")}`);
  }
  return { folder: output, result, page: (address) => readFileSync(join(output, pagePath(address)), "utf8") };
}

export interface Site {
  readonly folder: string;
  readonly result: BuildResult;
  /** The text of the page, or other file, at an address. */
  page(address: string): string;
}

function pagePath(address: string): string {
  return address.endsWith("/") ? `${address.slice(1)}index.html` : address.slice(1);
}

/** Every file below a folder, with forward slashes, sorted. */
export function filesBelow(folder: string): string[] {
  return readdirSync(folder, { recursive: true, withFileTypes: true })
    .filter((entry) => !entry.isDirectory())
    .map((entry) => relative(folder, join(entry.parentPath, entry.name)).replaceAll("\\", "/"))
    .sort();
}

/** Path → hash of the bytes, for everything below a folder: two folders with equal fingerprints are equal byte for byte. */
export function fingerprint(folder: string): Record<string, string> {
  return Object.fromEntries(
    filesBelow(folder).map((path) => [
      path,
      createHash("sha256")
        .update(readFileSync(join(folder, path)))
        .digest("hex"),
    ]),
  );
}

/** The rights of a file or folder, as `755`. */
export function modeOf(path: string): string {
  return (statSync(path).mode & 0o777).toString(8);
}
