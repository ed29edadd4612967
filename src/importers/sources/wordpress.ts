import type { Publicity } from "../publicity.ts";
import { calendarDay } from "./dates.ts";

/** The namespace of WordPress' exports (WXR), which are feeds with words that the library does not read. */
const NAMESPACE = /\bxmlns:wp\s*=\s*["']https?:\/\/wordpress\.org\/export\//;
const TOKEN =
  /<!\[CDATA\[[\s\S]*?\]\]>|<(?<item>item)[\s>]|<wp:(?<word>status|post_type|post_password|post_date)>\s{0,20}(?:<!\[CDATA\[(?<quoted>[\s\S]*?)\]\]>|(?<plain>[^<]*))/g;

interface WordPressItem {
  readonly publicity: Publicity;
  /** The day at the site, while the feed's own date is in UTC. */
  readonly date?: string | undefined;
}

/**
 * What an export of WordPress says of each item; undefined for any other feed.
 * @param count of the items that were read; where it is another, the words cannot be matched with items and none is taken as public
 */
export function wordPressItems(xml: string, count: number): WordPressItem[] | undefined {
  if (!NAMESPACE.test(xml)) return undefined;
  const items: Record<string, string>[] = [];
  for (const { groups = {} } of xml.matchAll(TOKEN)) {
    const { item, word, quoted, plain } = groups;
    const last = items.at(-1);
    if (item) items.push({});
    else if (last && word) last[word] = (quoted ?? plain ?? "").trim();
  }
  if (items.length !== count) return Array.from({ length: count }, () => itemOf({}));
  return items.map(itemOf);
}

function itemOf({ post_date, ...words }: Record<string, string>): WordPressItem {
  return { publicity: { source: "wordpress", words: { status: "unknown", ...words } }, date: calendarDay(post_date) };
}
