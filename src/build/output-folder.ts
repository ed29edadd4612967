import { chmod, copyFile, mkdir, mkdtemp, readdir, realpath, rename, rm, writeFile } from "node:fs/promises";
import { basename, dirname, join, resolve } from "node:path";

/** Tells that a folder is a site of ours, and so may be replaced. */
const MARKER = ".brevarkiv-site";

/** The output folder holds something that we did not write. */
export class ForeignFolderError extends Error {
  constructor(folder: string) {
    super(
      `${folder} is not empty and was not made by Brevarkiv; name another folder with --output, or remove it yourself`,
    );
  }
}

/** One file of the site: its text, or the file it is copied from. */
export interface SiteFile {
  /** Below the site's folder, with forward slashes. */
  readonly path: string;
  readonly content: { readonly text: string } | { readonly copyOf: string };
}

/**
 * Writes a whole site: into a folder beside the output first, which then takes its place, so that a failure on the way
 * leaves the site that was there as it was.
 * @throws {ForeignFolderError} rather than replace a folder that is not ours
 */
export async function writeSite(output: string, files: readonly SiteFile[]): Promise<void> {
  // A web server may serve the folder through a link: what the link means is replaced, not the link.
  const target = await realpath(output).catch((error: unknown) => {
    ignoreMissing(error);
    return resolve(output);
  });
  await assertOurs(target, output);
  await mkdir(dirname(target), { recursive: true });
  const staging = await mkdtemp(join(dirname(target), `.${basename(target)}-new-`));
  const old = `${staging}-old`;
  try {
    // mkdtemp makes a folder that nobody else may read; a web server must.
    await chmod(staging, 0o755);
    await writeFile(
      join(staging, MARKER),
      "This folder is written by Brevarkiv and replaced as a whole by each build.\n",
    );
    await makeFolders(staging, files);
    await inBatches(files, 64, (file) => write(staging, file));
    const replaces = await rename(target, old).then(() => true, ignoreMissing);
    try {
      await rename(staging, target);
    } catch (error) {
      if (replaces) await rename(old, target);
      throw error;
    }
  } finally {
    await rm(staging, { recursive: true, force: true });
    await rm(old, { recursive: true, force: true });
  }
}

/** @throws {ForeignFolderError} unless the folder is absent, empty or a site of ours */
export async function assertOurs(target: string, shown: string = target): Promise<void> {
  let names: string[];
  try {
    names = await readdir(target);
  } catch (error) {
    ignoreMissing(error);
    return;
  }
  if (names.length > 0 && !names.includes(MARKER)) throw new ForeignFolderError(shown);
}

async function makeFolders(root: string, files: readonly SiteFile[]): Promise<void> {
  for (const folder of new Set(files.map(({ path }) => dirname(path))))
    await mkdir(join(root, folder), { recursive: true });
}

async function write(root: string, { path, content }: SiteFile): Promise<void> {
  if ("text" in content) await writeFile(join(root, path), content.text);
  else {
    await copyFile(content.copyOf, join(root, path));
    // A file saved for its owner's eyes only would be refused to the public.
    await chmod(join(root, path), 0o644);
  }
}

/** Runs a task for each value, so many at a time: thousands of open files are more than a system allows. */
async function inBatches<T>(values: readonly T[], size: number, task: (value: T) => Promise<void>): Promise<void> {
  for (let start = 0; start < values.length; start += size)
    await Promise.all(values.slice(start, start + size).map(task));
}

function ignoreMissing(error: unknown): false {
  if ((error as NodeJS.ErrnoException).code !== "ENOENT") throw error;
  return false;
}
