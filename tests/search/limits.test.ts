/** What a search is limited by: the file beside each index, the counts, and the address that says it. */
import { describe, expect, test } from "vitest";
import { facetFile } from "../../src/editions/web/search/facets.ts";
import { addressOf, wishOf } from "../../src/search-page/address.ts";
import { counted } from "../../src/search-page/counted.ts";
import { countsOf, limited, readFacets } from "../../src/search-page/facets.ts";

const TEXTS = {
  a: { ar: ["2023"], amne: ["cykling", "odling"] },
  b: { ar: ["2023"], amne: ["odling"] },
  c: { ar: [], amne: ["cykling"] },
};
const NEWER = { d: { ar: ["2024"], amne: ["odling"] } };
const HITS = ["a", "b", "c", "d"].map((id) => ({ id }));

describe("facets", () => {
  const facetsOf = readFacets([TEXTS, NEWER].map((texts) => facetFile(new Map(Object.entries(texts)))));

  test("are read as they were written, from all indexes", () => {
    for (const [id, facets] of Object.entries({ ...TEXTS, ...NEWER })) {
      for (const [name, values] of Object.entries(facets))
        expect([id, name, facetsOf(id, name)]).toEqual([id, name, values]);
    }
    expect(facetsOf("finns-inte", "ar")).toEqual([]);
    expect(facetsOf("a", "constructor")).toEqual([]);
  });

  test("are the same bytes in whatever order texts come", () => {
    const one = JSON.stringify(facetFile(new Map(Object.entries(TEXTS))));
    expect(JSON.stringify(facetFile(new Map(Object.entries(TEXTS).reverse())))).toBe(one);
  });

  test.each<[Record<string, string>, string]>([
    [{}, "a b c d"],
    [{ ar: "2023" }, "a b"],
    [{ ar: "2023", amne: "cykling" }, "a"],
    [{ ar: "1999" }, ""],
  ])("%o leave %s", (limits, ids) => {
    expect(
      limited(HITS, limits, facetsOf)
        .map(({ id }) => id)
        .join(" "),
    ).toBe(ids);
  });

  test("count what each choice would give beside the others", () => {
    const counts = (name: string, limits: Record<string, string>) =>
      Object.fromEntries(countsOf(HITS, name, limits, facetsOf));
    expect(counts("ar", {})).toEqual({ 2023: 2, 2024: 1 });
    // The year that is chosen does not take the others away.
    expect(counts("ar", { ar: "2023", amne: "odling" })).toEqual({ 2023: 2, 2024: 1 });
    expect(counts("amne", { ar: "2023", amne: "odling" })).toEqual({ cykling: 1, odling: 2 });
  });
});

describe("the address", () => {
  const PAGE = "https://www.example.org/arkiv/sok/";

  test.each([
    ["", { query: "", limits: {} }],
    ["?q=%C3%A5terbruk+av+tegel&ar=2023", { query: "återbruk av tegel", limits: { ar: "2023" } }],
    ["?q=a%26b%3Dc&amne=odling", { query: "a&b=c", limits: { amne: "odling" } }],
  ])("%s says what is searched, both ways", (search, wish) => {
    expect(wishOf(PAGE + search, ["ar", "amne"])).toEqual(wish);
    expect(addressOf(wish, `${PAGE}?q=annat&ar=1999#x`)).toBe(PAGE + search);
  });

  test("what it has besides is passed over", () => {
    expect(wishOf(`${PAGE}?utm=1&q=+x+&__proto__=y`, ["ar"])).toEqual({ query: "x", limits: {} });
  });
});

test.each([
  [1, "sv-SE", "1 träff"],
  [0, "sv-SE", "0 träffar"],
  [1234, "sv-SE", "1 234 träffar"],
])("%i is written as a reader would", (count, locale, text) => {
  expect(counted({ one: "{count} träff", other: "{count} träffar" }, count, locale).replace(/\s/g, " ")).toBe(text);
});
