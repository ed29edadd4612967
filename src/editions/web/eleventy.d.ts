// Eleventy 3 ships no types. Only what is used here is declared.
declare module "@11ty/eleventy" {
  /** Nunjucks as Eleventy has set it up, with the folder of included templates. */
  export interface NunjucksEnvironment {
    addFilter(name: string, filter: (...values: never[]) => unknown): void;
    addGlobal(name: string, value: unknown): void;
    render(template: string, context: object): string;
  }

  /** The object that `.eleventy.ts` and plugins are handed. */
  export interface EleventyConfig {
    readonly globalData: Record<string, unknown>;
    addGlobalData(name: string, value: unknown): void;
    addPlugin(plugin: (config: EleventyConfig) => void | Promise<void>): Promise<void>;
    amendLibrary(name: "njk", amend: (environment: NunjucksEnvironment) => void): void;
    setNunjucksEnvironmentOptions(options: Record<string, unknown>): void;
    setTemplateFormats(formats: string[]): void;
    setUseGitIgnore(use: boolean): void;
  }

  export default class Eleventy {
    constructor(
      input: string,
      output: string,
      options: { configPath?: string; quietMode?: boolean; config?: (config: EleventyConfig) => void | Promise<void> },
    );
    toJSON(): Promise<unknown>;
  }
}
