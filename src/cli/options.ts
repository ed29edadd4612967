import { type Command, Option } from "commander";

/** How diagnostics are written. */
export type DiagnosticFormat = "text" | "json";

export const contentOption = () => new Option("--content <dir>", "the folder with the content").default("content");
export const outputOption = (folder: string) => new Option("--output <dir>", "the folder to write").default(folder);
export const formatOption = () =>
  new Option("--format <format>", "how problems are written").choices(["text", "json"]).default("text");

/** Whether the site is served through a link to its release. */
export const withLink = (command: Command): Command =>
  command
    .option("--link", "serve releases through a symbolic link, which is switched in one step")
    .option("--no-link", "serve the release as a plain folder again");
