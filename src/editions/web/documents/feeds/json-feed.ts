import { momentOf } from "../moment.ts";
import type { Entry } from "./entry.ts";
import type { FeedDocument } from "./feed-document.ts";
import { clean } from "./xml.ts";

/** JSON Feed 1.1 (jsonfeed.org). */
export function jsonFeed({ title, description, language, page, self, author, entries }: FeedDocument): string {
  const feed = {
    version: "https://jsonfeed.org/version/1.1",
    title: clean(title),
    home_page_url: page,
    feed_url: self,
    description: clean(description),
    authors: [{ name: clean(author.name), url: author.address }],
    language,
    items: entries.map(itemOf),
  };
  return `${JSON.stringify(feed, null, 1)}\n`;
}

function itemOf(entry: Entry): object {
  const { id, address, title, language, published, updated, summary, topics } = entry;
  return {
    id,
    url: address,
    title: clean(title),
    content_html: clean(entry.html()),
    ...(summary && { summary: clean(summary) }),
    date_published: momentOf(published),
    ...(updated !== published && { date_modified: momentOf(updated) }),
    ...(topics.length > 0 && { tags: topics.map(({ name }) => clean(name)) }),
    ...(language && { language }),
  };
}
