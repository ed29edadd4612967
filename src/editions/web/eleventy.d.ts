// Eleventy 3 ships no types. Only what is used here is declared.
declare module "@11ty/eleventy" {
  import type { Environment } from "nunjucks";

  /** The object that `.eleventy.ts` and plugins are handed. */
  export interface EleventyConfig {
    readonly globalData: Record<string, unknown>;
    /** @param value or a function that makes it, and is waited for before anything is rendered */
    addGlobalData(name: string, value: unknown): void;
    addPlugin(plugin: (config: EleventyConfig) => void | Promise<void>): Promise<void>;
    setLibrary(name: "njk", environment: Environment): void;
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
