import type { Link } from "mdast";
import { describe, expect, it } from "vitest";
import { unwrapDeadAnchors } from "../../../src/importers/html/anchors.ts";
import { htmlToTree } from "../../../src/importers/html/html-to-tree.ts";
import type { LetterTree } from "../../../src/importers/importer.ts";
import { treeToMarkdown } from "../../../src/importers/markdown/tree-to-markdown.ts";
import { PHOTOGRAPH } from "./our-html.ts";

const read = (html: string, recipients: readonly string[] = []): LetterTree =>
  htmlToTree(html, { files: new Map(), recipients });

describe("the line for the inbox", () => {
  it.each([
    [
      "hidden and first",
      '<div style="display:none">Tre nyheter i maj.&zwnj;&nbsp;&#847;&zwnj;</div><p>Hej</p>',
      "Tre nyheter i maj.",
    ],
    ["too small to read", '<div style="font-size:1px">Tre nyheter i maj.</div><p>Hej</p>', "Tre nyheter i maj."],
    [
      "in the colour of the page",
      '<body bgcolor="#fff"><span style="color:#ffffff">Tre nyheter i maj.</span><p>Hej</p>',
      "Tre nyheter i maj.",
    ],
    [
      "by its class",
      '<style>.preheader{display:none}</style><span class="preheader">Tre nyheter i maj.</span><p>Hej</p>',
      "Tre nyheter i maj.",
    ],
    ["padding only", '<div style="display:none">&zwnj;&nbsp;&#847;&#8199;&#65279;</div><p>Hej</p>', undefined],
    ["one word", '<div style="display:none">Preheader</div><p>Hej</p>', undefined],
    ["hidden far down", `<p>${"Text ".repeat(100)}</p><div style="display:none">Tre nyheter i maj.</div>`, undefined],
    ["hidden styles", '<div style="display:none"><style>a { color: red }</style></div><p>Hej</p>', undefined],
    ["none", "<p>Hej alla där</p>", undefined],
  ])("%s", (_name, html, expected) => {
    const tree = read(html);
    expect(tree.preheader).toBe(expected);
    expect(treeToMarkdown(tree.root)).not.toContain("Tre nyheter");
  });
});

describe("what the page says of itself", () => {
  it.each([
    ['<html lang="sv">', "sv"],
    ['<html lang="sv-se">', "sv-SE"],
    ['<html lang="en_US">', "en-US"],
    ['<html lang="zh-Hans-CN">', "zh-CN"],
    ['<html lang="und">', undefined],
    ['<html lang="svenska">', undefined],
    ['<html><meta http-equiv="Content-Language" content="fi">', "fi"],
    ['<body lang="SV">', "sv"],
    ["<p>", undefined],
  ])("language: %s", (html, expected) => {
    expect(read(html).language).toBe(expected);
  });

  it("title", () => {
    expect(read("<title>\n Brevet  i\u00a0maj </title><svg><title>Inte</title></svg>").title).toBe("Brevet i maj");
    expect(read("<title> </title>").title).toBeUndefined();
  });
});

describe("links", () => {
  it("start from where the page was", () => {
    const options = { files: new Map(), recipients: [], base: "https://www.example.se/brev/1/" };
    const { root, repairs } = htmlToTree('<a href="../2/?utm_source=x">Nästa</a>', options);
    expect(treeToMarkdown(root)).toBe("[Nästa](https://www.example.se/brev/2/)\n");
    expect(repairs).toEqual([]);
  });

  it("from a page that does not say where it was become text, and are reported", () => {
    const { root, repairs } = read('<a href="arkiv.html">Arkivet</a>');
    expect(treeToMarkdown(root)).toBe("Arkivet\n");
    expect(repairs).toEqual([{ rule: "link-lost", about: "arkiv.html", find: "Arkivet" }]);
  });

  it("lose the reader's address", () => {
    const { root } = read('<a href="https://www.example.se/?e=Anna%40example.se&id=1">x</a>', ["anna@example.se"]);
    expect(treeToMarkdown(root)).toBe("[x](https://www.example.se/?id=1)\n");
  });

  it("to headings that are taken away become text", () => {
    const { root } = read('<p><a href="#a">A</a> <a href="#b">B</a></p><h2 id="a">Å ä ö</h2><h2 id="b">Å ä ö</h2>');
    expect(treeToMarkdown(root)).toContain("[A](#a-a-o) [B](#a-a-o-2)");
    root.children.splice(1, 1);
    unwrapDeadAnchors(root, "sv");
    expect(treeToMarkdown(root)).toContain("[A](#a-a-o) B");
  });
});

it("tells which files its pictures are, by the addresses in the tree", () => {
  const file = { name: "Bild 1.PNG", bytes: PHOTOGRAPH };
  const { root, pictures } = htmlToTree('<img src="b%C3%A4ttre/Bild%201.PNG?v=2" alt="x">', {
    files: new Map([["bättre/Bild 1.PNG", file]]),
    recipients: [],
  });
  const [paragraph] = root.children;
  const [image] = paragraph?.type === "paragraph" ? paragraph.children : [];
  expect(pictures.get((image as Link | undefined)?.url ?? "")).toBe(file);
});

it("reads fragments, and nothing", () => {
  expect(treeToMarkdown(read("").root)).toBe("");
  expect(treeToMarkdown(read("bara text").root)).toBe("bara text\n");
  expect(treeToMarkdown(read("<td>cell").root)).toBe("cell\n");
});
