import type { Config } from "../../../config.ts";
import { escapeHtml } from "../../../escape-html.ts";
import type { OrganisationName, Publication, Topic } from "../../../model/archive.ts";
import type { Strings } from "../../../strings/strings.ts";
import { createFilters } from "../filters.ts";
import { foreignLanguage } from "../views/row.ts";
import { FACTS } from "./contract.ts";

/** What is searched of a text, as a document: what readers see of it on its page, and nothing of what surrounds it there. */
export type RecordOf = (publication: Publication) => string;

export function createRecords(config: Config, strings: Strings, topics: ReadonlyMap<string, Topic>): RecordOf {
  const { date: dateText, documentFacts, eventTime, money } = createFilters(config, strings);
  const words = strings.issue;

  /** The facts beside the text, a line each, without the labels that say the same on every page. */
  const factsOf = ({ detail, events, topics: ids }: Publication): string[] => [
    ...[...detail.contacts, ...detail.steeringGroup, ...detail.leadership].map(person),
    ...detail.funding.map((grant) => {
      const names = [...grant.funders, ...(grant.recipient ? [grant.recipient] : [])].map(({ name }) => name);
      return together([money(grant), ...names, grant.period, grant.note]);
    }),
    ...detail.documents.map(({ file, ...document }) =>
      together([document.title, documentFacts({ ...document, ...(file && { file }) })]),
    ),
    ...events.map((event) => together([eventTime(event), event.title, event.place])),
    ...ids.map((id) => topics.get(id)?.name ?? id),
  ];

  return (publication) => {
    const { kind, title, date, number, summary, detail } = publication;
    const facts = factsOf(publication);
    return [
      `<!doctype html><html lang="${config.language}"><body>`,
      meta("title", title),
      ...(date ? [meta("date", together([dateText(date), number && `${words.number} ${number}`]))] : []),
      // All that Pagefind calls metadata is searched; an element's name is not, and comes with each result.
      `<i id="${[kind, date ?? "", foreignLanguage(publication, config) ?? ""].join("/")}"></i>`,
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

function person(entry: {
  readonly name?: string;
  readonly organisation?: OrganisationName;
  readonly role?: string;
  readonly email?: string;
}): string {
  return together([entry.name, entry.role, entry.organisation?.name, entry.email]);
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
