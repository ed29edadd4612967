import { availableParallelism } from "node:os";
import { Worker } from "node:worker_threads";
import { type ContentBase, makeAhead } from "../content/load-archive.ts";
import { compiled } from "../program.mjs";
import type { BuildMemory } from "./build-memory.ts";
import type { PrintedPage, PrintOrder } from "./print-pages.ts";
import { allDone, answer } from "./threads.ts";
import type { WorkerMade, WorkerOrder } from "./worker.ts";

/** Fewer new files than this are read sooner than another thread is ready to help. */
const WORTH_A_THREAD = 800;
/** A thread is sent so many views at a time, as each of them is a copy. */
const MOST_SENT = 5_000;
/** More threads than this wait for the disk and for each other. */
const MOST_THREADS = 4;

/**
 * Threads that share the work of a build with many new letters: each makes publications of some, and later the pages of
 * those same, so that no text ever crosses from one thread to another.
 */
export class Workers {
  readonly #memory: BuildMemory;
  readonly #order: Omit<WorkerOrder, "paths">;
  #threads: { readonly thread: Worker; readonly digests: ReadonlySet<string> }[] = [];

  constructor(memory: BuildMemory, order: Omit<WorkerOrder, "paths">) {
    this.#memory = memory;
    this.#order = order;
  }

  /** The letters, news and pages of which nothing is remembered as they are now. */
  newPaths({ files, paths }: ContentBase): string[] {
    return paths.filter((path) => !this.#memory.has(path, files.signature(path)));
  }

  /** Shares new files of a content folder among the processors; what is made of them is found in the memory afterwards. */
  async make(base: ContentBase, paths: readonly string[]): Promise<void> {
    const count = Math.min(availableParallelism(), MOST_THREADS);
    if (paths.length < WORTH_A_THREAD || count < 2) return;
    const share = Math.ceil(paths.length / count);
    const [own = [], ...others] = Array.from({ length: count }, (_, index) =>
      paths.slice(index * share, (index + 1) * share),
    );
    for (const slice of others) {
      const workerData = { ...this.#order, paths: slice } satisfies WorkerOrder;
      this.#threads.push({ thread: new Worker(compiled("worker"), { workerData }), digests: new Set() });
    }
    const made = this.#threads.map(({ thread }) => answer<WorkerMade>(thread));
    // This thread does its share meanwhile.
    const [, ...results] = await allDone([makeAhead(base, own, this.#memory), ...made]);
    this.#threads = this.#threads.map(({ thread }, index) => {
      const result = results[index];
      // A register that was saved while the thread started: what it made of that is not what is built here.
      const files = result?.base === base.key ? result.files : [];
      this.#memory.learn(files);
      return { thread, digests: new Set(files.map(({ row }) => row.fields.digest)) };
    });
  }

  /**
   * Lets each thread print the pages of the publications that it made.
   * @returns the pages, and what is left for this thread to print meanwhile
   */
  print({ views, ...order }: PrintOrder): { printed: Promise<PrintedPage[]>[]; rest: PrintOrder["views"] } {
    const isOf = (digests: ReadonlySet<string>, { detail }: PrintOrder["views"][number]) =>
      "digest" in detail && digests.has(detail.digest);
    const printed = this.#threads.map(({ thread, digests }) =>
      printIn(
        thread,
        order,
        views.filter((view) => isOf(digests, view)),
      ),
    );
    const rest = views.filter((view) => !this.#threads.some(({ digests }) => isOf(digests, view)));
    return { printed, rest };
  }

  async stop(): Promise<void> {
    await Promise.all(this.#threads.map(({ thread }) => thread.terminate()));
    this.#threads = [];
  }
}

async function printIn(
  thread: Worker,
  order: Omit<PrintOrder, "views">,
  views: PrintOrder["views"],
): Promise<PrintedPage[]> {
  thread.postMessage(order);
  const pages: PrintedPage[] = [];
  for (let start = 0; start < views.length; start += MOST_SENT) {
    const printed = answer<PrintedPage[]>(thread);
    thread.postMessage(views.slice(start, start + MOST_SENT));
    pages.push(...(await printed));
  }
  return pages;
}
