import { availableParallelism } from "node:os";
import { Worker } from "node:worker_threads";
import type { Publication } from "../model/archive.ts";
import { wholeCopy } from "../model/copy-publication.ts";
import { compiled } from "../program.mjs";
import type { PrintedPage, PrintOrder } from "./print-pages.ts";
import type { PrinterOrder } from "./printer-thread.ts";
import { answer } from "./threads.ts";

/** More pages than this are printed sooner than they are sent to another thread. */
const MOST_SENT = 300;
/** Where nothing is known of more files than these, their pages are printed by the threads that read them. */
const MANY_FILES = 1_000;

/** Another thread that starts the renderer while this one reads the content: that takes as long as a small build. */
export class Printer {
  readonly #thread: Worker;
  readonly #pages: Promise<PrintedPage[]>;

  private constructor(thread: Worker) {
    this.#thread = thread;
    this.#pages = answer(thread);
    // Told when the pages are asked for, and of no interest when they never are.
    this.#pages.catch(() => {});
  }

  /**
   * @param newFiles of which nothing is known, before it is known how many pages they make
   * @returns undefined where there is no processor for another thread, or more to print than it would be sent
   */
  static start(newFiles: number): Printer | undefined {
    if (availableParallelism() < 2 || newFiles > MANY_FILES) return undefined;
    return new Printer(new Worker(compiled("printer")));
  }

  canPrint(views: PrintOrder["views"]): boolean {
    return views.length <= MOST_SENT;
  }

  /** Prints once. */
  print(order: PrintOrder, publicationAt: (address: string) => Publication | undefined): Promise<PrintedPage[]> {
    const publications = new Map<string, Publication>();
    for (const { address } of order.views) {
      const publication = publicationAt(address);
      if (publication) publications.set(address, wholeCopy(publication));
    }
    this.#thread.postMessage({ ...order, publications } satisfies PrinterOrder);
    return this.#pages;
  }

  async stop(): Promise<void> {
    await this.#thread.terminate();
  }
}
