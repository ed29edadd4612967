import type { Publicity } from "../publicity.ts";

/** The namespace of WordPress' exports (WXR), which are feeds with words that the library does not read. */
const NAMESPACE = /\bxmlns:wp\s*=\s*["']https?:\/\/wordpress\.org\/export\//;
const TOKEN =
  /<!\[CDATA\[[\s\S]*?\]\]>|<(?<item>item)[\s>]|<wp:(?<word>status|post_type|post_password)>\s{0,20}(?:<!\[CDATA\[(?<quoted>[\s\S]*?)\]\]>|(?<plain>[^<]*))/g;

/**
 * What an export of WordPress says of each item; undefined for any other feed.
 * @param count of the items that were read; where it is another, the words cannot be matched with items and none is taken as public
 */
export function publicityOfWordPress(xml: string, count: number): Publicity[] | undefined {
  if (!NAMESPACE.test(xml)) return undefined;
  const items: Record<string, string>[] = [];
  for (const { groups = {} } of xml.matchAll(TOKEN)) {
    const { item, word, quoted, plain } = groups;
    const last = items.at(-1);
    if (item) items.push({});
    else if (last && word) last[word] = (quoted ?? plain ?? "").trim();
  }
  if (items.length === count)
    return items.map((words) => ({ source: "wordpress", words: { status: "unknown", ...words } }));
  return Array.from({ length: count }, () => ({ source: "wordpress", words: { status: "unknown" } }));
}
