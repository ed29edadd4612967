import { absoluteAddress, type Config } from "../../../../config.ts";
import { type Feed, feedAddresses } from "./feed.ts";
import { escapeAttribute, escapeText } from "./xml.ts";

/** OPML 2.0: a list of feeds that a reader takes in at once. `type` is "rss" for every format of feed. */
export function opml(title: string, feeds: readonly Feed[], config: Config): string {
  const outline = (feed: Feed): string => {
    const attributes = {
      type: "rss",
      text: feed.title,
      title: feed.title,
      description: feed.description,
      xmlUrl: absoluteAddress(config, feedAddresses(feed).atom),
      htmlUrl: absoluteAddress(config, feed.page),
      language: config.language,
    };
    const written = Object.entries(attributes).map(([name, value]) => ` ${name}="${escapeAttribute(value)}"`);
    return `<outline${written.join("")}/>`;
  };
  return [
    '<?xml version="1.0" encoding="utf-8"?>',
    '<opml version="2.0">',
    "<head>",
    `<title>${escapeText(title)}</title>`,
    `<ownerName>${escapeText(config.publisher.name)}</ownerName>`,
    "</head>",
    "<body>",
    ...feeds.map(outline),
    "</body>",
    "</opml>",
    "",
  ].join("\n");
}
