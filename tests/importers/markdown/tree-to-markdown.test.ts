import { readFileSync } from "node:fs";
import { join } from "node:path";
import fc from "fast-check";
import type { Nodes, Paragraph, PhrasingContent, Root, RootContent } from "mdast";
import { type DefaultTreeAdapterTypes, parseFragment } from "parse5";
import { describe, expect, it } from "vitest";
import { htmlToTree } from "../../../src/importers/html/html-to-tree.ts";
import { treeToMarkdown } from "../../../src/importers/markdown/tree-to-markdown.ts";
import { LONG } from "../../support/long.ts";
import { UDD } from "../../support/sample.ts";
import { ourHtml } from "../html/our-html.ts";
import { trees } from "../html/trees.ts";

const text = (value: string): PhrasingContent => ({ type: "text", value });
const strong = (...children: PhrasingContent[]): PhrasingContent => ({ type: "strong", children });
const emphasis = (...children: PhrasingContent[]): PhrasingContent => ({ type: "emphasis", children });
const link = (url: string, ...children: PhrasingContent[]): PhrasingContent => ({ type: "link", url, children });
const paragraph = (...children: PhrasingContent[]): Paragraph => ({ type: "paragraph", children });
const note: RootContent = {
  type: "footnoteDefinition",
  identifier: "1",
  children: [{ type: "paragraph", children: [{ type: "text", value: "not" }] }],
};
const write = (...children: RootContent[]): string => treeToMarkdown({ type: "root", children });
const writeText = (value: string): string => write(paragraph(text(value))).trimEnd();

describe("a text", () => {
  it.each([
    ['"Upphandling är …" & R&D, 5 * 3 = 15, 50 % (ca), #tagg, +46 70, snake_case, ~30 st', undefined],
    [
      "[red. anm.] a[1] och [x] – ett 'citat'; C:\\temp; {{ namn }} {% x %} *|N|*",
      "[red. anm.] a[1] och [x] – ett 'citat'; C:\\temp; {{ namn }} {% x %} \\*|N|\\*",
    ],
    ["2023. Ett år", "2023\\. Ett år"],
    ["- nej", "\\- nej"],
    ["-5 grader", undefined],
    ["+ nej", "\\+ nej"],
    ["# nej", "\\# nej"],
    ["> nej", "\\> nej"],
    ["---", "\\---"],
    ["a\n---\nb", "a\n\\---\nb"],
    ["a\n===", "a\n\\==="],
    ["a | b\n- | -", "a | b\n\\- | -"],
    ["```", "\\`\\`\\`"],
    ["~~~", "\\~\\~\\~"],
    ["<script>alert(1)</script>", "\\<script>alert(1)\\</script>"],
    ["1 < 2 > 0", undefined],
    ["&copy; &amp &#9;", "\\&copy; &amp \\&#9;"],
    ["[x](y)", "\\[x](y)"],
    ["[x]: y", "\\[x]: y"],
    ["[^1]", "\\[^1]"],
    ["![x](y)", "!\\[x](y)"],
    ["\\*", "\\\\\\*"],
    ["//example.se och ftp://example.se", "\\//example.se och ftp\\://example.se"],
    ["se https://www.example.se/a_b*c.", "se <https://www.example.se/a_b*c>."],
    ["och/eller, http:// och https", undefined],
  ])("%j", (value, expected) => {
    expect(writeText(value)).toBe(expected ?? value);
  });
});

describe("a tree", () => {
  it.each<[string, RootContent[], string]>([
    [
      "links whose text is their address",
      [
        paragraph(
          link("https://www.example.se/%C3%A5", text("https://www.example.se/å")),
          text(" "),
          link("mailto:a@example.se", text("a@example.se")),
        ),
      ],
      "<https://www.example.se/å> <a@example.se>",
    ],
    [
      "links whose text is another address",
      [paragraph(link("https://www.example.se/", text("https://www.example.se")))],
      "[https://www.example.se](https://www.example.se/)",
    ],
    [
      "brackets in addresses",
      [paragraph(link("https://example.se/a_(b)", text("x")), link("https://example.se/(", text("y")))],
      "[x](https://example.se/a_(b))[y](<https://example.se/(>)",
    ],
    ["blanks at the edges of emphasis", [paragraph(text("a"), strong(text(" b ")), text("c"))], "a **b** c"],
    ["signs at the edges of emphasis", [paragraph(strong(text("Tid:")), text("10"))], "**Tid**:10"],
    [
      "emphasis side by side and in itself",
      [paragraph(strong(text("a")), strong(text("b"), strong(text("c"))))],
      "**abc**",
    ],
    [
      "empty things",
      [
        paragraph(strong(), text(" "), link("https://example.se/")),
        { type: "heading", depth: 2, children: [] },
        { type: "list", children: [] },
      ],
      "",
    ],
    [
      "breaks at the edges and two in a row",
      [
        paragraph({ type: "break" }, text("a"), { type: "break" }, text(" "), { type: "break" }, text("b"), {
          type: "break",
        }),
      ],
      "a\\\nb",
    ],
    [
      "breaks in headings",
      [{ type: "heading", depth: 2, children: [text("a"), { type: "break" }, text("b\nc")] }],
      "## a b c",
    ],
    [
      "HTML",
      [{ type: "html", value: "<b>x</b>" }, paragraph({ type: "html", value: "<i>" }, text("y"))],
      "\\<b>x\\</b>\n\n\\<i>y",
    ],
    ["pieces of a paragraph without one", [text("a"), emphasis(text("b"))], "a*b*"],
    [
      "notes in links",
      [paragraph(link("https://example.se/", text("a"), { type: "footnoteReference", identifier: "1" })), note],
      "[a](https://example.se/)[^1]\n\n[^1]: not",
    ],
    [
      "notes before signs",
      [paragraph({ type: "footnoteReference", identifier: "1" }, text(": a")), note],
      "[^1]\\: a\n\n[^1]: not",
    ],
    [
      "lists side by side",
      [
        { type: "list", children: [{ type: "listItem", children: [paragraph(text("a"))] }] },
        { type: "list", children: [{ type: "listItem", children: [{ type: "thematicBreak" }] }] },
      ],
      "- a\n\n+ ***",
    ],
    [
      "numbers of a list",
      [
        {
          type: "list",
          ordered: true,
          start: 9,
          children: ["a", "b"].map((value) => ({
            type: "listItem",
            children: [{ type: "paragraph", children: [text(value)] }],
          })),
        },
      ],
      "9. a\n10. b",
    ],
    [
      "bars in cells",
      [
        {
          type: "table",
          children: [
            {
              type: "tableRow",
              children: [
                {
                  type: "tableCell",
                  children: [
                    text("a|b"),
                    { type: "inlineCode", value: "|\\|" },
                    link("https://example.se/|", text("x")),
                  ],
                },
              ],
            },
          ],
        },
      ],
      "| a\\|b`\\|\\\\|`[x](https://example.se/\\|) |\n| - |",
    ],
    ["fences in code", [{ type: "code", value: "```\nx", lang: "js\n```" }], "````\n```\nx\n````"],
  ])("%s", (_name, children, expected) => {
    const markdown = write(...children);
    expect(markdown.trimEnd()).toBe(expected);
    expect(words(parseFragment(ourHtml(markdown)))).toBe(words(...children));
  });
});

it("reads and writes the published letter as it stands", () => {
  const issue = readFileSync(join(UDD, "issues/2023/2023-09-udd-enter.md"), "utf8");
  const body = issue.slice(issue.indexOf("\n---\n") + 5).trim();
  const { root } = htmlToTree(ourHtml(body), { files: new Map(), recipients: [] });
  // Published, quotation marks are typographic and a line end within a paragraph is a blank.
  const normal = (markdown: string): string =>
    markdown
      .replace(/[”"]/g, '"')
      .replace(/(?<=\S)\n(?:> )?(?=[a-zåäö])/g, " ")
      .trim();
  expect(normal(treeToMarkdown(root))).toBe(normal(body));
});

it("is read back with the same words, whatever they are", () => {
  fc.assert(
    fc.property(trees(), (tree) => {
      const markdown = treeToMarkdown(tree);
      expect(words(parseFragment(ourHtml(markdown))), markdown).toBe(words(tree));
    }),
    { numRuns: LONG ? 20_000 : 500 },
  );
});

it("is written the same again", () => {
  fc.assert(
    fc.property(trees(), (tree: Root) => {
      const before = structuredClone(tree);
      const markdown = treeToMarkdown(tree);
      expect(tree).toEqual(before);
      expect(treeToMarkdown(tree)).toBe(markdown);
    }),
    { numRuns: 100 },
  );
});

/** Everything a reader reads, without blanks; quotation marks are made typographic on the way, and the numbers of notes are ours. */
function words(...nodes: readonly (Nodes | DefaultTreeAdapterTypes.Node)[]): string {
  return nodes.map(wordsOf).join("").replace(/[”“]/g, '"').replace(/[’‘]/g, "'").replace(/\s+/g, "");
}

function wordsOf(node: Nodes | DefaultTreeAdapterTypes.Node): string {
  if ("nodeName" in node) {
    if ("tagName" in node && (node.tagName === "sup" || node.attrs.some(({ value }) => value === "footnotes")))
      return "";
    if ("tagName" in node && node.tagName === "img") return node.attrs.find(({ name }) => name === "alt")?.value ?? "";
    if ("value" in node) return node.value;
    return "childNodes" in node ? node.childNodes.map(wordsOf).join("") : "";
  }
  if (node.type === "footnoteDefinition") return "";
  if ("value" in node) return node.value;
  if (node.type === "image") return node.alt ?? "";
  return "children" in node ? (node.children as Nodes[]).map(wordsOf).join("") : "";
}
