import { relative } from "node:path";
import type Eleventy from "@11ty/eleventy";
import type { EleventyConfig, RenderedTemplate } from "@11ty/eleventy";
import type { Diagnostic } from "../../../diagnostics.ts";
import type { View } from "../view.ts";
import { type Host, setHost } from "./host.ts";
import type { RenderJob } from "./render-job.ts";
import { setUp, VIEW_TEMPLATE } from "./setup.ts";
import { shownPath } from "./template-faults.ts";
import { Templates } from "./templates.ts";
import { faultOfThrown } from "./thrown-fault.ts";

/** What a project adds to the site by its Eleventy configuration and its input folder. */
export interface ProjectFacts {
  readonly includesFolder: string;
  /** Its input folder and what else its pages may be made from: files, folders and globs, as Eleventy has them. */
  readonly sources: readonly string[];
  /** What it copies, likewise. */
  readonly copied: readonly string[];
  /** Whether it makes files of its own: pages, copies, or what a plugin makes. */
  readonly makesFiles: boolean;
}

/** What a project added to the site. */
export interface OwnFiles {
  /** The template of each page, by the page's path below the folder. */
  readonly templates: ReadonlyMap<string, string>;
  /** What is wrong with them. */
  readonly faults: readonly Diagnostic[];
}

/** Takes each page as soon as it is rendered. */
export type OnPage = (view: View, html: string) => void;

/**
 * Eleventy, which renders the pages of a site and writes none of them. Loading it takes as long as a small build, so it
 * begins before it is known what there is to render. It keeps layouts and files that it has read for as long as its process
 * or thread lives, so a renderer is good for one build.
 */
export class Renderer {
  readonly #config: ProjectConfig;
  /** Compiled by the first run that uses them. */
  readonly #templates = new Templates();
  /** A run that nothing was rendered with yet. */
  #ahead: Promise<Run> | undefined;

  constructor(config: ProjectConfig) {
    this.#config = config;
    loadEleventy();
  }

  /** @returns what is wrong with the configuration, if it cannot be loaded */
  async facts(): Promise<{ readonly facts?: ProjectFacts; readonly faults: readonly Diagnostic[] }> {
    try {
      this.#templates.forget();
      this.#ahead ??= this.#createRun(UNUSED_OUTPUT);
      const { eleventy } = await this.#ahead;
      return { facts: await factsOf(eleventy), faults: [] };
    } catch (error) {
      return { faults: [this.#faultOf(error, undefined)] };
    }
  }

  /**
   * Renders the pages of an edition. Nothing is written.
   * @param job its views are those that are wanted
   * @param onPage gets the pages in the order of the views; nothing keeps them afterwards
   * @returns what is wrong with templates and configuration; pages may be missing then
   */
  async render(job: RenderJob, onPage: OnPage): Promise<Diagnostic[]> {
    let done = 0;
    const run = this.#ahead ?? this.#createRun(UNUSED_OUTPUT);
    this.#ahead = undefined;
    const faults = await this.#execute(run, "toJSON", job, (view, html) => {
      onPage(view, html);
      done += 1;
      return view.file;
    });
    if (faults.length === 0 && done !== job.views.length)
      throw new Error(`Eleventy rendered ${done} of ${job.views.length} pages`);
    return faults;
  }

  /** Lets Eleventy write what the project adds to the site into an empty folder. */
  async writeOwnFiles(job: RenderJob, folder: string): Promise<OwnFiles> {
    const templates = new Map<string, string>();
    const run = this.#createRun(folder).then((created) => {
      created.eleventy.eleventyConfig.userConfig.on(
        "eleventy.after",
        ({ results }: { results: RenderedTemplate[] }) => {
          for (const { inputPath, outputPath } of results)
            if (outputPath !== false) templates.set(relative(folder, outputPath), shownPath(inputPath));
        },
      );
      return created;
    });
    const faults = await this.#execute(run, "write", { ...job, views: [] }, (_, html) => html);
    return { templates, faults };
  }

  #createRun(output: string): Promise<Run> {
    return createRun(this.#config, this.#templates, output);
  }

  /** @throws the error where nobody but Brevarkiv can have caused it */
  #faultOf(error: unknown, job: RenderJob | undefined): Diagnostic {
    const { file, compiled } = this.#config;
    const fault = faultOfThrown(error, compiled === undefined ? undefined : file, this.#templates, job);
    if (!fault) throw error;
    return fault;
  }

  async #execute(
    created: Promise<Run>,
    how: "toJSON" | "write",
    job: RenderJob,
    takePage: Host["takePage"],
  ): Promise<Diagnostic[]> {
    try {
      const run = await created;
      run.begin(job, takePage);
      await run.eleventy[how]();
      return this.#templates.faults();
    } catch (error) {
      return [...this.#templates.faults(), this.#faultOf(error, job)];
    }
  }
}

/** A project's Eleventy configuration. */
export interface ProjectConfig {
  /** As its author knows it: `.eleventy.ts`. */
  readonly file: string;
  /** What Eleventy imports, relative to the working directory; undefined where the project has none. */
  readonly compiled: string | undefined;
  /** The input folder where there is no configuration that names it. */
  readonly input: string;
}

/** Eleventy writes nothing there, but makes addresses of what lies in it. */
const UNUSED_OUTPUT = "_site";

interface Run {
  readonly eleventy: Eleventy;
  begin(job: RenderJob, takePage: Host["takePage"]): void;
}

function loadEleventy(): Promise<typeof import("@11ty/eleventy")> {
  // Files are watched by us; Eleventy's way to load changed modules again would keep another thread busy.
  process.env.ELEVENTY_SKIP_ESM_RESOLVER = "1";
  return import("@11ty/eleventy");
}

async function createRun({ compiled, input }: ProjectConfig, templates: Templates, output: string): Promise<Run> {
  const { default: Eleventy } = await loadEleventy();
  let begin: Run["begin"] = () => {};
  let takePage: Host["takePage"] = (_, html) => html;
  const begun = new Promise<RenderJob>((resolve) => {
    begin = (job, take) => {
      takePage = take;
      resolve(job);
    };
  });
  const host: Host = { templates, job: () => begun, takePage: (view, html) => takePage(view, html) };
  const eleventy = new Eleventy(compiled === undefined ? input : undefined, output, {
    // As on the command line, where the output folder that is named wins over the one of the configuration.
    source: "cli",
    configPath: compiled ?? null,
    quietMode: true,
    config: (config: EleventyConfig) => {
      setHost(config, host);
      config.benchmarkManager.get("Configuration").setMinimumThresholdMs(Number.MAX_SAFE_INTEGER);
      if (compiled === undefined) config.addPlugin((plain: EleventyConfig) => setUp(plain, host));
    },
  });
  // What it says of errors comes with their stacks; they are thrown as well.
  eleventy.disableLogger();
  await eleventy.init();
  return { eleventy, begin };
}

async function factsOf({ eleventyConfig, eleventyFiles }: Eleventy): Promise<ProjectFacts> {
  const { directories, passthroughCopies, passthroughCopiesHtmlRelative, additionalWatchTargets, events } =
    eleventyConfig.userConfig;
  const copied = Object.keys(passthroughCopies);
  const templates = (await eleventyFiles.getFiles()).filter((path) => !path.endsWith(VIEW_TEMPLATE));
  const makers = templates.length + copied.length + passthroughCopiesHtmlRelative.size;
  return {
    includesFolder: directories.includes,
    sources: [directories.input, ...additionalWatchTargets],
    copied,
    makesFiles: makers + events.listenerCount("eleventy.after") > 0,
  };
}
