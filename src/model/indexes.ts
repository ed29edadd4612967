import type {
  Archive,
  Correction,
  Issue,
  NewsArticle,
  OrganisationName,
  OrganisationRole,
  Publication,
  PublicationDetail,
} from "./archive.ts";
import { append, groupBy } from "./group-by.ts";
import { yearOf } from "./partial-date.ts";

/** A dated publication. */
export type Dated = Issue | NewsArticle;

/** A publication that names an organisation, and as what. */
export interface Mention {
  readonly publication: Publication;
  readonly roles: readonly OrganisationRole[];
}

/**
 * Newest first. Equal dates fall back on the letter's number, then on the sender system's running id (Paloma's `mid`
 * grows with time), then on the address, so that the order never depends on how the files were found.
 */
export function newestFirst(a: Dated, b: Dated): number {
  return (
    compareText(b.date, a.date) ||
    compareNumber(b.number, a.number) ||
    compareNumber(b.source?.mid, a.source?.mid) ||
    compareText(b.address, a.address)
  );
}

/** Groups by year in the order given: newest first in, newest year first out. */
export function byYear<T extends Dated>(publications: readonly T[]): Map<number, T[]> {
  return groupBy(publications, (publication) => [yearOf(publication.date)]);
}

/** Topic id → what is about it: what is dated, newest first, then pages. */
export const byTopic = oncePerArchive((archive): ReadonlyMap<string, readonly Publication[]> => {
  const all = [...merged(archive.issues, archive.news), ...archive.pages];
  return groupBy(all, (publication) => publication.topics);
});

/** Two lists in one, newest first as each of them is. */
function merged(issues: readonly Dated[], news: readonly Dated[]): Dated[] {
  const all: Dated[] = [];
  let taken = 0;
  for (const issue of issues) {
    for (let next = news[taken]; next && newestFirst(next, issue) < 0; next = news[taken]) {
      all.push(next);
      taken += 1;
    }
    all.push(issue);
  }
  return [...all, ...news.slice(taken)];
}

/** Organisation id → where it is named, and as what. Names that `organisations.yaml` does not know have no id. */
export function byOrganisation(archive: Archive): Map<string, Mention[]> {
  const mentions = new Map<string, Mention[]>();
  for (const publication of publications(archive)) {
    for (const { id, roles } of publication.mentions) append(mentions, id, { publication, roles });
  }
  return mentions;
}

/** Every publication: issues, news, pages. */
export function publications(archive: Archive): Publication[] {
  return [...archive.issues, ...archive.news, ...archive.pages];
}

/** A correction and what it corrects. */
export interface CorrectionOf extends Correction {
  readonly publication: Publication;
  /** Which of its corrections it is, counted from the first: 1. */
  readonly number: number;
}

/** Every correction, newest first; those of one day in the order of what they correct. */
export function corrections(archive: Archive): CorrectionOf[] {
  return publications(archive)
    .filter((publication) => publication.corrections.length > 0)
    .flatMap((publication) =>
      publication.corrections.map((correction, index, all) => ({
        ...correction,
        publication,
        number: all.length - index,
      })),
    )
    .sort((a, b) => compareText(b.date, a.date));
}

/** The organisations of the register that a publication names, each with everything it is named as. */
export function mentionsIn(
  detail: Pick<PublicationDetail, "steeringGroup" | "leadership" | "funding" | "contacts">,
): Publication["mentions"] {
  const roles = groupBy(namedOrganisations(detail), ([{ id }]) => (id === undefined ? [] : [id]));
  return [...roles].map(([id, named]) => ({ id, roles: [...new Set(named.map(([, role]) => role))] }));
}

function namedOrganisations({
  steeringGroup,
  leadership,
  funding,
  contacts,
}: Parameters<typeof mentionsIn>[0]): [OrganisationName, OrganisationRole][] {
  return [
    ...steeringGroup.map(({ organisation }) => named(organisation, "steeringGroup")),
    ...leadership.map(({ organisation }) => named(organisation, "leadership")),
    ...funding.flatMap(({ funders, recipient }) => [
      ...funders.map((funder) => named(funder, "funder")),
      ...(recipient ? [named(recipient, "recipient")] : []),
    ]),
    ...contacts.flatMap(({ organisation }) => (organisation ? [named(organisation, "contact")] : [])),
  ];
}

function named(organisation: OrganisationName, role: OrganisationRole): [OrganisationName, OrganisationRole] {
  return [organisation, role];
}

/** An index that several ask for: an archive never changes, so it is made once for each, and kept as long as the archive. */
function oncePerArchive<T extends object>(make: (archive: Archive) => T): (archive: Archive) => T {
  const made = new WeakMap<Archive, T>();
  return (archive) => {
    const index = made.get(archive) ?? make(archive);
    made.set(archive, index);
    return index;
  };
}

function compareText(a: string, b: string): number {
  return a < b ? -1 : a > b ? 1 : 0;
}

/** Missing numbers come first; "9" stands before "10"; what is not a number is compared as text. */
function compareNumber(a = "", b = ""): number {
  return Number.parseInt(a || "0", 10) - Number.parseInt(b || "0", 10) || compareText(a, b);
}
