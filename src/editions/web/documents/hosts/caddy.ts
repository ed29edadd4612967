import { caddyFinder } from "./caddy-finder.ts";
import type { HeaderException, HostRules, Redirect } from "./host-rules.ts";
import {
  bothForms,
  isAnyCase,
  isPlainPath,
  literalPattern,
  parameterPatterns,
  pathPattern,
  wherePattern,
} from "./path-pattern.ts";
import { isCaddyText } from "./quoting.ts";

/**
 * A snippet for Caddy 2: `import brevarkiv` in the site's block. `route` keeps the order: on its own Caddy sets headers for fewer
 * paths before those for more, and the usual value would take the exception's place.
 */
export function caddyFile({ basePath, headers, exceptions, redirects, gone, finder }: HostRules): string {
  return [
    "(brevarkiv) {",
    "\troute {",
    "\t\theader {",
    ...headers.map(([name, value]) => `\t\t\t${name} "${value}"`),
    "\t\t}",
    ...exceptions.flatMap(headerException),
    ...redirects.filter(({ query }) => query).flatMap(queryRedirect),
    ...pathRedirects(redirects.filter(({ query }) => !query)),
    ...gone.flatMap(({ path }, index) => [
      `\t\t@brevarkiv_gone_${index} path_regexp "^${literalPattern(path, "characters")}$"`,
      `\t\terror @brevarkiv_gone_${index} 410`,
    ]),
    ...(finder ? caddyFinder(finder) : []),
    "\t\tfile_server {",
    "\t\t\thide _hosting _headers _redirects .htaccess",
    "\t\t}",
    "\t}",
    "\thandle_errors {",
    "\t\t@missing expression {http.error.status_code} == 404",
    "\t\thandle @missing {",
    `\t\t\trewrite * ${basePath}404.html`,
    "\t\t\tfile_server",
    "\t\t}",
    ...(gone.length > 0 ? goneErrors(gone) : []),
    "\t}",
    "}",
    "",
  ].join("\n");
}

function headerException({ where, headers }: HeaderException, index: number): string[] {
  const name = `@brevarkiv_header_${index}`;
  return [
    `\t\t${name} path_regexp "${wherePattern(where, "characters")}"`,
    `\t\theader ${name} {`,
    ...headers.map(([field, value]) => `\t\t\t${field} "${value}"`),
    "\t\t}",
  ];
}

function queryRedirect(redirect: Redirect, index: number): string[] {
  const { to, status } = redirect;
  const name = `@brevarkiv_query_${index}`;
  return [
    `\t\t${name} {`,
    `\t\t\tpath_regexp "${flags(redirect)}${pathPattern(redirect, "characters")}"`,
    // The matcher for queries is content with one of several parameters in some versions of Caddy 2.
    `\t\t\texpression \`${parameterPatterns(redirect)
      .map((pattern) => `{query}.matches("(?i)${pattern.replaceAll("\\", "\\\\")}")`)
      .join(" && ")}\``,
    "\t\t}",
    `\t\tredir ${name} "${to}" ${status}`,
  ];
}

/** One table: a directive for each of thousands of addresses would make as many handlers. */
function pathRedirects(redirects: readonly Redirect[]): string[] {
  if (redirects.length === 0) return [];
  return [
    "\t\tmap {path} {brevarkiv_moved} {brevarkiv_status} {",
    ...redirects.flatMap((redirect) =>
      mapKeys(redirect).map((key) => `\t\t\t"${key}" "${redirect.to}" ${redirect.status}`),
    ),
    '\t\t\tdefault ""',
    "\t\t}",
    '\t\t@brevarkiv_moved expression `{brevarkiv_moved} != ""`',
    "\t\tredir @brevarkiv_moved {brevarkiv_moved} {brevarkiv_status}",
  ];
}

function mapKeys(redirect: Redirect): string[] {
  const { path } = redirect;
  return isPlainPath(path) && !isAnyCase(redirect)
    ? bothForms(path)
    : [`~${flags(redirect)}${pathPattern(redirect, "characters")}`];
}

function flags(redirect: Redirect): string {
  return isAnyCase(redirect) ? "(?i)" : "";
}

function goneErrors(gone: HostRules["gone"]): string[] {
  return [
    "\t\t@gone expression {http.error.status_code} == 410",
    "\t\thandle @gone {",
    "\t\t\tmap {path} {brevarkiv_gone} {",
    ...gone
      .filter(({ page }) => isCaddyText(page))
      .map(({ path, page }) => `\t\t\t\t"~^${literalPattern(path, "characters")}$" "${page}"`),
    '\t\t\t\tdefault ""',
    "\t\t\t}",
    '\t\t\t@brevarkiv_named expression `{brevarkiv_gone} != ""`',
    "\t\t\trewrite @brevarkiv_named {brevarkiv_gone}",
    // The page of any other lies in a folder of that name, where it is asked for as it is written.
    "\t\t\tfile_server {",
    "\t\t\t\tdisable_canonical_uris",
    "\t\t\t}",
    "\t\t}",
  ];
}
