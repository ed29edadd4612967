import { createMarkdownRenderer } from "../../../src/content/markdown.ts";
import type { Target } from "../../../src/content/markdown-types.ts";
import { htmlToTree } from "../../../src/importers/html/html-to-tree.ts";
import type { SourceFile } from "../../../src/importers/importer.ts";
import { treeToMarkdown } from "../../../src/importers/markdown/tree-to-markdown.ts";
import { png } from "../command/support.ts";

/** A picture of 300 × 200 pixels. */
export const PHOTOGRAPH: Uint8Array = png(300, 200);

const render = createMarkdownRenderer();
const WORDS = {
  table: "Tabell",
  footnotes: "Fotnoter",
  footnote: "Fotnot",
  backToText: "Till texten",
  original: "",
  section: "avsnitt",
};

/** A text as the site publishes it. */
export function ourHtml(markdown: string): string {
  const { body } = render(markdown, {
    language: "sv",
    words: WORDS,
    firstLine: 1,
    resolveLink: (href): Target => ({ kind: "external", href }),
    resolveImage: (href): Target => ({
      kind: "image",
      attachment: { file: "", address: "", bytes: 0 },
      href,
      width: 300,
      height: 200,
    }),
  });
  return body.html;
}

/** What the importer makes of HTML. */
export function imported(html: string, files: ReadonlyMap<string, SourceFile> = new Map()): string {
  return treeToMarkdown(htmlToTree(html, { files, recipients: [] }).root);
}
