import type { Fault, Renaming } from "../diagnostics.ts";
import type { Attachment, ExternalLink, Heading, InternalLink } from "../model/archive.ts";

/** Words that the rendered Markdown itself says, in the language of the site. */
export interface MarkdownWords {
  readonly table: string;
  readonly footnotes: string;
  readonly footnote: string;
  readonly backToText: string;
  /** What a link from a picture to its original is called, before the picture's description. */
  readonly original: string;
  /** The anchor of a heading that has no letter a–z in it. */
  readonly section: string;
}

/** Where a link or picture in Markdown leads, as the loader found it. */
export type Target =
  | { readonly kind: "internal"; readonly address: string; readonly fragment: string; readonly href: string }
  | { readonly kind: "external"; readonly href: string }
  | { readonly kind: "message"; readonly href: string }
  | { readonly kind: "file"; readonly attachment: Attachment; readonly href: string }
  | {
      readonly kind: "image";
      readonly attachment: Attachment;
      readonly href: string;
      readonly width: number;
      readonly height: number;
      /** What a browser chooses from, narrowest first; absent where there is only the picture itself. */
      readonly renditions?: readonly { readonly href: string; readonly width: number }[];
      /** Whether the shown picture leads to the original. */
      readonly showsOriginal?: true;
    }
  | ({ readonly kind: "fault" } & Fault);

export interface MarkdownContext {
  /** The text's language: decides quotation marks and how anchors are written. */
  readonly language: string;
  readonly words: MarkdownWords;
  /** The line of the file on which the Markdown begins. */
  readonly firstLine: number;
  /** Somebody else wrote it long ago: what looks like Markdown and is not never stops a build. */
  readonly imported?: boolean;
  /** Whether what cannot be shown is left out with a warning, as nobody can mend what was sent long ago. */
  readonly lenient?: boolean;
  resolveLink(href: string): Target;
  resolveImage(src: string): Target;
  /** The name without spaces that the file of a reference could have. */
  renaming?(reference: string): Renaming | undefined;
}

/** A rendered Markdown body. */
export interface Body {
  readonly html: string;
  readonly headings: readonly Heading[];
  readonly links: readonly InternalLink[];
  readonly externalLinks: readonly ExternalLink[];
  readonly attachments: readonly Attachment[];
  readonly words: number;
  /** The first paragraph as plain text, shortened; "" when there is none. */
  readonly excerpt: string;
}
