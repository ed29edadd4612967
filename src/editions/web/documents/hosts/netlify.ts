import { encodedPath, type HostRules, type Redirect, type Where } from "./host-rules.ts";
import { bothForms, withoutSlash } from "./path-pattern.ts";

/**
 * `_headers` of Netlify and Cloudflare Pages. Where several rules fit, Netlify takes the last value of a header and
 * Cloudflare joins them with commas, which would hold a page to both policies. `! Name` takes the earlier away on Cloudflare;
 * Netlify passes over a line without a colon.
 */
export function headersFile({ basePath, headers, exceptions }: HostRules): string {
  return [
    `${basePath}*`,
    ...headers.map(([name, value]) => `  ${name}: ${value}`),
    ...exceptions.flatMap(({ where, headers: own }) => [
      glob(where, basePath),
      ...own.flatMap(([name, value]) => [`  ! ${name}`, `  ${name}: ${value}`]),
    ]),
    "",
  ].join("\n");
}

function glob(where: Where, basePath: string): string {
  if ("below" in where) return `${where.below}*`;
  return "at" in where ? where.at : `${basePath}*${where.ending}`;
}

/**
 * `_redirects` of Netlify and Cloudflare Pages, of which the second distinguishes an address from the same without its last
 * slash. Both distinguish capitals from small letters. Only Netlify reads conditions on the query and hides what is there for
 * other hosts, and Cloudflare passes over those lines.
 */
export function redirectsFile({ redirects, basePath, finder }: HostRules): string {
  const settings = [`${basePath}_hosting/*`, `${basePath}.htaccess`, ...(finder ? [`${finder.path}.htaccess`] : [])];
  const hidden = settings.map((path) => `${path} ${basePath}404.html 404!\n`);
  const lines = redirects.flatMap((redirect) => {
    const { path, to, status, below, query } = redirect;
    // Otherwise Netlify shows the page of that path, whatever the parameters. It passes them on, and a page would lead to itself.
    const force = query && withoutSlash(to) !== withoutSlash(encodedPath(path)) ? "!" : "";
    const cases = [path, path.toLowerCase()];
    const spellings = new Set(below ? cases.map((one) => one.replace(/\/?$/, "/")) : cases.flatMap(bothForms));
    return [...spellings].map(
      (spelling) => `${encodedPath(spelling)}${below ? "*" : ""} ${conditions(redirect)}${to} ${status}${force}\n`,
    );
  });
  return [...hidden, ...lines].join("");
}

function conditions({ query = {} }: Redirect): string {
  return Object.entries(query)
    .map(([name, value]) => `${name}=${value} `)
    .join("");
}
