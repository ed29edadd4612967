import { hasErrors } from "../diagnostics.ts";
import type { ProjectFacts } from "../editions/web/eleventy/render.ts";
import { ChangedError } from "../files/changed-error.ts";
import { takeLock } from "../files/lock.ts";
import { programFingerprint } from "../program.mjs";
import type { BuildOptions, BuildResult } from "./build-options.ts";
import { BuildCache, type DamagedCacheError } from "./cache/build-cache.ts";
import { addInputs, cachedResult, changedSince, inputsOf, saveResult, templatesOf, watchedBy } from "./inputs.ts";
import { loadLedgerState, mustForget, saveLedgerState } from "./ledger/ledger-cache.ts";
import { publishEvents } from "./ledger/publish-events.ts";
import { openProject, type Project } from "./project/project-config.ts";
import { filesOfProject } from "./project/project-inputs.ts";
import { BuildThreads } from "./render/build-threads.ts";
import { Staging } from "./staging/staging.ts";
import { ReleaseStore } from "./store/release-store.ts";

/**
 * From content to site: load, render what changed, check, stage, switch.
 * @throws {ForeignFolderError} when the output folder is not ours, {@link LockedError} when another build is at work on it; any
 *   other error is a bug or a disk error, and the site is as it was
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

/** After the cache turned out to be damaged. */
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

/** @returns undefined when the cache is damaged */
async function buildRelease(
  options: BuildOptions,
  program: string,
  project: Project,
  store: ReleaseStore,
  clean: boolean,
): Promise<BuildResult | undefined> {
  const current = clean ? undefined : store.current();
  const inputs = inputsOf(options, program, project.files);
  const known = current ? cachedResult(store.cache, inputs, current) : {};
  if (known.result && !store.changesForm() && !options.publish) return known.result;

  const threads = new BuildThreads(project.config);
  let facts: ProjectFacts | undefined;
  const cache = BuildCache.load(store.cache, { clean, drafts: options.drafts });
  try {
    const knownLedger = loadLedgerState(store.folder, program, clean);
    const { result, staging, ledger, publishing } = await make(options, program, project, inputs.content, threads, {
      cache,
      knownLedger,
      cacheFolder: store.cache,
      current,
      changesForm: store.changesForm(),
      knownFacts: known.facts,
      onFacts: (found) => {
        facts = found;
        addInputs(inputs, filesOfProject(watchedBy(found)));
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
      if (result.site) cache.save();
    } finally {
      await durable;
    }
    const changed = (files: readonly string[]) => changedSince(inputs, files);
    const written = publishing ? await publishEvents(options.contentDir, ledger, publishing, changed) : ledger;
    if (staging) store.publish(staging.path, staging.record());
    // Before "nothing changed" can be said, which does not look at the cache.
    const isTidy = cache.close();
    // An index for search that is left as it is may still hold what must be forgotten: the next build makes it, and forgets.
    if (written && !options.keepsBundles) {
      if (mustForget(written.state, knownLedger?.state)) store.forget();
      saveLedgerState(store.folder, program, knownLedger, written);
    }
    if (hasErrors(result.diagnostics)) store.removeLitter();
    else if (isTidy && !options.keepsBundles) saveResult(store.cache, inputs, store.current(), facts, result);
    return result;
  } catch (error) {
    // The cache is read in many places; only the cache itself knows that it is damaged.
    if (!cache.isDamaged && !isDamage(error)) throw error;
    return undefined;
  } finally {
    cache.close();
    await threads.stop();
  }
}

/** Whether an error, which may come from a thread, reports damage. */
function isDamage(error: unknown): boolean {
  return (error as Partial<DamagedCacheError>).code === "ERR_DAMAGED_CACHE";
}

/** Everything that makes sites is loaded only when there is one to make. */
async function make(...parameters: Parameters<typeof import("./make-site.ts").makeSite>) {
  const { makeSite } = await import("./make-site.ts");
  return makeSite(...parameters);
}
