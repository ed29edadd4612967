import type { Root } from "mdast";
import { gfmFootnoteToMarkdown } from "mdast-util-gfm-footnote";
import { gfmStrikethroughToMarkdown } from "mdast-util-gfm-strikethrough";
import { gfmTableToMarkdown } from "mdast-util-gfm-table";
import { type Options, toMarkdown } from "mdast-util-to-markdown";
import { handlers } from "./handlers.ts";
import { normaliseTree } from "./normalise-tree.ts";

const OPTIONS: Options = {
  bullet: "-",
  // Not *, as an item that begins with a rule would become one rule.
  bulletOther: "+",
  emphasis: "*",
  fences: true,
  // Not ---, which ends front matter and underlines headings.
  rule: "*",
  // Memory: aligned columns would make every row as long as the longest cell.
  extensions: [
    gfmTableToMarkdown({ tablePipeAlign: false }),
    gfmStrikethroughToMarkdown(),
    gfmFootnoteToMarkdown(),
    { handlers },
  ],
};

/**
 * Writes a tree as Markdown in our dialect (docs/content-format.md): read by our parser, it gives the same text and structure.
 * HTML and template syntax in the tree come out as text, whatever they hold.
 */
export function treeToMarkdown(root: Root): string {
  return toMarkdown(normaliseTree(root), OPTIONS);
}
