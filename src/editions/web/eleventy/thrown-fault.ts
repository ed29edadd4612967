import { existsSync, readFileSync } from "node:fs";
import type { Diagnostic } from "../../../diagnostics.ts";
import type { RenderJob } from "./render-job.ts";
import { messageOf, messagesOf, positionOf, templateFault } from "./template-faults.ts";
import type { Templates } from "./templates.ts";

/** How Nunjucks begins a message: the template, and where in it, counted from 1. */
const PLACE = /^\((?:\.\/)?(.+?)\)(?: \[Line (\d+)(?:, Column (\d+))?\])?\s*/;
/** A file in one of Eleventy's messages, as it writes them. */
const FILE = /(?:^|[\s"'`(])\.\/([^\s"'`()]+\.\w+)/;
const SHORTCODE = /Error with Nunjucks (?:paired )?shortcode `(.+?)`/;
const UNDEFINED = "attempted to output null or undefined value";
/** As gray-matter finds it: what stands between two lines of dashes at the beginning of a file. */
const FRONT_MATTER = /^---.*?\n---[^\n]*(?:\n|$)/s;

/**
 * What Eleventy threw, as a diagnostic: it is a fault of the project's own page, filter, shortcode, transform or
 * configuration.
 * @param configFile is named where the error names no file; undefined where there is none
 * @returns undefined where nothing of a project can be at fault
 */
export function faultOfThrown(
  error: unknown,
  configFile: string | undefined,
  templates?: Templates,
  job?: RenderJob,
): Diagnostic | undefined {
  const messages = messagesOf(error);
  const first = (pattern: RegExp) => messages.map((message) => pattern.exec(message)).find((match) => match !== null);
  const placed = first(PLACE);
  const message = messageOf(error).replace(PLACE, "");
  const file = placed?.[1] ?? first(FILE)?.[1];
  if (file === undefined || !existsSync(file))
    return configFile === undefined ? undefined : templateFault(configFile, 1, 1, message);

  const source = readFileSync(file, "utf8");
  const [front = ""] = FRONT_MATTER.exec(source) ?? [];
  const before = front.split("\n").length - 1;
  const shortcode = first(SHORTCODE)?.[1];
  if (shortcode !== undefined) {
    const { line, column } = positionOf(source, `{% ${shortcode}`);
    return templateFault(file, line, column, `the shortcode "${shortcode}" fails: ${message}`);
  }
  const place = { line: Number(placed?.[2] ?? 1), column: Number(placed?.[3] ?? 1) };
  const { config, strings, archive } = job ?? {};
  const fault =
    message === UNDEFINED
      ? templates?.faultIn(file, source.slice(front.length), place, { config, t: strings, archive })
      : undefined;
  const at = fault ?? templateFault(file, place.line, place.column, message);
  return { ...at, line: at.line + (placed ? before : 0) };
}
