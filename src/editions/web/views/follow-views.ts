import { absoluteAddress, type Config } from "../../../config.ts";
import type { Archive } from "../../../model/archive.ts";
import { joinAddress } from "../../../model/permalink.ts";
import type { Strings } from "../../../strings/strings.ts";
import { calendarFile } from "../documents/calendar/archive-event.ts";
import { allFeeds, type Feeds, feedAddresses, opmlAddress } from "../documents/feeds/feed.ts";
import type { ViewPlan } from "../view.ts";
import { feedLinks, formatLinks } from "./feed-links.ts";
import type { RowOf } from "./row.ts";

/** The page that explains to people how to follow, and lists everything that can be followed. */
export function followViews(
  _archive: Archive,
  config: Config,
  strings: Strings,
  _row: RowOf,
  feeds: Feeds,
): ViewPlan[] {
  const all = allFeeds(feeds, strings);
  return [
    {
      address: joinAddress(strings.paths.follow),
      title: strings.follow.title,
      description: strings.follow.description(config.name),
      feeds: [feeds.issues, feeds.news, feeds.corrections].flatMap(feedLinks),
      detail: {
        kind: "follow",
        feeds: all.map((feed) => ({ title: feed.name, address: feed.page, formats: formatLinks(feed) })),
        letters: absoluteAddress(config, feedAddresses(feeds.issues).atom),
        calendar: absoluteAddress(config, calendarFile(strings)),
        opml: opmlAddress(strings),
      },
    },
  ];
}
