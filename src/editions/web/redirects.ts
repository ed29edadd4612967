import { type Config, hrefOf } from "../../config.ts";
import type { Archive, Publication, Redirect } from "../../model/archive.ts";
import { publications } from "../../model/indexes.ts";
import { type OldAddress, oldAddressKey, parseOldAddress } from "../../model/old-address.ts";
import type { PartialDate } from "../../model/partial-date.ts";
import { addressKey, aliasFault, joinAddress } from "../../model/permalink.ts";
import type { Link, ViewPlan } from "./view.ts";

/** A redirect: an old address and where it leads now. */
export interface RedirectRule {
  /** With the path as the host sees it. */
  readonly from: OldAddress;
  readonly to: Link;
  /** Whether another page will soon stand there, as at the address of the newest letter. */
  readonly temporary: boolean;
  /**
   * Who knows of it: a page of the site that only leads on, redirects.yaml, or the letter itself, by where the service that
   * sent it showed it. Nobody asks this site for the last.
   */
  readonly knownBy: "page" | "list" | "letter";
  /** The date of what it leads to. */
  readonly date: PartialDate | undefined;
}

/**
 * Every old address, once: pages that only lead on, those of redirects.yaml, and those that letters had in the services
 * that sent them.
 * @param plans of the site's own pages
 * @param finder the page where old addresses are looked up, which redirects.yaml may lead to
 */
export function redirectRules(
  archive: Archive,
  plans: readonly ViewPlan[],
  config: Config,
  finder: Link,
): RedirectRule[] {
  const all = publications(archive);
  const home = new URL(config.origin).host.replace(/^www\./, "");
  const found = [
    ...plans.flatMap((plan) => movedPage(plan, config)),
    ...redirected(archive, [finder, ...plans], config),
    ...all.filter(({ source }) => source !== undefined).flatMap((publication) => sent(publication, home)),
  ];
  if (found.length === 0) return [];
  const dates = new Map(all.map(({ address, date }) => [address, date]));
  const dated = found.map((one): RedirectRule => ({ ...one, date: dates.get(one.to.address.replace(/#.*/, "")) }));
  return [...new Map(dated.map((one) => [oldAddressKey(one.from), one])).values()];
}

type Undated = Omit<RedirectRule, "date">;

function movedPage({ address, detail }: ViewPlan, config: Config): Undated[] {
  if (detail.kind !== "moved" || detail.temporary) return [];
  return [{ from: { path: hrefOf(config, address), below: false }, to: detail.to, temporary: false, knownBy: "page" }];
}

/** What is asked of a page that an old address leads to. */
type Page = Link & Partial<Pick<ViewPlan, "detail">>;

function redirected(archive: Archive, others: readonly Page[], config: Config): Undated[] {
  if (archive.redirects.length === 0) return [];
  const texts = publications(archive).map(({ title, address }): Page => ({ title, address }));
  const pages = new Map([...texts, ...others].map((page) => [page.address, page]));
  return archive.redirects.map((redirect) => listed(redirect, pages, config));
}

function listed({ from, to }: Redirect, pages: ReadonlyMap<string, Page>, config: Config): Undated {
  const path = from.host === undefined ? hrefOf(config, from.path) : from.path;
  const common = { from: { ...from, path }, temporary: false, knownBy: "list" } as const;
  if ("url" in to) return { ...common, to: { title: to.url.replace(/^https?:\/\//, ""), address: to.url } };
  const { address, fragment } = to.link;
  const page = pages.get(address);
  // To the newest letter in one step.
  if (page?.detail?.kind === "moved" && page.detail.temporary)
    return { ...common, to: page.detail.to, temporary: true };
  return { ...common, to: { title: page?.title ?? address, address: fragment ? `${address}#${fragment}` : address } };
}

/** Where Paloma shows its letters, now and earlier. Two parameters identify a letter. */
const PALOMA_PLACES = [
  { host: "public.paloma.se", path: "/webversion/WebVersionRaw" },
  { host: "newsletter.paloma.se", path: "/webversion/default.aspx" },
];

/**
 * The addresses that a letter had in the service that sent it.
 * @param home the host of the site itself
 */
function sent({ source, heading, address }: Publication, home: string): Undated[] {
  return webVersions(source)
    .filter(({ host }) => host !== undefined && host !== home)
    .map((from) => ({ from, to: { title: heading, address }, temporary: false, knownBy: "letter" }));
}

function webVersions(source: Publication["source"]): OldAddress[] {
  const { system, cid, mid, url } = source ?? {};
  if (system === "paloma" && isPlain(cid) && isPlain(mid))
    return PALOMA_PLACES.map((place) => ({ ...place, below: false, query: { cid, mid } }));
  const address = url === undefined ? undefined : parseOldAddress(url.replace(/#.*/s, ""));
  // A start page does not say which letter is meant.
  return !address || "fault" in address || (address.path === "/" && !address.query) ? [] : [address];
}

function isPlain(id: string | undefined): id is string {
  return id !== undefined && /^[A-Za-z0-9._-]+$/.test(id);
}

/** An earlier host's address that is the same here needs no leading: it would lead round in a circle. */
export function leadsToItself(
  { from, to }: Pick<RedirectRule, "from" | "to">,
  config: Pick<Config, "basePath">,
): boolean {
  return (
    !from.below && !from.query && addressKey(from.path) === addressKey(hrefOf(config, to.address.replace(/#.*/, "")))
  );
}

/** The page that stands at an old address; none where a file cannot lie there, as with parameters. */
export function pageAddressOf(
  { from }: Pick<RedirectRule, "from">,
  { basePath }: Pick<Config, "basePath">,
): string | undefined {
  if (from.below || from.query || !from.path.startsWith(basePath)) return undefined;
  const address = `/${from.path.slice(basePath.length)}`;
  return aliasFault(address) === undefined ? joinAddress(address) : undefined;
}
