import fc from "fast-check";
import type { Heading, Nodes, Paragraph, Root, RootContent } from "mdast";
import { type DefaultTreeAdapterTypes, parseFragment } from "parse5";
import { describe, expect, it } from "vitest";
import type { SourceFile } from "../../../src/importers/importer.ts";
import { treeToMarkdown } from "../../../src/importers/markdown/tree-to-markdown.ts";
import { LONG } from "../../support/long.ts";
import { imported, ourHtml, PHOTOGRAPH } from "./our-html.ts";
import { trees } from "./trees.ts";

const RUNS = LONG ? 20_000 : 500;
const FILES = new Map<string, SourceFile>(
  ["bild.png", "bilder/a_b.png"].map((name) => [name, { name, bytes: PHOTOGRAPH }]),
);

describe("a letter of ours, published and imported again", () => {
  it("comes out as it was", () => {
    fc.assert(
      fc.property(trees(), (tree) => {
        const markdown = treeToMarkdown(asOurs(tree));
        const published = ourHtml(markdown);
        const again = imported(published, FILES);
        expect(normal(ourHtml(again)), `${markdown}\n--- became\n${again}`).toBe(normal(published));
      }),
      { numRuns: RUNS },
    );
  });
});

/**
 * A page as its blocks and its words, each with the marks on it. So what is normalised on the way is:
 * - quotation marks, which are typographic once they have been published;
 * - blanks, as browsers show them;
 * - emphasis on blanks and signs, which the writer moves out where a letter touches them: `**Tid:**10` cannot be read;
 * - which of two marks on the same words is the outer one.
 */
function normal(html: string): string {
  const parts: { marks: string; text: string }[] = [];
  walk(parseFragment(html), []);
  return parts.map(({ marks, text }) => `${marks}${text}`).join("\n");

  function walk(node: DefaultTreeAdapterTypes.Node, marks: readonly string[]): void {
    if (node.nodeName === "#text" && "value" in node) {
      for (const word of node.value.split(/(\s+|(?:[\p{P}\p{S}]|\u200d|\ufe0f)+)/u)) {
        const isSign = /^(?:[\s\p{P}\p{S}]|\u200d|\ufe0f)*$/u.test(word);
        const kept = isSign ? marks.filter((mark) => word.trim() !== "" && /^(?:a|code)\[/.test(mark)) : marks;
        write(kept.toSorted().join(" "), word);
      }
    }
    if (!("childNodes" in node)) return;
    const tag = "tagName" in node ? node.tagName : "";
    const attributes = "attrs" in node ? node.attrs.map(({ name, value }) => `${name}=${value}`).join(" ") : "";
    const isMark = ["strong", "em", "s", "a", "code", "sup", "span"].includes(tag);
    const inner = isMark && !marks.includes(tag) ? [...marks, `${tag}[${attributes}]`] : marks;
    if (!isMark) parts.push({ marks: "", text: `<${tag} ${attributes}>` });
    for (const child of node.childNodes) walk(child, inner);
    if (!isMark) parts.push({ marks: "", text: `</${tag}>` });
  }

  function write(marks: string, word: string): void {
    const text = word.replace(/[”“]/g, '"').replace(/[’‘]/g, "'").replace(/\s+/g, " ");
    const last = parts.at(-1);
    if (text === "" || (text === " " && last?.text.endsWith(">"))) return;
    if (text === " " && last?.text === " ") return;
    if (last?.marks === marks && !/^<.*>$|^ $/.test(last.text) && text !== " ") last.text += text;
    else parts.push({ marks, text });
  }
}

/**
 * The tree without what means something else to the importer than to the writer: a line that begins with a bullet, a number or
 * a quotation mark is an item or a pull quote, with fewer than two headings a bold line is one, and a heading that is nothing
 * but a picture, or all bold, is written without that. Rules at the end or in a row part nothing. Links get addresses of their own.
 */
function asOurs(tree: Root): Root {
  const copy = structuredClone(tree);
  const heading = (value: string): Heading => ({ type: "heading", depth: 2, children: [{ type: "text", value }] });
  const after: Paragraph = { type: "paragraph", children: [{ type: "text", value: "Efter strecket" }] };
  copy.children = copy.children.flatMap((node): RootContent[] =>
    node.type === "thematicBreak" ? [node, after] : [node],
  );
  copy.children.unshift(heading("Första rubriken"), heading("Andra rubriken"));
  let links = 0;
  forEach(copy, (node) => {
    if (node.type === "link") {
      links += 1;
      const [child] = node.children;
      const isAutolink = child?.type === "text" && node.url.endsWith(child.value);
      node.url = node.url.replace(/$|@/, (sign) => `${sign === "@" ? "" : "?n="}${links}${sign}`);
      if (isAutolink) child.value = node.url.replace("mailto:", "");
    }
    if (node.type === "heading") node.children.unshift({ type: "text", value: "Rubrik " });
    if (node.type === "text" && /^[\s\W_\d]/.test(node.value)) node.value = `Ord ${node.value}`;
  });
  return copy;
}

function forEach(node: Nodes, visit: (node: Nodes) => void): void {
  visit(node);
  if ("children" in node) for (const child of node.children) forEach(child, visit);
}
