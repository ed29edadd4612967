import type { Config } from "../../config.ts";
import type {
  ArchivedValues,
  Attachment,
  Correction,
  Event,
  OrganisationRole,
  Publication,
} from "../../model/archive.ts";
import type { DeadLink } from "../../model/link-health.ts";
import type { PartialDate } from "../../model/partial-date.ts";
import { fileOfAddress } from "../../model/permalink.ts";
import type { FactField, FieldsOf, FieldsWith, PAGE_FIELDS } from "../../model/publication-fields.ts";
import type { Strings } from "../../strings/strings.ts";
import type { Settings } from "./search/contract.ts";

/** One page of the site, ready for its template: everything is decided here, the template only writes it out. */
export interface View {
  /** The template, below templates/web. */
  readonly template: string;
  readonly address: string;
  /** The file it is written to, below the site's folder. */
  readonly file: string;
  /** The page's one h1. */
  readonly title: string;
  /** What stands in the browser's tab: the title and whose site it is. */
  readonly documentTitle: string;
  readonly description: string;
  readonly breadcrumbs: readonly Link[];
  /** Whether search engines should know the page. */
  readonly listed: boolean;
  /** Whether it only says that what stood here was taken away: 410 where the host can. */
  readonly isGone: boolean;
  readonly modified: PartialDate | undefined;
  /** The addresses of its stylesheets, in their order. */
  readonly stylesheets: readonly string[];
  /** The feeds that programs find by the page's address. */
  readonly feeds: readonly FeedLink[];
  /** The address of its script; null where it has none, as all pages but one. */
  readonly script: string | null;
  /** What previews of links to it show. */
  readonly picture: Picture | null;
  /** The page that shows it in the frame of another site, where one does. */
  readonly embed: string | undefined;
  readonly detail: Detail;
  /** The fingerprint of all that the page shows, besides the configuration; undefined where only the whole view has it. */
  readonly fingerprint: string | undefined;
}

/** One format of a feed. */
export interface FeedLink extends Link {
  /** Media type. */
  readonly type: string;
}

/** A feed in the list of them. */
export interface FeedRow extends Link {
  /** Addresses by the name of the format. */
  readonly formats: readonly Link[];
}

export interface Link {
  readonly title: string;
  readonly address: string;
  /** The title's language; absent where it is the site's. */
  readonly lang?: string;
}

export interface Picture {
  readonly address: string;
  /** What is written on it. */
  readonly text: string;
  /** The date on it, where it is the page's own picture and the page has a date. */
  readonly date?: PartialDate;
  /** In pixels; null where a file of the content takes its place. */
  readonly size: { readonly width: number; readonly height: number } | null;
}

/** An organisation as it is named, with its page on the site where it has one. */
export interface NamedOrganisation {
  readonly name: string;
  readonly address?: string;
}

/** One publication in a list. */
export interface Row {
  readonly kind: Publication["kind"];
  readonly address: string;
  readonly title: string;
  readonly heading: string;
  readonly date?: PartialDate;
  readonly draft: boolean;
  readonly held: boolean;
  /** The summary, or else how the text begins. */
  readonly text: string;
  /** The language of the names and the text; absent where it is the site's. */
  readonly lang?: string;
}

/** The type of a value of each kind on a page; the same as in the archive where nothing else is said. */
interface ShownValues extends Omit<ArchivedValues, "organisation" | "file"> {
  organisation: NamedOrganisation;
  file: Pick<Attachment, "address" | "bytes">;
}

type ShownFields<X> = FieldsOf<typeof PAGE_FIELDS, FieldsWith<typeof PAGE_FIELDS, "shown", X>, ShownValues>;

/** What the lists of facts beside a text hold, by field. */
export type ArticleFacts = ShownFields<"facts">;

/** A publication on its own page. */
export interface Article extends ShownFields<"head">, ArticleFacts {
  /** The text's language; absent where it is the site's. */
  readonly lang?: string;
  /** The rendered body. */
  readonly html: string;
  /** The lists of facts that are not empty, as the page, feeds and search show them. */
  readonly facts: readonly FactSection[];
  readonly source?: { readonly system?: string; readonly sender?: string; readonly url?: string };
}

/** Facts under one heading. */
export interface FactSection {
  readonly title: string;
  readonly lists: readonly FactList[];
}

/** The entries of one field. */
export type FactList = {
  readonly [N in FactField]: {
    readonly field: N;
    /** Where it is one of several below the heading. */
    readonly title?: string;
    readonly entries: ArticleFacts[N];
  };
}[FactField];

export type DocumentView = ArticleFacts["documents"][number];

/** The page of a year, with how much stands on it. */
export interface YearLink {
  readonly year: number;
  readonly address: string;
  readonly count: number;
}

/** Rows of one year. */
export interface YearGroup {
  readonly year: number;
  readonly rows: readonly Row[];
}

/**
 * What each kind of page shows. A template sees nothing else of the archive but the article of its own publication, which is made
 * when the page is rendered; in the view the publication's fingerprint identifies it. The state of its links is not part of the
 * publication, so dead ones stand beside the fingerprint.
 */
export type Detail =
  | {
      readonly kind: "start";
      readonly newest: Row | undefined;
      readonly previous: readonly Row[];
      readonly news: readonly Row[];
    }
  | {
      readonly kind: "issue";
      readonly fingerprint: string;
      readonly deadLinks: readonly DeadLink[];
      readonly kept?: Kept;
      readonly topics: readonly Link[];
      /** The one sent before this. */
      readonly previous: Link | undefined;
      readonly next: Link | undefined;
      /** Rendered Markdown. */
      readonly colophon: string | undefined;
    }
  | {
      /** The archive's index: every year, with the letters of as many of the newest as keep the page light. */
      readonly kind: "years";
      readonly count: number;
      readonly years: readonly (YearGroup & YearLink)[];
    }
  | {
      readonly kind: "year";
      readonly rows: readonly Row[];
      readonly previous: Link | undefined;
      readonly next: Link | undefined;
    }
  | {
      readonly kind: "news";
      readonly fingerprint: string;
      readonly deadLinks: readonly DeadLink[];
      readonly kept?: Kept;
      readonly topics: readonly Link[];
    }
  | { readonly kind: "newsList"; readonly years: readonly YearGroup[] }
  | {
      readonly kind: "page";
      readonly fingerprint: string;
      readonly deadLinks: readonly DeadLink[];
      readonly kept?: Kept;
      readonly topics: readonly Link[];
      readonly children: readonly Row[];
    }
  | {
      readonly kind: "topic";
      readonly description: string | undefined;
      readonly groups: readonly KindGroup[];
      /** The pages of its years, where there is too much for one page. */
      readonly years: readonly YearLink[];
    }
  | { readonly kind: "topics" | "organisations"; readonly subjects: readonly Subject[] }
  | {
      readonly kind: "organisation";
      readonly description: string | undefined;
      readonly url: string | undefined;
      readonly deadLinks: readonly DeadLink[];
      readonly mentions: readonly { readonly row: Row; readonly roles: readonly OrganisationRole[] }[];
      readonly years: readonly YearLink[];
    }
  | {
      readonly kind: "events";
      readonly deadLinks: readonly DeadLink[];
      readonly groups: readonly { readonly year: number; readonly events: readonly DatedEvent[] }[];
      /** The pages of the years, where there are too many events for one page. */
      readonly years: readonly YearLink[];
    }
  | {
      readonly kind: "follow";
      readonly feeds: readonly FeedRow[];
      /** The whole addresses to copy. */
      readonly letters: string;
      readonly calendar: string;
      readonly opml: string;
    }
  | { readonly kind: "corrections"; readonly corrections: readonly CorrectionRow[] }
  | {
      readonly kind: "search";
      readonly settings: Settings;
      readonly limits: readonly SearchLimit[];
      /** The lists of everything. */
      readonly lists: readonly Link[];
    }
  | { readonly kind: "notFound"; readonly suggestions: readonly Link[] }
  | { readonly kind: "finder"; readonly rows: readonly OldAddressRow[]; readonly years: readonly YearLink[] }
  | { readonly kind: "finderYear"; readonly rows: readonly OldAddressRow[] }
  | {
      /** How one links to the site. */
      readonly kind: "linking";
      /** The address that always leads to the newest letter. */
      readonly latest: string;
      /** HTML to copy, and the address of what it shows. */
      readonly codes: readonly { readonly form: EmbedForm; readonly address: string; readonly code: string }[];
      /** What a site that shows them must have in its Content-Security-Policy. */
      readonly policy: string;
      /** How it is done in common systems. */
      readonly recipes: Strings["linking"]["recipes"];
      /** Each with the address of its embed. */
      readonly topics: readonly Link[];
    }
  | {
      /** To be shown in a frame on another site. */
      readonly kind: "embed";
      readonly form: EmbedForm;
      readonly rows: readonly Row[];
      /** Where there is more of the same. */
      readonly more: Link;
    }
  | {
      readonly kind: "moved";
      readonly to: Link;
      readonly temporary: boolean;
      /** Whether it is the ledger that asks for it. */
      readonly fromLedger?: boolean;
    }
  | {
      /** That something was withdrawn. */
      readonly kind: "gone";
      readonly name: string | undefined;
      readonly lang: string | undefined;
      readonly reason: string | undefined;
    }
  | {
      /** A text as it was before it was corrected. */
      readonly kind: "version";
      readonly fingerprint: string;
      readonly number: number;
      readonly deadLinks: readonly DeadLink[];
      readonly current: Link;
      /** None: what is sorted by topic is the text as it is now. */
      readonly topics: readonly Link[];
      /** Of the text as it is now: what was put right since. */
      readonly corrections: readonly Correction[];
    };

/** What a text's page keeps of what it was. */
export interface Kept {
  /** The pages of what it said before it was corrected, from first to last. */
  readonly versions: readonly Link[];
  /** Anchors that headings had, and those they have now. */
  readonly anchors: readonly { readonly from: string; readonly to: string }[];
}

/** Several texts in few words, or the newest with how it begins. */
export type EmbedForm = "list" | "card";

export interface KindGroup {
  readonly kind: Publication["kind"];
  readonly rows: readonly Row[];
}

/** What old addresses lead to, with those addresses as people see them. */
export interface OldAddressRow extends Link {
  readonly date?: PartialDate;
  readonly old: readonly string[];
}

/** A topic or an organisation in the list of them, with how much stands behind it. */
export interface Subject extends Link {
  readonly count: number;
  readonly description: string | undefined;
}

export interface DatedEvent {
  /** Its anchor on the page. */
  readonly key: string;
  /** The address of its calendar file; absent for one whose day is not known. */
  readonly file?: string;
  readonly event: Event;
  readonly row: Row;
}

/** A correction with the text that was corrected. */
export interface CorrectionRow extends Correction {
  readonly row: Pick<Row, "address" | "heading" | "lang">;
}

/** Something that a search can be limited by. */
export interface SearchLimit {
  /** Its name in the page's address. */
  readonly name: string;
  readonly title: string;
  /** What the choice of no limit is called. */
  readonly all: string;
  readonly values: readonly { readonly value: string; readonly title: string }[];
}

/** The part of a view that differs from page to page; {@link createView} adds the rest. */
export interface ViewPlan {
  readonly address: string;
  readonly title: string;
  readonly description: string;
  /** What the page is, where its title alone could be that of another: "Ämne" */
  readonly label?: string;
  readonly breadcrumbs?: readonly Link[];
  readonly listed?: boolean;
  readonly isGone?: boolean;
  readonly modified?: PartialDate | undefined;
  readonly feeds?: readonly FeedLink[];
  /** Of a publication. */
  readonly date?: PartialDate | undefined;
  readonly embed?: string;
  readonly detail: Detail;
  /** The fingerprint of all of the above, where that is shorter than writing it all out. */
  readonly fingerprint?: string;
}

const TEMPLATES: Readonly<Record<Detail["kind"], string>> = {
  start: "start",
  issue: "issue",
  years: "issues",
  year: "year",
  news: "news-article",
  newsList: "news",
  page: "page",
  topic: "topic",
  topics: "subjects",
  organisation: "organisation",
  organisations: "subjects",
  events: "events",
  follow: "follow",
  corrections: "corrections",
  search: "search",
  notFound: "not-found",
  finder: "finder",
  finderYear: "finder",
  moved: "moved",
  gone: "gone",
  version: "version",
  linking: "linking",
  embed: "embed",
};

/** Where the stylesheet of a folder of templates/web/styles is published. */
export function sheetAddress(name: string): string {
  return `/assets/${name}.css`;
}

export const SITE_SHEET = sheetAddress("site");

/** Where the search page's script is published. */
export const SEARCH_SCRIPT = "/assets/search.js";

/** The stylesheets of the kinds of pages that have others than the site's own. */
const STYLESHEETS: Partial<Readonly<Record<Detail["kind"], readonly string[]>>> = {
  search: [SITE_SHEET, sheetAddress("search")],
  finder: [SITE_SHEET, sheetAddress("finder")],
  finderYear: [SITE_SHEET, sheetAddress("finder")],
  embed: [sheetAddress("embed")],
  linking: [SITE_SHEET, sheetAddress("linking")],
};

/** The picture of every page that is not a publication. */
export const SITE_PICTURE = "/assets/og.png";

/** Where the picture of a publication lies. @param address of its page */
export function pictureAddress(address: string): string {
  return `${address}og.png`;
}

/** Where the file lies that says to other systems how to show a page. @param address of the page */
export function oembedAddress(address: string): string {
  return `${address}oembed.json`;
}

/** The size that previews of links are made for, in pixels. */
export const PICTURE_SIZE = { width: 1200, height: 630 } as const;

function pictureOf(
  config: Config,
  { address, title, date, detail }: ViewPlan,
  { replaced }: SharedByViews,
): Picture | null {
  if (!config.pictures) return null;
  const isOwn = ["issue", "news", "page"].includes(detail.kind);
  const picture = isOwn ? pictureAddress(address) : SITE_PICTURE;
  const size = replaced.has(picture) ? null : PICTURE_SIZE;
  return { address: picture, text: isOwn ? title : config.name, ...(isOwn && date && { date }), size };
}

/** What the views of a site have in common. */
export interface SharedByViews {
  /** The feeds that every page without feeds of its own links to. */
  readonly feeds: readonly FeedLink[];
  /** The addresses of the files of `content/files`, which take the place of generated ones. */
  readonly replaced: ReadonlySet<string>;
}

/** The template of a kind of page, below templates/web. */
export function pageTemplate(kind: Detail["kind"]): string {
  return `pages/${TEMPLATES[kind]}.njk`;
}

export function createView(config: Config, plan: ViewPlan, shared: SharedByViews): View {
  const {
    address,
    title,
    description,
    breadcrumbs = [],
    listed = true,
    isGone = false,
    modified,
    feeds = shared.feeds,
    embed,
    detail,
    fingerprint,
  } = plan;
  const picture = pictureOf(config, plan, shared);
  return {
    template: pageTemplate(detail.kind),
    address,
    file: fileOfAddress(address),
    title,
    documentTitle: documentTitleOf(config, plan),
    description,
    breadcrumbs,
    listed,
    isGone,
    modified,
    stylesheets: STYLESHEETS[detail.kind] ?? [SITE_SHEET],
    feeds: listed ? feeds : [],
    script: detail.kind === "search" && detail.settings.indexes.length > 0 ? SEARCH_SCRIPT : null,
    picture,
    embed,
    detail,
    fingerprint: fingerprint && picture && !picture.size ? `${fingerprint} replaced` : fingerprint,
  };
}

/** What the frame of the site needs to know of a page that a project adds. */
export type OwnView = Omit<View, "template" | "detail"> & { readonly detail: { readonly kind: "own" } };

/** @param address `/about/` */
export function ownView(config: Config, address: string, title: string, description: string): OwnView {
  return {
    address,
    file: fileOfAddress(address),
    title,
    documentTitle: documentTitleOf(config, { address, title }),
    description,
    breadcrumbs: [],
    listed: true,
    isGone: false,
    modified: undefined,
    stylesheets: [SITE_SHEET],
    feeds: [],
    script: null,
    picture: config.pictures ? { address: SITE_PICTURE, text: config.name, size: null } : null,
    embed: undefined,
    detail: { kind: "own" },
    fingerprint: undefined,
  };
}

function documentTitleOf(
  config: Config,
  { address, title, label }: Pick<ViewPlan, "address" | "title" | "label">,
): string {
  return address === "/" ? config.name : `${label ? `${label}: ` : ""}${title} – ${config.name}`;
}
