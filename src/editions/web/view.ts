import type { Config } from "../../config.ts";
import type { Event, Issue, NewsArticle, Organisation, Page, Publication, Topic } from "../../model/archive.ts";
import type { Mention } from "../../model/indexes.ts";
import type { PartialDate } from "../../model/partial-date.ts";
import { fileOfAddress } from "../../model/permalink.ts";

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
  readonly modified: PartialDate | undefined;
  readonly detail: Detail;
}

export interface Link {
  readonly title: string;
  readonly address: string;
}

/** What each kind of page shows. */
export type Detail =
  | StartDetail
  | IssueDetail
  | YearsDetail
  | {
      readonly kind: "year";
      readonly year: number;
      readonly issues: readonly Issue[];
      readonly previous?: Link;
      readonly next?: Link;
    }
  | { readonly kind: "news"; readonly article: NewsArticle }
  | {
      readonly kind: "newsList";
      readonly years: readonly { readonly year: number; readonly articles: readonly NewsArticle[] }[];
    }
  | { readonly kind: "page"; readonly page: Page; readonly children: readonly Page[] }
  | { readonly kind: "topic"; readonly topic: Topic; readonly groups: readonly PublicationGroup[] }
  | { readonly kind: "topics"; readonly topics: readonly Counted[] }
  | { readonly kind: "organisation"; readonly organisation: Organisation; readonly mentions: readonly Mention[] }
  | { readonly kind: "organisations"; readonly organisations: readonly Counted[] }
  | {
      readonly kind: "events";
      readonly years: readonly { readonly year: number; readonly events: readonly DatedEvent[] }[];
    }
  | { readonly kind: "notFound"; readonly suggestions: readonly Link[] }
  | { readonly kind: "moved"; readonly to: Link; readonly temporary: boolean };

export interface StartDetail {
  readonly kind: "start";
  readonly newest: Issue | undefined;
  readonly previous: readonly Issue[];
  readonly news: readonly NewsArticle[];
}

export interface IssueDetail {
  readonly kind: "issue";
  readonly issue: Issue;
  /** The one sent before this. */
  readonly previous: Issue | undefined;
  readonly next: Issue | undefined;
  /** Rendered Markdown. */
  readonly colophon: string | undefined;
}

/** The archive's index: every year, and the letters of as many of the newest years as keep the page light. */
export interface YearsDetail {
  readonly kind: "years";
  readonly count: number;
  readonly years: readonly {
    readonly year: number;
    readonly address: string;
    readonly count: number;
    readonly issues: readonly Issue[];
  }[];
}

export interface PublicationGroup {
  readonly kind: Publication["kind"];
  readonly publications: readonly Publication[];
}

/** A link with how much stands behind it. */
export interface Counted extends Link {
  readonly count: number;
  readonly description: string | undefined;
}

export interface DatedEvent {
  readonly event: Event;
  readonly publication: Publication;
}

/** The part of a view that differs from page to page; {@link createView} adds the rest. */
export interface ViewPlan {
  readonly address: string;
  readonly title: string;
  readonly description: string;
  readonly breadcrumbs?: readonly Link[];
  readonly listed?: boolean;
  readonly modified?: PartialDate | undefined;
  readonly detail: Detail;
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
  notFound: "not-found",
  moved: "moved",
};

export function createView(config: Config, plan: ViewPlan): View {
  const { address, title, description, breadcrumbs = [], listed = true, modified, detail } = plan;
  return {
    template: `pages/${TEMPLATES[detail.kind]}.njk`,
    address,
    file: fileOfAddress(address),
    title,
    documentTitle: title === config.name ? title : `${title} – ${config.name}`,
    description,
    breadcrumbs,
    listed,
    modified,
    detail,
  };
}
