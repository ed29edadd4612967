import { mkdtempSync, rmSync } from "node:fs";
import { availableParallelism, tmpdir } from "node:os";
import { join } from "node:path";
import { Worker } from "node:worker_threads";
import type { ContentBase } from "../../content/content-base.ts";
import type { ProjectConfig } from "../../editions/web/eleventy/render.ts";
import type { RenderJob } from "../../editions/web/eleventy/render-job.ts";
import type { View } from "../../editions/web/view.ts";
import type { Publication } from "../../model/archive.ts";
import { wholeCopy } from "../../model/copy-publication.ts";
import { compiled } from "../../program.mjs";
import type { BuildCache } from "../cache/build-cache.ts";
import { ownSources } from "../project/project-inputs.ts";
import type { PageOrder, RenderedPages } from "./render-pages.ts";
import { allDone, answer } from "./threads.ts";
import type { LoadOrder, SentJob, WorkerAnswers, WorkerData, WorkerTask } from "./worker.ts";

/** Fewer new files than this are read sooner than further threads are ready to help. */
const WORTH_MORE_THREADS = 2_000;
/** More threads than this wait for the disk and for each other. */
const MOST_THREADS = 4;
/** A thread gets so many views at a time, as Eleventy keeps what belongs to a page until all of them are rendered. */
const MOST_OF_ITS_OWN = 500;
/** And so many where the publications have to be sent as well. */
const MOST_SENT = 200;

/** A thread that does one task after the other. */
interface Thread {
  readonly config: ProjectConfig;
  /** Whether the project adds nothing that Eleventy might have read and kept. */
  isReusable: boolean;
  /** The fingerprints of the publications that it made and keeps. */
  fingerprints: ReadonlySet<string>;
  ask<T extends WorkerTask["task"]>(task: Extract<WorkerTask, { task: T }>): Promise<WorkerAnswers[T]>;
  /** Whether it is at work, or can no longer be used. */
  isBusy(): boolean;
  /** Whether the process waits for it before it ends. */
  hold(isHeld: boolean): void;
  stop(): Promise<unknown>;
}

/**
 * A thread that Eleventy is loaded in, kept from one build of this process to the next. Eleventy keeps layouts and files that
 * it has read, so only a project without any of its own can use the same again.
 */
let idle: Thread | undefined;

/**
 * The threads of one build. Eleventy renders in them, so that it loads while the content is read, and so that it
 * starts again where a project has files that it would keep from the build before. Where many letters are
 * new, further threads each make publications of some, and later the pages of those same.
 */
export class BuildThreads {
  readonly config: ProjectConfig;
  #threads: Thread[];
  readonly #folders: string[] = [];

  /** Starts the first thread. */
  constructor(config: ProjectConfig) {
    this.config = config;
    this.#threads = [this.#takeIdle() ?? this.#start()];
  }

  /** What the project adds to the site. */
  async facts(): Promise<WorkerAnswers["facts"]> {
    const thread = this.#first();
    const answer = await thread.ask({ task: "facts" });
    const { facts } = answer;
    thread.isReusable = facts !== undefined && !facts.makesFiles && ownSources(facts).length === 0;
    return answer;
  }

  /**
   * Writes what the project adds to the site.
   * @returns the folder it is in, which is there until the threads are stopped, and what is wrong with it
   */
  async writeOwnFiles(job: RenderJob): Promise<WorkerAnswers["own files"] & { readonly folder: string }> {
    const folder = mkdtempSync(join(tmpdir(), "brevarkiv-"));
    this.#folders.push(folder);
    return { folder, ...(await this.#first().ask({ task: "own files", job: sentJob(job, []), folder })) };
  }

  /** The letters, news and pages that are not in the cache as they are now. */
  newPaths({ files, paths }: ContentBase, cache: BuildCache): string[] {
    return paths.filter((path) => !cache.has(path, files.signature(path)));
  }

  /** Shares new files of a content folder among the processors; their publications are in the cache afterwards. */
  async load(
    base: ContentBase,
    paths: readonly string[],
    cache: BuildCache,
    order: Omit<LoadOrder, "paths">,
  ): Promise<void> {
    const count = Math.min(availableParallelism(), MOST_THREADS);
    if (paths.length < WORTH_MORE_THREADS || count < 2) return;
    while (this.#threads.length < count) this.#threads.push(this.#start());
    const share = Math.ceil(paths.length / count);
    const loading = this.#threads.map((thread, index) =>
      thread.ask({ task: "load", order: { ...order, paths: paths.slice(index * share, (index + 1) * share) } }),
    );
    for (const [index, result] of (await allDone(loading)).entries()) {
      // A register that was saved while the thread started: what it made of that is not what is built here.
      const files = result.base === base.key ? result.files : [];
      cache.merge(files);
      const thread = this.#threads[index];
      if (thread) thread.fingerprints = new Set(files.map(({ head }) => head.fields.fingerprint));
    }
  }

  /** Renders pages: each thread those of the publications that it made, then some of the others. */
  async render(job: RenderJob, order: PageOrder, onProgress: (done: number) => void): Promise<RenderedPages> {
    const isOf = ({ fingerprints }: Thread, { detail }: View) =>
      "fingerprint" in detail && fingerprints.has(detail.fingerprint);
    const others = job.views.filter((view) => !this.#threads.some((thread) => isOf(thread, view)));
    const rendered: RenderedPages[] = [];
    let done = 0;
    const renderIn = async (thread: Thread): Promise<void> => {
      const own = job.views.filter((view) => isOf(thread, view));
      let rendering: Promise<RenderedPages> | undefined;
      const finish = async (): Promise<void> => {
        if (!rendering) return;
        const pages = await rendering;
        rendered.push(pages);
        done += pages.pages.length;
        onProgress(done);
      };
      for (;;) {
        const isOwn = own.length > 0;
        const views = isOwn ? own.splice(0, MOST_OF_ITS_OWN) : others.splice(0, MOST_SENT);
        if (views.length === 0) break;
        // Made ready while the thread renders the batch before, and no sooner: it holds whole publications.
        const sent = sentJob({ ...job, views }, isOwn ? [] : views.map(({ address }) => address));
        await finish();
        rendering = thread.ask({ task: "pages", job: sent, order });
      }
      await finish();
    };
    await allDone(this.#threads.map(renderIn));
    // Each thread reports what is wrong with a template that all of them use.
    const faults = new Map(rendered.flatMap((each) => each.faults.map((fault) => [JSON.stringify(fault), fault])));
    return { pages: rendered.flatMap(({ pages }) => pages), faults: [...faults.values()] };
  }

  async stop(): Promise<void> {
    await Promise.all(this.#threads.map((thread) => this.#release(thread)));
    this.#threads = [];
    // Where a page fails, Eleventy may still be copying until its thread is stopped.
    for (const folder of this.#folders) rmSync(folder, { recursive: true, force: true });
  }

  #takeIdle(): Thread | undefined {
    const thread = idle;
    idle = undefined;
    if (thread?.config.compiled !== this.config.compiled) {
      void thread?.stop();
      return undefined;
    }
    thread?.hold(true);
    return thread;
  }

  async #release(thread: Thread): Promise<void> {
    const isIdle = idle === undefined && thread.isReusable && thread.fingerprints.size === 0 && !thread.isBusy();
    if (!isIdle) return void (await thread.stop());
    thread.isReusable = false;
    thread.hold(false);
    idle = thread;
  }

  #first(): Thread {
    const [first] = this.#threads;
    if (!first) throw new Error("the threads were stopped");
    return first;
  }

  #start(): Thread {
    const worker = new Worker(compiled("worker"), {
      workerData: { config: this.config } satisfies WorkerData,
      // A thread takes over the flags of its process, but is refused one of them, and takes none of V8's where any is named.
      ...(process.execArgv.some((flag) => flag.startsWith("--input-type")) && { execArgv: [] }),
    });
    // A pending answer gets the error, and so does a later question.
    let failure: unknown;
    worker.on("error", (error) => {
      failure = error;
    });
    worker.on("exit", (code) => {
      failure ??= new Error(`a thread ended with ${code} before it was asked`);
    });
    let last: Promise<unknown> = Promise.resolve();
    let open = 0;
    return {
      config: this.config,
      isReusable: false,
      isBusy: () => failure !== undefined || open > 0,
      hold: (isHeld) => (isHeld ? worker.ref() : worker.unref()),
      fingerprints: new Set(),
      ask: (task) => {
        const asked = last.then(() => {
          if (failure !== undefined) throw failure;
          const answered = answer<WorkerAnswers[typeof task.task]>(worker);
          worker.postMessage(task);
          return answered;
        });
        open += 1;
        const close = (): void => {
          open -= 1;
        };
        asked.then(close, (error) => {
          close();
          failure ??= error;
        });
        last = asked;
        // Thrown to the caller that waits for it, and of no interest when none does.
        asked.catch(() => {});
        return asked;
      },
      stop: () => worker.terminate(),
    };
  }
}

/** @param addresses of the publications that are sent, whole: the thread has no cache to look them up in */
function sentJob({ strings: _, publicationAt, ...job }: RenderJob, addresses: readonly string[]): SentJob {
  const publications = new Map<string, Publication>();
  for (const address of addresses) {
    const publication = publicationAt(address);
    if (publication) publications.set(address, wholeCopy(publication));
  }
  return { ...job, publications };
}
