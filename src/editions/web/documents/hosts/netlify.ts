import { type HostRules, plainTarget, type Redirect, type Where } from "./host-rules.ts";
import { bothForms } from "./path-pattern.ts";

/**
 * `_headers` of Netlify and Cloudflare Pages. Where several rules fit, Netlify takes the last value of a header and
 * Cloudflare joins them with commas, which would hold a page to both policies. `! Name` takes the earlier away on Cloudflare;
 * Netlify passes over a line without a colon.
 */
export function headersFile({ basePath, headers, exceptions }: HostRules): string {
  const usual = new Set(headers.map(([name]) => name));
  return [
    `${basePath}*`,
    ...headers.map(([name, value]) => `  ${name}: ${value}`),
    ...exceptions.flatMap(({ where, headers: own }) => [
      glob(where, basePath),
      ...own.flatMap(([name, value]) => [...(usual.has(name) ? [`  ! ${name}`] : []), `  ${name}: ${value}`]),
    ]),
    "",
  ].join("\n");
}

function glob(where: Where, basePath: string): string {
  if ("below" in where) return `${where.below}*`;
  return "at" in where ? where.at : `${basePath}*${where.ending}`;
}

/**
 * `_redirects` of Netlify and Cloudflare Pages, of which the second tells an address from the same without its last slash.
 * Both tell capitals from small letters. Only Netlify reads conditions on the query, and Cloudflare passes over those lines.
 */
export function redirectsFile({ redirects }: HostRules): string {
  const lines = redirects.flatMap((redirect) => {
    const { path, to, status } = redirect;
    const spellings = new Set([path, path.toLowerCase()].flatMap(bothForms));
    return [...spellings].map((spelling) => `${plainTarget(spelling)} ${conditions(redirect)}${to} ${status}\n`);
  });
  return lines.join("");
}

function conditions({ query = {} }: Redirect): string {
  return Object.entries(query)
    .map(([name, value]) => `${name}=${value} `)
    .join("");
}
