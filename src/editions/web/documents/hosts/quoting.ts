import { encodedPath } from "./host-rules.ts";

/**
 * How a value stands in the settings of each host. Values come from names of files, which may hold any sign: unquoted, one of them
 * is read as settings, and the host refuses to start or answers every page with an error.
 */

/**
 * Whether a path can stand in quotation marks for Caddy and be rewritten to. Of others no form means the same to all versions of
 * Caddy 2: 2.6 decodes no percent sign there and
 * later ones do, a question mark ends the path, and a dollar sign refers to the pattern.
 */
export function isCaddyText(path: string): boolean {
  return !/["$%?{}\\]/.test(path);
}

/** The path of a page as the value of an Apache variable, which decodes it. A percent sign begins a reference there. */
export function apachePath(path: string): string {
  return encodedPath(path).replaceAll("%", "\\%");
}

/**
 * A text in quotation marks for nginx, which does not decode it.
 * @param dollar a variable that holds a dollar sign, as that sign itself always begins the name of a variable
 */
export function nginxText(text: string, dollar: string): string {
  return `"${text.replace(/["\\]/g, "\\$&").replaceAll("$", () => `\${${dollar.slice(1)}}`)}"`;
}
