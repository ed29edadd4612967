import { readFileSync, statSync } from "node:fs";
import type { ServerResponse } from "node:http";
import { join } from "node:path";
import { RULES_FILE } from "../editions/web/documents/host-files.ts";
import { type HostRules, isWithin, type Redirect } from "../editions/web/documents/hosts/host-rules.ts";
import { isAnyCase } from "../editions/web/documents/hosts/path-pattern.ts";
import { securityHeaders } from "../editions/web/documents/security-headers.ts";

const NO_SITE: HostRules = {
  basePath: "/",
  headers: securityHeaders({ embedding: [] }),
  exceptions: [],
  redirects: [],
  gone: [],
};

/** The rules of a built site, looked up as a web server does. */
export interface RuleBook {
  readonly rules: HostRules;
  redirectOf(path: string, query: URLSearchParams): Redirect | undefined;
  /** The page that tells of an address that is gone, as a path on the host. */
  goneAt(path: string): string | undefined;
}

/** The rules of the site in a folder, read anew when it was built anew. */
export function ruleBooks(folder: string): () => RuleBook {
  let book = bookOf(NO_SITE);
  let signature = "";
  return () => {
    const file = join(folder, RULES_FILE);
    const stats = statSync(file, { throwIfNoEntry: false });
    const found = stats ? `${stats.ino} ${stats.mtimeMs} ${stats.size}` : "";
    if (found !== signature) book = bookOf(stats ? JSON.parse(readFileSync(file, "utf8")) : NO_SITE);
    signature = found;
    return book;
  };
}

function bookOf(rules: HostRules): RuleBook {
  const redirects = new Map<string, Redirect[]>();
  for (const redirect of rules.redirects) {
    const key = keyOf(redirect.path);
    // Those that ask for parameters are more particular than those that do not.
    const others = redirects.get(key) ?? [];
    redirects.set(key, redirect.query ? [redirect, ...others] : [...others, redirect]);
  }
  const gone = new Map(rules.gone.map(({ path, page }) => [path, page]));
  return {
    rules,
    redirectOf: (path, query) => redirects.get(keyOf(path))?.find((redirect) => fits(redirect, path, query)),
    goneAt: (path) => gone.get(path),
  };
}

function keyOf(path: string): string {
  return path.normalize("NFC").toLowerCase().replace(/\/$/, "");
}

function fits({ path, query = {} }: Redirect, asked: string, parameters: URLSearchParams): boolean {
  const sameCase = isAnyCase(path) || asked.normalize("NFC").replace(/\/$/, "") === path.replace(/\/$/, "");
  return (
    sameCase &&
    Object.entries(query).every(([name, value]) => parameters.get(name)?.toLowerCase() === value.toLowerCase())
  );
}

/** Sets the headers that the rules ask for at a path. @param adjust what of them is sent; undefined sends nothing */
export function setHeaders(
  response: ServerResponse,
  { headers, exceptions }: HostRules,
  path: string,
  adjust: (name: string, value: string) => string | undefined,
): void {
  const own = exceptions.filter(({ where }) => isWithin(path, where)).flatMap((exception) => exception.headers);
  for (const [name, value] of [...headers, ...own]) {
    const sent = adjust(name, value);
    if (sent !== undefined) response.setHeader(name, sent);
  }
}
