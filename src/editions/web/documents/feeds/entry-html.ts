import { absoluteAddress, type Config } from "../../../../config.ts";
import type { Dated } from "../../../../model/indexes.ts";
import { languageAttributes } from "../../../../model/language.ts";
import { precisionOf } from "../../../../model/partial-date.ts";
import type { FactField } from "../../../../model/publication-fields.ts";
import type { Strings } from "../../../../strings/strings.ts";
import { createFilters } from "../../filters.ts";
import type { FactList } from "../../view.ts";
import { createFacts } from "../../views/article.ts";
import { createFactParts, type FactValue, factSections } from "../../views/facts.ts";
import { foreignLanguage } from "../../views/row.ts";
import { absoluteHtml } from "./absolute-html.ts";
import { escapeAttribute, escapeText } from "./xml.ts";

/**
 * The whole text of a publication for feeds: what a reader must know first, the text as on its page, and the facts beside it.
 * @returns a function of the publication and its page's whole address
 */
export function createEntryHtml(config: Config, strings: Strings): (publication: Dated, page: string) => string {
  const filters = createFilters(config, strings);
  const { dateInSentence } = filters;
  const factsOf = createFacts(strings);
  const partsOf = createFactParts(config, strings, filters);
  const words = strings.issue;

  /**
   * What the page shows above the text and the feed's own fields cannot: a date known in part, that the text is another,
   * corrections.
   */
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

  const value = ({ text, address }: FactValue): string => {
    const whole = address?.startsWith("/") ? absoluteAddress(config, address) : address;
    return whole ? link(whole, text) : escapeText(text);
  };

  const line = (field: FactField, entry: object): string => {
    const parts = partsOf(field, entry);
    return parts
      .map(({ label, values }) => (label ? `${escapeText(label)}: ` : "") + values.map(value).join(", "))
      .join(parts.some(({ label }) => label) ? "; " : ", ");
  };

  const list = ({ field, title, entries }: FactList, mark: string): string => {
    const items = entries.map((entry) => {
      const isUnknown = field === "documents" && !("url" in entry || "file" in entry);
      return `<li>${line(field, entry)}${isUnknown ? ` (${escapeText(words.documentUnknown)})` : ""}</li>\n`;
    });
    return `${title ? `<h3${mark}>${escapeText(title)}</h3>\n` : ""}<ul>\n${items.join("")}</ul>\n`;
  };

  return (publication, page) => {
    const { detail } = publication;
    const text = absoluteHtml(detail.html, page);
    // What the archive says stands in its own language, the text in its own.
    const lang = foreignLanguage(publication, config);
    // In a reader that knows the entry's language, what the archive says needs its direction too.
    const mark = lang ? languageAttributes(config.language, lang) : "";
    return [
      ...notices(publication).map((notice) => `<p${mark}>${notice}</p>\n`),
      lang ? `<div${languageAttributes(lang, config.language)}>\n${text}</div>\n` : text,
      ...factSections(factsOf(publication, detail), strings).flatMap(({ title, lists }) => [
        `<h2${mark}>${escapeText(title)}</h2>\n`,
        ...lists.map((each) => list(each, mark)),
      ]),
    ].join("");
  };
}

function link(address: string, text: string): string {
  return `<a href="${escapeAttribute(address)}">${escapeText(text)}</a>`;
}
