import type { Headers } from "../security-headers.ts";

/**
 * What a web server must do beyond handing out files: one plain value, that the settings of each host are written from and
 * that the preview obeys. Paths are as the host sees them: decoded, and with the path that the site lies under.
 */
export interface HostRules {
  /** The path that the site lies under, with both slashes. */
  readonly basePath: string;
  /** Sent with every answer. */
  readonly headers: Headers;
  /** Headers for some answers only, each in the place of an earlier one of its name: the last that fits counts. */
  readonly exceptions: readonly HeaderException[];
  /** The more particular first. */
  readonly redirects: readonly Redirect[];
  readonly gone: readonly Gone[];
  readonly finder?: Finder;
}

export interface HeaderException {
  readonly where: Where;
  readonly headers: Headers;
}

/** Which paths a rule is for: all below a folder (`/sok/`), one (`/folj.opml`), or all that end alike (`.ics`, `/flode.xml`). */
export type Where = { readonly below: string } | { readonly at: string } | { readonly ending: string };

/** An old address and where it leads. */
export interface Redirect {
  /** Holds with and without a last slash, and in any case where it has capitals. */
  readonly path: string;
  /** Parameters that the address must have, among others or not. Names and values of letters, digits and `._-` only. */
  readonly query?: Readonly<Record<string, string>>;
  /** Whether all that lies below the path leads there too, where nothing more particular is said of it. */
  readonly below?: true;
  /** A path on the host or a whole address, of signs that {@link plainTarget} leaves. */
  readonly to: string;
  /** 301 where the old address is gone for good, 302 where the target changes, as the newest letter does. */
  readonly status: 301 | 302;
}

/** An address whose page was taken away: 410, with a page that says so. */
export interface Gone {
  readonly path: string;
  /** The file of the page, as a path on the host: `/brev/index.html` */
  readonly page: string;
}

/** A page with a form for an old address, which leads on to where that is now. */
export interface Finder {
  readonly path: string;
  /** The name of the form's field. */
  readonly parameter: string;
  /** The more particular first. */
  readonly finds: readonly Find[];
}

/** What is found by an old address: by its parameters, wherever they stand, or else by its path on whatever host. */
export type Find = Pick<Redirect, "path" | "query" | "below" | "to">;

/** The names of the parameters that an old address must have, in their order. */
export function parameterNames({ query = {} }: Pick<Redirect, "query">): string[] {
  return Object.keys(query).sort();
}

/** Whether a path is among those that a rule is for. */
export function isWithin(path: string, where: Where): boolean {
  if ("below" in where) return path.startsWith(where.below);
  return "at" in where ? path === where.at : path.endsWith(where.ending);
}

/** The names of the headers that not all answers have alike. */
export function exceptionalHeaders({ exceptions }: HostRules): string[] {
  return [...new Set(exceptions.flatMap(({ headers }) => headers.map(([name]) => name)))];
}

/**
 * An address to redirect to, in signs that mean nothing to any host's settings: no space, quote, dollar sign, brace or
 * backslash, each of which has the same meaning percent-encoded.
 */
export function plainTarget(address: string): string {
  return address.replace(/[^A-Za-z0-9/:.?#&=%+,;@!~_-]/gu, percentEncoded);
}

/** A path as browsers ask for it: whatever could mean something else percent-encoded. */
export function encodedPath(path: string): string {
  return path.replace(/[^A-Za-z0-9/._-]/gu, percentEncoded);
}

function percentEncoded(sign: string): string {
  return [...Buffer.from(sign)].map((byte) => `%${byte.toString(16).toUpperCase().padStart(2, "0")}`).join("");
}
