import type { Config } from "../../../../config.ts";
import type { Archive, Publication } from "../../../../model/archive.ts";
import { byTopic, corrections, type Dated } from "../../../../model/indexes.ts";
import { joinAddress } from "../../../../model/permalink.ts";
import type { Strings } from "../../../../strings/strings.ts";
import { topicAddress } from "../../views/topic-links.ts";
import type { FeedItem } from "./entry.ts";

/** What a feed is about, and where it lies; its documents are built from it for each format. */
export interface Feed {
  readonly title: string;
  /** What it is called beside the other feeds of the site. */
  readonly name: string;
  readonly description: string;
  /** The page with the same texts for people. */
  readonly page: string;
  /** The feed's documents lie at this address and an ending: `/folj/nyhetsbrev` */
  readonly stem: string;
  /** Whether its archive documents hold the texts themselves, as no other feed has all of them. */
  readonly keepsTexts: boolean;
  /** Newest first, without drafts. */
  readonly items: readonly FeedItem[];
}

/** Letters, news and corrections have a feed also while there are none, so that they can be followed from the first day. */
export interface Feeds {
  readonly issues: Feed;
  readonly news: Feed;
  readonly corrections: Feed;
  /** Topic id → its feed, for each topic that has a page. */
  readonly topics: ReadonlyMap<string, Feed>;
}

export function feedsOf(archive: Archive, config: Config, strings: Strings): Feeds {
  const { paths } = strings;
  const found = byTopic(archive);
  const topics = [...archive.topics.values()].flatMap(({ id, name, description }): [string, Feed][] => {
    const publications = found.get(id);
    if (!publications) return [];
    const feed: Feed = {
      title: strings.feeds.about(name, config.name),
      name,
      description: description ?? strings.feeds.aboutDescription(name, config.name),
      page: topicAddress(strings, id),
      stem: stemOf(strings, paths.topics, id),
      keepsTexts: false,
      items: publications.filter(isFeedItem),
    };
    return [[id, feed]];
  });
  return {
    issues: {
      title: config.newsletter.name,
      name: strings.issues.title,
      description: strings.feeds.issuesDescription(config.name),
      page: joinAddress(paths.issues),
      stem: stemOf(strings, paths.issues),
      keepsTexts: true,
      items: archive.issues.filter(isFeedItem),
    },
    news: {
      title: strings.feeds.news(config.name),
      name: strings.news.title,
      description: strings.news.description(config.name),
      page: joinAddress(paths.news),
      stem: stemOf(strings, paths.news),
      keepsTexts: true,
      items: archive.news.filter(isFeedItem),
    },
    corrections: {
      title: strings.feeds.corrections(config.name),
      name: strings.corrections.title,
      description: strings.corrections.description(config.name),
      page: joinAddress(paths.corrections),
      stem: stemOf(strings, paths.corrections),
      keepsTexts: true,
      items: corrections(archive).filter(({ publication }) => !publication.draft),
    },
    topics: new Map(topics),
  };
}

/** All feeds, in the order they are listed: topics by name as the language sorts. */
export function allFeeds({ issues, news, corrections: corrected, topics }: Feeds, strings: Strings): Feed[] {
  const collator = new Intl.Collator(strings.locale);
  return [issues, news, corrected, ...[...topics.values()].sort((a, b) => collator.compare(a.title, b.title))];
}

/** Where a feed's current documents lie. Web servers know their type by the endings. */
export function feedAddresses({ stem }: Pick<Feed, "stem">): Record<"atom" | "rss" | "json", string> {
  return { atom: `${stem}.atom`, rss: `${stem}.rss`, json: `${stem}.json` };
}

/** A preview shows drafts on its pages; what leaves the house for good does not. */
function isFeedItem(publication: Publication): publication is Dated {
  return publication.kind !== "page" && !publication.draft;
}

/** Where the list of all feeds lies. */
export function opmlAddress(strings: Strings): string {
  return `${stemOf(strings, "feeds")}.opml`;
}

function stemOf({ paths }: Strings, ...parts: readonly string[]): string {
  return joinAddress(paths.follow, ...parts).slice(0, -1);
}
