import type { Config } from "../config.ts";
import type { LoadOptions } from "../content/load-archive.ts";
import type { Diagnostic } from "../diagnostics.ts";

export interface BuildOptions extends Pick<LoadOptions, "today" | "drafts"> {
  readonly contentDir: string;
  /** The folder to write; undefined checks everything and writes nothing. */
  readonly output: string | undefined;
  /** Whether the output is a link to the release that is served; undefined leaves it as it is, a folder at first. */
  readonly link?: boolean;
  /** Whether to ignore what earlier builds learned. */
  readonly clean?: boolean;
  /** Whether published addresses are written to the ledger; and with which time, if not the content's. */
  readonly publish?: { readonly time: string | undefined };
  /** Whether an index for search, once there is one, is left as it is: for a build that somebody waits for. */
  readonly keepsBundles?: boolean;
  /** Called with how many of how many pages are rendered. */
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
