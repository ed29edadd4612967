import { relative, resolve } from "node:path";
import type { EleventyConfig, RenderedTemplate } from "@11ty/eleventy";
import { type Diagnostic, formatDiagnostic, hasErrors, sortDiagnostics } from "../diagnostics.ts";
import type { Host } from "../editions/web/eleventy/host.ts";
import type { RenderJob } from "../editions/web/eleventy/render-job.ts";
import { VIEW_TEMPLATE } from "../editions/web/eleventy/setup.ts";
import { Templates } from "../editions/web/eleventy/templates.ts";
import { EleventyBuild, emptyOutput } from "../engine/eleventy-build.ts";
import { ROOT } from "../program.mjs";
import { today } from "../today.ts";
import type { BrevarkivOptions } from "./options.ts";

/** Says that the site is at fault, which was printed already. Eleventy ends with it, without a stack. */
class SiteError extends Error {
  readonly skipOriginalStack = true;
  override readonly name = "SiteError";
}

/** What the events of a build say. */
interface BuildEvent {
  readonly runMode: "build" | "serve" | "watch";
  readonly directories: EleventyConfig["directories"];
}

/**
 * Brevarkiv under Eleventy's own command, which renders and writes the pages. Faults are printed as `brevarkiv check` prints
 * them. They end a build; while Eleventy watches, drafts are shown and the site stays as it was until they are mended.
 */
export function hostForEleventy(eleventy: EleventyConfig, { contentDir = "content" }: BrevarkivOptions): Host {
  const templates = new Templates();
  eleventy.addWatchTarget(contentDir);
  // Those of the program itself, where it is the project: Eleventy 3.1.8 misses new pages once it watches a folder above it.
  if (resolve(".") === ROOT) for (const folder of ["templates", "public"]) eleventy.addWatchTarget(folder);

  let build: EleventyBuild | undefined;
  let job: RenderJob | undefined;
  let written: ReadonlySet<string> = new Set();
  let isFirst = true;

  eleventy.on("eleventy.before", async ({ runMode, directories }: BuildEvent) => {
    templates.forget();
    if (isFirst) emptyOutput(directories.output.replace(/\/$/, ""));
    isFirst = false;
    const loaded = await EleventyBuild.load(contentDir, { today: today(contentDir), drafts: runMode !== "build" });
    build = loaded.build;
    if (build) job = build.job;
    else {
      report(loaded.diagnostics);
      if (runMode === "build" || !job) throw new SiteError("the content has errors, so nothing was built");
      // The pages stay as they are until the content is mended.
      job = { ...job, views: [] };
    }
  });
  eleventy.on(
    "eleventy.after",
    async ({ runMode, directories, results }: BuildEvent & { results: RenderedTemplate[] }) => {
      if (!build) return;
      const { output, includes } = directories;
      const own = results.filter(({ inputPath }) => !inputPath.endsWith(VIEW_TEMPLATE));
      const project = new Map(own.map(({ inputPath, outputPath }) => [relative(output, outputPath || ""), inputPath]));
      const finished = await build.finish(output, { includes, project, earlier: written });
      written = finished.written;
      const diagnostics = sortDiagnostics([...templates.faults(), ...finished.diagnostics]);
      report(diagnostics);
      if (hasErrors(diagnostics) && runMode === "build") throw new SiteError("the site has errors");
    },
  );
  return {
    templates,
    job: async () => {
      if (!job) throw new SiteError("Eleventy asks for data before a build has begun");
      return job;
    },
    takePage: (view, html) => {
      build?.takePage(view, html);
      return html;
    },
  };
}

function report(diagnostics: readonly Diagnostic[]): void {
  for (const diagnostic of diagnostics) console.error(formatDiagnostic(diagnostic));
}
