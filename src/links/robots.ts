/** The Robots Exclusion Protocol (RFC 9309): which addresses of a site a program is asked to leave alone. */

interface Rule {
  readonly allow: boolean;
  /** A path that may hold `*` and end with `$`, in one form of percent-encoding. */
  readonly pattern: string;
}

/** Files need not be read further than this (RFC 9309, section 2.5). */
export const ROBOTS_LIMIT = 512_000;

/**
 * Reads a robots.txt.
 * @param product our own name in it
 * @returns whether a path, with its query, may be asked for
 */
export function readRobots(text: string, product: string): (path: string) => boolean {
  const groups = groupsOf(text);
  const own = groups.get(product.toLowerCase()) ?? groups.get("*") ?? [];
  return (path) => {
    const target = normalised(path);
    const [decisive] = own
      .filter(({ pattern }) => matches(pattern, target))
      // The most specific rule holds, and of two alike the one that allows (section 2.2.2).
      .sort((a, b) => b.pattern.length - a.pattern.length || Number(b.allow) - Number(a.allow));
    return decisive?.allow ?? true;
  };
}

/** Rules by the name, in small letters, of whom they are for; groups for the same name are joined (section 2.2.1). */
function groupsOf(text: string): Map<string, Rule[]> {
  const groups = new Map<string, Rule[]>();
  let names: string[] = [];
  let isNaming = false;
  for (const line of text.replace(/^\ufeff/, "").split(/\r\n?|\n/)) {
    const [, key = "", value = ""] = /^\s*([a-z-]+)\s*:\s*([^#]*)/i.exec(line) ?? [];
    const field = key.toLowerCase();
    if (field === "user-agent") {
      names = isNaming ? names : [];
      isNaming = true;
      const name = /^[a-z_-]+|^\*/i.exec(value)?.[0].toLowerCase() ?? "";
      names.push(name);
      if (!groups.has(name)) groups.set(name, []);
    } else if (field === "allow" || field === "disallow") {
      isNaming = false;
      const pattern = normalised(value.trim());
      if (pattern !== "") for (const name of names) groups.get(name)?.push({ allow: field === "allow", pattern });
    }
  }
  return groups;
}

/** Each part between stars is looked for in its order, from the left: no pattern can take long. */
function matches(pattern: string, path: string): boolean {
  const isWhole = pattern.endsWith("$");
  const [first = "", ...parts] = (isWhole ? pattern.slice(0, -1) : pattern).split("*");
  if (!path.startsWith(first)) return false;
  let position = first.length;
  const last = parts.pop();
  if (last === undefined) return !isWhole || position === path.length;
  for (const part of parts) {
    const found = path.indexOf(part, position);
    if (found < 0) return false;
    position = found + part.length;
  }
  return isWhole ? path.length - last.length >= position && path.endsWith(last) : path.indexOf(last, position) >= 0;
}

/** Signs outside ASCII percent-encoded, and what need not be encoded decoded (section 2.2.2). */
function normalised(path: string): string {
  return path
    .replace(/%[0-9a-f]{2}/gi, (code) => {
      const sign = String.fromCharCode(Number.parseInt(code.slice(1), 16));
      return /[A-Za-z0-9._~-]/.test(sign) ? sign : code.toUpperCase();
    })
    .replace(/[^\u0021-\u007e]+/gu, (signs) => encodeURIComponent(signs));
}
