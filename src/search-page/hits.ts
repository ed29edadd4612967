/** A text that fits a search. */
export interface Hit {
  readonly id: string;
  /** The places of the words that fit. */
  readonly words: readonly number[];
  data(): Promise<HitText>;
}

/** What Pagefind keeps of a text. */
export interface HitText {
  readonly url: string;
  /** All of it, as words between spaces. */
  readonly content: string;
  readonly meta: Readonly<Record<string, string>>;
  /** Every element that has an id, also those without text. */
  readonly anchors: readonly Anchor[];
  /** The parts between headings that have hits. */
  readonly sub_results: readonly Section[];
}

export interface Anchor {
  readonly element: string;
  readonly id: string;
  readonly text: string;
  /** The place of the first word after it. */
  readonly location: number;
}

export interface Section {
  readonly title: string;
  readonly url: string;
  /** The heading; undefined for what stands before the first. */
  readonly anchor?: Anchor;
  readonly weighted_locations: readonly { readonly location: number; readonly balanced_score: number }[];
}

export type Search = (query: string) => Promise<readonly Hit[]>;
