// The published types stand on the CommonJS form of markdown-it's own, which do not match its module form.
declare module "markdown-it-footnote" {
  import type MarkdownIt from "markdown-it";
  export default function footnotes(parser: MarkdownIt): void;
}
