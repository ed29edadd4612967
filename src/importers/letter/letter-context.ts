import type { Topic } from "../core.ts";

/** What composing a letter must know of the archive that it comes to. */
export interface LetterContext {
  /** The site's language; `language` is written only where a letter's is another. */
  readonly language: string;
  /** content/topics.yaml. */
  readonly topics: Iterable<Topic>;
  /**
   * What the issue's file will be called, without folder and `.md`. Asked once date and slug are known; the issue's pictures
   * and documents are named after it, so that many issues can lie in one folder.
   */
  issueName(issue: { readonly date: string; readonly slug: string }): string;
  /** Whether another issue of that year (`2023`) has the slug; then `-2`, `-3` … is added. */
  isSlugTaken(year: string, slug: string): boolean;
}
