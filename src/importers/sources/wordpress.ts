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

/** Elements that are no part of a paragraph. */
const BLOCK =
  "address|article|aside|blockquote|details|dd|div|dl|dt|fieldset|figure|figcaption|form|h[1-6]|hr|iframe|li|ol|p|pre|section|summary|table|tbody|td|tfoot|th|thead|tr|ul";
const BEGINS_WITH_BLOCK = new RegExp(`^\\s*(?:</?(?:${BLOCK})\\b|<!--)`, "i");
const BLOCK_TAG = new RegExp(`(</?(?:${BLOCK})\\b[^<>]*>)`, "gi");
/** Where what is kept as it stands begins and ends. */
const KEPT_TAG = /<(\/?)(?:pre|script|style|textarea)\b[^<>]*>/gi;

/**
 * A post of the classic editor has no paragraphs: WordPress makes them of its empty lines when it shows the post, and line breaks of
 * the other line ends.
 */
export function withParagraphs(html: string): string {
  if (/<p\b|<!-- wp:/i.test(html)) return html;
  const parts: string[] = [];
  let at = 0;
  let isKept = false;
  const take = (end: number): void => {
    const part = html.slice(at, end);
    parts.push(isKept ? part : paragraphs(part));
    at = end;
  };
  // Tag by tag: a pattern for both would look for the end of each from each.
  for (const { 0: tag, 1: slash, index } of html.matchAll(KEPT_TAG)) {
    if ((slash === "/") !== isKept) continue;
    take(isKept ? index + tag.length : index);
    isKept = !isKept;
  }
  take(html.length);
  return parts.join("");
}

function paragraphs(html: string): string {
  return html
    .replace(/\r\n?/g, "\n")
    .replace(BLOCK_TAG, "\n\n$1\n\n")
    .split(/\n\s*\n/)
    .map((part) => part.trim())
    .filter((part) => part !== "")
    .map((part) => (BEGINS_WITH_BLOCK.test(part) ? part : `<p>${part.replaceAll("\n", "<br>\n")}</p>`))
    .join("\n");
}
