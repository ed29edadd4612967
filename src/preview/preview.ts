import { join } from "node:path";
import { watch } from "chokidar";
import { type BuildOptions, type BuildResult, buildSite } from "../build/build-site.ts";
import { formatDiagnostic, hasErrors } from "../diagnostics.ts";
import { securityHeaders } from "../editions/web/documents/security-headers.ts";
import { ROOT } from "../program.mjs";
import { createLiveReload } from "./live-reload.ts";
import { close, createSiteServer, listen, type ServedSite } from "./site-server.ts";

/** Editors save in bursts: a build waits until the files have been still for so many milliseconds. */
const STILLNESS = 60;

export interface PreviewOptions extends Omit<BuildOptions, "onProgress"> {
  readonly output: string;
  /** 0 takes any port that is free. */
  readonly port: number;
  /** Is told of each build's beginning and end. */
  readonly onBuilding: () => void;
  readonly onBuilt: (result: BuildResult) => void;
  /** Is told of a failure that is not the content's. */
  readonly onFailure: (error: unknown) => void;
}

export interface Preview {
  /** Where to point the browser. */
  readonly address: string;
  close(): Promise<void>;
}

/**
 * Builds the site, serves it, and builds it again when content or templates change. The open page reloads by itself; while
 * the content has errors the last good site is shown, with the list of errors on it.
 */
export async function startPreview(options: PreviewOptions): Promise<Preview> {
  let site: ServedSite = servedSite(undefined);
  const reload = createLiveReload(options.output, () => site.basePath);
  const build = async (): Promise<void> => {
    options.onBuilding();
    try {
      const result = await buildSite(options);
      if (result.site) site = servedSite(result);
      options.onBuilt(result);
      reload.announce(hasErrors(result.diagnostics) ? result.diagnostics.map(formatDiagnostic) : []);
    } catch (error) {
      options.onFailure(error);
      reload.announce([String(error)]);
    }
  };

  await build();
  const server = createSiteServer(options.output, () => site, reload.handler);
  const port = await listen(server, options.port);
  const watcher = watch([options.content, join(ROOT, "templates"), join(ROOT, "public")], { ignoreInitial: true });
  watcher.on("all", oneAtATime(build));
  await new Promise<void>((resolve) => watcher.once("ready", resolve));
  return {
    address: `http://localhost:${port}${site.basePath}`,
    close: async () => {
      await watcher.close();
      reload.close();
      await close(server);
    },
  };
}

/** The site's own settings, with the policy widened for the one script of the preview. */
function servedSite(result: BuildResult | undefined): ServedSite {
  const headers = securityHeaders({ embedding: result?.site?.embedding ?? [] });
  return {
    basePath: result?.site?.basePath ?? "/",
    headers: headers.map(([name, value]) =>
      name === "Content-Security-Policy" ? [name, `${value}; script-src 'self'; connect-src 'self'`] : [name, value],
    ),
  };
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
