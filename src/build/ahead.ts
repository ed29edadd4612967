import { availableParallelism } from "node:os";
import { Worker } from "node:worker_threads";
import type { RememberedFile } from "../content/content-memory.ts";
import { type ContentBase, makeAhead, publicationPaths } from "../content/load-archive.ts";
import type { PartialDate } from "../model/partial-date.ts";
import { compiled } from "../program.mjs";
import type { BuildMemory } from "./build-memory.ts";
import { collectingMemory } from "./collecting-memory.ts";

/** Fewer new files than this are read sooner than another thread is ready to help. */
const WORTH_A_THREAD = 800;
/** More threads than this wait for the disk and for each other. */
const MOST_THREADS = 4;

/** What a thread is told to do. */
export interface AheadOrder {
  readonly folder: string;
  readonly paths: readonly string[];
  readonly today: PartialDate;
  readonly program: string;
}

/** What it made. */
export type AheadResult = readonly (readonly [path: string, file: RememberedFile])[];

/** Shares the work on many new files among the processors; what they make is found in the memory afterwards. */
export function parseAhead(
  memory: BuildMemory,
  order: Omit<AheadOrder, "paths">,
): (base: ContentBase) => Promise<void> {
  return async (base) => {
    const paths = publicationPaths(base.files).filter((path) => memory.isNew(path, base.files.signature(path)));
    const threads = Math.min(availableParallelism(), MOST_THREADS);
    if (paths.length < WORTH_A_THREAD || threads < 2) return;
    const share = Math.ceil(paths.length / threads);
    const [own, ...others] = Array.from({ length: threads }, (_, index) =>
      paths.slice(index * share, (index + 1) * share),
    );
    const results = others.map((slice) => inThread({ ...order, paths: slice }));
    // This thread does its share meanwhile.
    const { memory: collected, files } = collectingMemory();
    await makeAhead(base, own ?? [], collected);
    for (const result of [files, ...(await Promise.all(results))]) memory.learn(result);
  };
}

async function inThread(order: AheadOrder): Promise<AheadResult> {
  const worker = new Worker(compiled("ahead-worker"), { workerData: order });
  try {
    return await new Promise<AheadResult>((resolve, reject) => {
      worker.once("message", resolve);
      worker.once("error", reject);
      worker.once("exit", (code) => reject(new Error(`a thread ended with ${code} before it was done`)));
    });
  } finally {
    await worker.terminate();
  }
}
