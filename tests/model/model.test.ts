/** The pure model: addresses, dates, order, contrast. */
import { posix, win32 } from "node:path";
import fc from "fast-check";
import { DateTime } from "luxon";
import { describe, expect, test } from "vitest";
import type { Archive, Issue } from "../../src/model/archive.ts";
import { contrastRatio } from "../../src/model/contrast.ts";
import { byOrganisation, byTopic, byYear, mentionsIn, newestFirst } from "../../src/model/indexes.ts";
import { daysInMonth, eventTimeFault, isAfter, partialDateFault, precisionOf } from "../../src/model/partial-date.ts";
import { addressKey, aliasFault, fileOfAddress, joinAddress, slugFault } from "../../src/model/permalink.ts";
import "../support/sample.ts";

const HOSTILE = [
  "..",
  ".",
  "/",
  "\\",
  "%2e",
  "%2f",
  "%5c",
  "C:",
  "con",
  "aux",
  "nul",
  "com1",
  "LPT9",
  ".txt",
  "a",
  "b-c",
  "_",
  "-",
  " ",
  "\0",
  "\n",
  "å",
  "\u202e",
  "~",
  "$",
  ":",
  "*",
  "?",
  "#",
  "https://",
  "．．",
  "∕",
  "1",
  "Z",
];
const hostileSlug = fc.oneof(
  // Mostly harmless parts, so that many are accepted and looked at.
  fc
    .array(
      fc.oneof(
        { weight: 9, arbitrary: fc.constantFrom("a", "b-c", "1", "x.y", "a/b", "com", "_z") },
        fc.constantFrom(...HOSTILE),
      ),
      {
        maxLength: 5,
      },
    )
    .map((parts) => parts.join("")),
  fc.array(fc.constantFrom(...HOSTILE), { maxLength: 8 }).map((parts) => parts.join("")),
  fc.string({ unit: "binary", maxLength: 20 }),
);

describe("slugs", () => {
  test.each([
    "../../x",
    "%2e%2e",
    "/x",
    "https://x",
    "a\\b",
    "CON",
    "con.txt",
    "aux",
    "",
    "x/",
    "a//b",
    ".",
    "..",
    "a/../b",
  ])("%j is refused", (slug) => expect(slugFault(slug)).toBeTruthy());

  test.each(["a", "hostens-nyheter", "2023", "om-udd/historik", "a.b", "a_b", "console", "auxiliary", "com", "com10x"])(
    "%j is accepted",
    (slug) => expect(slugFault(slug)).toBeUndefined(),
  );

  test("whatever is accepted stays below its folder, on every kind of system", () => {
    let accepted = 0;
    fc.assert(
      fc.property(hostileSlug, (slug) => {
        if (slugFault(slug) !== undefined) return;
        accepted += 1;
        const file = fileOfAddress(joinAddress("nyhetsbrev", 2023, slug));
        expect(posix.normalize(file)).toBe(file);
        expect(posix.join("/srv/site", file).startsWith("/srv/site/nyhetsbrev/2023/")).toBe(true);
        expect(win32.join("C:\\site", file).startsWith("C:\\site\\nyhetsbrev\\2023\\")).toBe(true);
        expect(posix.isAbsolute(slug) || win32.isAbsolute(slug)).toBe(false);
        // As an address it means itself, however a server decodes it.
        expect(decodeURIComponent(slug)).toBe(slug);
        expect(new URL(`/x/${slug}/`, "https://example.org").pathname).toBe(`/x/${slug}/`);
        for (const segment of slug.split("/")) {
          // Windows drops a final dot or space, and keeps some names for itself.
          expect(segment).not.toMatch(/[. ]$/);
          expect(segment).not.toMatch(/^(?:con|prn|aux|nul|com\d|lpt\d)(?:\.|$)/i);
          expect(segment).not.toMatch(/^\./);
        }
      }),
      { numRuns: 5_000 },
    );
    expect(accepted).toBeGreaterThan(100);
  });

  test("aliases are held to the same, but may have capitals", () => {
    expect(aliasFault("/Gammal/Sida.ASPX")).toBeUndefined();
    fc.assert(
      fc.property(hostileSlug, (slug) => {
        const alias = `/${slug}`;
        if (aliasFault(alias) !== undefined) return;
        const file = fileOfAddress(joinAddress(alias));
        expect(posix.join("/srv/site", file).startsWith("/srv/site/")).toBe(true);
        expect(posix.normalize(file)).toBe(file);
        expect(win32.normalize(file).replaceAll("\\", "/")).toBe(file);
        expect(new URL(alias, "https://example.org").pathname).toBe(alias);
        expect(new URL(alias, "https://example.org").host).toBe("example.org");
      }),
      { numRuns: 5_000 },
    );
  });

  test("addresses that one file system takes for the same have the same key", () => {
    expect(addressKey("/Om-Oss/")).toBe(addressKey("/om-oss"));
    expect(addressKey("/cafe\u0301/")).toBe(addressKey("/CAF\u00c9/"));
    expect(addressKey("/a/")).not.toBe(addressKey("/b/"));
  });
});

describe("partial dates", () => {
  test("agree with luxon for every day there is, and every one there is not", () => {
    for (let year = 1890; year <= 2110; year += 1) {
      expect(partialDateFault(String(year))).toBeUndefined();
      for (let month = 0; month <= 13; month += 1) {
        const yearMonth = `${year}-${String(month).padStart(2, "0")}`;
        expect(partialDateFault(yearMonth) === undefined, yearMonth).toBe(DateTime.fromISO(yearMonth).isValid);
        if (month >= 1 && month <= 12) {
          expect(daysInMonth(year, month)).toBe(DateTime.utc(year, month).daysInMonth);
        }
        for (let day = 0; day <= 32; day += 1) {
          const date = `${yearMonth}-${String(day).padStart(2, "0")}`;
          const valid = DateTime.fromISO(date).isValid;
          if ((partialDateFault(date) === undefined) !== valid) expect.fail(`${date}: luxon says ${valid}`);
        }
      }
    }
  });

  test("are only ever the three shapes", () => {
    fc.assert(
      fc.property(
        fc.oneof(
          fc.string(),
          fc.array(fc.constantFrom(..."0123456789-T: \n"), { maxLength: 12 }).map((p) => p.join("")),
        ),
        (text) => {
          if (partialDateFault(text) !== undefined) return;
          expect([4, 7, 10]).toContain(text.length);
          expect(DateTime.fromISO(text).isValid).toBe(true);
        },
      ),
      { numRuns: 2_000 },
    );
    expect(partialDateFault("2023-09-14\n")).toBe("shape");
  });

  test.each<[string, "shape" | "calendar" | undefined]>([
    ["2022-01-25T13:00", undefined],
    ["2022-01-25T00:00", undefined],
    ["2022-01-25T23:59", undefined],
    ["2022-01", undefined],
    ["2022-01-25T24:00", "shape"],
    ["2022-01-25T13:60", "shape"],
    ["2022-01-25T1:00", "shape"],
    ["2022-01-25 13:00", "shape"],
    ["2022-01-25T13:00Z", "shape"],
    ["2022-01T13:00", "shape"],
    ["2022-02-30T13:00", "calendar"],
  ])("the event time %s: %s", (text, fault) => expect(eventTimeFault(text)).toBe(fault));

  test.each<[string, string, boolean]>([
    ["2026-11-23", "2026-11-23", false],
    ["2026-11-24", "2026-11-23", true],
    ["2026-11", "2026-11-23", false],
    ["2026-12", "2026-11-23", true],
    ["2026", "2026-01-01", false],
    ["2027", "2026-12-31", true],
  ])("%s lies after %s: %s", (date, day, after) => expect(isAfter(date, day)).toBe(after));

  test("know how precise they are", () => {
    expect(["2023", "2023-09", "2023-09-14"].map(precisionOf)).toEqual(["year", "month", "day"]);
  });
});

describe("the order of letters", () => {
  let addresses = 0;
  const letter = fc
    .record(
      {
        date: fc.constantFrom("2022", "2023", "2023-01", "2023-09", "2023-09-13", "2023-09-14", "2024"),
        number: fc.constantFrom("1", "2", "9", "10", "10b", "extra", ""),
        mid: fc.constantFrom("99", "100", "754225", "abc"),
      },
      { requiredKeys: ["date"] },
    )
    .map(({ date, number, mid }) => {
      addresses += 1;
      return {
        kind: "issue",
        date,
        address: `/nyhetsbrev/${date.slice(0, 4)}/${addresses}/`,
        ...(number !== undefined && { number }),
        ...(mid !== undefined && { source: { system: "paloma", mid } }),
      } as unknown as Issue;
    });
  const letters = fc.array(letter, { maxLength: 12 });

  test("is the same whatever order they were found in", () => {
    fc.assert(
      fc.property(
        letters.chain((list) => fc.tuple(fc.constant(list), fc.shuffledSubarray(list, { minLength: list.length }))),
        ([list, shuffled]) => {
          expect([...shuffled].sort(newestFirst)).toEqual([...list].sort(newestFirst));
        },
      ),
      { numRuns: 1_000 },
    );
  });

  test("contradicts itself nowhere", () => {
    fc.assert(
      fc.property(letter, letter, letter, (a, b, c) => {
        const sign = (x: Issue, y: Issue): number => Math.sign(newestFirst(x, y));
        expect(sign(a, b)).not.toBeNaN();
        expect(sign(a, b)).toBe(-sign(b, a) + 0);
        expect(sign(a, b)).not.toBe(0);
        if (sign(a, b) <= 0 && sign(b, c) <= 0) expect(sign(a, c)).toBeLessThanOrEqual(0);
      }),
      { numRuns: 3_000 },
    );
  });

  test("is by date, then number, then the sender's running id", () => {
    const make = (date: string, number?: string, mid?: string): Issue =>
      ({ date, number, address: `/${date}/${number}/${mid}/`, source: { system: "paloma", mid } }) as unknown as Issue;
    const order = [
      make("2024-01"),
      make("2023-09-14"),
      make("2023-09", "10"),
      make("2023-09", "9"),
      make("2023-09", undefined, "1000"),
      make("2023-09", undefined, "999"),
      make("2023"),
      make("2022-12-31"),
    ];
    expect([...order].reverse().sort(newestFirst)).toEqual(order);
  });

  test("years are grouped as they come", () => {
    const list = ["2024-02", "2024", "2022-01-01"].map((date) => ({ date }) as Issue);
    expect([...byYear(list)].map(([year, found]) => [year, found.length])).toEqual([
      [2024, 2],
      [2022, 1],
    ]);
  });
});

describe("the indexes", () => {
  const blank = { steeringGroup: [], leadership: [], funding: [], contacts: [] };
  const archive = {
    issues: [
      {
        address: "/1/",
        date: "2024-03",
        topics: ["odling", "cykling"],
        mentions: mentionsIn({
          steeringGroup: [{ organisation: { name: "A", id: "a" } }],
          leadership: [{ name: "x", organisation: { name: "A", id: "a" } }],
          funding: [
            { amount: 1, currency: "SEK", funders: [{ name: "B", id: "b" }], recipient: { name: "A", id: "a" } },
          ],
          contacts: [{ name: "y", organisation: { name: "okänd" } }, { name: "z" }],
        }),
      },
    ],
    news: [
      {
        address: "/2/",
        date: "2024-05",
        topics: ["odling"],
        mentions: mentionsIn({ ...blank, contacts: [{ name: "y", organisation: { name: "B", id: "b" } }] }),
      },
    ],
    pages: [{ address: "/3/", topics: ["odling"], mentions: [] }],
  } as unknown as Archive;

  test("name what is about a topic: letters and news, newest first, then pages", () => {
    expect([...byTopic(archive)].map(([id, found]) => [id, found.map(({ address }) => address)])).toEqual([
      ["odling", ["/2/", "/1/", "/3/"]],
      ["cykling", ["/1/"]],
    ]);
  });

  test("name an organisation once a publication, with each of its parts", () => {
    const found = [...byOrganisation(archive)].map(([id, mentions]) => [
      id,
      mentions.map(({ publication, roles }) => [publication.address, roles]),
    ]);
    expect(Object.fromEntries(found)).toEqual({
      a: [["/1/", ["steeringGroup", "leadership", "recipient"]]],
      b: [
        ["/1/", ["funder"]],
        ["/2/", ["contact"]],
      ],
    });
  });
});

describe("contrast", () => {
  // From the WCAG 2.2 definitions and the values every checker agrees on.
  test.each<[string, string, number]>([
    ["#000000", "#ffffff", 21],
    ["#ffffff", "#ffffff", 1],
    ["#777777", "#ffffff", 4.48],
    ["#767676", "#ffffff", 4.54],
    ["#ff0000", "#ffffff", 4.0],
    ["#0000ff", "#ffffff", 8.59],
    ["#00ff00", "#000000", 15.3],
  ])("%s on %s is %d", (one, other, ratio) => {
    expect(contrastRatio(one, other)).toBeCloseTo(ratio, 1);
    expect(contrastRatio(other, one)).toBe(contrastRatio(one, other));
  });

  test("is never below 1 or above 21", () => {
    const colour = fc.integer({ min: 0, max: 0xffffff }).map((value) => `#${value.toString(16).padStart(6, "0")}`);
    fc.assert(
      fc.property(colour, colour, (one, other) => {
        const ratio = contrastRatio(one, other);
        expect(ratio).toBeGreaterThanOrEqual(1);
        expect(ratio).toBeLessThanOrEqual(21);
        expect(contrastRatio(one.toUpperCase(), other)).toBe(ratio);
      }),
    );
  });
});
