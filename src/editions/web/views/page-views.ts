import type { Config } from "../../../config.ts";
import type { Archive, Page } from "../../../model/archive.ts";
import { byYear, publications } from "../../../model/indexes.ts";
import { joinAddress } from "../../../model/permalink.ts";
import type { Strings } from "../../../strings/strings.ts";
import type { Feeds } from "../documents/feeds/feed.ts";
import type { Link, ViewPlan } from "../view.ts";
import { deadLinksOf } from "./dead-links.ts";
import { latestEmbed } from "./embed-code.ts";
import { feedLinks } from "./feed-links.ts";
import { keptOf } from "./ledger-views.ts";
import { movedView } from "./moved-view.ts";
import { describe, lastChange, type RowOf, textLink } from "./row.ts";
import { topicLinks } from "./topic-links.ts";

const PREVIOUS_ON_START = 3;
const NEWS_ON_START = 4;

/** The start page, the news and their list, the pages, and the page for addresses that lead nowhere. */
export function pageViews(archive: Archive, config: Config, strings: Strings, row: RowOf, feeds: Feeds): ViewPlan[] {
  const { issues, news, pages } = archive;
  // The ledger knows of these already.
  const moved = new Set(archive.ledger.moves.map(({ from }) => joinAddress(from)));
  const newsList: Link = { title: strings.news.title, address: joinAddress(strings.paths.news) };
  return [
    {
      address: "/",
      title: config.tagline ?? config.name,
      description: plainText(config.introduction),
      modified: issues[0] && lastChange(issues[0]),
      feeds: [...feedLinks(feeds.issues), ...feedLinks(feeds.news)],
      embed: latestEmbed(strings),
      detail: {
        kind: "start",
        newest: issues[0] && row(issues[0]),
        previous: issues.slice(1, 1 + PREVIOUS_ON_START).map(row),
        news: news.slice(0, NEWS_ON_START).map(row),
      },
    },
    {
      ...newsList,
      description: strings.news.description(config.name),
      modified: news[0] && lastChange(news[0]),
      feeds: feedLinks(feeds.news),
      detail: {
        kind: "newsList",
        years: [...byYear(news)].map(([year, articles]) => ({ year, rows: articles.map(row) })),
      },
    },
    ...news.map(
      (text): ViewPlan => ({
        address: text.address,
        title: text.title,
        description: describe(text),
        breadcrumbs: [newsList],
        modified: lastChange(text),
        date: text.date,
        detail: {
          kind: "news",
          fingerprint: text.fingerprint,
          deadLinks: deadLinksOf(archive, text),
          ...keptOf(text, archive, strings),
          topics: topicLinks(text, archive, strings),
        },
      }),
    ),
    ...pages.map(
      (page): ViewPlan => ({
        address: page.address,
        title: page.title,
        description: describe(page),
        breadcrumbs: ancestors(page, pages, config),
        modified: lastChange(page),
        date: page.date,
        detail: {
          kind: "page",
          fingerprint: page.fingerprint,
          deadLinks: deadLinksOf(archive, page),
          ...keptOf(page, archive, strings),
          topics: topicLinks(page, archive, strings),
          children: pages.filter((other) => parentAddress(other) === page.address).map(row),
        },
      }),
    ),
    ...publications(archive)
      .filter(({ aliases }) => aliases.length > 0)
      .flatMap((publication) =>
        publication.aliases
          .filter((alias) => !moved.has(joinAddress(alias)))
          .map((alias) => movedView(alias, textLink(publication, publication.title, config), strings)),
      ),
  ];
}

/** The address one level up: `/om-udd/historik/` → `/om-udd/`. */
function parentAddress({ address }: Page): string {
  return joinAddress(...address.split("/").slice(0, -2));
}

/** The pages that a page lies under, outermost first; a level without a page of its own is left out. */
function ancestors(page: Page, pages: readonly Page[], config: Config): Link[] {
  return pages
    .filter((other) => other !== page && page.address.startsWith(other.address))
    .sort((a, b) => a.address.length - b.address.length)
    .map((other) => textLink(other, other.heading, config));
}

/** Rendered Markdown without its tags, for attributes. */
function plainText(html: string): string {
  return html
    .replace(/<[^>]+>/g, "")
    .replaceAll("&quot;", '"')
    .replaceAll("&lt;", "<")
    .replaceAll("&gt;", ">")
    .replaceAll("&amp;", "&")
    .replace(/\s+/g, " ")
    .trim();
}
