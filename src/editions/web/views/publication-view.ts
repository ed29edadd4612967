import type { Config } from "../../../config.ts";
import type { Archive, OrganisationName, Publication } from "../../../model/archive.ts";
import { joinAddress } from "../../../model/permalink.ts";
import type { Strings } from "../../../strings/strings.ts";
import type { Article, FundingView, NamedOrganisation, PersonView, Row } from "../view.ts";

/** What the site shows of a publication: in a list, and on its own page. */
export interface PublicationViews {
  row(publication: Publication): Row;
  article(publication: Publication): Article;
}

export function publicationViews(archive: Archive, config: Config, strings: Strings): PublicationViews {
  const foreign = (language: string): string | undefined => (language === config.language ? undefined : language);
  const organisation = ({ name, id }: OrganisationName): NamedOrganisation =>
    id === undefined ? { name } : { name, address: organisationAddress(strings, id) };
  const person = ({ organisation: employer, ...rest }: PersonInArchive): PersonView => ({
    ...rest,
    ...(employer && { organisation: organisation(employer) }),
  });

  const row = (publication: Publication): Row => {
    const { kind, address, title, heading, date, draft, held, summary, body, language } = publication;
    const lang = foreign(language);
    return {
      kind,
      address,
      title,
      heading,
      ...(date && { date }),
      draft,
      held,
      text: summary ?? body.excerpt,
      ...(lang && { lang }),
      ...(lang && summary === undefined && { textLang: lang }),
    };
  };

  const article = (publication: Publication): Article => {
    const { heading, number, date, updated, summary, language, draft, held, body, documents, events, source } =
      publication;
    const lang = foreign(language);
    const view = {
      heading,
      ...(number && { number }),
      ...(date && { date }),
      ...(updated && { updated }),
      ...(summary && { summary }),
      language,
      ...(lang && { lang }),
      draft,
      held,
      digest: body.digest,
      contacts: publication.contacts.map(person),
      steeringGroup: publication.steeringGroup.map(person),
      leadership: publication.leadership.map(person),
      funding: publication.funding.map(
        ({ funders, recipient, ...grant }): FundingView => ({
          ...grant,
          funders: funders.map(organisation),
          ...(recipient && { recipient: organisation(recipient) }),
        }),
      ),
      // Where the file lies on this machine is nothing a page may depend on.
      documents: documents.map(({ file, ...document }) => ({
        ...document,
        ...(file && { file: { address: file.address, bytes: file.bytes } }),
      })),
      events,
      topics: publication.topics.map((id) => ({
        title: archive.topics.get(id)?.name ?? id,
        address: topicAddress(strings, id),
      })),
      ...(source && {
        source: {
          system: source.system,
          ...(source.sender && { sender: source.sender }),
          ...(source.url && { url: source.url }),
        },
      }),
    };
    return Object.defineProperty(view, "html", { get: () => body.html }) as typeof view & { readonly html: string };
  };

  return { row, article };
}

interface PersonInArchive extends Omit<PersonView, "organisation"> {
  readonly organisation?: OrganisationName;
}

export function topicAddress(strings: Strings, id: string): string {
  return joinAddress(strings.paths.topics, id);
}

export function organisationAddress(strings: Strings, id: string): string {
  return joinAddress(strings.paths.organisations, id);
}

/** What a page is about, for search engines and link previews. */
export function describe({ summary, body, title }: Pick<Publication, "summary" | "body" | "title">): string {
  return summary ?? (body.excerpt || title);
}

/** The date that tells machines when a text last changed. */
export function lastChange({
  updated,
  date,
}: {
  readonly updated?: string;
  readonly date?: string;
}): string | undefined {
  return updated ?? date;
}
