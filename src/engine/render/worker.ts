/** A thread: makes publications of letters, and renders pages. */
import { parentPort, workerData } from "node:worker_threads";
import type { Diagnostic } from "../../diagnostics.ts";
import { type ProjectConfig, type ProjectFacts, Renderer } from "../../editions/web/eleventy/render.ts";
import type { RenderJob } from "../../editions/web/eleventy/render-job.ts";
import type { Publication } from "../../model/archive.ts";
import type { PartialDate } from "../../model/partial-date.ts";
import { stringsFor } from "../../strings/strings.ts";
import type { FileRecord } from "../cache/cache-entry.ts";
import { type PageOrder, type RenderedPages, renderPages } from "./render-pages.ts";

/** What a thread gets when it starts. */
export interface WorkerData {
  readonly config: ProjectConfig;
}

export interface LoadOrder {
  readonly folder: string;
  readonly paths: readonly string[];
  readonly today: PartialDate;
  readonly program: string;
  /** Whether drafts are kept. */
  readonly drafts: boolean;
  /** Where it may keep the details of what it makes. */
  readonly cache: string;
}

/** What it made from the issues. */
export interface LoadResult {
  /** Identifies the registers and settings that it made them with. */
  readonly base: string;
  readonly files: readonly FileRecord[];
}

/** A job as it crosses from one thread to another. */
export interface SentJob extends Omit<RenderJob, "strings" | "publicationAt"> {
  /** The publications of the pages, by address, but for those that the thread made: what is sent is newer. */
  readonly publications: ReadonlyMap<string, Publication>;
}

/** What a thread is asked after it has started. It answers each with one message. */
export type WorkerTask =
  | { readonly task: "load"; readonly order: LoadOrder }
  | { readonly task: "facts" }
  | { readonly task: "own files"; readonly job: SentJob; readonly folder: string }
  | { readonly task: "pages"; readonly job: SentJob; readonly order: PageOrder };

export interface WorkerAnswers {
  readonly load: LoadResult;
  readonly facts: { readonly facts?: ProjectFacts; readonly faults: readonly Diagnostic[] };
  readonly "own files": Awaited<ReturnType<Renderer["writeOwnFiles"]>>;
  readonly pages: RenderedPages;
}

const { config } = workerData as WorkerData;
const port = parentPort;
if (!port) throw new Error("this is the work of a thread");

const renderer = new Renderer(config);
const made = new Map<string, Publication>();

port.on("message", async (task: WorkerTask) => {
  port.postMessage(await answerTo(task));
});

async function answerTo(asked: WorkerTask): Promise<WorkerAnswers[WorkerTask["task"]]> {
  switch (asked.task) {
    case "load":
      return load(asked.order);
    case "facts":
      return renderer.facts();
    case "own files":
      return renderer.writeOwnFiles(jobOf(asked.job), asked.folder);
    case "pages":
      return renderPages(renderer, jobOf(asked.job), asked.order);
  }
}

async function load({ folder, paths, today, program, drafts, cache: cacheFolder }: LoadOrder): Promise<LoadResult> {
  // Most builds read few letters, which no thread is asked for.
  const [{ loadAhead }, { BuildCache }] = await Promise.all([
    import("../../content/load-archive.ts"),
    import("../cache/build-cache.ts"),
  ]);
  const cache = BuildCache.ofThread(cacheFolder, drafts);
  for (const publication of await loadAhead(folder, paths, { today, program }, cache)) {
    made.set(publication.address, publication);
  }
  return { base: cache.base, files: cache.made() };
}

function jobOf({ publications, ...job }: SentJob): RenderJob {
  const strings = stringsFor(job.config.language);
  if (!strings) throw new Error(`there are no words in ${job.config.language}`);
  return { ...job, strings, publicationAt: (address) => publications.get(address) ?? made.get(address) };
}
