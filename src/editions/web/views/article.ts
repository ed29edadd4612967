import type { Config } from "../../../config.ts";
import type { OrganisationName, Publication, PublicationDetail, Source } from "../../../model/archive.ts";
import type { ValueField } from "../../../model/field-kinds.ts";
import { joinAddress } from "../../../model/permalink.ts";
import { type FactField, fieldsWith, ISSUE_FIELDS } from "../../../model/publication-fields.ts";
import { RECORDS } from "../../../model/record-fields.ts";
import type { Strings } from "../../../strings/strings.ts";
import type { Article, ArticleFacts, NamedOrganisation } from "../view.ts";
import { factSections } from "./facts.ts";
import { foreignLanguage } from "./row.ts";

/** What the site shows of a publication on its own page. */
export type ArticleOf = (publication: Publication) => Article;

const HEAD = fieldsWith("shown", "head");
const FACTS = fieldsWith("shown", "facts");

export function createArticles(config: Config, strings: Strings): ArticleOf {
  const factsOf = createFacts(strings);

  return (publication) => {
    const { source, detail } = publication;
    const lang = foreignLanguage(publication, config);
    const facts = factsOf(publication, detail);
    return {
      ...headOf(publication),
      ...facts,
      ...(lang && { lang }),
      html: detail.html,
      facts: factSections(facts, strings),
      ...(source && { source: sourceView(source) }),
    };
  };
}

/**
 * What readers see of the lists of facts beside a text.
 * @returns a function of a publication and its detail, which may have to be read from disk each time that it is asked for
 */
export function createFacts(strings: Strings): (publication: Publication, detail: PublicationDetail) => ArticleFacts {
  const organisation = ({ name, id }: OrganisationName): NamedOrganisation =>
    id === undefined ? { name } : { name, address: organisationAddress(strings, id) };

  const shownValue = ({ kind, list }: ValueField, value: unknown): unknown => {
    if (kind === "file") {
      const { address, bytes } = value as { address: string; bytes: number };
      return { address, bytes };
    }
    if (kind !== "organisation") return value;
    return list ? (value as OrganisationName[]).map(organisation) : organisation(value as OrganisationName);
  };

  /** A record of the archive with what readers see of it. */
  const shownRecord = (field: FactField, record: object): object => {
    const table: Readonly<Record<string, ValueField>> = RECORDS[ISSUE_FIELDS[field].kind];
    const shown: Record<string, unknown> = {};
    for (const [name, value] of Object.entries(record)) {
      const declared = table[name];
      if (declared !== undefined && declared.place !== "hidden") shown[name] = shownValue(declared, value);
    }
    return shown;
  };

  return (publication, detail) => {
    // Most lie in the detail, others are also needed by lists.
    const facts: Record<string, unknown> = {};
    for (const field of FACTS) {
      const records: readonly object[] = Reflect.get(detail, field) ?? Reflect.get(publication, field);
      facts[field] = records.map((record) => shownRecord(field, record));
    }
    return facts as unknown as ArticleFacts;
  };
}

function headOf(publication: Publication): Pick<Article, (typeof HEAD)[number]> {
  const head: Record<string, unknown> = {};
  for (const field of HEAD) {
    const value: unknown = Reflect.get(publication, field);
    if (value !== undefined) head[field] = value;
  }
  return head as Pick<Article, (typeof HEAD)[number]>;
}

/** Words for where a letter was found, which say nothing of how it was sent. */
const FOUND_IN: ReadonlySet<string> = new Set(["web", "feed", "html", "markdown"]);

function sourceView({ system, sender, url }: Source): NonNullable<Article["source"]> {
  return { ...(!FOUND_IN.has(system) && { system }), ...(sender && { sender }), ...(url && { url }) };
}

export function organisationAddress(strings: Strings, id: string): string {
  return joinAddress(strings.paths.organisations, id);
}
