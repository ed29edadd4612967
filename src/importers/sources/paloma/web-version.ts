/** Web versions of Paloma, and how the same letter is recognised as a saved page, as text and as mail. */
import type { IssueFrontMatter } from "../../core.ts";

type Source = NonNullable<IssueFrontMatter["source"]>;

export interface WebVersion {
  readonly cid: number;
  readonly mid: number;
}

/** Both hosts that Paloma has had: `…/webversion/WebVersionRaw?cid=…&mid=…` and `…/webversion/default.aspx?cid=…&mid=…`. */
const ADDRESS = /\bhttps?:\/\/(?:public|newsletter)\.paloma\.se\/webversion\/[^\s"'<>()\\]{1,500}/gi;

/** "Sent with Paloma", the last line of every letter. */
const FOOTER = /\b(?:Skickat|Skapat|Sent|Created) (?:med|with)\s+(?:<[^<>]{0,500}>\s*)*Paloma\b/i;

/** The letter of a web version, by its address. Only the two numbers are kept: `emailkey` identifies a subscriber. */
export function webVersionOf(address: string): WebVersion | undefined {
  const clean = address.replaceAll("&amp;", "&").replaceAll("&#38;", "&");
  if (!URL.canParse(clean)) return undefined;
  const { hostname, pathname, searchParams } = new URL(clean);
  if (!/^(?:public|newsletter)\.paloma\.se$/i.test(hostname) || !/^\/webversion\//i.test(pathname)) return undefined;
  const numbers = new Map([...searchParams].map(([key, value]) => [key.toLowerCase(), value]));
  const cid = wholeNumber(numbers.get("cid"));
  const mid = wholeNumber(numbers.get("mid"));
  return cid === undefined || mid === undefined ? undefined : { cid, mid };
}

function wholeNumber(text: string | undefined): number | undefined {
  return text && /^[1-9]\d{0,11}$/.test(text) ? Number(text) : undefined;
}

/** The address of a saved page, as browsers note it and as pages declare it. */
const SAVED_FROM = [
  /<!--\s*saved from url=\(\d+\)(\S+)\s*-->/i,
  /^Snapshot-Content-Location:\s*(\S+)/im,
  /<link\b[^<>]{0,500}?\brel\s*=\s*["']?canonical["']?[^<>]{0,500}?\bhref\s*=\s*["']?([^\s"'<>]+)/i,
  /<link\b[^<>]{0,500}?\bhref\s*=\s*["']?([^\s"'<>]+)["']?[^<>]{0,500}?\brel\s*=\s*["']?canonical/i,
  /<base\b[^<>]{0,500}?\bhref\s*=\s*["']?([^\s"'<>]+)/i,
];

/** Time: how many characters of a page are searched for its address. */
const HEAD = 64 * 1024;

/** The address that a page was saved from; undefined when unknown. */
export function savedFrom(html: string): string | undefined {
  const head = html.slice(0, HEAD);
  for (const pattern of SAVED_FROM) {
    const address = pattern.exec(head)?.[1]?.replaceAll("&amp;", "&");
    if (address && /^https?:\/\//i.test(address)) return address;
  }
  return undefined;
}

/**
 * The web version that a text links to. A letter may link to earlier letters too, so it must be the only one, or the only one with
 * the key of a subscriber, which only the link to the letter itself has.
 */
export function linkedWebVersion(text: string): WebVersion | undefined {
  const all = new Map<string, WebVersion>();
  const keyed = new Map<string, WebVersion>();
  for (const [address] of text.matchAll(ADDRESS)) {
    const version = webVersionOf(address);
    if (!version) continue;
    all.set(identityOf(version), version);
    if (/emailkey=/i.test(address)) keyed.set(identityOf(version), version);
  }
  return only(keyed) ?? only(all);
}

function only(versions: ReadonlyMap<string, WebVersion>): WebVersion | undefined {
  return versions.size === 1 ? versions.values().next().value : undefined;
}

/** Whether Paloma sent the text, which could also be about a letter of Paloma. */
export function isSentWithPaloma(text: string): boolean {
  return FOOTER.test(text);
}

/** `paloma:<account>/<mailing>`, as in {@link SourceLetter.identity}. */
export function identityOf({ cid, mid }: WebVersion): string {
  return `paloma:${cid}/${mid}`;
}

/** `source` of front matter. */
export function sourceOf(version: WebVersion | undefined): Pick<Source, "system" | "cid" | "mid" | "url"> {
  if (!version) return { system: "paloma" };
  const { cid, mid } = version;
  return { system: "paloma", cid, mid, url: `https://public.paloma.se/webversion/WebVersionRaw?cid=${cid}&mid=${mid}` };
}
