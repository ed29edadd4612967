import { readFileSync, statSync } from "node:fs";
import type { ServerResponse } from "node:http";
import { join } from "node:path";
import { RULES_FILE } from "../editions/web/documents/host-files.ts";
import {
  findPattern,
  findsByParameters,
  findsByPath,
  parameterPattern,
  pastedPathPattern,
} from "../editions/web/documents/hosts/find-pattern.ts";
import { type Finder, type HostRules, isWithin, type Redirect } from "../editions/web/documents/hosts/host-rules.ts";
import {
  hiddenPattern,
  isAnyCase,
  parameterPatterns,
  pathPattern,
} from "../editions/web/documents/hosts/path-pattern.ts";
import { securityHeaders } from "../editions/web/documents/security-headers.ts";
import { groupBy } from "../model/group-by.ts";

const NO_SITE: HostRules = {
  basePath: "/",
  headers: securityHeaders(),
  exceptions: [],
  redirects: [],
  gone: [],
};

/** The rules of a built site, looked up as a web server does. */
export interface RuleBook {
  readonly rules: HostRules;
  /** Where a path leads on; 302 for what somebody looked up. */
  redirectOf(path: string, query: URLSearchParams): Pick<Redirect, "to" | "status"> | undefined;
  /** Whether a path is of what is there for hosts alone. */
  isHidden(path: string): boolean;
  /** The page that says that an address is gone, as a path on the host. */
  goneAt(path: string): string | undefined;
}

/** The rules of the site in a folder, read again when it was rebuilt. */
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
  const folders = rules.redirects.filter(({ below }) => below);
  const single = groupBy(
    rules.redirects.filter(({ below }) => !below),
    ({ path }) => [keyOf(path)],
  );
  const gone = new Map(rules.gone.map(({ path, page }) => [path, page]));
  return {
    rules,
    redirectOf: (path, query) =>
      (rules.finder?.path === path ? foundBy(rules.finder, query) : undefined) ??
      single.get(keyOf(path))?.find((redirect) => fits(redirect, path, query)) ??
      folders.find((folder) => matches(pathPattern(folder, "characters"), path, isAnyCase(folder))),
    isHidden: (path) => matches(hiddenPattern(rules.basePath), path, false),
    goneAt: (path) => gone.get(path),
  };
}

function keyOf(path: string): string {
  return path.normalize("NFC").toLowerCase().replace(/\/$/, "");
}

function fits(redirect: Redirect, asked: string, parameters: URLSearchParams): boolean {
  return (
    matches(pathPattern(redirect, "characters"), asked, isAnyCase(redirect)) &&
    parameterPatterns(redirect).every((pattern) => matches(pattern, parameters.toString(), true))
  );
}

function foundBy(finder: Finder, query: URLSearchParams): Pick<Redirect, "to" | "status"> | undefined {
  const pasted = query.get(finder.parameter) ?? "";
  const path = new RegExp(pastedPathPattern("decoded"), "i").exec(pasted)?.[1] ?? "";
  const to =
    findsByParameters(finder)
      .map(({ names, targets }) =>
        targets.get(
          names
            .map((name) => new RegExp(parameterPattern(name, "decoded"), "i").exec(pasted)?.[1]?.toLowerCase())
            .join(" "),
        ),
      )
      .find((target) => target !== undefined) ??
    findsByPath(finder).find((find) => matches(`^${findPattern(find, "decoded")}$`, path, true))?.to;
  return to === undefined ? undefined : { to, status: 302 };
}

function matches(pattern: string, text: string, anyCase: boolean): boolean {
  return new RegExp(pattern, anyCase ? "i" : "").test(text);
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
