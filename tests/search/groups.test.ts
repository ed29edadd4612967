/** How the archive is shared among indexes: by its content alone, and so that a new letter touches little. */
import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { searchGroups } from "../../src/editions/web/search/groups.ts";
import type { Publication } from "../../src/model/archive.ts";
import "../support/sample.ts";

const SIZES = { closed: 4, open: 3 };

const text = (address: string, date?: string): Publication => ({ address, ...(date && { date }) }) as Publication;
const shape = (publications: readonly Publication[], sizes?: typeof SIZES): [string, string][] =>
  searchGroups(publications, sizes).map(({ name, publications: texts }) => [
    name,
    texts.map(({ address }) => address).join(" "),
  ]);

describe("the groups that are indexed together", () => {
  test.each<[string, Publication[], [string, string][]]>([
    ["an empty archive", [], []],
    ["pages alone", [text("/b/"), text("/a/")], [["newest", "/a/ /b/"]]],
    ["a small archive", [text("/a/", "2023"), text("/p/"), text("/b/", "2023-09")], [["newest", "/b/ /a/ /p/"]]],
    [
      "more than the newest few",
      ["1", "2", "3", "4", "5", "6", "7"].map((day) => text(day, `2023-01-0${day}`)),
      [
        ["newest", "7"],
        ["recent", "6 5 4 3 2 1"],
      ],
    ],
    [
      "years before the newest",
      [..."abcdefghij"].map((name, place) => text(name, `${2001 + Math.floor(place / 3)}`)),
      // 2001 and 2002 together; 2003 does not hold enough; 2004 is the newest and never closed.
      [
        ["newest", "j"],
        ["recent", "i h g"],
        ["2001", "f e d c b a"],
      ],
    ],
    [
      "a newest year that is large",
      [..."abcdefgh"].map((name) => text(name, "2024")),
      [
        ["newest", "h g"],
        ["recent", "f e d c b a"],
      ],
    ],
  ])("%s", (_name, publications, expected) => {
    expect(shape(publications, SIZES)).toEqual(expected);
  });

  test("a real small archive has one", () => {
    expect(searchGroups(Array.from({ length: 250 }, (_, place) => text(`/${place}/`, "2023")))).toHaveLength(1);
    expect(searchGroups(Array.from({ length: 251 }, (_, place) => text(`/${place}/`, "2023")))).toHaveLength(2);
  });

  const archives = fc
    .uniqueArray(fc.tuple(fc.nat(300), fc.option(fc.integer({ min: 2001, max: 2012 }), { freq: 9 })), {
      selector: ([name]) => name,
      maxLength: 60,
    })
    .map((texts) => texts.map(([name, year]) => text(`/${name}/`, year === null ? undefined : String(year))));

  test("hold every text once, whatever the order they come in", () => {
    fc.assert(
      fc.property(archives, fc.infiniteStream(fc.nat()), (publications, dice) => {
        const groups = searchGroups(publications, SIZES);
        const all = groups.flatMap((group) => group.publications.map(({ address }) => address));
        expect(all.sort()).toEqual(publications.map(({ address }) => address).sort());
        expect(new Set(groups.map(({ name }) => name)).size).toBe(groups.length);
        expect(groups.every((group) => group.publications.length > 0)).toBe(true);
        const shuffled = publications
          .map((publication) => ({ publication, place: dice.next().value as number }))
          .sort((a, b) => a.place - b.place)
          .map(({ publication }) => publication);
        expect(shape(shuffled, SIZES)).toEqual(shape(publications, SIZES));
      }),
    );
  });

  test("a new letter of the newest year leaves closed years alone and moves few others", () => {
    fc.assert(
      fc.property(archives, (publications) => {
        const closed = (texts: readonly Publication[]) => shape(texts, SIZES).filter(([name]) => /^\d/.test(name));
        const years = publications.map(({ date }) => date ?? "2001").sort();
        const after = [...publications, text("/zzz/", `${years.at(-1) ?? "2001"}-12-31`)];
        expect(closed(after)).toEqual(closed(publications));
        const newest = searchGroups(after, SIZES)[0];
        expect(newest?.name).toBe("newest");
        expect(newest?.publications.filter(({ date }) => date).length).toBeLessThanOrEqual(SIZES.open);
      }),
    );
  });
});
