// Eleventy 3 ships no types. Only what is used here is declared.
declare module "@11ty/eleventy" {
  /** The object that `.eleventy.ts` and plugins are handed. */
  export interface EleventyConfig {
    readonly globalData: Record<string, unknown>;
    addGlobalData(name: string, value: unknown): void;
    addPlugin(plugin: (config: EleventyConfig) => void | Promise<void>): Promise<void>;
    amendLibrary(
      name: "njk",
      amend: (environment: { addFilter(name: string, filter: (...values: never[]) => unknown): void }) => void,
    ): void;
    setNunjucksEnvironmentOptions(options: Record<string, unknown>): void;
    setTemplateFormats(formats: string[]): void;
    setUseGitIgnore(use: boolean): void;
    setFreezeReservedData(freeze: boolean): void;
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
