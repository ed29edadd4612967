import type { EleventyConfig } from "@11ty/eleventy";
import type { View } from "../view.ts";
import type { RenderJob } from "./render-job.ts";
import type { Templates } from "./templates.ts";

/** Who builds the site: Brevarkiv, which takes each page, or Eleventy's own command, which writes it. */
export interface Host {
  readonly templates: Templates;
  /** Waits until it is known what to render. */
  job(): Promise<RenderJob>;
  /** Takes a page as the last transform left it. @returns what Eleventy keeps of it, and writes where it writes */
  takePage(view: View, html: string): string;
}

/** Where Brevarkiv leaves the host for the plugin, which may be loaded twice: from the program and from a package. */
const HOST = Symbol.for("brevarkiv.host");

export function setHost(eleventy: EleventyConfig, host: Host): void {
  Object.defineProperty(eleventy, HOST, { value: host });
}

/** @returns undefined where Eleventy's own command builds the site */
export function hostOf(eleventy: EleventyConfig): Host | undefined {
  return (eleventy as { [HOST]?: Host })[HOST];
}
