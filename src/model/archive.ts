/**
 * The Archive: everything that is published, loaded and validated. All types of the model stand here.
 * This folder is pure: it knows no packages, no files and no clock.
 */
import type { DeadLink } from "./link-health.ts";
import type { OldAddress } from "./old-address.ts";
import type { PartialDate } from "./partial-date.ts";

/** An organisation as a letter names it; `id` where `organisations.yaml` knows that name. */
export interface OrganisationName {
  readonly name: string;
  readonly id?: string;
}

export interface Organisation {
  readonly id: string;
  readonly name: string;
  /** Other spellings that mean the same organisation. */
  readonly aliases: readonly string[];
  readonly url?: string;
  readonly description?: string;
}

export interface Topic {
  readonly id: string;
  readonly name: string;
  readonly aliases: readonly string[];
  readonly description?: string;
}

export interface Contact {
  readonly name: string;
  readonly email?: string;
  readonly organisation?: OrganisationName;
  readonly role?: string;
}

export interface SteeringGroupMember {
  readonly organisation: OrganisationName;
  readonly name?: string;
  readonly role?: string;
}

export interface Leader {
  readonly name: string;
  readonly organisation: OrganisationName;
  readonly role?: string;
}

export interface Funding {
  readonly amount: number;
  /** ISO 4217: SEK, EUR. */
  readonly currency: string;
  readonly funders: readonly OrganisationName[];
  readonly recipient?: OrganisationName;
  readonly period?: string;
  readonly note?: string;
}

/** A file or page that a publication refers the reader to. Neither `url` nor `file`: its address is not known. */
export interface Document {
  readonly title: string;
  readonly url?: string;
  readonly file?: Attachment;
  /** Lower-case file type without a dot: "pdf". */
  readonly type?: string;
  /** BCP 47. */
  readonly language?: string;
}

export interface Event {
  readonly title: string;
  /** A partial date, or `2022-01-25T13:00` in the site's time zone. */
  readonly start: string;
  readonly end?: string;
  readonly place?: string;
  readonly url?: string;
}

/** What was put right in a text after it was published. */
export interface Correction {
  readonly date: PartialDate;
  /** What was wrong and what is right, as plain text. */
  readonly text: string;
}

/** Where a publication came from. */
export interface Source {
  readonly system: string;
  readonly cid?: string;
  readonly mid?: string;
  /** The letter's own id in that system: a Message-ID, a campaign number. */
  readonly id?: string;
  readonly url?: string;
  readonly sender?: string;
  readonly file?: string;
  readonly sha256?: string;
}

/** A local file that is published beside the text that uses it. */
export interface Attachment {
  /** Absolute path of the file on disk. */
  readonly file: string;
  /** Where it is published. */
  readonly address: string;
  readonly bytes: number;
}

export interface Heading {
  readonly level: number;
  readonly id: string;
  readonly text: string;
}

/** An internal link as it stands in a body, for the link check. */
export interface InternalLink {
  /** Address without fragment; "" means the page itself. */
  readonly address: string;
  readonly fragment: string;
  readonly line: number;
  readonly column: number;
}

/** A link to another site as it stands in the content. */
export interface ExternalLink {
  readonly url: string;
  readonly line: number;
  readonly column: number;
}

/** An old address of redirects.yaml and where it leads. */
export interface Redirect {
  readonly from: OldAddress;
  /** A page of the site, or an address elsewhere. */
  readonly to: { readonly link: InternalLink } | { readonly url: string };
  /** Where the old address stands in redirects.yaml. */
  readonly line: number;
  readonly column: number;
}

/** The ways in which a publication can name an organisation. */
export type OrganisationRole = "steeringGroup" | "leadership" | "funder" | "recipient" | "contact";

/**
 * What issues, news and pages have in common. These are the fields that lists, neighbours and checks need, so they are at
 * hand for every publication; what only its own page shows is its {@link PublicationDetail}. Of a publication that did not
 * change some are read only when they are asked for, so it is copied with `copy-publication.ts` and not spread.
 */
interface PublicationFields {
  /** The content file, as diagnostics name it. */
  readonly file: string;
  /** The permanent address on the site: `/nyhetsbrev/2023/september/`. */
  readonly address: string;
  readonly title: string;
  /** The short name used in lists; the title where none is given. */
  readonly heading: string;
  readonly number?: string;
  readonly summary?: string;
  /** How many words its text has. */
  readonly words: number;
  /** How the text begins, shortened; "" when it has no paragraph. */
  readonly excerpt: string;
  readonly updated?: PartialDate;
  /** Newest first. */
  readonly corrections: readonly Correction[];
  /** Topic ids. */
  readonly topics: readonly string[];
  /** The organisations of the register that it names, and as what. */
  readonly mentions: readonly { readonly id: string; readonly roles: readonly OrganisationRole[] }[];
  readonly events: readonly Event[];
  readonly language: string;
  readonly draft: boolean;
  readonly source?: Source;
  /** False for a catalogue entry: known to have existed, but its text is not in the archive. */
  readonly held: boolean;
  /** Old addresses that must lead here. */
  readonly aliases: readonly string[];
  /** The internal links of its text. */
  readonly links: readonly InternalLink[];
  /** A short key for each address on other sites that it leads to, in its text or beside it. */
  readonly externalKeys: readonly string[];
  /** The files that are published with it: those its text uses, and its documents. */
  readonly attachments: readonly Attachment[];
  /** The anchors of its headings. */
  readonly anchors: readonly string[];
  /** SHA-256 of what its author wrote, however that is laid out in the file or on the page: what the ledger holds it to. */
  readonly textHash: string;
  /** SHA-256 of all it says, detail and all: stands for it where only a change matters. */
  readonly digest: string;
  /** May have to be read from disk: to be asked for by who makes its page. */
  readonly detail: PublicationDetail;
}

/** What only a publication's own page shows. */
export interface PublicationDetail {
  readonly contacts: readonly Contact[];
  readonly steeringGroup: readonly SteeringGroupMember[];
  readonly leadership: readonly Leader[];
  readonly funding: readonly Funding[];
  readonly documents: readonly Document[];
  /** The rendered Markdown. */
  readonly html: string;
  readonly headings: readonly Heading[];
}

/** One letter. */
export interface Issue extends PublicationFields {
  readonly kind: "issue";
  readonly date: PartialDate;
}

export interface NewsArticle extends PublicationFields {
  readonly kind: "news";
  readonly date: PartialDate;
}

export interface Page extends PublicationFields {
  readonly kind: "page";
  readonly date?: PartialDate;
  /** Place among its sibling pages. */
  readonly order: number;
}

export type Publication = Issue | NewsArticle | Page;

/** Everything that is published, validated and in its final order. */
export interface Archive {
  /** Newest first. */
  readonly issues: readonly Issue[];
  /** Newest first. */
  readonly news: readonly NewsArticle[];
  /** By order, then address. */
  readonly pages: readonly Page[];
  readonly organisations: ReadonlyMap<string, Organisation>;
  readonly topics: ReadonlyMap<string, Topic>;
  /** Links to other sites that are known not to work, by their short keys. */
  readonly deadLinks: ReadonlyMap<string, DeadLink>;
  /** Files of `content/files`, published at the same path: `/wp-content/uploads/rapport.pdf`. */
  readonly files: readonly Attachment[];
  /** What was promised when addresses were published, besides that each text is where it was. */
  readonly promised: Promised;
  /** Old addresses that lead on, in the order of redirects.yaml. */
  readonly redirects: readonly Redirect[];
}

/** What the ledger asks of every edition that has addresses. */
export interface Promised {
  /** Address → id, where they differ because the text has moved. {@link firstAddress} */
  readonly ids: ReadonlyMap<string, string>;
  /** Addresses of pages and files that lead elsewhere, in one step. */
  readonly moves: readonly { readonly from: string; readonly to: string }[];
  /** Address of a text → its headings that have another anchor now. */
  readonly movedAnchors: ReadonlyMap<string, readonly { readonly from: string; readonly to: string }[]>;
  readonly withdrawn: readonly Withdrawal[];
  /** Texts that are withdrawn and still in the content. */
  readonly hidden: readonly Publication[];
  /** Address of a text → what it said before it was corrected, from first to last. */
  readonly earlier: ReadonlyMap<string, readonly EarlierVersion[]>;
}

/** An address whose page or file was withdrawn. */
export interface Withdrawal {
  readonly address: string;
  /** Why; undefined where somebody is protected by it, and then nothing else is known of it either. */
  readonly reason?: string;
  readonly title?: string;
  readonly language?: string;
}

/** What a text said before a correction, with an address of its own. */
export interface EarlierVersion {
  /** Counted from 1, the text as it was first published. */
  readonly number: number;
  /** The text as it is now. */
  readonly current: Publication;
  /** The text as it was then; its address is that of this version. */
  readonly publication: Publication;
}

/** The address a text first had, which tells it from every other wherever it moves. */
export function firstAddress({ promised }: Pick<Archive, "promised">, address: string): string {
  return promised.ids.get(address) ?? address;
}
