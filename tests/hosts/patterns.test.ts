/** Every pattern that a host is handed is linear: no two of its repetitions can take the same signs in turn. */
import { describe, expect, test } from "vitest";
import { filesOfRules } from "../../src/editions/web/documents/host-files.ts";
import { pastedPathPattern } from "../../src/editions/web/documents/hosts/find-pattern.ts";
import { ambiguity } from "./ambiguity.ts";
import { RULES } from "./rules-of-every-kind.ts";

/** Where patterns stand in the settings of each host, as the first group. */
const PLACES: Readonly<Record<string, RegExp>> = {
  ".htaccess": /^ *RewriteRule (\S+) |^ *RewriteCond \S+ (\S+)|m#([^#]+)#/gm,
  "_hosting/nginx.conf": /^location ~ "([^"]+)"|if \(\$\w+ ~ "([^"]+)"\)/gm,
  "_hosting/nginx-maps.conf": /^\t"~\*?([^"]+)"/gm,
  "_hosting/Caddyfile": /path_regexp "([^"]+)"|^\s*"~([^"]+)"|\.matches\("([^"]+)"\)/gm,
};

function patternsOf(path: string, text: string): string[] {
  const place = Object.entries(PLACES).find(([name]) => path.endsWith(name))?.[1];
  const found = [...text.matchAll(place ?? /$^/g)].map((match) => match.slice(1).find(Boolean) ?? "");
  // Within a text of Caddy's expressions, a backslash is written twice.
  return found.map((pattern) => pattern.replaceAll("\\\\", "\\"));
}

describe("the patterns of host files", () => {
  const files = filesOfRules(RULES, "https://www.example.org/");
  test.each(Object.keys(PLACES))("%s", (name) => {
    const patterns = files
      .filter(({ path }) => path.endsWith(name))
      .flatMap(({ path, text }) => patternsOf(path, text));
    expect(patterns.length).toBeGreaterThan(3);
    expect(patterns.flatMap((pattern) => ambiguity(pattern) ?? [])).toEqual([]);
  });

  test("the preview", () => {
    expect(ambiguity(pastedPathPattern("decoded"))).toBeUndefined();
  });
});

describe("what the checker finds", () => {
  test.each([
    ["^\\s*[^/]*x", " "],
    ["^(?:\\+|%20)*(?:http)?[^/?]*$", "+"],
    ["\\s*$", " "],
    ["^\\s*(?:https?://)?[^/?\\s]*(?:/[^\\s]*)?\\s*$", " "],
    ["^/(.*?)/?\\s*$", " "],
    ["(?:^|&)a=.*(?:&|$)", "&a= "],
    ["^(?:a|a)*$", "aa"],
    ["^(?:a+)*$", ""],
    ["^(?:a*b?)*$", ""],
    ["^a*x?y?a*$", "a"],
  ])("%s", (pattern, text) => {
    expect(ambiguity(pattern)).toBe(text);
  });

  test.each([
    "^/a(?:/.*)?$",
    "^\\s*(?:https?://)?[^/?\\s]*/[^\\s]*\\s*$",
    "(?:^|&)a=[^&]*(?:&|$)",
    "^(?:/*[^/])*/*$",
    "\\x3fid=([a-z0-9]+)",
    "^[a-c]+[d-f]+$",
    "^(?:ab)*c?(?:aba)*$",
  ])("%s has none", (pattern) => {
    expect(ambiguity(pattern)).toBeUndefined();
  });
});
