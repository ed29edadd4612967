import { realpathSync } from "node:fs";
import { basename, dirname, join, relative, resolve, sep } from "node:path";
import { UsageError } from "./exit-code.ts";

/** Whether a path is that of a folder or lies in it, whatever links lead there. It need not exist. */
export function isWithin(path: string, folder: string): boolean {
  const way = relative(real(folder), real(path));
  return way === "" || !(way === ".." || way.startsWith(`..${sep}`) || resolve(way) === way);
}

/**
 * A build replaces the whole output folder, and reads the whole content folder.
 * @throws {UsageError} when one of them lies in the other
 */
export function assertApart(contentDir: string, output: string): void {
  if (isWithin(contentDir, output))
    throw new UsageError(`the content, ${contentDir}, lies in ${output}, which is replaced; choose another --output`);
  if (isWithin(output, contentDir))
    throw new UsageError(`${output} lies in the content, ${contentDir}; choose another --output`);
}

function real(path: string): string {
  const whole = resolve(path);
  try {
    return realpathSync(whole);
  } catch {
    return dirname(whole) === whole ? whole : join(real(dirname(whole)), basename(whole));
  }
}
