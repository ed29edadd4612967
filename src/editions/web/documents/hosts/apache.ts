import { findsByParameters, findsByPath, parameterPattern, pastedPattern } from "./find-pattern.ts";
import type { Finder, Gone, HeaderException, HostRules, Redirect } from "./host-rules.ts";
import { HIDDEN, isAnyCase, literalPattern, parameterPatterns, pathPattern, wherePattern } from "./path-pattern.ts";
import { apachePath } from "./quoting.ts";

/**
 * `.htaccess` for Apache 2.4 with mod_headers and mod_rewrite; read from the site's folder where AllowOverride permits it.
 * Patterns begin below that folder. All headers are set in one of Apache's two tables, as both would be sent.
 */
export function apacheFile(rules: HostRules): string {
  const { basePath, headers, exceptions, redirects, gone } = rules;
  return [
    `ErrorDocument 404 ${basePath}404.html`,
    // Each address that is gone names its own page. What does not begin with a slash would be a text to show.
    'ErrorDocument 410 "/%{reqenv:BREVARKIV_GONE}"',
    "<IfModule mod_headers.c>",
    ...headers.map(([name, value]) => `  Header always set ${name} "${value}"`),
    ...exceptions.flatMap(headerException),
    "</IfModule>",
    "<IfModule mod_rewrite.c>",
    "  RewriteEngine On",
    `  RewriteRule ^${HIDDEN} - [R=404,L]`,
    ...gone.filter(({ path }) => path.startsWith(basePath)).map((entry) => goneRule(entry, basePath)),
    ...redirects.filter(({ path }) => path.startsWith(basePath)).flatMap((entry) => redirectRule(entry, basePath)),
    "</IfModule>",
    "",
  ].join("\n");
}

function headerException({ where, headers }: HeaderException): string[] {
  return headers.map(([name, value]) => {
    // The type is not a header like others until the answer is sent: set among errors' headers it would be there twice.
    const table = name === "Content-Type" ? "" : "always ";
    return `  Header ${table}set ${name} "${value}" "expr=%{REQUEST_URI} =~ m#${wherePattern(where, "bytes")}#"`;
  });
}

function goneRule({ path, page }: Gone, basePath: string): string {
  return `  RewriteRule ^${literalPattern(path.slice(basePath.length), "bytes")}$ - [G,E=BREVARKIV_GONE:${apachePath(page.slice(1))}]`;
}

function redirectRule(redirect: Redirect, basePath: string): string[] {
  const { path, to, status } = redirect;
  const conditions = parameterPatterns(redirect).map((pattern) => `  RewriteCond %{QUERY_STRING} ${pattern} [NC]`);
  const pattern = pathPattern({ ...redirect, path: `/${path.slice(basePath.length)}` }, "bytes").replace("^/", "^");
  // In a substitution a percent sign begins a reference to the condition before it.
  const target = to.replaceAll("%", "\\%");
  return [
    ...conditions,
    `  RewriteRule ${pattern} ${target} [R=${status},L,NE,QSD${isAnyCase(redirect) ? ",NC" : ""}]`,
  ];
}

/**
 * `.htaccess` of the page where old addresses are looked up, in its folder, so that its many rules are read only when that page
 * is asked for.
 */
export function apacheFinder(finder: Finder): string {
  const byParameters = findsByParameters(finder).flatMap(({ names, targets }) =>
    [...targets].flatMap(([values, to]) => {
      const wanted = values.split(" ");
      const conditions = names.map((name, index) => {
        const pattern = parameterPattern(name, "encoded").replace("([A-Za-z0-9._-]+)", () =>
          literalPattern(wanted[index] ?? "", "bytes"),
        );
        return `RewriteCond %{QUERY_STRING} (?:^|&)${finder.parameter}=[^&]*${pattern}(?![A-Za-z0-9._-]) [NC]`;
      });
      return [...conditions, answer(to)];
    }),
  );
  const byPath = findsByPath(finder).flatMap((find) => {
    const pattern = pastedPattern(find, "encoded");
    return [`RewriteCond %{QUERY_STRING} (?:^|&)${finder.parameter}=${pattern}(?:&|$) [NC]`, answer(find.to)];
  });
  return [
    "<IfModule mod_rewrite.c>",
    "RewriteEngine On",
    // These rules take the place of those of the site's folder.
    `RewriteRule ^${HIDDEN} - [R=404,L]`,
    ...byParameters,
    ...byPath,
    "</IfModule>",
    "",
  ].join("\n");
}

function answer(to: string): string {
  return `RewriteRule ^$ ${to.replaceAll("%", "\\%")} [R=302,L,NE,QSD]`;
}
