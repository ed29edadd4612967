/** What a thread does: makes publications of letters, and pages of publications. */
import { parentPort, workerData } from "node:worker_threads";
import { loadAhead } from "../content/load-archive.ts";
import type { Publication } from "../model/archive.ts";
import type { PartialDate } from "../model/partial-date.ts";
import { stringsFor } from "../strings/strings.ts";
import { BuildMemory } from "./build-memory.ts";
import { type PrintedPage, type PrintOrder, printPages } from "./print-pages.ts";
import type { FileRecord } from "./stored-file.ts";

/** What a thread is told when it starts. */
export interface WorkerOrder {
  readonly folder: string;
  readonly paths: readonly string[];
  readonly today: PartialDate;
  readonly program: string;
  /** Whether drafts are kept. */
  readonly drafts: boolean;
  /** Where it may keep the details of what it makes. */
  readonly memory: string;
}

/** What it made of the letters. */
export interface WorkerMade {
  /** Stands for the registers and settings it made them with. */
  readonly base: string;
  readonly files: readonly FileRecord[];
}

const { folder, paths, today, program, drafts, memory: memoryFolder } = workerData as WorkerOrder;
const port = parentPort;
if (!port) throw new Error("this is the work of a thread");

const memory = BuildMemory.ofThread(memoryFolder, drafts);
const publications = new Map<string, Publication>();
for (const publication of await loadAhead(folder, paths, { today, program }, memory)) {
  publications.set(publication.address, publication);
}
port.postMessage({ base: memory.base, files: memory.taken() } satisfies WorkerMade);

port.once("message", (order: Omit<PrintOrder, "views">) => {
  const strings = stringsFor(order.config.language);
  if (!strings) throw new Error(`there are no words in ${order.config.language}`);
  port.on("message", async (views: PrintOrder["views"]) => {
    const pages = await printPages({ ...order, views }, strings, (address) => publications.get(address));
    port.postMessage(pages satisfies PrintedPage[]);
  });
});
