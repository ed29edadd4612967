import { type Config, hrefOf } from "../../../config.ts";
import type { View } from "../view.ts";
import { type Headers, securityHeaders } from "./security-headers.ts";

/** A text file of the site. */
export interface TextFile {
  /** Below the site's folder. */
  readonly path: string;
  readonly text: string;
}

/** An old address and the page it leads to. */
interface Redirect {
  readonly from: string;
  readonly to: string;
  /** 301 where the old address is gone for good, 302 where the target changes, as the newest letter does. */
  readonly status: 301 | 302;
}

/**
 * Settings for the common web servers: headers, the page for addresses that lead nowhere, and redirects for hosts that
 * can answer with a real status instead of a page that forwards.
 */
export function hostFiles(config: Config, views: readonly View[]): TextFile[] {
  const headers = securityHeaders(config);
  const redirects = redirectsOf(config, views);
  return [
    { path: "_headers", text: headersFile(config, headers) },
    { path: "_redirects", text: redirectsFile(redirects) },
    { path: ".htaccess", text: apache(config, headers, redirects) },
    { path: "_hosting/nginx.conf", text: nginx(config, headers, redirects) },
    { path: "_hosting/Caddyfile", text: caddy(config, headers, redirects) },
  ];
}

function redirectsOf(config: Config, views: readonly View[]): Redirect[] {
  return views.flatMap(({ address, detail }): Redirect[] => {
    if (detail.kind !== "moved") return [];
    return [
      { from: hrefOf(config, address), to: hrefOf(config, detail.to.address), status: detail.temporary ? 302 : 301 },
    ];
  });
}

/** Netlify and Cloudflare Pages. */
function headersFile({ basePath }: Config, headers: Headers): string {
  return `${basePath}*\n${headers.map(([name, value]) => `  ${name}: ${value}`).join("\n")}\n`;
}

/** Netlify and Cloudflare Pages, of which the second tells an address from the same without its last slash. */
function redirectsFile(redirects: readonly Redirect[]): string {
  return redirects
    .flatMap(({ from, to, status }) => [`${from.replace(/\/$/, "")} ${to} ${status}\n`, `${from} ${to} ${status}\n`])
    .join("");
}

/** Apache 2.4 with mod_headers and mod_alias; read from the site's folder where AllowOverride permits it. */
function apache({ basePath }: Config, headers: Headers, redirects: readonly Redirect[]): string {
  return [
    `ErrorDocument 404 ${basePath}404.html`,
    "<IfModule mod_headers.c>",
    ...headers.map(([name, value]) => `  Header always set ${name} "${value}"`),
    "</IfModule>",
    "<IfModule mod_alias.c>",
    "  RedirectMatch 404 ^/(?:_hosting/|_headers$|_redirects$)",
    ...redirects.map(
      ({ from, to, status }) => `  RedirectMatch ${status} ^${escapePattern(from.replace(/\/$/, ""))}/?$ ${to}`,
    ),
    "</IfModule>",
    "",
  ].join("\n");
}

/** To be included in a `server` block that names the site's folder as its root. */
function nginx({ basePath }: Config, headers: Headers, redirects: readonly Redirect[]): string {
  return [
    "# include this file in the server block of the site",
    "index index.html;",
    `error_page 404 ${basePath}404.html;`,
    ...headers.map(([name, value]) => `add_header ${name} "${value}" always;`),
    ...redirects.map(
      ({ from, to, status }) => `location ~ ^${escapePattern(from.replace(/\/$/, ""))}/?$ { return ${status} ${to}; }`,
    ),
    `location ~ /(?:_hosting/|_headers$|_redirects$|\\.ht) { return 404; }`,
    "",
  ].join("\n");
}

/** A snippet: `import brevarkiv` in the site's block. */
function caddy({ basePath }: Config, headers: Headers, redirects: readonly Redirect[]): string {
  return [
    "(brevarkiv) {",
    "\theader {",
    ...headers.map(([name, value]) => `\t\t${name} "${value}"`),
    "\t}",
    ...redirects.flatMap(({ from, to, status }) => [
      `\tredir ${from.replace(/\/$/, "")} ${to} ${status}`,
      `\tredir ${from} ${to} ${status}`,
    ]),
    "\thandle_errors {",
    "\t\t@missing expression {http.error.status_code} == 404",
    "\t\thandle @missing {",
    `\t\t\trewrite * ${basePath}404.html`,
    "\t\t\tfile_server",
    "\t\t}",
    "\t}",
    "\tfile_server {",
    "\t\thide _hosting _headers _redirects .htaccess",
    "\t}",
    "}",
    "",
  ].join("\n");
}

function escapePattern(address: string): string {
  return address.replace(/[.+?()[\]{}|^$\\]/g, "\\$&");
}
