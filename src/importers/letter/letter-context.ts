import type { ArchiveFolder } from "../archive-folder.ts";

/** A topic of the archive, found by the words of a letter. */
export type Topic = ArchiveFolder["topics"][number];

/** What composing a letter needs from the archive. */
export interface LetterContext {
  /** The site's language; `language` is written only where a letter's is another. */
  readonly language: string;
  /** IANA name of the site's time zone. */
  readonly timeZone: string;
  /** content/topics.yaml. */
  readonly topics: Iterable<Topic>;
  /**
   * The name of the issue's file, without folder and `.md`. Called once date and slug are known; pictures and documents of the
   * issue are named after it, so that many issues can share a folder.
   */
  issueName(issue: { readonly date: string; readonly slug: string }): string;
  /** Whether another issue of that year (`2023`) has the slug; then `-2`, `-3` … is added. */
  isSlugTaken(year: string, slug: string): boolean;
}
