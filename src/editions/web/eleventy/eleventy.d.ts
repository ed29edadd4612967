// Eleventy 3 ships no types. Only what is used here is declared.
declare module "@11ty/eleventy" {
  import type { Environment } from "nunjucks";

  /** The object that `.eleventy.ts` and plugins are handed. */
  export interface EleventyConfig {
    /** Relative to the working directory, as Eleventy wants all paths. */
    readonly directories: { readonly input: string; readonly includes: string; readonly output: string };
    /** Reports on the console what takes long, even where nothing else is reported. */
    readonly benchmarkManager: { get(group: string): { setMinimumThresholdMs(milliseconds: number): void } };
    readonly events: { listenerCount(event: string): number };
    readonly passthroughCopies: Readonly<Record<string, unknown>>;
    readonly passthroughCopiesHtmlRelative: ReadonlySet<unknown>;
    readonly additionalWatchTargets: readonly string[];
    addFilter(name: string, filter: (...values: never[]) => unknown): void;
    /** @param value or a function that makes it, which Eleventy calls and awaits once a build */
    addGlobalData(name: string, value: unknown): void;
    // biome-ignore lint/suspicious/noExplicitAny: a plugin declares its own options.
    addPlugin(plugin: (config: EleventyConfig, options: any) => unknown, options?: object): unknown;
    addTemplate(path: string, content: string, data: object): void;
    addTransform(
      name: string,
      transform: (this: { page: { outputPath: string | false } }, content: string) => unknown,
    ): void;
    addWatchTarget(path: string): void;
    getFilter(name: string): unknown;
    on(event: string, handler: (argument: never) => unknown): void;
    setLibrary(name: "njk", environment: Environment): void;
    setUseGitIgnore(use: boolean): void;
  }

  /** What the event `eleventy.config` hands over: the configuration once all of it is merged. */
  export interface MergedConfig {
    getConfig(): { readonly transforms: Record<string, unknown> };
  }

  /** A file that a template became. */
  export interface RenderedTemplate {
    readonly inputPath: string;
    readonly outputPath: string | false;
  }

  export default class Eleventy {
    readonly eleventyConfig: { readonly userConfig: EleventyConfig };
    readonly eleventyFiles: { getFiles(): Promise<string[]> };
    constructor(
      input: string | undefined,
      output: string,
      options: {
        source: "cli";
        configPath: string | null;
        quietMode: boolean;
        config: (config: EleventyConfig) => unknown;
      },
    );
    disableLogger(): void;
    init(): Promise<void>;
    toJSON(): Promise<unknown>;
    write(): Promise<unknown>;
  }
}
