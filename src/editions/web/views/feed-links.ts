import { type Feed, feedAddresses } from "../documents/feeds/feed.ts";
import { ATOM_TYPE, JSON_FEED_TYPE, RSS_TYPE } from "../documents/feeds/feed-document.ts";
import type { FeedLink, Link } from "../view.ts";

/** The names of the formats, which are the same in every language. */
const FORMATS = [
  { format: "atom", name: "Atom", type: ATOM_TYPE },
  { format: "rss", name: "RSS", type: RSS_TYPE },
  { format: "json", name: "JSON Feed", type: JSON_FEED_TYPE },
] as const;

/** A feed in each of its formats, for programs that look for feeds in a page. */
export function feedLinks(feed: Feed): FeedLink[] {
  const addresses = feedAddresses(feed);
  return FORMATS.map(({ format, name, type }) => ({
    title: `${feed.title} (${name})`,
    address: addresses[format],
    type,
  }));
}

/** The same for people, under the names of the formats. */
export function formatLinks(feed: Feed): Link[] {
  const addresses = feedAddresses(feed);
  return FORMATS.map(({ format, name }) => ({ title: name, address: addresses[format] }));
}
