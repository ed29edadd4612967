/**
 * The Archive: everything that is published, loaded and validated. All types of the model stand here.
 * This folder is pure: it knows no packages, no files and no clock.
 */
import type { RecordOf } from "./field-kinds.ts";
import type { DeadLink } from "./link-health.ts";
import type { OldAddress } from "./old-address.ts";
import type { PartialDate } from "./partial-date.ts";
import type { FieldsOf, FieldsWith, ISSUE_FIELDS, NEWS_FIELDS, PAGE_FIELDS } from "./publication-fields.ts";
import type { RecordKind, RecordTables } from "./record-fields.ts";

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

/** The type of a value of each kind in the archive. */
export interface ArchivedValues {
  text: string;
  identifier: string;
  date: PartialDate;
  /** A partial date, or `2022-01-25T13:00` in the site's time zone. */
  time: string;
  slug: string;
  alias: string;
  /** BCP 47. */
  language: string;
  email: string;
  /** As it is written: "0243-24 80 00". {@link phoneAddress} dials it. */
  phone: string;
  url: string;
  file: Attachment;
  organisation: OrganisationName;
  /** Its id. */
  topic: string;
  flag: boolean;
  integer: number;
  amount: number;
  /** ISO 4217: SEK, EUR. */
  currency: string;
  /** Lower case, without a dot: "pdf". */
  fileType: string;
  system: string;
  /** SHA-256. */
  checksum: string;
}

type ArchivedRecord<K extends RecordKind> = RecordOf<RecordTables[K], ArchivedValues>;

/** A person who answers questions. */
export type Contact = ArchivedRecord<"contact">;
export type SteeringGroupMember = ArchivedRecord<"steeringGroupMember">;
export type Leader = ArchivedRecord<"leader">;
export type Funding = ArchivedRecord<"funding">;
/** A file or page that a publication refers the reader to. Neither `url` nor `file`: its address is not known. */
export type Document = ArchivedRecord<"document">;
export type Event = ArchivedRecord<"event">;
/** What was put right in a text after it was published, as plain text. */
export type Correction = ArchivedRecord<"correction">;
/** Where a publication came from. */
export type Source = ArchivedRecord<"source">;

/** The fields that are declared for a kind of publication, of those that the archive keeps in one place. */
type DeclaredFields<T, K extends "lists" | "page"> = FieldsOf<T, FieldsWith<T, "kept", K>, ArchivedValues>;

/** A local file that is published beside the text that uses it. */
export interface Attachment {
  /** Absolute path of the file on disk. */
  readonly file: string;
  /** Where it is published. */
  readonly address: string;
  readonly bytes: number;
  /** The narrower forms in which pages show a wide picture. */
  readonly renditions?: {
    /** The hash of its bytes. */
    readonly sha256: string;
    /** How wide each is at most, in pixels. */
    readonly steps: readonly number[];
  };
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
 * What issues, news and pages have in common besides the fields that are declared for each. These are at hand for every publication,
 * as lists, neighbours and checks need them; what only its own page shows is its {@link PublicationDetail}. Of a publication that did
 * not change some are read only when they are asked for, so it is copied with `copy-publication.ts` and not spread.
 */
interface PublicationFields {
  /** The content file, as diagnostics name it. */
  readonly file: string;
  /** The permanent address on the site: `/nyhetsbrev/2023/september/`. */
  readonly address: string;
  /** How many words its text has. */
  readonly words: number;
  /** How the text begins, shortened; "" when it has no paragraph. */
  readonly excerpt: string;
  /** The organisations of the register that it names, and as what. */
  readonly mentions: readonly { readonly id: string; readonly roles: readonly OrganisationRole[] }[];
  /** The internal links of its text. */
  readonly links: readonly InternalLink[];
  /** A short key for each address on other sites that it leads to, in its text or beside it. */
  readonly externalKeys: readonly string[];
  /** The files that are published with it: those its text uses, and its documents. */
  readonly attachments: readonly Attachment[];
  /** The anchors of its headings. */
  readonly anchors: readonly string[];
  /** The hash of what its author wrote, however that is laid out in the file or on the page: the ledger compares it. */
  readonly textHash: string;
  /** The same in the first form of the hash, which ledgers may hold; absent where that form cannot have recorded the text. */
  readonly firstFormHash?: string;
  /** The fingerprint: SHA-256 of all it says, detail included. Identifies it where only a change matters. */
  readonly fingerprint: string;
  /** May have to be read from disk: only for making its page. */
  readonly detail: PublicationDetail;
}

/** What only a publication's own page shows. */
export interface PublicationDetail extends DeclaredFields<typeof ISSUE_FIELDS, "page"> {
  /** The rendered Markdown. */
  readonly html: string;
  readonly headings: readonly Heading[];
}

/** One letter. */
export interface Issue extends PublicationFields, DeclaredFields<typeof ISSUE_FIELDS, "lists"> {
  readonly kind: "issue";
}

export interface NewsArticle extends PublicationFields, DeclaredFields<typeof NEWS_FIELDS, "lists"> {
  readonly kind: "news";
}

export interface Page extends PublicationFields, DeclaredFields<typeof PAGE_FIELDS, "lists"> {
  readonly kind: "page";
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
  /** What the ledger records, besides that each text is where it was. */
  readonly ledger: ArchiveLedger;
  /** Old addresses that lead on, in the order of redirects.yaml. */
  readonly redirects: readonly Redirect[];
}

/** What the ledger asks of every edition that has addresses. */
export interface ArchiveLedger {
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

/** The address a text first had, which identifies it wherever it moves. */
export function firstAddress({ ledger }: Pick<Archive, "ledger">, address: string): string {
  return ledger.ids.get(address) ?? address;
}
