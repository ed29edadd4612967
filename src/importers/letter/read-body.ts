import { createParser } from "../core.ts";
import { htmlToTree } from "../html/html-to-tree.ts";
import type { LetterTree, SourceLetter } from "../importer.ts";
import { FILES_BASE } from "../links/resolve-link.ts";
import { textToTree } from "../text/text-to-tree.ts";
import { withoutMergeTags } from "./merge-tags.ts";
import { undoMojibake } from "./mojibake.ts";

/**
 * Reads the body of a letter, in any format, as a tree. Markdown is read via HTML: raw HTML in it, which the site shows as text,
 * then becomes structure like that of any other letter, and is cleaned by the same rules.
 * @throws {import("../limits.ts").ImportLimitError} when it is larger or deeper than a letter can be
 */
export function readBody({ body, files, recipients, source }: SourceLetter, language: string): LetterTree {
  switch (body.format) {
    case "text":
      // Merge tags and mojibake hide the form of a line.
      return textToTree(withoutMergeTags(undoMojibake(body.content)));
    case "html":
      return htmlToTree(body.content, { files, recipients, base: source.url ?? FILES_BASE });
    case "markdown": {
      const { text, comments } = withoutComments(body.content);
      const tree = htmlToTree(markdownToHtml(text, language), { files, recipients, base: FILES_BASE });
      return comments === 0 ? tree : { ...tree, removed: { ...tree.removed, comment: comments } };
    }
  }
}

/** Code, in which nothing is a comment, or a comment of Obsidian's. */
const CODE_OR_COMMENT = /```[\s\S]*?```|`[^`\n]*`|%%[\s\S]*?%%/g;

function withoutComments(markdown: string): { text: string; comments: number } {
  let comments = 0;
  const text = markdown.replace(CODE_OR_COMMENT, (found) => {
    if (!found.startsWith("%%")) return found;
    comments += 1;
    return "";
  });
  return { text, comments };
}

/** Without typographic replacements: the page makes them, and the file keeps what was typed. */
function markdownToHtml(markdown: string, language: string): string {
  const parser = createParser(language).set({ html: true, typographer: false });
  const words = { table: "", footnotes: "", footnote: "", backToText: "", section: "" };
  return parser.render(markdown, { words, tables: 0 });
}
