import type { Config } from "../config.ts";
import type { LoadOptions } from "../content/load-archive.ts";
import { type Diagnostic, hasErrors } from "../diagnostics.ts";
import { programFingerprint } from "../program.mjs";
import { BuildMemory, type DamagedMemoryError } from "./build-memory.ts";
import { BuildThreads } from "./build-threads.ts";
import { ChangedError } from "./changed-error.ts";
import { mustForget, recallLedger, rememberLedger } from "./ledger/ledger-memory.ts";
import { writePromises } from "./ledger/publish-events.ts";
import { takeLock } from "./lock.ts";
import { openProject, type Project } from "./project-config.ts";
import { filesOfProject } from "./project-inputs.ts";
import { ReleaseStore } from "./release-store.ts";
import { addInputs, changedSince, inputsOf, recallResult, rememberResult, templatesOf } from "./snapshot.ts";
import { Staging } from "./staging.ts";

export interface BuildOptions extends Pick<LoadOptions, "today" | "drafts"> {
  readonly content: string;
  /** The folder to write; undefined checks everything and writes nothing. */
  readonly output: string | undefined;
  /** Whether the output is a link to the release that is served; undefined leaves it as it is, a folder at first. */
  readonly link?: boolean;
  /** Whether to ignore what earlier builds learned. */
  readonly clean?: boolean;
  /** A thread that was started ahead, by {@link startThreads}. */
  readonly threads?: BuildThreads | undefined;
  /** Whether what the site promises is written down, so that it is kept; and when, if not when the content tells. */
  readonly publish?: { readonly time: string | undefined };
  /** Whether an index for search, once there is one, is left as it is: for a build that somebody waits for. */
  readonly keepsBundles?: boolean;
  /** Is told how many of how many pages are rendered. */
  readonly onProgress?: (done: number, total: number) => void;
}

export interface BuildResult {
  /** Sorted. With an error among them nothing was written. */
  readonly diagnostics: readonly Diagnostic[];
  /** Pages of the site. */
  readonly pages: number;
  /** Pages that were rendered; the others were as they are already. */
  readonly rendered: number;
  /** What those who serve the site need to know of it; undefined when the content could not be loaded. */
  readonly site: Pick<Config, "name" | "language" | "origin" | "basePath"> | undefined;
  /** What the project's site is made from besides its content: files, folders and globs. */
  readonly watched: readonly string[];
}

/**
 * From content to site: load, render what changed, check, stage, switch.
 * @throws {ForeignFolderError} when the output folder is not ours, {@link LockedError} when another build is at work on it;
 *   any other error is a fault of ours or of the disk, and the site is as it was
 */
export async function buildSite(options: BuildOptions): Promise<BuildResult> {
  const { output, link, clean = false } = options;
  const program = programFingerprint();
  const { project, faults } = await openProject();
  if (!project) return { diagnostics: faults, pages: 0, rendered: 0, site: undefined, watched: [] };
  if (output === undefined) {
    const threads = new BuildThreads(project.config);
    try {
      return (await make(options, program, project, undefined, threads, undefined)).result;
    } finally {
      await threads.stop();
    }
  }

  const store = ReleaseStore.open(output, link);
  store.create();
  const release = takeLock(store.folder);
  try {
    store.prepare();
    const result = await buildRelease(options, program, project, store, clean);
    return result ?? (await buildAnew(options, program, project, store));
  } catch (error) {
    store.removeLitter();
    throw error;
  } finally {
    release();
  }
}

/** After what was remembered turned out to be damaged. */
async function buildAnew(
  options: BuildOptions,
  program: string,
  project: Project,
  store: ReleaseStore,
): Promise<BuildResult> {
  store.removeLitter();
  const result = await buildRelease(options, program, project, store, true);
  if (!result) throw new Error("what has just been written cannot be read back");
  return result;
}

/** @returns undefined when what is remembered is damaged */
async function buildRelease(
  options: BuildOptions,
  program: string,
  project: Project,
  store: ReleaseStore,
  clean: boolean,
): Promise<BuildResult | undefined> {
  const current = clean ? undefined : store.current();
  const inputs = inputsOf(options, program, project.files);
  const known =
    current && !store.changesForm() && !options.publish ? recallResult(store.memory, inputs, current) : undefined;
  if (known) return known;

  const threads = await threadsFor(options, project);
  let watched: readonly string[] = [];
  const memory = BuildMemory.load(store.memory, { clean, drafts: options.drafts });
  try {
    const knownLedger = recallLedger(store.folder, program, clean);
    const { result, staging, ledger, publishing } = await make(options, program, project, inputs.content, threads, {
      memory,
      knownLedger,
      memoryFolder: store.memory,
      current,
      changesForm: store.changesForm(),
      onFacts: ({ sources, copied }) => {
        watched = [...sources, ...copied];
        addInputs(inputs, filesOfProject(watched));
      },
      stage: (paths, { render, keep, volumes }) => {
        const kept = volumes.reduce((sum, { whole, paths: { length } }) => sum + (whole ? length : 0), keep.size);
        return new Staging(store.stage(clean || render.length > kept), current, { paths, volumes });
      },
    });
    if (staging && changedSince(inputs, templatesOf(inputs))) throw new ChangedError("a template");
    // All of it before the switch, after which nothing may fail any more. The disk is at work meanwhile.
    const durable = staging?.makeDurable();
    try {
      if (result.site) memory.save();
    } finally {
      await durable;
    }
    const changed = (files: readonly string[]) => changedSince(inputs, files);
    const written = publishing ? await writePromises(options.content, ledger, publishing, changed) : ledger;
    if (staging) store.publish(staging.path, staging.record());
    // Before "nothing changed" can be said, which is said without a look at the memory.
    const isTidy = memory.close();
    // An index for search that is left as it is may still hold what must be forgotten: the next build makes it, and forgets.
    if (written && !options.keepsBundles) {
      if (mustForget(written.promises, knownLedger?.promises)) store.forget();
      rememberLedger(store.folder, program, knownLedger, written);
    }
    if (hasErrors(result.diagnostics)) store.removeLitter();
    else if (isTidy && !options.keepsBundles) rememberResult(store.memory, inputs, store.current(), watched, result);
    return result;
  } catch (error) {
    // The program asks for what it remembers wherever it needs it; only the memory knows that it is at fault.
    if (!memory.isDamaged && !isDamage(error)) throw error;
    return undefined;
  } finally {
    memory.close();
    await threads.stop();
  }
}

/** Starts the thread of a build that is still to come. @returns undefined while the project's configuration is at fault */
export async function startThreads(): Promise<BuildThreads | undefined> {
  const { project } = await openProject();
  return project && new BuildThreads(project.config);
}

async function threadsFor({ threads }: BuildOptions, { config }: Project): Promise<BuildThreads> {
  if (threads && !threads.isStopped && threads.config.compiled === config.compiled) return threads;
  await threads?.stop();
  return new BuildThreads(config);
}

/** Whether an error, which may come from a thread, tells of damage. */
function isDamage(error: unknown): boolean {
  return (error as Partial<DamagedMemoryError>).code === "ERR_DAMAGED_MEMORY";
}

/** Everything that makes sites is loaded only when there is one to make. */
async function make(...parameters: Parameters<typeof import("./make-site.ts").makeSite>) {
  const { makeSite } = await import("./make-site.ts");
  return makeSite(...parameters);
}
