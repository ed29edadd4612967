/** A thread that starts the renderer at once, and prints the few pages that it is sent when it is known which. */
import { parentPort } from "node:worker_threads";
import { Renderer } from "../editions/web/render.ts";
import type { Publication } from "../model/archive.ts";
import { stringsFor } from "../strings/strings.ts";
import { type PrintedPage, type PrintOrder, printPages } from "./print-pages.ts";

/** What it is sent. */
export interface PrinterOrder extends PrintOrder {
  /** Those whose pages are to be printed, by address, whole: the thread has no memory to look them up in. */
  readonly publications: ReadonlyMap<string, Publication>;
}

const port = parentPort;
if (!port) throw new Error("this is the work of a thread");

const renderer = new Renderer();
port.once("message", async ({ publications, ...order }: PrinterOrder) => {
  const strings = stringsFor(order.config.language);
  if (!strings) throw new Error(`there are no words in ${order.config.language}`);
  const publicationAt = (address: string): Publication | undefined => publications.get(address);
  const pages = await printPages(order, strings, publicationAt, { started: renderer });
  port.postMessage(pages satisfies PrintedPage[]);
});
