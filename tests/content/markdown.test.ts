/**
 * What Markdown becomes. A case is a folder in tests/content/markdown with `input.md` and `expected.html`; a first line `<!--
 * language: en -->` is taken off and sets the text's language. `UPDATE=1` writes what is expected again.
 */
import { existsSync, readdirSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import fc from "fast-check";
import { type DefaultTreeAdapterTypes, parse } from "parse5";
import { describe, expect, test } from "vitest";
import { createMarkdownRenderer } from "../../src/content/markdown.ts";
import { elements, markdownContext, unsafeParts } from "../support/body-html.ts";
import "../support/sample.ts";

const CASES = join(import.meta.dirname, "markdown");

const render = createMarkdownRenderer();

describe("each case", () => {
  const names = readdirSync(CASES);
  test("there are cases", () => expect(names.length).toBeGreaterThan(20));

  test.each(names)("%s", (name) => {
    const source = readFileSync(join(CASES, name, "input.md"), "utf8");
    const directive = /^<!-- language: (\S+) -->\n/.exec(source);
    const { body } = render(source.slice(directive?.[0].length ?? 0), markdownContext(directive?.[1] ?? "sv"));
    const file = join(CASES, name, "expected.html");
    if (process.env.UPDATE) writeFileSync(file, body.html);
    expect(body.html).toBe(existsSync(file) ? readFileSync(file, "utf8") : "expected.html is missing");
  });
});

type Element = DefaultTreeAdapterTypes.Element;

const fragment = fc.oneof(
  fc.constantFrom(
    "<script>",
    "</script>",
    "<img src=x onerror=alert(1)>",
    "<svg/onload=alert(1)>",
    "<a href='javascript:alert(1)'>",
    "<style>",
    "<iframe src=//x>",
    "<!--",
    "-->",
    "<![CDATA[",
    "<?php",
    "</p>",
    "</div></main>",
    '"',
    "'",
    '"onmouseover="alert(1)',
    "' onfocus='x",
    "javascript:alert(1)",
    "JaVaScRiPt&#58;alert(1)",
    "java\nscript:x",
    "data:text/html,<script>alert(1)</script>",
    "vbscript:x",
    "&#x6A;avascript:x",
    "&lt;script&gt;",
    "&quot;",
    "&",
    "\u0000",
    "\u202e",
    "[",
    "](",
    "]",
    ")",
    "![",
    "]{lang=ar}",
    "<",
    ">",
    "[^1]",
    "[^1]: ",
    "^[",
    "| a | b |\n|:-:|--:|\n| x | y |\n",
    "# ",
    "\n## ",
    "\n====\n",
    "\n---\n",
    "> ",
    "- ",
    "1. ",
    "    ",
    "\t",
    "\n",
    "\n\n",
    "`",
    "```\n",
    '```" onclick="x\n',
    "~~~<b>\n",
    "*",
    "**",
    "_",
    "~~",
    "\\",
    "{.a}",
    "{{ 7*7 }}",
    'https://example.org/"onclick=x',
    "<https://example.org/>",
    "<mailto:a@b.se>",
    '[x]: javascript:alert(1) "y"\n',
    "[x]",
    "ord ",
    "å",
    "🎉",
  ),
  fc.string({ maxLength: 6 }),
);

describe("whatever a letter says", () => {
  test("it becomes allowed elements and attributes only, and no link that runs", () => {
    fc.assert(
      fc.property(fc.array(fragment, { maxLength: 25 }), fc.constantFrom("sv", "en", "tlh"), (parts, language) => {
        const { body, problems } = render(parts.join(""), markdownContext(language));
        expect(unsafeParts(body.html), body.html).toEqual([]);
        for (const { line, column } of problems) expect(Math.min(line, column)).toBeGreaterThanOrEqual(1);
        expect(body.words).toBeGreaterThanOrEqual(0);
      }),
      { numRuns: 3_000 },
    );
  });

  test("it cannot close what it stands in", () => {
    fc.assert(
      fc.property(fc.array(fragment, { maxLength: 15 }), (parts) => {
        const { body } = render(parts.join(""), markdownContext("sv"));
        const page = parse(`<!doctype html><body><main id="m">${body.html}</main><footer id="f"></footer>`);
        const html = page.childNodes.find((node) => node.nodeName === "html") as Element;
        const [, bodyElement] = html.childNodes as Element[];
        const children = (bodyElement?.childNodes ?? []).map(({ nodeName }) => nodeName);
        expect(children, body.html).toEqual(["main", "footer"]);
      }),
      { numRuns: 1_000 },
    );
  });

  test("no id stands twice, and every footnote leads there and back", () => {
    fc.assert(
      fc.property(fc.array(fragment, { maxLength: 30 }), (parts) => {
        const found = elements(render(parts.join(""), markdownContext("sv")).body.html);
        const ids = found.flatMap(({ attrs }) => attrs.filter(({ name }) => name === "id").map(({ value }) => value));
        expect(new Set(ids).size).toBe(ids.length);
        const own = found.flatMap(({ attrs }) =>
          attrs.filter(({ name, value }) => name === "href" && /^#_(?:fn|ref)/.test(value)).map(({ value }) => value),
        );
        for (const href of own) expect(ids).toContain(href.slice(1));
      }),
      { numRuns: 2_000 },
    );
  });

  test("the same text is the same page, whatever was rendered before it", () => {
    fc.assert(
      fc.property(fc.array(fragment), fc.array(fragment), (one, other) => {
        const shared = createMarkdownRenderer();
        const alone = createMarkdownRenderer()(one.join(""), markdownContext("sv"));
        shared(other.join(""), markdownContext("sv"));
        expect(shared(one.join(""), markdownContext("sv"))).toEqual(alone);
      }),
      { numRuns: 300 },
    );
  });
});

describe("what is reported of a body", () => {
  const reported = (markdown: string, firstLine = 1) =>
    render(markdown, markdownContext("sv", firstLine)).problems.map(
      ({ line, column, rule }) => `${line}:${column} ${rule}`,
    );

  test("problems stand at the line of the file", () => {
    expect(reported("## Ett\n\n#### Fyra\n\nHej <b>du</b>", 10)).toEqual(["12:1 heading-level", "14:5 raw-html"]);
  });

  test("headings that skip a level, counted from the page's own h1", () => {
    expect(reported("### Tre")).toEqual(["1:1 heading-level"]);
    expect(reported("## Två\n\n### Tre\n\n## Två")).toEqual([]);
    expect(reported("# Ett\n\n## Två\n\n# Ett")).toEqual([]);
    expect(reported("# Ett\n\n### Tre")).toEqual(["3:1 heading-level"]);
  });

  test("a picture without a description", () => {
    expect(reported("text ![](bild.png)")).toEqual(["1:10 image-alt"]);
    expect(reported("![beskriven](bild.png)")).toEqual([]);
  });

  test("words are counted as a reader reads them", () => {
    const words = (markdown: string): number => render(markdown, markdownContext("sv")).body.words;
    expect(words("Ett två tre.")).toBe(3);
    expect(words("# Ett\n\n- två\n- tre **fyra**\n\n> fem")).toBe(5);
    expect(words("[två ord](/mycket/lang/adress/)")).toBe(2);
    expect(words("")).toBe(0);
  });

  test("the excerpt is the first paragraph, shortened between words", () => {
    const excerpt = (markdown: string): string => render(markdown, markdownContext("sv")).body.excerpt;
    expect(excerpt("## Rubrik\n\n- punkt\n\nFörsta *stycket*\nmed [länk](/x/).\n\nAndra.")).toBe(
      "Första stycket med länk.",
    );
    expect(excerpt("## Bara rubrik")).toBe("");
    const long = excerpt("ordet ".repeat(100));
    expect(long.length).toBeLessThanOrEqual(223);
    expect(long).toMatch(/^(?:ordet )+…$/);
  });

  test("internal links are kept with their place, for the link check", () => {
    const { body } = render("Rad ett\n\n[a](/x/#y) och\n[b](#z)", markdownContext("sv", 5));
    expect(body.links).toEqual([
      { address: "/x/", fragment: "y", line: 7, column: 5 },
      { address: "", fragment: "z", line: 8, column: 5 },
    ]);
  });
});
