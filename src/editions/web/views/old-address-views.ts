import type { Config } from "../../../config.ts";
import type { Archive } from "../../../model/archive.ts";
import { joinAddress } from "../../../model/permalink.ts";
import type { Strings } from "../../../strings/strings.ts";
import { leadsToItself, pageAddressOf, type RedirectRule } from "../redirects.ts";
import type { Link, OldAddressRow, ViewPlan } from "../view.ts";
import { spreadOverYears } from "./years.ts";

/**
 * A page at each old address that a file can lie at, for hosts that cannot redirect, and the page where old addresses are
 * looked up; none where there are no old addresses.
 */
export function oldAddressViews(
  redirectRules: readonly RedirectRule[],
  { ledger }: Pick<Archive, "ledger">,
  config: Config,
  strings: Strings,
): ViewPlan[] {
  if (redirectRules.length === 0) return [];
  const moved = redirectRules.flatMap((rule): ViewPlan[] => {
    const { to, temporary, knownBy } = rule;
    const address = pageAddressOf(rule, config);
    if (knownBy !== "list" || address === undefined || leadsToItself(rule, config)) return [];
    const { title } = strings.moved;
    return [{ address, title, description: to.title, listed: false, detail: { kind: "moved", to, temporary } }];
  });
  // That an old address leads to the page one is on helps nobody; and what was withdrawn to protect somebody is in no list.
  const unlisted = new Set([finderLink(strings).address]);
  for (const { address, reason } of ledger.withdrawn) if (reason === undefined) unlisted.add(address);
  const shown = redirectRules.filter(({ to }) => !unlisted.has(to.address.replace(/#.*/, "")));
  return [...moved, ...finderViews(rowsOf(shown, config), config, strings)];
}

/** The page where old addresses are looked up. */
export function finderLink({ finder, paths }: Strings): Link {
  return { title: finder.title, address: joinAddress(paths.finder) };
}

/** What old addresses lead to, newest first and then by address, each with its old addresses. */
function rowsOf(redirectRules: readonly RedirectRule[], { origin }: Config): OldAddressRow[] {
  const rows = new Map<string, OldAddressRow & { readonly old: string[] }>();
  for (const { from, to, date } of redirectRules) {
    const row = rows.get(to.address) ?? { ...to, ...(date && { date }), old: [] };
    row.old.push(written(from, origin));
    rows.set(to.address, row);
  }
  return [...rows.values()]
    .map((row) => ({ ...row, old: row.old.sort() }))
    .sort((a, b) => compare(b.date ?? "", a.date ?? "") || compare(a.address, b.address));
}

/** An old address as people see it, with its host and without https://. */
function written({ host, path, below, query = {} }: RedirectRule["from"], origin: string): string {
  const parameters = Object.entries(query).map(([name, value]) => `${name}=${value}`);
  const name = path.replace(/(\.[a-z0-9]+)\/$/i, "$1");
  const place = (host ?? new URL(origin).host) + name + (below ? "…" : "");
  return parameters.length > 0 ? `${place}?${parameters.join("&")}` : place;
}

/** The page with the form and, where there are many old addresses, a page a year. */
function finderViews(rows: readonly OldAddressRow[], { name }: Config, strings: Strings): ViewPlan[] {
  const index = finderLink(strings);
  const { shown, years } = spreadOverYears(rows, ({ date }) => date);
  const yearAddress = (year: number): string => joinAddress(strings.paths.finder, year);
  const links = years.map(({ year, entries }) => ({ year, address: yearAddress(year), count: entries.length }));
  return [
    {
      ...index,
      description: strings.finder.description(name),
      detail: { kind: "finder", rows: shown, years: links },
    },
    ...years.map(
      ({ year, entries }): ViewPlan => ({
        address: yearAddress(year),
        title: strings.finder.year(year),
        description: strings.finder.yearDescription(year),
        breadcrumbs: [index],
        listed: false,
        detail: { kind: "finderYear", rows: entries },
      }),
    ),
  ];
}

function compare(a: string, b: string): number {
  return a < b ? -1 : a > b ? 1 : 0;
}
