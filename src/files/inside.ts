import { realpathSync } from "node:fs";
import { basename, dirname, join, relative, resolve, sep } from "node:path";

/** Whether a path is that of a folder or lies in it, whatever links lead there. It need not exist. */
export function isInside(path: string, folder: string): boolean {
  const way = relative(real(folder), real(path));
  return way === "" || !(way === ".." || way.startsWith(`..${sep}`) || resolve(way) === way);
}

function real(path: string): string {
  const whole = resolve(path);
  try {
    return realpathSync(whole);
  } catch {
    return dirname(whole) === whole ? whole : join(real(dirname(whole)), basename(whole));
  }
}
