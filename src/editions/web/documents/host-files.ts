import { absoluteAddress, hrefOf } from "../../../config.ts";
import type { OldAddress } from "../../../model/old-address.ts";
import { fileOfAddress, joinAddress } from "../../../model/permalink.ts";
import { leadsToItself, pageAddressOf } from "../redirects.ts";
import type { WebEdition } from "../web-edition.ts";
import { feedHeaders } from "./feeds/feed-headers.ts";
import { apacheFile, apacheFinder } from "./hosts/apache.ts";
import { caddyFile } from "./hosts/caddy.ts";
import {
  type Find,
  type Finder,
  type Gone,
  type HeaderException,
  type HostRules,
  parameterNames,
  plainTarget,
  type Redirect,
} from "./hosts/host-rules.ts";
import { headersFile, redirectsFile } from "./hosts/netlify.ts";
import { nginxFiles } from "./hosts/nginx.ts";
import { bothForms } from "./hosts/path-pattern.ts";
import { contentPolicy, type PolicyDirectives, securityHeaders } from "./security-headers.ts";

/** A text file of the site. */
export interface TextFile {
  /** Below the site's folder. */
  readonly path: string;
  readonly text: string;
}

/** Where a site keeps its rules as plain JSON: for the preview, and for hosts that no other file is for. */
export const RULES_FILE = "_hosting/rules.json";

/** The one page with a script may run it, and the engine that it loads from this site and no other. */
const SEARCHING: PolicyDirectives = { "script-src": "'self' 'wasm-unsafe-eval'", "connect-src": "'self'" };

/** What this site asks of its host, in the form that each of the common web servers reads. */
export function hostFiles(edition: WebEdition): TextFile[] {
  return filesOfRules(hostRules(edition), absoluteAddress(edition.config, "/"));
}

/** The rules of a site for each host, and as they are. @param address the site's */
export function filesOfRules(rules: HostRules, address: string): TextFile[] {
  const nginx = nginxFiles(rules, address);
  const { finder, basePath } = rules;
  return [
    { path: "_headers", text: headersFile(rules) },
    { path: "_redirects", text: redirectsFile(rules) },
    { path: ".htaccess", text: apacheFile(rules) },
    ...(finder ? [{ path: `${finder.path.slice(basePath.length)}.htaccess`, text: apacheFinder(finder) }] : []),
    { path: "_hosting/nginx.conf", text: nginx.server },
    { path: "_hosting/nginx-maps.conf", text: nginx.maps },
    { path: "_hosting/Caddyfile", text: caddyFile(rules) },
    { path: RULES_FILE, text: `${JSON.stringify(rules, null, 1)}\n` },
  ];
}

/** What this site asks of its host. */
function hostRules(edition: WebEdition): HostRules {
  const { config } = edition;
  const finder = finderOf(edition);
  return {
    basePath: config.basePath,
    headers: securityHeaders(),
    exceptions: headerExceptions(edition),
    redirects: redirectsOf(edition),
    gone: goneOf(edition),
    ...(finder && { finder }),
  };
}

/**
 * Where headers are otherwise than on most pages. Paths are those of the host: `hrefOf(config, address)`. A policy of its own
 * comes from `contentPolicy` of security-headers.ts.
 */
function headerExceptions(edition: WebEdition): HeaderException[] {
  const { config, strings } = edition;
  return [...feedHeaders(config, strings), ...scriptPolicies(edition), framePolicy(edition)];
}

/** What is made for frames is shown by the sites that site.yaml lists. */
function framePolicy({ config, strings }: WebEdition): HeaderException {
  const policy = contentPolicy({ "frame-ancestors": ["'self'", ...config.embedding].join(" ") });
  return { where: { below: hrefOf(config, joinAddress(strings.paths.embed)) }, headers: [policy] };
}

function scriptPolicies({ config, views }: WebEdition): HeaderException[] {
  return views.flatMap(({ address, script }) =>
    script === null ? [] : [{ where: { at: hrefOf(config, address) }, headers: [contentPolicy(SEARCHING)] }],
  );
}

/** Every page that only leads on is a real redirect where the host can, and so are old addresses that no file can lie at. */
function redirectsOf({ config, views, redirectRules }: WebEdition): Redirect[] {
  const pages = views.flatMap(({ address, detail }): Redirect[] => {
    if (detail.kind !== "moved") return [];
    const to = plainTarget(hrefOf(config, detail.to.address));
    return [{ path: hrefOf(config, address), to, status: detail.temporary ? 302 : 301 }];
  });
  const others = redirectRules
    .filter((one) => one.knownBy === "list" && !leadsToItself(one, config) && pageAddressOf(one, config) === undefined)
    .map(
      ({ from, to, temporary }): Redirect => ({
        ...ruleOf(from),
        to: plainTarget(hrefOf(config, to.address)),
        status: temporary ? 302 : 301,
      }),
    );
  return [...pages, ...others].sort(moreParticularFirst);
}

function ruleOf({ path, below, query }: OldAddress): Pick<Redirect, "path" | "below" | "query"> {
  return { path, ...(below && { below }), ...(query && { query }) };
}

/**
 * Most hosts take the first rule that fits. Addresses with more parameters stand before those with fewer, single addresses before
 * whole folders, and folders before those that they lie in.
 */
function moreParticularFirst(a: Omit<Find, "to">, b: Omit<Find, "to">): number {
  const [ours, others] = [parameterNames(a), parameterNames(b)];
  return (
    Number(a.below ?? false) - Number(b.below ?? false) ||
    (a.below ? b.path.length - a.path.length : others.length - ours.length || compare(ours.join(), others.join()))
  );
}

function compare(a: string, b: string): number {
  return a < b ? -1 : a > b ? 1 : 0;
}

/** Where a person who has an old address can look it up. */
function finderOf({ config, strings, redirectRules }: WebEdition): Finder | undefined {
  if (redirectRules.length === 0) return undefined;
  const path = joinAddress(strings.paths.finder);
  const others = redirectRules.filter(({ to }) => to.address !== path);
  const finds = others.map(({ from, to }) => ({ ...ruleOf(from), to: plainTarget(hrefOf(config, to.address)) }));
  return {
    path: hrefOf(config, path),
    parameter: strings.finder.parameter,
    finds: finds.sort(moreParticularFirst),
  };
}

/** Every page that only says that something was taken away is a 410 where the host can, also where that was a file. */
function goneOf({ config, views }: WebEdition): Gone[] {
  return views
    .filter(({ isGone }) => isGone)
    .flatMap(({ address }) => {
      const page = hrefOf(config, `/${fileOfAddress(address)}`);
      return bothForms(hrefOf(config, address)).map((path) => ({ path, page }));
    });
}
