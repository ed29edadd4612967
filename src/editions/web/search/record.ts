import type { Config } from "../../../config.ts";
import { escapeHtml } from "../../../escape-html.ts";
import type { Publication, PublicationDetail, Topic } from "../../../model/archive.ts";
import { directionOf } from "../../../model/language.ts";
import type { Strings } from "../../../strings/strings.ts";
import { createFilters } from "../filters.ts";
import { createFacts } from "../views/article.ts";
import { createFactParts, factSections } from "../views/facts.ts";
import { foreignLanguage } from "../views/row.ts";
import { FACTS } from "./contract.ts";

/** What is searched of a text, as a document: what readers see of it on its page, and nothing of what surrounds it there. */
export type RecordOf = (publication: Publication) => string;

export function createRecords(config: Config, strings: Strings, topics: ReadonlyMap<string, Topic>): RecordOf {
  const filters = createFilters(config, strings);
  const shownFacts = createFacts(strings);
  const partsOf = createFactParts(config, strings, filters);
  const words = strings.issue;

  /** The facts beside the text, a line each, without the labels that say the same on every page. */
  const factsOf = (publication: Publication, detail: PublicationDetail): string[] => [
    ...factSections(shownFacts(publication, detail), strings).flatMap(({ lists }) =>
      lists.flatMap(({ field, entries }) =>
        entries.map((entry) => together(partsOf(field, entry).flatMap(({ values }) => values.map(({ text }) => text)))),
      ),
    ),
    ...publication.topics.map((id) => topics.get(id)?.name ?? id),
  ];

  return (publication) => {
    const { kind, title, date, number, summary, detail } = publication;
    const facts = factsOf(publication, detail);
    const language = foreignLanguage(publication, config) ?? "";
    const direction = directionOf(language || config.language);
    const turned = direction === directionOf(config.language) ? [] : [direction];
    return [
      `<!doctype html><html lang="${config.language}"><body>`,
      meta("title", title),
      ...(date ? [meta("date", together([filters.date(date), number && `${words.number} ${number}`]))] : []),
      // All that Pagefind calls metadata is searched; an element's name is not, and comes with each result.
      `<i id="${[kind, date ?? "", language, ...turned].join("/")}"></i>`,
      ...(summary ? [paragraph(summary)] : []),
      detail.html,
      ...(facts.length > 0
        ? [
            `<h2 id="${FACTS}"></h2>`,
            // A name among the facts says less of what a text is about than the same name in its sentences.
            `<div data-pagefind-weight="0.5">${facts.map(paragraph).join("")}</div>`,
          ]
        : []),
      "</body></html>",
    ].join("\n");
  };
}

function together(parts: readonly (string | undefined)[]): string {
  return parts.filter(Boolean).join(", ");
}

/** What is searched, and shown of a result, without being part of its text. */
function meta(name: string, value: string): string {
  return `<p data-pagefind-ignore data-pagefind-meta="${name}">${escapeHtml(value)}</p>`;
}

function paragraph(text: string): string {
  return `<p>${escapeHtml(text)}</p>`;
}
