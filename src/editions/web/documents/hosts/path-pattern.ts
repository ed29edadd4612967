import type { Where } from "./host-rules.ts";

/** Whether a path can stand in any host's settings as it is, without a sign that means something there. */
export function isPlainPath(path: string): boolean {
  return /^[a-z0-9/._-]+$/.test(path);
}

/** Whether a path is to be found in any case: those with capitals come of systems that did not care. */
export function isAnyCase(path: string): boolean {
  return path !== path.toLowerCase();
}

/** Both forms of a path, as browsers ask for them. */
export function bothForms(path: string): string[] {
  const inner = path.replace(/\/$/, "");
  return inner === "" ? ["/"] : [inner, `${inner}/`];
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

/** {@link literalPattern} of a path, with or without its last slash, from beginning to end. */
export function pathPattern(path: string, dialect: Dialect): string {
  const inner = path.replace(/\/$/, "");
  return inner === "" ? "^/$" : `^${literalPattern(inner, dialect)}/?$`;
}

/** A regular expression for the paths that a rule is for. */
export function wherePattern(where: Where, dialect: Dialect): string {
  if ("below" in where) return `^${literalPattern(where.below, dialect)}`;
  return "at" in where ? `^${literalPattern(where.at, dialect)}$` : `${literalPattern(where.ending, dialect)}$`;
}

function asciiPattern(sign: string): string {
  if (/[A-Za-z0-9/_-]/.test(sign)) return sign;
  return sign === "." ? "\\." : `\\x${sign.charCodeAt(0).toString(16).padStart(2, "0")}`;
}

function letterPattern(sign: string, dialect: Dialect): string {
  const cases = [sign.toLowerCase(), sign.toUpperCase()];
  const forms = new Set(cases.flatMap((letter) => [letter.normalize("NFC"), letter.normalize("NFD")]));
  return `(?:${[...forms].map((form) => (dialect === "bytes" ? bytesPattern(form) : form)).join("|")})`;
}

function bytesPattern(text: string): string {
  return [...Buffer.from(text)].map((byte) => `\\x${byte.toString(16).padStart(2, "0")}`).join("");
}
