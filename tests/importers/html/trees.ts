import fc from "fast-check";
import type { BlockContent, PhrasingContent, Root, RootContent } from "mdast";
import "../../../src/importers/markdown/passage.ts";

/** Trees of everything that a letter can hold, for property tests. */

const WORDS = [
  "Upphandling",
  "är",
  "ett",
  "strategiskt",
  "verktyg",
  "åäö",
  "ÅÄÖ",
  "é",
  "500 000 kr",
  "R&D",
  "&amp;",
  "&nbsp;",
  "AT&T;",
  "<b>",
  "</td>",
  "<script>alert(1)</script>",
  "<!-- x -->",
  "a<b",
  "{{ x }}",
  "{% if x %}",
  "*|FNAME|*",
  "%%namn%%",
  "snake_case",
  "_x_",
  "__x__",
  "*x*",
  "**x**",
  "~x~",
  "~~x~~",
  "`x`",
  "``",
  "[x]",
  "[x](y)",
  "[x]{lang=en}",
  "]{lang=en}",
  "{lang=en}",
  "[^1]",
  "![x](y)",
  "[x]:",
  "C:\\temp\\",
  "\\*",
  "#",
  "##",
  "#tagg",
  "-",
  "+",
  "*",
  "1.",
  "12)",
  ">",
  "|",
  "---",
  "===",
  "| - | - |",
  "(c)",
  "...",
  "'citat'",
  '"citat"',
  "”citat”",
  "5'",
  "www.example.se",
  "anna@example.se",
  "//example.se/x",
  "ftp://example.se/x",
  "!",
  "?",
  ".",
  ",",
  "😀",
  "👩‍💻",
  "–",
  "$x^2$",
  "^[not]",
  ":::",
  "=",
  "2 * 3 * 4",
  "f(x)",
];

export const words: fc.Arbitrary<string> = fc
  .array(fc.oneof({ weight: 3, arbitrary: fc.constantFrom(...WORDS) }, { weight: 1, arbitrary: sign() }), {
    minLength: 1,
    maxLength: 6,
  })
  .chain((parts) => fc.constantFrom("", " ", " ").map((joint) => parts.join(joint)));

function sign(): fc.Arbitrary<string> {
  return fc.constantFrom(..."!\"#$%&'()*+,-./:;<=>?@[\\]^_`{|}~ abcåäö019");
}

const URLS = [
  "https://www.example.se/",
  "https://www.example.se/a_b*c?x=1&y=2",
  "https://www.example.se/Dalarna_(län)",
  "https://www.example.se/(",
  "https://www.example.se/å ä",
  "https://www.example.se/a|b",
  "https://www.example.se/&copy;=1",
  "https://www.example.se/\\x",
  "mailto:anna@example.se",
  "tel:+46701234567",
];

const text = words.map((value): PhrasingContent => ({ type: "text", value }));

function phrasing(depth: number): fc.Arbitrary<PhrasingContent[]> {
  const leaves: fc.WeightedArbitrary<PhrasingContent>[] = [
    { weight: 6, arbitrary: text },
    { weight: 1, arbitrary: words.map((value): PhrasingContent => ({ type: "inlineCode", value })) },
    { weight: 1, arbitrary: fc.constant<PhrasingContent>({ type: "break" }) },
    {
      weight: 1,
      arbitrary: fc
        .tuple(
          fc.constantFrom("En bild", "Två personer vid ett bord", ""),
          fc.constantFrom("bild.png", "bilder/a_b.png"),
        )
        .map(([alt, url]): PhrasingContent => ({ type: "image", url, alt })),
    },
    {
      weight: 1,
      arbitrary: fc
        .constantFrom("1", "2")
        .map((identifier): PhrasingContent => ({ type: "footnoteReference", identifier })),
    },
    {
      weight: 1,
      arbitrary: fc.constantFrom("https://www.example.se/sida", "https://www.example.se/å_ä*ö", "anna@example.se").map(
        (address): PhrasingContent => ({
          type: "link",
          url: address.includes("@") ? `mailto:${address}` : address,
          children: [{ type: "text", value: address }],
        }),
      ),
    },
  ];
  if (depth > 0) {
    const children = phrasing(depth - 1);
    leaves.push(
      {
        weight: 3,
        arbitrary: fc
          .tuple(fc.constantFrom("strong" as const, "emphasis" as const, "delete" as const), children)
          .map(([type, content]): PhrasingContent => ({ type, children: content })),
      },
      {
        weight: 2,
        arbitrary: fc
          .tuple(fc.constantFrom(...URLS), children)
          .map(([url, content]): PhrasingContent => ({ type: "link", url, children: content })),
      },
      {
        weight: 1,
        arbitrary: fc
          .tuple(fc.constantFrom("en", "zh-Hant-TW", "ar"), children)
          .map(([lang, content]): PhrasingContent => ({ type: "passage", lang, children: content })),
      },
    );
  }
  return fc.array(fc.oneof(...leaves), { minLength: 1, maxLength: 5 });
}

function block(depth: number): fc.Arbitrary<RootContent> {
  const inline = phrasing(2);
  const blocks: fc.WeightedArbitrary<RootContent>[] = [
    { weight: 6, arbitrary: inline.map((children): RootContent => ({ type: "paragraph", children })) },
    {
      weight: 2,
      arbitrary: fc
        .tuple(fc.constantFrom(2 as const, 3 as const, 4 as const), inline)
        .map(([level, children]): RootContent => ({ type: "heading", depth: level, children })),
    },
    { weight: 1, arbitrary: fc.constant<RootContent>({ type: "thematicBreak" }) },
    {
      weight: 1,
      arbitrary: fc
        .tuple(fc.array(words, { maxLength: 3 }), fc.constantFrom(null, "js"))
        .map(([lines, lang]): RootContent => ({ type: "code", value: lines.join("\n"), lang })),
    },
    {
      weight: 1,
      arbitrary: fc.array(fc.array(inline, { minLength: 1, maxLength: 3 }), { minLength: 1, maxLength: 3 }).map(
        (rows): RootContent => ({
          type: "table",
          align: ["right", null, "center"],
          children: rows.map((row) => ({
            type: "tableRow",
            children: row.map((children) => ({ type: "tableCell", children })),
          })),
        }),
      ),
    },
  ];
  if (depth > 0) {
    const content = fc.array(block(depth - 1), { minLength: 1, maxLength: 3 }) as fc.Arbitrary<BlockContent[]>;
    blocks.push(
      { weight: 1, arbitrary: content.map((children): RootContent => ({ type: "blockquote", children })) },
      {
        weight: 2,
        arbitrary: fc.tuple(fc.boolean(), fc.nat(20), fc.array(content, { minLength: 1, maxLength: 3 })).map(
          ([ordered, start, items]): RootContent => ({
            type: "list",
            ordered,
            start,
            children: items.map((children) => ({ type: "listItem", children })),
          }),
        ),
      },
    );
  }
  return fc.oneof(...blocks);
}

/** A letter's tree; its notes hold plain text. */
export function trees(): fc.Arbitrary<Root> {
  return fc.tuple(fc.array(block(2), { minLength: 1, maxLength: 6 }), phrasing(1), phrasing(1)).map(
    ([children, first, second]): Root => ({
      type: "root",
      children: [
        ...children,
        {
          type: "footnoteDefinition",
          identifier: "1",
          children: [{ type: "paragraph", children: first.filter(isText) }],
        },
        {
          type: "footnoteDefinition",
          identifier: "2",
          children: [{ type: "paragraph", children: second.filter(isText) }],
        },
      ],
    }),
  );
}

function isText(node: PhrasingContent): boolean {
  return node.type === "text";
}
