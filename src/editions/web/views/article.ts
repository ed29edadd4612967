import type { Config } from "../../../config.ts";
import type { OrganisationName, Publication, Source } from "../../../model/archive.ts";
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
    return Object.fromEntries(
      Object.entries(record).flatMap(([name, value]) => {
        const declared = table[name];
        return declared === undefined || declared.place === "hidden" ? [] : [[name, shownValue(declared, value)]];
      }),
    );
  };

  return (publication) => {
    const { source, detail } = publication;
    const lang = foreignLanguage(publication, config);
    const all: Partial<Record<string, unknown>> = { ...publication, ...detail };
    const facts = Object.fromEntries(
      FACTS.map((field) => [field, (all[field] as readonly object[]).map((record) => shownRecord(field, record))]),
    ) as unknown as ArticleFacts;
    const head = Object.fromEntries(HEAD.flatMap((field) => (all[field] === undefined ? [] : [[field, all[field]]])));
    return {
      ...(head as unknown as Pick<Article, (typeof HEAD)[number]>),
      ...facts,
      ...(lang && { lang }),
      html: detail.html,
      facts: factSections(facts, strings),
      ...(source && { source: sourceView(source) }),
    };
  };
}

/** Words for where a letter was found, which say nothing of how it was sent. */
const FOUND_IN: ReadonlySet<string> = new Set(["web", "feed", "html", "markdown"]);

function sourceView({ system, sender, url }: Source): NonNullable<Article["source"]> {
  return { ...(!FOUND_IN.has(system) && { system }), ...(sender && { sender }), ...(url && { url }) };
}

export function organisationAddress(strings: Strings, id: string): string {
  return joinAddress(strings.paths.organisations, id);
}
