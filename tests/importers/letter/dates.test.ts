import { describe, expect, test } from "vitest";
import { dateOfNames, datesIn } from "../../../src/importers/letter/dates.ts";
import { dateOfFile, dateOfFolders } from "../../../src/importers/letter/file-date.ts";
import { forwardedDay } from "../../../src/importers/letter/forward-date.ts";
import { dateOfLetter } from "../../../src/importers/letter/letter-date.ts";
import { calendarDay, dayAt, sentAt } from "../../../src/importers/sources/dates.ts";

describe("days in the languages of letters", () => {
  const DAYS = [
    "torsdag den 14 september 2023",
    "Thursday, September 14, 2023",
    "14th September 2023",
    "torsdag den 14. september 2023",
    "torsdag 14. september 2023",
    "torstai 14. syyskuuta 2023",
    "Donnerstag, 14. September 2023",
    "donderdag 14 september 2023",
    "jeudi 14 septembre 2023",
    "jueves, 14 de septiembre de 2023",
    "14.9.2023",
  ];
  test.each(DAYS)("in titles: %s", (text) => {
    expect(dateOfNames([text])).toBe("2023-09-14");
    const [found] = datesIn(text);
    expect(found?.weekday ?? 4).toBe(4);
  });

  test.each(DAYS.filter((day) => !day.includes("th ")))("in headers and front matter: %s", (text) => {
    expect(calendarDay(text)).toBe("2023-09-14");
  });

  test.each([
    ["den 1 mars 2024", "2024-03-01"],
    ["1er mars 2024", "2024-03-01"],
    ["1. märz 2024", "2024-03-01"],
    ["1. maaliskuuta 2024", "2024-03-01"],
    ["1 maart 2024", "2024-03-01"],
    ["1 de marzo de 2024", "2024-03-01"],
    ["3. des. 2024", "2024-12-03"],
    ["3. joulukuuta 2024", "2024-12-03"],
    ["3 déc. 2024", "2024-12-03"],
    ["3. Dez. 2024", "2024-12-03"],
    ["3. marraskuuta 2024", "2024-11-03"],
    ["3 août 2024", "2024-08-03"],
    ["3 mei 2024", "2024-05-03"],
  ])("%s", (text, day) => {
    expect(calendarDay(text)).toBe(day);
    expect(forwardedDay(text)).toBe(day);
  });

  test.each(["3 snart 2024", "31.2.2024", "3 ma 2024", "3 ju 2024"])("no day: %s", (text) => {
    expect(calendarDay(text)).toBeUndefined();
  });

  test.each([
    ["Uutiskirje syyskuu 2023", "2023-09"],
    ["Boletín septiembre de 2023", "2023-09"],
    ["Nyhetsbrev nr 3 september 2023", "2023-09"],
    ["Rundbrief Nr. 3. September 2023", "2023-09"],
  ])("months: %s", (text, month) => {
    expect(dateOfNames([text])).toBe(month);
  });
});

describe("names of files", () => {
  test.each([
    ["example-letter-2026-07-14", "2026-07-14"],
    ["2026_07_14 brev", "2026-07-14"],
    ["20241119104841-third", "2024-11-19"],
    ["brev_20241119", "2024-11-19"],
    ["mmnews_202305", "2023-05"],
    ["brev 2023-05", "2023-05"],
    ["14.07.2026-brev", "2026-07-14"],
    ["brev-14-07-2026", "2026-07-14"],
  ])("%s", (name, date) => {
    expect(dateOfFile(name)).toBe(date);
  });

  test.each([
    "malen-for-2030",
    "id120230514",
    "x20241319",
    "07-08-2026",
    "2023-05-14 2023-05-15",
    "a20230514b",
    "2019-20",
    "202399",
    "12345678",
  ])("no date: %s", (name) => {
    expect(dateOfFile(name)).toBeUndefined();
  });

  test.each([
    ["blogg/2023/05/14/brev.html", "2023-05-14"],
    ["blogg\\2023\\05\\brev.html", "2023-05"],
    ["2023/05/brev/index.html", "2023-05"],
    ["2023/brev.html", undefined],
    ["export-2023/05/brev.html", undefined],
    ["2023/05/14/bilder/a/brev.html", undefined],
  ])("folders: %s", (place, date) => {
    expect(dateOfFolders(place)).toBe(date);
  });
});

describe("which date a letter has", () => {
  const sources = { declared: undefined, names: [], top: [], fileName: "brev", place: "brev.html" };

  test.each([
    [
      "the file's before the text's",
      { fileName: "2024-05-02-brev", top: ["17 maj 2023"] },
      "2024-05-02",
      ["2023-05-17"],
    ],
    [
      "the name's before the folder's",
      { names: ["Nyhetsbrev 14 mars 2023"], place: "2023/04/brev.html" },
      "2023-03-14",
      ["2023-04"],
    ],
    ["days before months", { names: ["Brevet för maj 2023"], fileName: "2023-04-28" }, "2023-04-28", ["2023-05"]],
    ["the more precise one", { fileName: "nyhetsbrev-2023-05", top: ["17 maj 2023"] }, "2023-05-17", []],
    ["words in a file's name", { fileName: "nyhetsbrev_14_mars_2023" }, "2023-03-14", []],
    [
      "an invitation is no date",
      { names: ["Välkommen den 14 mars 2023"], fileName: "frukost-14-mars-2023" },
      undefined,
      [],
    ],
    ["a date below running text is of an event", { top: [`${"Ord ".repeat(20)}.`, "17 maj 2024"] }, undefined, []],
    ["the source's first", { declared: "2022-01-02", fileName: "2024-05-02" }, "2022-01-02", []],
    ["the source's made more precise", { declared: "2024", fileName: "2024-05-02" }, "2024-05-02", []],
  ])("%s", (_, given, date, others) => {
    expect(dateOfLetter({ ...sources, ...given })).toEqual({ date, others });
  });
});

describe("stamps of services", () => {
  test.each([
    ["2023-09-30T22:05:00.000Z", false, "2023-10-01", "2023-09-30"],
    ["2023-09-30 22:05:00", true, "2023-10-01", "2023-09-30"],
    ["2023-09-30 22:05:00", false, "2023-09-30", "2023-09-30"],
    ["2023-09-30T22:05:00+00:00", false, "2023-10-01", "2023-09-30"],
    ["2023-09-30 22:05:00 UTC", false, "2023-10-01", "2023-09-30"],
    ["Thu, 30 Mar 2023 22:30:00 +0000", false, "2023-03-31", "2023-03-30"],
    ["Thu, 30 Mar 2023 22:30 GMT", false, "2023-03-31", "2023-03-30"],
    // The sender's own zone.
    ["2023-09-30T23:50:00+02:00", false, "2023-09-30", "2023-09-30"],
    ["Sat, 30 Sep 2023 23:50:00 -0700", true, "2023-09-30", "2023-09-30"],
    // A day without a time.
    ["2023-09-30T00:00:00Z", false, "2023-09-30", "2023-09-30"],
    ["2023-09-30", true, "2023-09-30", "2023-09-30"],
    ["2023-09-30T99:99:00Z", false, "2023-09-30", "2023-09-30"],
    ["2023-12-31T23:30:00Z", false, "2024-01-01", "2023-12-31"],
  ])("%s", (text, isUtc, stockholm, newYork) => {
    const sent = sentAt(text, isUtc);
    expect([dayAt(sent, "Europe/Stockholm"), dayAt(sent, "America/New_York")]).toEqual([stockholm, newYork]);
  });

  test("partial dates stay", () => {
    expect(["2023", "2023-09", undefined].map((date) => dayAt(date, "Asia/Tokyo"))).toEqual([
      "2023",
      "2023-09",
      undefined,
    ]);
  });
});
