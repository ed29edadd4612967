import type { Config } from "../../../config.ts";
import type { OrganisationName, Publication, Source } from "../../../model/archive.ts";
import { joinAddress } from "../../../model/permalink.ts";
import type { Strings } from "../../../strings/strings.ts";
import type { Article, FundingView, NamedOrganisation, PersonView } from "../view.ts";
import { foreignLanguage } from "./row.ts";

/** What the site shows of a publication on its own page. */
export type ArticleOf = (publication: Publication) => Article;

export function createArticles(config: Config, strings: Strings): ArticleOf {
  const organisation = ({ name, id }: OrganisationName): NamedOrganisation =>
    id === undefined ? { name } : { name, address: organisationAddress(strings, id) };
  const person = ({ organisation: employer, ...rest }: PersonInArchive): PersonView => ({
    ...rest,
    ...(employer && { organisation: organisation(employer) }),
  });

  return (publication) => {
    const { heading, number, date, updated, corrections, summary, language, draft, held, events, source, detail } =
      publication;
    const { contacts, steeringGroup, leadership, funding, documents, html } = detail;
    const lang = foreignLanguage(publication, config);
    return {
      heading,
      ...(number && { number }),
      ...(date && { date }),
      ...(updated && { updated }),
      corrections,
      ...(summary && { summary }),
      language,
      ...(lang && { lang }),
      draft,
      held,
      html,
      contacts: contacts.map(person),
      steeringGroup: steeringGroup.map(person),
      leadership: leadership.map(person),
      funding: funding.map(
        ({ funders, recipient, ...grant }): FundingView => ({
          ...grant,
          funders: funders.map(organisation),
          ...(recipient && { recipient: organisation(recipient) }),
        }),
      ),
      documents: documents.map(({ file, ...document }) => ({
        ...document,
        ...(file && { file: { address: file.address, bytes: file.bytes } }),
      })),
      events,
      ...(source && { source: sourceView(source) }),
    };
  };
}

/** Words for where a letter was found, which say nothing of how it was sent. */
const FOUND_IN: ReadonlySet<string> = new Set(["web", "feed", "html", "markdown"]);

function sourceView({ system, sender, url }: Source): NonNullable<Article["source"]> {
  return { ...(!FOUND_IN.has(system) && { system }), ...(sender && { sender }), ...(url && { url }) };
}

interface PersonInArchive extends Omit<PersonView, "organisation"> {
  readonly organisation?: OrganisationName;
}

export function organisationAddress(strings: Strings, id: string): string {
  return joinAddress(strings.paths.organisations, id);
}
