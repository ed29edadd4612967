import { createParser } from "../core.ts";
import { htmlToTree } from "../html/html-to-tree.ts";
import type { LetterTree, SourceLetter } from "../importer.ts";
import { textToTree } from "../text/text-to-tree.ts";
import { withoutMergeTags } from "./merge-tags.ts";
import { undoMojibake } from "./mojibake.ts";

/** Where relative links are held to lead until it is known which file they mean. No such host can exist (RFC 6761). */
export const FILES_BASE = "https://files.invalid/";

/**
 * The body of a letter as a tree, whatever it was written in. Markdown goes the way over HTML: raw HTML in it, which our own
 * pages show as text, then becomes structure like that of any other letter, and is cleaned by the same rules.
 * @throws {import("../limits.ts").ImportLimitError} when it is larger or deeper than a letter can be
 */
export function readBody({ body, files, recipients, source }: SourceLetter, language: string): LetterTree {
  switch (body.format) {
    case "text":
      // Tags and broken letters hide what a line looks like.
      return textToTree(withoutMergeTags(undoMojibake(body.content)));
    case "html":
      return htmlToTree(body.content, { files, recipients, base: source.url ?? FILES_BASE });
    case "markdown":
      return htmlToTree(markdownToHtml(body.content, language), { files, recipients, base: FILES_BASE });
  }
}

/** Quotation marks stay as they were written: the page sets its own, and what was typed is what is kept. */
function markdownToHtml(markdown: string, language: string): string {
  const parser = createParser(language).set({ html: true, typographer: false });
  const words = { table: "", footnotes: "", footnote: "", backToText: "", section: "" };
  return parser.render(markdown, { words, tables: 0 });
}
