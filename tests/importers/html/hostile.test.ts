import { type DefaultTreeAdapterTypes, parseFragment } from "parse5";
import { describe, expect, it } from "vitest";
import { htmlToTree } from "../../../src/importers/html/html-to-tree.ts";
import { ImportLimitError } from "../../../src/importers/limits.ts";
import { treeToMarkdown } from "../../../src/importers/markdown/tree-to-markdown.ts";
import { growth, LINEAR } from "../../support/processor-time.ts";
import { imported, ourHtml } from "./our-html.ts";

const count = (length: number, make: (index: number) => string): string =>
  Array.from({ length }, (_, index) => make(index)).join("");

describe("too much of anything is refused, and says so", () => {
  it.each([
    ["a million attributes", () => `<a ${count(1_000_000, (index) => `x${index} `)}>`],
    ["100,000 boxes in each other", () => "<div>".repeat(100_000)],
    ["100,000 tables in each other", () => "<table><tr><td>".repeat(100_000)],
    ["100,000 drawings in each other", () => "<svg>".repeat(100_000)],
    ["100,000 formattings in each other", () => count(100_000, (index) => `<b id=${index}>`)],
    [
      "formatting opened again in every block",
      () => `<p>${count(400, (index) => `<b id=${index}>`)}</p>${"<p>x</p>".repeat(5_000)}`,
    ],
    ["elements without end", () => "<i>".repeat(1_100_000)],
    ["end tags that close nothing", () => "<p>x".repeat(10) + "</x>".repeat(1_100_000)],
    ["more than 32 MB", () => "x".repeat(34_000_000)],
  ])("%s", (_name, make) => {
    expect(() => htmlToTree(make(), { files: new Map(), recipients: [] })).toThrow(ImportLimitError);
  });
});

describe("takes time in proportion", () => {
  it.each<[string, number, (size: number) => string]>([
    ["paragraphs", 2_000, (size) => "<p>Hej <b>hej</b> hej</p>".repeat(size)],
    ["one paragraph of lines", 4_000, (size) => "Hej<br>".repeat(size)],
    ["lines that look like items", 4_000, (size) => "- Hej<br>".repeat(size)],
    ["numbers that are no lists", 2_500, (size) => "1. Hej<br>3. hej<br>".repeat(size)],
    ["items of a list", 3_000, (size) => `<ol>${"<li>x".repeat(size)}`],
    ["bold and italic side by side", 3_000, (size) => "<b>x</b><i>y</i>".repeat(size)],
    ["bold within one link", 2_500, (size) => `<a href="https://www.example.se/">${"<b>x</b>y".repeat(size)}`],
    ["links", 2_500, (size) => '<a href="https://www.example.se/?utm_a=1&b=2">x</a> '.repeat(size)],
    ["what stands wrongly in a table", 2_000, (size) => `<table>${"x<p>y</p>".repeat(size)}`],
    [
      "cells that span a thousand places",
      2_000,
      (size) => `<table border=1>${"<tr><td rowspan=1000 colspan=1000>x<td>y".repeat(size)}`,
    ],
    ["a wide table", 2_000, (size) => `<table border=1><tr>${"<td>x".repeat(size)}<tr>${"<td>x".repeat(size)}`],
    ["tables in tables", 20, (size) => ("<table><tr><td>x".repeat(120) + "</table>".repeat(120)).repeat(size)],
    [
      "styles for one name",
      2_000,
      (size) =>
        `<style>${count(size, (index) => `.a.b${index}{color:red}`)}</style>${'<p class="a">x</p>'.repeat(size)}`,
    ],
    ["styles without end", 150_000, (size) => `<style>${"{/*".repeat(size)}</style><p>x`],
    ["links to places", 2_000, (size) => `${"<a href=#n>1</a> ".repeat(size)}${"<h2 id=n>x</h2>".repeat(size)}`],
    ["signs that mean something", 20_000, (size) => "*_[](`~&lt;&amp;\\".repeat(size)],
    ["brackets", 100_000, (size) => "[".repeat(size)],
    ["addresses", 10_000, (size) => "https://www.example.se/) ".repeat(size)],
    ["quotation marks", 100_000, (size) => '"'.repeat(size)],
    ["blanks", 250_000, (size) => `x${" \u00a0".repeat(size)}y`],
    ["hidden boxes", 2_000, (size) => "<div aria-hidden=true>".repeat(300) + "<i>.</i>".repeat(size)],
  ])("%s", async (_name, size, make) => {
    expect(await growth((length) => imported(make(length)), size)).toBeLessThan(LINEAR);
  });
});

const ELEMENTS =
  "a blockquote br code del em h1 h2 h3 h4 h5 h6 hr img li ol p pre s section strong sup table tbody td th thead tr ul".split(
    " ",
  );
const ATTRIBUTES = "alt aria-label class height href id rel scope src start tabindex width".split(" ");

function elementsOf(html: string): DefaultTreeAdapterTypes.Element[] {
  const found: DefaultTreeAdapterTypes.Element[] = [];
  const waiting: DefaultTreeAdapterTypes.Node[] = [parseFragment(html)];
  for (let node = waiting.pop(); node; node = waiting.pop()) {
    if ("tagName" in node) found.push(node);
    if ("childNodes" in node) waiting.push(...node.childNodes);
  }
  return found;
}

describe("nothing that runs comes through", () => {
  it.each([
    "<script>alert(1)</script>",
    "<img src=x onerror=alert(1)>",
    '<a href="javascript:alert(1)">x</a>',
    '<a href="&#x6A;avascript:alert(1)">x</a>',
    '<a href="https://www.example.se/&quot;onmouseover=&quot;alert(1)">x</a>',
    '<a href="https://www.example.se/)<script>alert(1)</script>">x</a>',
    '<a href="https://www.example.se/> <script>">x</a>',
    '<img src="bild.png" alt="](javascript:alert(1))">',
    '<img src="bild.png" alt="&quot; onerror=&quot;alert(1)">',
    "<p>[x](javascript:alert(1))</p>",
    "<p>&lt;javascript:alert(1)&gt;</p>",
    "<p>&lt;https://www.example.se/&gt; &lt;img src=x onerror=alert(1)&gt;</p>",
    "<p>[x]: javascript:alert(1)</p><p>[x]</p>",
    "<p>![x](javascript:alert(1))</p>",
    "<svg><script>alert(1)</script></svg>",
    "<math><mtext><table><mglyph><style><!--</style><img title='--&gt;&lt;img src=1 onerror=alert(1)&gt;'>",
    "<noscript><p title='</noscript><img src=x onerror=alert(1)>'>",
    "<iframe src='javascript:alert(1)'></iframe><iframe srcdoc='<script>alert(1)</script>'></iframe>",
    "<form action='javascript:alert(1)'><button formaction='javascript:alert(1)'>x</button></form>",
    "<base href='javascript:alert(1)//'><a href='x'>x</a>",
    "<pre><code class='language-js&#10;```&#10;<script>alert(1)</script>'>x\n```\n<script>alert(1)</script></code></pre>",
    "<code>`</code><code>``</code>&lt;script&gt;",
    "<table border=1><tr><td>a|b<td>&lt;b onclick=x&gt;<tr><td>`|`<td>\\</table>",
  ])("%s", (html) => {
    const markdown = imported(html);
    for (const element of elementsOf(ourHtml(markdown))) {
      expect(ELEMENTS).toContain(element.tagName);
      for (const { name, value } of element.attrs) {
        expect(ATTRIBUTES).toContain(name);
        if (name === "href" || name === "src") expect(value).toMatch(/^(?:https?:|mailto:|tel:|#|bild\.png$)/i);
      }
    }
  });

  it("gives back template syntax as text", () => {
    const text = "{{ brevarkiv.secrets }} {% include x %} {# x #} <%= x %> #{x}";
    const markdown = imported(`<p>${text.replaceAll("<", "&lt;")}</p>`);
    expect(ourHtml(markdown)).toContain(text.replaceAll("<", "&lt;").replaceAll(">", "&gt;"));
  });
});

it("writes a tree that is nested without end", () => {
  let quote: object = { type: "paragraph", children: [{ type: "text", value: "innerst" }] };
  for (let depth = 0; depth < 50_000; depth += 1) quote = { type: "blockquote", children: [quote] };
  let strong: object = { type: "text", value: "innerst" };
  for (let depth = 0; depth < 50_000; depth += 1)
    strong = { type: depth % 2 ? "strong" : "emphasis", children: [strong] };
  const root = { type: "root", children: [quote, { type: "paragraph", children: [strong] }] } as never;
  const page = ourHtml(treeToMarkdown(root));
  expect(page.match(/innerst/g)).toHaveLength(2);
});
