import { type Command, Option } from "commander";
import type { PartialDate } from "../model/partial-date.ts";

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

/** The day it is here, which decides only whether a date has come. */
export function today(): PartialDate {
  // By hand, as loading what knows of calendars takes longer than looking at a thousand files.
  const now = new Date();
  const parts = [now.getMonth() + 1, now.getDate()].map((part) => String(part).padStart(2, "0"));
  return [now.getFullYear(), ...parts].join("-");
}
