import { decoded } from "./decoded.ts";
import {
  LEADING_ON,
  OPAQUE_WRAPPERS,
  TARGET_PARAMETERS,
  TRACKING_PARAMETERS,
  type Unwrap,
  WRAPPERS,
} from "./link-rules.ts";

/** The target of a link. */
export type LinkTarget =
  | { readonly kind: "address"; readonly url: string; readonly isUnresolved: boolean }
  /** A place in the letter itself. */
  | { readonly kind: "anchor"; readonly id: string }
  /** A relative path, where the address of the page is unknown. */
  | { readonly kind: "relative"; readonly path: string }
  /** `javascript:`, `data:` and anything else that readers cannot open. */
  | { readonly kind: "none" };

/** The base of relative links until their files are known. No such host can exist (RFC 6761), and none may come out. */
export const FILES_BASE = "https://files.invalid/";

/** What links are resolved against, and whose traces are removed. */
export interface LinkContext {
  /** The address of the page, if known. */
  readonly base: string | undefined;
  /** Names and addresses of the recipients, in lower case. */
  readonly recipients: ReadonlySet<string>;
}

const LONGEST_ADDRESS = 8_000;
/** Time: wrappers may be nested, as Outlook's around Proofpoint's around the service's own. */
const MOST_WRAPPERS = 8;

/** Resolves a link, without traces of the reader; by the address alone, never by asking the network. */
export function resolveLink(href: string, context: LinkContext): LinkTarget {
  // Browsers ignore tabs and line ends within an address, so `java\nscript:` must be caught.
  const written = href.replace(/[\t\n\r]/g, "").trim();
  if (written.startsWith("#")) return written.length > 1 ? { kind: "anchor", id: decoded(written.slice(1)) } : NONE;
  if (written === "" || written.length > LONGEST_ADDRESS) return NONE;
  const scheme = /^([a-z][a-z0-9+.-]*):/i.exec(written)?.[1]?.toLowerCase();
  if (scheme === "mailto" || scheme === "tel") return message(written, scheme, context);
  if (scheme === undefined && !written.startsWith("//")) {
    const url = context.base === undefined ? undefined : parsed(written, context.base);
    return url ? webAddress(url.href, context) : { kind: "relative", path: written };
  }
  if (scheme !== undefined && scheme !== "http" && scheme !== "https") return NONE;
  return webAddress(written.startsWith("//") ? `https:${written}` : written, context);
}

const NONE = { kind: "none" } as const;

function message(written: string, scheme: string, context: LinkContext): LinkTarget {
  const address = written.slice(scheme.length + 1).trim();
  if (!/^[^\s<>?]{2,}/.test(address)) return NONE;
  const [to = "", query] = address.split("?", 2);
  const subject = query === undefined ? "" : withoutParameters(query, context.recipients);
  return { kind: "address", url: `${scheme}:${to}${subject === "" ? "" : `?${subject}`}`, isUnresolved: false };
}

function webAddress(written: string, context: LinkContext): LinkTarget {
  let address = written;
  for (let count = 0; count < MOST_WRAPPERS; count += 1) {
    const target = unwrapped(address);
    if (target === undefined) break;
    address = target;
  }
  const url = parsed(address);
  if (!url || url.hostname === "") return NONE;
  // As written, unless browsers read it differently than people.
  const plain = /^https?:\/\/[^\s/?#\\@]+(?:[/?#][^\s\\<>"]*)?$/i.test(address) ? address : withoutPassword(url);
  return { kind: "address", url: cleanAddress(plain, context.recipients), isUnresolved: isOpaque(url) };
}

/** `https://bank.se@evil.se/`: what stands before the @ only misleads. */
function withoutPassword(url: URL): string {
  url.username = "";
  url.password = "";
  return url.href;
}

/** An address without tracking parameters; the rest as written. */
export function cleanAddress(address: string, recipients: ReadonlySet<string>): string {
  const [beforeFragment = "", fragment] = split(address, "#");
  const [path = "", query] = split(beforeFragment, "?");
  const kept = query === undefined ? "" : withoutParameters(query, recipients);
  const keptFragment = fragment === undefined ? "" : withoutParameters(fragment, recipients);
  return path + (kept === "" ? "" : `?${kept}`) + (keptFragment === "" ? "" : `#${keptFragment}`);
}

function split(text: string, sign: string): [string, string | undefined] {
  const index = text.indexOf(sign);
  return index < 0 ? [text, undefined] : [text.slice(0, index), text.slice(index + 1)];
}

function withoutParameters(query: string, recipients: ReadonlySet<string>): string {
  const pairs = query.split(/[&;](?:amp;)?/);
  const kept = pairs.filter((pair) => {
    const [name = "", value = ""] = split(pair, "=");
    return !(pair.includes("=") && isTracking(decoded(name).toLowerCase())) && !namesRecipient(value, recipients);
  });
  return kept.length === pairs.length ? query : kept.join("&");
}

const EXACT: ReadonlySet<string> = new Set(TRACKING_PARAMETERS.filter((name) => !name.endsWith("*")));
const PREFIXES = TRACKING_PARAMETERS.filter((name) => name.endsWith("*")).map((name) => name.slice(0, -1));

function isTracking(name: string): boolean {
  return EXACT.has(name) || PREFIXES.some((prefix) => name.startsWith(prefix));
}

function namesRecipient(value: string, recipients: ReadonlySet<string>): boolean {
  if (value === "" || recipients.size === 0) return false;
  const plain = decoded(value).toLowerCase();
  if (recipients.has(plain)) return true;
  const encoded = /^[\w+/=-]{8,400}$/.test(plain) ? Buffer.from(decoded(value), "base64").toString("utf8") : "";
  return encoded.includes("@") && recipients.has(encoded.toLowerCase());
}

function isOpaque(url: URL): boolean {
  const place = url.host + url.pathname.toLowerCase();
  return OPAQUE_WRAPPERS.some((pattern) => pattern.test(place));
}

// --- Wrappers

function unwrapped(address: string): string | undefined {
  const url = parsed(address);
  if (!url) return undefined;
  const place = url.host + url.pathname.toLowerCase();
  const wrapper = WRAPPERS.find((candidate) => candidate.address.test(place));
  const target = wrapper ? read(url, wrapper.target) : undefined;
  const found = target ?? (LEADING_ON.test(place) ? read(url, { parameters: TARGET_PARAMETERS }) : undefined);
  const inside = found ?? (LEADING_ON.test(place) || isOpaque(url) ? encodedTarget(url) : undefined);
  return inside === undefined || inside === address ? undefined : inside;
}

/** Parts of an address that base64 can be. */
const BASE64 = /^[\w+/-]{16,8000}={0,2}$/;
/** Time: a target in base64 is in one of the first parts. */
const MOST_PARTS = 40;

/** The one address that stands in base64 in a parameter or a part of the path, alone, in JSON or among other words. */
function encodedTarget(url: URL): string | undefined {
  const parts = [...url.searchParams.values(), ...url.pathname.split(/[/.~]/).map(decoded)].slice(0, MOST_PARTS);
  for (const part of parts) {
    if (!BASE64.test(part)) continue;
    // JSON in JSON writes a slash as \\\/.
    const text = Buffer.from(part, "base64").toString("utf8").replaceAll("\\", "");
    const found = new Set(text.match(/https?:\/\/[^\s"'<>\0-\x1f\ufffd]+/gi));
    const [target] = found;
    if (target !== undefined && found.size === 1 && isWhole(target)) return target;
  }
  return undefined;
}

function read(url: URL, target: Unwrap): string | undefined {
  if ("parameters" in target) {
    for (const [name, value] of url.searchParams) {
      if (target.parameters.includes(name.toLowerCase()) && isWhole(value)) return value.trim();
    }
    return undefined;
  }
  const decode = DECODERS[target.decode];
  const found = decode(url);
  return found !== undefined && isWhole(found) ? found : undefined;
}

const DECODERS: Record<Extract<Unwrap, { decode: string }>["decode"], (url: URL) => string | undefined> = {
  // Percent signs are written as hyphens and slashes as underscores.
  "proofpoint-2": (url) => {
    const wrapped = url.searchParams.get("u");
    return wrapped === null ? undefined : decoded(wrapped.replaceAll("-", "%").replaceAll("_", "/"));
  },
  // __target__;base64!!…: each * in the target is a character of the base64, each ** and a letter for several.
  "proofpoint-3": (url) => {
    const match = /\/v3\/__(.+?)__;([A-Za-z0-9_-]*)!/.exec(url.href);
    if (!match?.[1]) return undefined;
    const target = match[1].replace(/^(https?:\/)(?!\/)/, "$1/");
    const replaced = Array.from(Buffer.from(match[2] ?? "", "base64url").toString("utf8"));
    let used = 0;
    return target.replace(/\*(\*.)?/g, (_all, run: string | undefined) => {
      const length = run === undefined ? 1 : RUN_LENGTHS.indexOf(run.slice(1)) + 2;
      used += length;
      return replaced.slice(used - length, used).join("");
    });
  },
  // …/redirect/2/<base64 of JSON {"e":"https://…"}>.<signature>
  "json-path": (url) => {
    const encoded = url.pathname.split("/redirect/2/")[1]?.split(".")[0] ?? "";
    try {
      const content: unknown = JSON.parse(Buffer.from(encoded, "base64url").toString("utf8"));
      const target = (content as { e?: unknown } | null)?.e;
      return typeof target === "string" ? target : undefined;
    } catch {
      return undefined;
    }
  },
  // …/key/https%3A%2F%2Fwww.example.se
  "address-path": (url) => {
    const target = /\/(https?(?:%3a|:).+)$/i.exec(url.pathname)?.[1];
    return target === undefined ? undefined : decoded(target);
  },
};
const RUN_LENGTHS = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_";

function isWhole(text: string): boolean {
  return /^\s*https?:\/\/[^\s/]/i.test(text) && parsed(text.trim()) !== undefined;
}

function parsed(address: string, base?: string): URL | undefined {
  try {
    const url = new URL(address, base);
    return url.protocol === "http:" || url.protocol === "https:" ? url : undefined;
  } catch {
    return undefined;
  }
}
