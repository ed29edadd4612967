import type { Config } from "../../config.ts";
import type { Archive } from "../../model/archive.ts";
import { publications } from "../../model/indexes.ts";
import type { Strings } from "../../strings/strings.ts";
import { type Feeds, feedsOf } from "./documents/feeds/feed.ts";
import { type RedirectRule, redirectRules } from "./redirects.ts";
import { type SearchGroup, searchGroups } from "./search/groups.ts";
import { createView, type View } from "./view.ts";
import { correctionViews } from "./views/correction-views.ts";
import { embedViews } from "./views/embed-views.ts";
import { eventViews } from "./views/event-views.ts";
import { feedLinks } from "./views/feed-links.ts";
import { followViews } from "./views/follow-views.ts";
import { issueViews } from "./views/issue-views.ts";
import { ledgerViews } from "./views/ledger-views.ts";
import { notFoundView } from "./views/not-found-view.ts";
import { finderLink, oldAddressViews } from "./views/old-address-views.ts";
import { pageViews } from "./views/page-views.ts";
import { createRows } from "./views/row.ts";
import { searchView } from "./views/search-view.ts";
import { organisationViews, topicViews } from "./views/subject-views.ts";
import { volumePlans } from "./views/volume-plans.ts";
import { createVolume, type Volume } from "./volume.ts";

/** The form the archive takes on the web: every page that is to be rendered, and what they share. */
export interface WebEdition {
  readonly archive: Archive;
  readonly config: Config;
  readonly strings: Strings;
  readonly feeds: Feeds;
  /** Of all pages but those of the volumes. */
  readonly views: readonly View[];
  /** The letters' pages, newest year first. */
  readonly volumes: readonly Volume[];
  /** What is searched, newest first. */
  readonly search: readonly SearchGroup[];
  /** Every old address with where it leads. */
  readonly redirectRules: readonly RedirectRule[];
  /** The fingerprint of the code that makes it, for what is made only when something changed. */
  readonly program: string;
}

export function createWebEdition(archive: Archive, config: Config, strings: Strings, program: string): WebEdition {
  const row = createRows(config);
  const feeds = feedsOf(archive, config, strings);
  const own = [
    pageViews,
    issueViews,
    topicViews,
    organisationViews,
    eventViews,
    correctionViews,
    followViews,
    ledgerViews,
    embedViews,
  ].flatMap((views) => views(archive, config, strings, row, feeds));
  const finder = finderLink(strings);
  const leadingOn = redirectRules(archive, own, config, finder);
  const finders = leadingOn.length > 0 ? [finder] : [];
  const plans = [
    ...own,
    notFoundView(config, strings, finders),
    ...oldAddressViews(leadingOn, archive, config, strings),
  ];
  const common = feedLinks(feeds.issues)
    .slice(0, 1)
    .map((link) => ({ ...link, title: feeds.issues.title }));
  const shared = { feeds: common, replaced: new Set(archive.files.map(({ address }) => address)) };
  const listed = new Set(plans.flatMap(({ address, listed: isListed = true }) => (isListed ? [address] : [])));
  const searched = publications(archive).filter(
    ({ kind, address, draft }) => !draft && (kind === "issue" || listed.has(address)),
  );
  const search = config.search ? searchGroups(searched) : [];
  if (config.search) plans.push(searchView(archive, config, strings, search));
  const views = plans.map((plan) => createView(config, plan, shared));
  const volumes = volumePlans(archive, config, strings, row, feeds).map((plan) => createVolume(config, plan, shared));
  return { archive, config, strings, feeds, views, volumes, search, redirectRules: leadingOn, program };
}
