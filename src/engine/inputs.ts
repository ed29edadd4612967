import { existsSync, statSync } from "node:fs";
import { join } from "node:path";
import { type ListedFolder, listContent, listFolders, VERSIONS } from "../content/content-files.ts";
import type { ProjectFacts } from "../editions/web/eleventy/render.ts";
import { isRecord, RESULT_FILE, readChecked, writeChecked } from "../files/checked-file.ts";
import { type FileSignature, folderSignatureOf, isSettled, signatureOf } from "../files/file-signature.ts";
import { readRegular } from "../files/regular-file.ts";
import { sha256 } from "../hash.ts";
import { ROOT } from "../program.mjs";
import type { BuildOptions, BuildResult } from "./build-options.ts";
import { filesOfProject } from "./project/project-inputs.ts";
import { isUntouched, type ReleasedFolder } from "./store/released-folder.ts";

/** More files than this that were changed a moment ago are not worth reading only to know them again. */
const MOST_HASHED = 500;

/** All inputs of a site, as the file system reports them before any of them is read. */
export interface Inputs {
  /** What is not a file. */
  readonly options: readonly string[];
  readonly signatures: Map<string, FileSignature>;
  /** What lies in the content folder; undefined where there is none. */
  readonly content: readonly ListedFolder[] | undefined;
  /**
   * Files that were changed a moment ago, and so may be changed again without their times showing it, with the SHA-256 of
   * their bytes; undefined when they are many.
   */
  hashes: Map<string, string> | undefined;
}

interface CachedResult {
  readonly inputs: string;
  /** The files of which the bytes counted, and not the signature. */
  readonly hashed: readonly string[];
  /** The release that was made: after a rollback another is served. */
  readonly inode: string;
  /** What the project added: only a build that loads its configuration knows. */
  readonly facts: ProjectFacts;
  readonly result: BuildResult;
}

/** Looks at every file a build is about to read. @param configFiles what the project's configuration is made from */
export function inputsOf(
  { contentDir, drafts, today }: BuildOptions,
  program: string,
  configFiles: readonly string[],
): Inputs {
  const startedAt = Date.now();
  const signatures = new Map<string, FileSignature>();
  const fresh: string[] = [];
  const lookAt = ({ prefix, entries }: ListedFolder): (FileSignature | undefined)[] =>
    entries.map((entry) => {
      // A name that is not text cannot be asked for by it; the content is refused for it in a moment.
      if (entry.isDirectory() || entry.name.includes("\ufffd")) return undefined;
      const file = `${prefix}${entry.name}`;
      const signature = signatureOf(file);
      signatures.set(file, signature);
      if (!isSettled(signature, startedAt)) fresh.push(file);
      return signature;
    });
  const listed = statSync(contentDir, { throwIfNoEntry: false })?.isDirectory()
    ? listContent(contentDir).map((folder) => ({ ...folder, signatures: lookAt(folder) }))
    : undefined;
  const versions = listed && folderSignatureOf(join(contentDir, VERSIONS));
  for (const name of ["templates", "public"]) listFolders(join(ROOT, name)).forEach(lookAt);
  const inputs: Inputs = {
    // The versions of texts have their hashes as names, so it is enough to see which there are.
    options: [program, contentDir, String(drafts), today, versions ?? ""],
    signatures,
    content: listed,
    hashes: fresh.length > MOST_HASHED ? undefined : new Map(fresh.map((file) => [file, hashOf(file)])),
  };
  addInputs(inputs, configFiles);
  return inputs;
}

/** Looks at further files, before any of them is read. */
export function addInputs(inputs: Inputs, files: readonly string[]): void {
  const now = Date.now();
  for (const file of files) {
    if (inputs.signatures.has(file) || !existsSync(file)) continue;
    const signature = signatureOf(file);
    inputs.signatures.set(file, signature);
    if (!isSettled(signature, now)) inputs.hashes?.set(file, hashOf(file));
  }
  if ((inputs.hashes?.size ?? 0) > MOST_HASHED) inputs.hashes = undefined;
}

/**
 * What is known of the build that made the current release.
 * @returns its result only where neither its inputs nor the release changed
 */
export function cachedResult(
  folder: string,
  inputs: Inputs,
  current: ReleasedFolder,
): { readonly result?: BuildResult; readonly facts?: ProjectFacts } {
  const cached = readChecked(join(folder, RESULT_FILE), isCachedResult);
  if (!cached || cached.inode !== current.record?.inode) return {};
  const { facts, result } = cached;
  addInputs(inputs, filesOfProject(watchedBy(facts)));
  const hashes = new Map(
    cached.hashed
      .filter((file) => inputs.signatures.has(file))
      .map((file) => [file, inputs.hashes?.get(file) ?? hashOf(file)]),
  );
  const isSame = fingerprintOf(inputs, hashes) === cached.inputs && isUntouched(current);
  return { facts, ...(isSame && { result: { ...result, rendered: 0 } }) };
}

/** The files, folders and globs of a project. */
export function watchedBy({ sources, copied }: ProjectFacts): string[] {
  return [...sources, ...copied];
}

/** Keeps the result of a build whose release is served now. */
export function saveResult(
  folder: string,
  inputs: Inputs,
  current: ReleasedFolder | undefined,
  facts: ProjectFacts | undefined,
  result: BuildResult,
): void {
  const inode = current?.record?.inode;
  const { hashes } = inputs;
  if (hashes === undefined || inode === undefined || facts === undefined) return;
  // Changed once more before it was read, it is not what its hash says.
  if (changedSince(inputs, hashes.keys())) return;
  const cached: CachedResult = {
    inputs: fingerprintOf(inputs, hashes),
    hashed: [...hashes.keys()],
    inode,
    facts,
    result,
  };
  try {
    writeChecked(join(folder, RESULT_FILE), cached, false);
  } catch {
    // The release is served, so nothing has failed: the next build only has to look more closely.
  }
}

/** Whether one of these files is no longer what it was when the inputs were looked at. */
export function changedSince({ signatures }: Inputs, files: Iterable<string>): boolean {
  return [...files].some((file) => !existsSync(file) || signatureOf(file) !== signatures.get(file));
}

/** The templates and styles, which Eleventy reads on its own, after their signatures were taken. */
export function templatesOf({ signatures }: Inputs): string[] {
  const folder = join(ROOT, "templates");
  return [...signatures.keys()].filter((file) => file.startsWith(folder));
}

/** @param hashes the files of which the bytes count, and not the signature */
function fingerprintOf({ options, signatures }: Inputs, hashes: ReadonlyMap<string, string>): string {
  const lines = Array.from(signatures, ([file, signature]) => `${file} ${hashes.get(file) ?? signature}`);
  return sha256([...options, ...lines.sort()].join("\n"));
}

/** A link or a special file is not read; the content is refused for it in a moment. */
function hashOf(file: string): string {
  try {
    return sha256(readRegular(file));
  } catch {
    return "unreadable";
  }
}

function isCachedResult(value: unknown): value is CachedResult {
  return (
    isRecord(value) &&
    typeof value.inputs === "string" &&
    typeof value.inode === "string" &&
    Array.isArray(value.hashed) &&
    isRecord(value.facts) &&
    isRecord(value.result)
  );
}
