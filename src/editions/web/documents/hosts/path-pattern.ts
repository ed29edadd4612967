import type { Redirect, Where } from "./host-rules.ts";

/** Whether a path can stand in any host's settings as it is, without a sign that means something there. */
export function isPlainPath(path: string): boolean {
  return /^[a-z0-9/._-]+$/.test(path);
}

/** Whether an old address is to be found in any case: systems with capitals or file names in their addresses did not care. */
export function isAnyCase({ path, below }: Pick<Redirect, "path" | "below">): boolean {
  return below === true || path !== path.toLowerCase() || /\.[a-z0-9]+\/?$/.test(path);
}

/** A path without its last slash, but for that of the start page. */
export function withoutSlash(path: string): string {
  return path.replace(/(?<=.)\/$/s, "");
}

/** Both forms of a path, as browsers ask for them. */
export function bothForms(path: string): string[] {
  return path === "/" ? [path] : [withoutSlash(path), `${withoutSlash(path)}/`];
}

/** The two dialects of patterns: PCRE sees bytes, Go's RE2 sees characters. */
export type Dialect = "bytes" | "characters";

/**
 * A regular expression for exactly this text. Every sign that could mean something to a pattern or to the settings around it
 * is written as a number, and letters outside ASCII in both cases and both Unicode forms.
 */
export function literalPattern(text: string, dialect: Dialect): string {
  return [...text.normalize("NFC")]
    .map((sign) => (sign.charCodeAt(0) < 0x80 ? asciiPattern(sign) : letterPattern(sign, dialect)))
    .join("");
}

/** {@link literalPattern} of a path, with or without its last slash and what lies below, from beginning to end. */
export function pathPattern({ path, below }: Pick<Redirect, "path" | "below">, dialect: Dialect): string {
  const inner = path.replace(/\/$/, "");
  if (below) return `^${literalPattern(inner, dialect)}(?:/.*)?$`;
  return inner === "" ? "^/$" : `^${literalPattern(inner, dialect)}/?$`;
}

/** Regular expressions for the parameters that an address must have, which in its query are found in any case and order. */
export function parameterPatterns({ query = {} }: Pick<Redirect, "query">): string[] {
  return Object.entries(query).map(([name, value]) => `(?:^|&)${name}=${literalPattern(value, "bytes")}(?:&|$)`);
}

/** A regular expression for the paths that a rule is for. */
export function wherePattern(where: Where, dialect: Dialect): string {
  if ("below" in where) return `^${literalPattern(where.below, dialect)}`;
  if ("ending" in where) return `${literalPattern(where.ending, dialect)}$`;
  // Servers ask themselves for the file of a page, and look at headers then.
  const file = where.at.endsWith("/") ? "(?:index\\.html)?" : "";
  return `^${literalPattern(where.at, dialect)}${file}$`;
}

/** What is there for hosts alone, below the site's own path: nobody is to be handed it. */
export const HIDDEN = "(?:_hosting(?:/|$)|_headers$|_redirects$|(?:.*/)?\\.ht)";

/** A regular expression for the paths of {@link HIDDEN}. */
export function hiddenPattern(basePath: string): string {
  return `^${literalPattern(basePath, "bytes")}${HIDDEN}`;
}

function asciiPattern(sign: string): string {
  if (/[A-Za-z0-9/_-]/.test(sign)) return sign;
  return sign === "." ? "\\." : `\\x${sign.charCodeAt(0).toString(16).padStart(2, "0")}`;
}

function letterPattern(sign: string, dialect: Dialect): string {
  return `(?:${lettersIn(sign)
    .map((form) => (dialect === "bytes" ? bytesPattern(form) : form))
    .join("|")})`;
}

/** A letter in all cases and both Unicode forms, without repetition. */
export function lettersIn(sign: string): string[] {
  const cases = [sign, sign.toLowerCase(), sign.toUpperCase()];
  return [...new Set(cases.flatMap((letter) => [letter.normalize("NFC"), letter.normalize("NFD")]))];
}

function bytesPattern(text: string): string {
  return [...Buffer.from(text)].map((byte) => `\\x${byte.toString(16).padStart(2, "0")}`).join("");
}
