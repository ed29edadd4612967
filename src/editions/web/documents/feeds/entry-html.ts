import { absoluteAddress, type Config } from "../../../../config.ts";
import type { Document } from "../../../../model/archive.ts";
import type { Dated } from "../../../../model/indexes.ts";
import { precisionOf } from "../../../../model/partial-date.ts";
import type { Strings } from "../../../../strings/strings.ts";
import { createFilters } from "../../filters.ts";
import { foreignLanguage } from "../../views/row.ts";
import { absoluteHtml } from "./absolute-html.ts";
import { escapeAttribute, escapeText } from "./xml.ts";

/**
 * The whole text of a publication for feeds: what a reader must know first, the text as on its page, and its documents.
 * @returns a function of the publication and its page's whole address
 */
export function createEntryHtml(config: Config, strings: Strings): (publication: Dated, page: string) => string {
  const { dateInSentence, documentFacts } = createFilters(config, strings);
  const words = strings.issue;

  /** What the page tells above the text and the feed's own fields cannot: a date known in part, that the text is another, corrections. */
  const notices = ({ kind, date, held, source, corrections }: Dated): string[] => {
    const sent = `${kind === "issue" ? words.sent : words.published} ${dateInSentence(date)}`;
    return [
      ...(precisionOf(date) === "year" ? [`${sent} (${words.dateUnknown}).`] : []),
      ...(precisionOf(date) === "month" ? [`${sent}.`] : []),
      ...(held ? [] : [kind === "issue" ? `${words.notHeldTitle}. ${words.notHeldIssue}` : words.notHeldOther]),
      ...corrections.map(({ date: day, text }) => `${strings.corrections.corrected(dateInSentence(day))}: ${text}`),
    ]
      .map(escapeText)
      .concat(
        !held && source?.url ? [link(source.url, kind === "issue" ? words.originalAt : words.originalPageAt)] : [],
      );
  };

  const document = (entry: Document): string => {
    const address = entry.url ?? (entry.file && absoluteAddress(config, entry.file.address));
    const text = [entry.title, documentFacts(entry)].filter(Boolean).join(", ");
    return `<li>${address ? link(address, text) : `${escapeText(text)} (${escapeText(words.documentUnknown)})`}</li>`;
  };

  return (publication, page) => {
    const { html, documents } = publication.detail;
    const text = absoluteHtml(html, page);
    // What the archive says stands in its own language, the text in its own.
    const lang = foreignLanguage(publication, config);
    const mark = lang ? ` lang="${config.language}"` : "";
    return [
      ...notices(publication).map((notice) => `<p${mark}>${notice}</p>\n`),
      lang ? `<div lang="${lang}">\n${text}</div>\n` : text,
      ...(documents.length > 0
        ? [`<h2${mark}>${escapeText(words.documents)}</h2>\n<ul>\n${documents.map(document).join("\n")}\n</ul>\n`]
        : []),
    ].join("");
  };
}

function link(address: string, text: string): string {
  return `<a href="${escapeAttribute(address)}">${escapeText(text)}</a>`;
}
