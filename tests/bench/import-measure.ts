/** How much of what a reader saw stands in the result, and what stands there that should not. */
import { diffArrays } from "diff";
import type { Visible } from "./import-visible.ts";

/**
 * Lines about one reader's own subscription or copy, written down here apart from the importer's own rules. What such a
 * sentence links to ("To unsubscribe, click here") belongs to that reader too. Kept narrow, so that no loss is hidden.
 */
const SUBSCRIPTION = new RegExp(
  [
    "unsubscribe|subscription (?:preferences|center)|update (?:your )?(?:email )?preferences|manage (?:your )?(?:email )?(?:preferences|subscription)",
    "opt[- ]?out|stop (?:receiving|getting) (?:this|these) e-?mails?|no longer (?:wish|want) to receive|do not wish to receive",
    "you(?:'re| are|’re) receiving (?:this|these)|you (?:have )?received this|this (?:e-?mail|message) was sent (?:to|by)|why did (?:i|you) get this",
    "e-?mail address for your subscription|you are subscribed as|removed from (?:this list|.{1,40} mailing lists)|remove my e-?mail address from",
    "change your (?:e-?mail address|mailing list options|subscriber information|subscription settings)|^to manage your profile",
    "you are currently receiving this message in|future messages in plain text",
    "tell a friend|send this e-?mail to a friend|read this newsletter online|not displaying (?:correctly|properly)",
    "avregistrera|avprenumerera|avanmäl|avsluta (?:din )?prenumeration|ändra (?:dina )?(?:uppgifter|inställningar)|du (?:får|har fått) (?:det här|detta) (?:brev|mejl|nyhetsbrev|utskick|mail|e-post)|tipsa en vän",
    // The whole of a line or of a link's text: in the middle of a sentence the same words may mean anything.
    "^(?:manage my subscriptions|modify your (?:account|subscription)|request a new subscription|report subscription problems|subscription management|change (?:e-?mail )?(?:address|format)|(?:change|e-?mail) settings)$",
  ].join("|"),
  "i",
);
/** Other lines that a mail service or its template puts around a letter. What they link to is counted as content. */
const SURROUNDINGS = new RegExp(
  [
    "stop receiving|view (?:this |the )?(?:e-?mail |message |newsletter |it |online )?(?:in|on) (?:your |a |the )?(?:web )?browser|view (?:it |this )?online|view (?:as a )?web ?(?:page|version)|trouble (?:viewing|reading|seeing)|can't see (?:this|the)|web version|read (?:this |it )?online",
    "forward (?:this |to a |it )|add us to your address book|sent (?:with|by|via) (?:mailchimp|sendgrid|substack|beehiiv|ghost|buttondown|paloma|apsis|get a newsletter|rule)",
    // Of a short line only: "a portal powered by Oracle" is content.
    "^powered by .{1,40}$",
    "(?:our|mailing) address is|^copyright|©",
    // "Terms and conditions apply" stands below an offer.
    "all rights reserved|privacy policy|terms (?:of (?:use|service)|and conditions(?! apply))",
    "i (?:din )?webbläsare|webbversion|vidarebefordra|skickat (?:med|från|via)|do not click this link",
  ].join("|"),
  "i",
);
/** Longer lines are never left out of the count. */
const LONGEST_BOILERPLATE = 300;
/**
 * No name of a Mailchimp tag begins with `*`: `**|**[Search](…)**|**` is strong lines between links. A placeholder in
 * single brackets is none where it is a link's text; the writer of Markdown may have escaped its brackets.
 */
const MERGE_TAG =
  /\*\|[^|*\n][^|\n]{0,79}\|\*|\{\{[^}\n]{0,200}\}\}|\{%[^%\n]{0,200}%\}|%%[^%\n]{1,80}%%|\[\[[^\]\n]{1,80}\]\]|\\?\[[Ee]mail [Aa]ddress\\?\](?!\()|<%[^%]{0,200}%>/g;
const TRACKED =
  /[?&#](?:utm_[a-z]+|mc_[ce]id|emailkey|_hsenc|_hsmi|fbclid|gclid|mkt_tok|vero_id|ck_subscriber_id|elqTrackId)=/i;

export interface Score {
  /** Words that the reader saw, less boilerplate. */
  readonly words: number;
  readonly kept: number;
  readonly resultWords: number;
  readonly boilerplateWords: number;
  readonly links: number;
  readonly linksKept: number;
  readonly linksTracked: number;
  readonly layoutTables: number;
  readonly mergeTags: number;
  readonly invisible: number;
  /** Lines in the result that the service put there. */
  readonly left: readonly string[];
  /** A few of the words that were lost, for the person who mends it. */
  readonly lost: readonly string[];
  readonly lostLinks: readonly string[];
}

/** What stands in the front matter, and what must stand nowhere. */
export interface Known {
  readonly titles: readonly string[];
  /** The line for the inbox, which is hidden in a letter. */
  readonly summary: string;
  readonly recipients: readonly string[];
}

/**
 * @param markdown the body as it was written
 * @param result what a browser shows of it
 */
export function score(
  letter: Visible,
  markdown: string,
  result: Visible,
  { titles, summary, recipients }: Known,
): Score {
  // A line that became the title stands in the front matter, wherever it stood in the letter.
  const named = new Set(titles.map((title) => wordsOf(title).join(" ")));
  const contentLines = letter.lines.filter(
    (line, at) => !isBoilerplateAt(letter.lines, at) && !isAddress(line) && !named.has(wordsOf(line).join(" ")),
  );
  const content = recipients.reduce((text, address) => text.replaceAll(address, " "), contentLines.join("\n"));
  const wanted = wordsOf(content.replace(MERGE_TAG, " "));
  const got = wordsOf(result.lines.join("\n"));
  const { kept, lost } = inOrder(wanted, got);
  const boilerplateLines = result.lines.filter((_, at) => isBoilerplateAt(result.lines, at));
  const hrefs = new Set(result.links.map(({ href }) => plainAddress(href)));
  const readers = new Set(recipients.map((recipient) => `mailto:${recipient.toLowerCase()}`));
  const contentLinks = letter.links.filter(
    ({ href, text }) =>
      isContentLink(href) &&
      !readers.has(href.toLowerCase()) &&
      !isBoilerplate(text) &&
      !isOfSubscription(text, letter.lines),
  );
  const lostLinks = contentLinks.filter(({ href }) => !targetsOf(href).some((target) => hrefs.has(target)));
  return {
    words: wanted.length,
    kept,
    resultWords: got.length,
    boilerplateWords: wordsOf(boilerplateLines.join("\n")).length,
    links: contentLinks.length,
    linksKept: contentLinks.length - lostLinks.length,
    linksTracked: result.links.filter(({ href }) => TRACKED.test(href)).length,
    layoutTables: layoutTables(markdown),
    mergeTags: (markdown.match(MERGE_TAG) ?? []).length,
    invisible: invisibleTexts(letter, result, summary),
    left: boilerplateLines,
    lost: lost.slice(0, 40),
    lostLinks: lostLinks.map(({ href, text }) => `${text} <${href}>`),
  };
}

const MERGE = new RegExp(MERGE_TAG.source);

function isBoilerplate(line: string): boolean {
  return line.length <= LONGEST_BOILERPLATE && (SUBSCRIPTION.test(line) || SURROUNDINGS.test(line));
}

/** Also the address alone on the line below "To unsubscribe, please visit:". */
function isBoilerplateAt(lines: readonly string[], at: number): boolean {
  const line = lines[at] ?? "";
  return isBoilerplate(line) || (/^(?:https?:\/\/|www\.)\S+$/i.test(line) && asksForAddress(lines[at - 1] ?? ""));
}

function asksForAddress(line: string): boolean {
  return line.endsWith(":") && line.length <= LONGEST_BOILERPLATE && SUBSCRIPTION.test(line);
}

/**
 * Whether a link's text stands only in sentences about the reader's subscription. In a row of links ("Unsubscribe | FAQ")
 * each one speaks for itself.
 */
function isOfSubscription(text: string, lines: readonly string[]): boolean {
  if (text === "") return false;
  const places = lines.flatMap((line, at) => (line.includes(text) ? [at] : []));
  return places.length > 0 && places.every((at) => isSubscriptionSentence(lines, at));
}

const ROW = / [|·•/] |\| ?\S/;

function isSubscriptionSentence(lines: readonly string[], at: number): boolean {
  const line = lines[at] ?? "";
  if (!isBoilerplateAt(lines, at) || ROW.test(line)) return false;
  return SUBSCRIPTION.test(line) || asksForAddress(lines[at - 1] ?? "");
}

const MOST_WORDS_OF_ADDRESS = 4;

/** "Hi *|FNAME|*," */
function isAddress(line: string): boolean {
  return MERGE.test(line) && wordsOf(line.replace(MERGE_TAG, " ")).length <= MOST_WORDS_OF_ADDRESS;
}

function wordsOf(text: string): string[] {
  return (
    text
      .normalize("NFC")
      .toLowerCase()
      .match(/[\p{L}\p{N}]+/gu) ?? []
  );
}

/** The longest common subsequence, by Myers' O(ND): near-linear where little is lost. */
function inOrder(wanted: readonly string[], got: readonly string[]): { kept: number; lost: string[] } {
  let kept = 0;
  const lost: string[] = [];
  for (const { added, removed, value } of diffArrays([...wanted], [...got])) {
    if (removed) lost.push(...value);
    else if (!added) kept += value.length;
  }
  return { kept, lost };
}

/** Not what belongs to one reader (`?email=…@…`), nor what only the service's own program could fill in. */
function isContentLink(href: string): boolean {
  return (
    /^(?:https?:\/\/|mailto:[^?])/i.test(href) &&
    !MERGE.test(href) &&
    !SUBSCRIPTION.test(href) &&
    !SURROUNDINGS.test(href) &&
    !/[?&][^=&]*mail[^=&]*=[^&]*(?:@|%40)/i.test(href)
  );
}

/** Where an address leads: itself, or what a redirect says that it leads on to. */
function targetsOf(href: string): string[] {
  const [, inner] = /[?&][^=&]*=(https?(?::\/\/|%3a%2f%2f).*)$/i.exec(href) ?? [];
  const targets =
    inner === undefined ? [] : [inner, inner.replace(/&.*$/, "")].flatMap((each) => [each, decoded(each)]);
  return [href, ...targets].map(plainAddress);
}

function decoded(text: string): string {
  try {
    return decodeURIComponent(text);
  } catch {
    return text;
  }
}

/** An address without what a tracker adds, in one spelling. */
function plainAddress(href: string): string {
  try {
    const url = new URL(href);
    for (const key of [...url.searchParams.keys()]) if (TRACKED.test(`?${key}=`)) url.searchParams.delete(key);
    return decodeURI(url.href)
      .replace(/[?/#]+$/, "")
      .toLowerCase();
  } catch {
    return href.trim().toLowerCase();
  }
}

const LONGEST_CELL = 400;

/** Tables in the result with one column, or with cells that hold whole sections: none of them is data. */
function layoutTables(markdown: string): number {
  let count = 0;
  const lines = markdown.split("\n");
  for (const [index, line] of lines.entries()) {
    if (!/^\s*\|?\s*:?-+:?\s*(?:\|\s*:?-+:?\s*)*\|?\s*$/.test(line) || !line.includes("|")) continue;
    const rows: string[] = [];
    for (let at = index + 1; lines[at]?.trimStart().startsWith("|"); at += 1) rows.push(lines[at] ?? "");
    const isNarrow = line.replace(/[^|]/g, "").length <= 2;
    if (isNarrow || rows.some((row) => row.split("|").some((cell) => cell.length > LONGEST_CELL))) count += 1;
  }
  return count;
}

const FEWEST_WORDS = 3;

/** Hidden texts of several words that the reader of the letter saw nowhere and the reader of the result does. */
function invisibleTexts(letter: Visible, result: Visible, summary: string): number {
  const phrase = (text: string) => ` ${wordsOf(text).join(" ")} `;
  const seen = phrase(letter.lines.join(" "));
  const shown = phrase(result.lines.filter((line) => line !== summary).join(" "));
  return letter.hidden.filter((text) => {
    const words = phrase(text);
    return words.split(" ").length - 2 >= FEWEST_WORDS && !seen.includes(words) && shown.includes(words);
  }).length;
}
