/** What a picture for previews of links says, and in which colours. */
export interface Card {
  /** Whose it is, above the title. */
  readonly source: string;
  readonly title: string;
  /** Below the title. */
  readonly note: string;
  /** As `#rrggbb`: of the letters, and of what they stand on. */
  readonly ink: string;
  readonly ground: string;
}

/** To be raised with every change of what the same card looks like: the cards of earlier releases are drawn again then. */
export const DRAWING = 4;
