/**
 * Addresses of earlier sites, which lead to a page here. They are as foreign systems made them: with capitals, file names,
 * parameters, and on other hosts.
 */
import { personalKeyIn } from "./personal-key.ts";

/** An old address, taken apart. */
export interface OldAddress {
  /** The host without `www.`, where it is another than the site's. */
  readonly host?: string;
  /** Percent-decoded, in Unicode form C. A last slash makes no difference. */
  readonly path: string;
  /** Whether all that lies below the path is meant too. */
  readonly below: boolean;
  /** Parameters that the address must have; any others make no difference. */
  readonly query?: Readonly<Record<string, string>>;
}

const MOST_PARAMETERS = 3;
/** What would not be one path any more, or none that a browser asks for. */
const UNFIT = /[\p{Cc}\p{Cs}\u2028\u2029\\]/u;

/**
 * Takes an old address apart: a whole address, or one from the first slash on. `*` at the end matches all that lies below.
 * @returns what is wrong with it, in words, when it cannot be one
 */
export function parseOldAddress(text: string): OldAddress | { readonly fault: string } {
  const fault = (words: string): { fault: string } => ({ fault: words });
  const whole = /^https?:\/\/([^/?#]+)(.*)$/is.exec(text);
  const host = whole?.[1]?.toLowerCase().replace(/^www\./, "");
  if (host !== undefined && !/^[\p{L}\p{N}](?:[\p{L}\p{N}.-]*[\p{L}\p{N}])?(?::\d+)?$/u.test(host))
    return fault("its host is not a name");
  const local = whole ? whole[2] || "/" : text;
  if (!local.startsWith("/")) return fault("it begins neither with https:// nor with a slash");
  if (local.includes("#")) return fault("it has a #, and what follows that never reaches a web server");
  if (personalKeyIn(local)) return fault("it holds a subscriber's key");
  const [written = "", parameters] = local.split(/\?(.*)/s);
  const path = decoded(written)?.normalize("NFC");
  if (path === undefined) return fault("it has a percent sign that stands for no character");
  if (UNFIT.test(path)) return fault("it has signs that no address has");
  const below = path.endsWith("/*");
  const plain = below ? path.slice(0, -1) : path;
  if (plain.includes("*")) return fault("it has a * in another place than at the end, after a slash");
  if (plain.includes("//")) return fault("it has two slashes in a row");
  if (/\/\.{1,2}(?:\/|$)/.test(plain)) return fault("it leaves its folder");
  const query = parameters === undefined ? {} : queryOf(parameters);
  if (query === undefined)
    return fault("its parameters are not one to three of the form name=value, of letters, digits and . _ - only");
  if (below && parameters !== undefined) return fault("it has both a * and parameters");
  return { ...(host !== undefined && { host }), path: plain, below, ...(parameters !== undefined && { query }) };
}

function queryOf(parameters: string): Record<string, string> | undefined {
  const pairs = parameters.split("&").map((parameter) => /^([A-Za-z0-9_]+)=([A-Za-z0-9._-]+)$/.exec(parameter));
  const names = new Set(pairs.map((pair) => pair?.[1]?.toLowerCase()));
  if (pairs.includes(null) || pairs.length > MOST_PARAMETERS || names.size < pairs.length) return undefined;
  return Object.fromEntries(pairs.map((pair) => [pair?.[1] ?? "", pair?.[2] ?? ""]));
}

function decoded(text: string): string | undefined {
  try {
    return decodeURIComponent(text);
  } catch {
    return undefined;
  }
}

/**
 * Two old addresses of the same key are one: case, Unicode form, a last slash and the order of parameters do not distinguish
 * them.
 */
export function oldAddressKey({ path, below, query = {} }: OldAddress): string {
  const parameters = Object.entries(query).map(([name, value]) => `${name}=${value}`.toLowerCase());
  return `${path.toLowerCase().replace(/\/$/, "")}${below ? "/*" : ""} ${parameters.sort().join("&")}`;
}
