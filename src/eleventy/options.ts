export interface BrevarkivOptions {
  /** The content folder, as Eleventy's own command builds it: `content` */
  readonly contentDir?: string;
}
