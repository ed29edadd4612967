import { join } from "node:path";
import { type FSWatcher, watch } from "chokidar";
import { formatDiagnostic, hasErrors } from "../diagnostics.ts";
import type { BuildOptions, BuildResult } from "../engine/build-options.ts";
import { buildSite } from "../engine/build-site.ts";
import { CONFIG_FILE } from "../engine/project/project-config.ts";
import { isLink, realOrSelf } from "../engine/store/site-folder.ts";
import { ROOT } from "../program.mjs";
import { createLiveReload } from "./live-reload.ts";
import { type Adjustment, close, createSiteServer, listen } from "./site-server.ts";

/** Editors save in bursts: a build waits until the files have been still for so many milliseconds. */
const STILLNESS = 60;
/** A project whose input folder is its own holds these too. */
const NEVER_SOURCES = /(?:^|[/\\])(?:node_modules|_site|\.compiled|\.git|\.brevarkiv[^/\\]*)(?:$|[/\\])/;
/** What is searched is indexed when the editor pauses, as the page on the screen does not need it. */
const STILLNESS_OF_INDEX = 2_000;

export interface PreviewOptions extends Omit<BuildOptions, "onProgress" | "keepsBundles"> {
  readonly output: string;
  /** 0 takes any port that is free. */
  readonly port: number;
  /** Called at each build's beginning and end. */
  readonly onBuilding: () => void;
  readonly onBuilt: (result: BuildResult) => void;
  /** Called with a failure that is not the content's. */
  readonly onFailure: (error: unknown) => void;
}

export interface Preview {
  /** Where to point the browser. */
  readonly address: string;
  close(): Promise<void>;
}

/**
 * Builds the site, serves it, and builds it again when content or templates change. The open page reloads on its own; while the
 * content has errors the last good site is shown, with the list of errors on it. A search finds what was there when the files
 * were last still.
 */
export async function startPreview(options: PreviewOptions): Promise<Preview> {
  let basePath = "/";
  /** What the project's Eleventy configuration adds to the site. */
  let watched: readonly string[] = [];
  let watcher: FSWatcher | undefined;
  const reload = createLiveReload(options.output, () => basePath);
  const build = async (how: Pick<BuildOptions, "keepsBundles"> = {}): Promise<void> => {
    options.onBuilding();
    try {
      const result = await buildSite({ ...options, ...how });
      watched = result.watched;
      watcher?.add([...watched]);
      if (result.site) basePath = result.site.basePath;
      options.onBuilt(result);
      reload.announce(hasErrors(result.diagnostics) ? result.diagnostics.map(formatDiagnostic) : []);
    } catch (error) {
      options.onFailure(error);
      reload.announce([String(error)]);
    }
  };

  /** The same site once more with a new index, reported only if it fails. */
  const index = async (): Promise<void> => void (await buildSite(options).catch(options.onFailure));

  let hasChanged = false;
  let indexing: NodeJS.Timeout | undefined;
  const follow = oneAtATime(async () => {
    clearTimeout(indexing);
    if (!hasChanged) return index();
    hasChanged = false;
    await build({ keepsBundles: true });
    indexing = setTimeout(follow, STILLNESS_OF_INDEX);
  });

  await build();
  const server = createSiteServer(options.output, reload.handler, widenPolicy);
  const port = await listen(server, options.port);
  // The folder itself may be a link. Links in it are not followed: one to / would take a watch for every folder there.
  const contentDir = isLink(options.contentDir) ? realOrSelf(options.contentDir) : options.contentDir;
  const places = [contentDir, join(ROOT, "templates"), join(ROOT, "public"), CONFIG_FILE, ...watched];
  const watching = watch(places, { ignoreInitial: true, ignored: NEVER_SOURCES, followSymlinks: false });
  watcher = watching;
  watching.on("all", () => {
    hasChanged = true;
    follow();
  });
  await new Promise<void>((resolve) => watching.once("ready", resolve));
  return {
    address: `http://localhost:${port}${basePath}`,
    close: async () => {
      await watching.close();
      clearTimeout(indexing);
      reload.close();
      await close(server);
    },
  };
}

/** The policy widened for the one script of the preview. */
const widenPolicy: Adjustment = (name, value) =>
  name === "Content-Security-Policy" ? admitting(admitting(value, "script-src"), "connect-src") : value;

/** A policy in which a directive takes in the site itself; a second directive of the same name would be passed over. */
function admitting(policy: string, name: string): string {
  const directives = policy.split("; ");
  const own = directives.find((directive) => directive.startsWith(`${name} `));
  if (own === undefined) return `${policy}; ${name} 'self'`;
  const sources = own.split(" ").filter((source) => source !== "'none'" && source !== "'self'");
  const wider = [...sources, "'self'"].join(" ");
  return directives.map((directive) => (directive === own ? wider : directive)).join("; ");
}

/** A call starts the task once things are still; calls while it runs start it once more afterwards. */
function oneAtATime(task: () => Promise<void>): () => void {
  let timer: NodeJS.Timeout | undefined;
  let isRunning = false;
  let isWanted = false;
  const run = async (): Promise<void> => {
    if (isRunning) {
      isWanted = true;
      return;
    }
    isRunning = true;
    do {
      isWanted = false;
      await task();
    } while (isWanted);
    isRunning = false;
  };
  return () => {
    clearTimeout(timer);
    timer = setTimeout(() => void run(), STILLNESS);
  };
}
