import type { Contact, OrganisationName } from "./model/archive.ts";
import type { PartialDate } from "./model/partial-date.ts";

/** What `content/site.yaml` says, with every default filled in. */
export interface Config {
  readonly name: string;
  readonly shortName: string;
  readonly tagline: string | undefined;
  /** Scheme and host without a final slash: `https://www.example.se` */
  readonly origin: string;
  /** The path the site lies under, with both slashes: `/` or `/nyhetsbrev/` */
  readonly basePath: string;
  /** What the permanent ids of texts begin with, the authority of RFC 4151: `www.example.se,2023` */
  readonly identity: string | undefined;
  readonly language: string;
  readonly timeZone: string;
  /** Rendered Markdown. */
  readonly introduction: string;
  readonly newsletter: { readonly name: string; readonly issn: string | undefined };
  readonly publisher: OrganisationName;
  readonly contacts: readonly Contact[];
  /** Rendered Markdown. */
  readonly subscription: string | undefined;
  /** Rendered Markdown. */
  readonly introductions: { readonly [list in "issues" | "news" | "events"]: string | undefined };
  readonly navigation: readonly NavigationLink[];
  readonly footerNavigation: readonly NavigationLink[];
  /** Rendered Markdown, oldest first. */
  readonly colophon: readonly { readonly from: PartialDate; readonly html: string }[];
  /** Where news lie: `/` or `/nyheter/` */
  readonly newsBase: string;
  /** Origins that may frame the pages, beside the site itself. */
  readonly embedding: readonly string[];
  /** Whether the site has a search of its own. */
  readonly search: boolean;
  /** Whether pages have pictures for previews of links. */
  readonly pictures: boolean;
  /** Whether what is wrong in imported letters stops a build, as it does in others. */
  readonly strictImports: boolean;
  readonly colours: { readonly light: Palette; readonly dark: Palette };
}

/** Where `site.yaml` names none. */
export const DEFAULT_TIME_ZONE = "Europe/Stockholm";

export interface NavigationLink {
  readonly title: string;
  readonly address: string;
}

/** Colours as `#rrggbb`. */
export interface Palette {
  readonly background: string;
  readonly surface: string;
  readonly text: string;
  readonly muted: string;
  readonly link: string;
  readonly accent: string;
  readonly onAccent: string;
  readonly line: string;
}

export const DEFAULT_COLOURS: { readonly light: Palette; readonly dark: Palette } = {
  light: {
    background: "#fdfcf9",
    surface: "#f3f1ea",
    text: "#1c2430",
    muted: "#555f6b",
    link: "#174f86",
    accent: "#1d3a4c",
    onAccent: "#ffffff",
    line: "#d5d1c4",
  },
  dark: {
    background: "#14181d",
    surface: "#1e242b",
    text: "#e6e4de",
    muted: "#a9b0b8",
    link: "#8fc1f2",
    accent: "#0f2836",
    onAccent: "#f2f0ea",
    line: "#38414b",
  },
};

/** The pairs of foreground and background that stand on each other somewhere on the site. */
export const COLOUR_PAIRS: readonly (readonly [keyof Palette, keyof Palette])[] = [
  ["text", "background"],
  ["text", "surface"],
  ["muted", "background"],
  ["muted", "surface"],
  ["link", "background"],
  ["link", "surface"],
  ["onAccent", "accent"],
];

/**
 * An address of the site as a link on the same host needs it, also where the site lies below another: `/brev/om-udd/`. An
 * address elsewhere stays as it is.
 */
export function hrefOf({ basePath }: Pick<Config, "basePath">, address: string): string {
  return address.startsWith("/") ? basePath + address.slice(1) : address;
}

/** The whole permanent address: `https://www.example.se/om-udd/` */
export function absoluteAddress(config: Pick<Config, "origin" | "basePath">, address: string): string {
  return address.startsWith("/") ? config.origin + hrefOf(config, address) : address;
}

/** The colophon in force at a date, or at the beginning of the year or month where that is all that is known. */
export function colophonAt(config: Config, date: PartialDate): string | undefined {
  return config.colophon.findLast(({ from }) => from <= date)?.html;
}
