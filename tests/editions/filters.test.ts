/** How values are written on a page, by the functions that the templates know as filters. */
import { beforeAll, expect, test } from "vitest";
import type { Config } from "../../src/config.ts";
import { loadArchive } from "../../src/content/load-archive.ts";
import { createFilters } from "../../src/editions/web/filters.ts";
import { stringsFor } from "../../src/strings/strings.ts";
import { SAMPLE, TODAY } from "../support/sample.ts";

let config: Config;
beforeAll(async () => {
  const { content } = await loadArchive(SAMPLE, { today: TODAY, drafts: false });
  if (!content) throw new Error("the sample archive has errors");
  config = content.config;
});

/** A value as a filter of a site in that language writes it. Spaces that do not break are written as `~`. */
function written(language: "sv" | "en", filter: string, value: unknown): string {
  const strings = stringsFor(language);
  if (!strings) throw new Error(`no ${language}`);
  const filters: Readonly<Record<string, unknown>> = createFilters({ ...config, language }, strings);
  const apply = filters[filter] as (value: unknown) => string;
  return apply(value).replaceAll(/[\u00a0\u202f]/g, "~");
}

test.each<[string, string, string]>([
  ["2023", "2023", "2023"],
  ["2023-09", "september 2023", "September 2023"],
  ["2023-09-14", "14 september 2023", "14 September 2023"],
  ["2024-02-29", "29 februari 2024", "29 February 2024"],
  ["2023-01-01", "1 januari 2023", "1 January 2023"],
  ["1999-12-31", "31 december 1999", "31 December 1999"],
])("the date %s", (value, sv, en) => {
  expect(written("sv", "date", value)).toBe(sv);
  expect(written("en", "date", value)).toBe(en);
});

test.each<[string, string, string]>([
  ["2023", "år 2023", "in 2023"],
  ["2023-09", "i september 2023", "in September 2023"],
  ["2023-09-14", "den 14 september 2023", "on 14 September 2023"],
])("the date %s in a sentence", (value, sv, en) => {
  expect(written("sv", "dateInSentence", value)).toBe(sv);
  expect(written("en", "dateInSentence", value)).toBe(en);
});

test.each<[{ start: string; end?: string }, string, string]>([
  [{ start: "2022" }, "2022", "2022"],
  [{ start: "2022-01" }, "januari 2022", "January 2022"],
  [{ start: "2022-01-25" }, "25 januari 2022", "25 January 2022"],
  [{ start: "2022-01-25T13:00" }, "25 januari 2022 kl. 13.00", "25 January 2022 at 13:00"],
  [
    { start: "2022-01-25T13:00", end: "2022-01-25T15:15" },
    "25 januari 2022 kl. 13.00–15.15",
    "25 January 2022 at 13:00–15:15",
  ],
  [{ start: "2022-01-25", end: "2022-01-25" }, "25 januari 2022", "25 January 2022"],
  [{ start: "2023-02-16", end: "2023-02-17" }, "16–17 februari 2023", "16–17 February 2023"],
  [{ start: "2023-02-28", end: "2023-03-01" }, "28 februari–1 mars 2023", "28 February–1 March 2023"],
  [{ start: "2022-12-31", end: "2023-01-01" }, "31 december 2022–1 januari 2023", "31 December 2022–1 January 2023"],
  [{ start: "2023-02", end: "2023-04" }, "februari 2023 – april 2023", "February 2023 – April 2023"],
  [{ start: "2022", end: "2023" }, "2022 – 2023", "2022 – 2023"],
])("the event %j", (value, sv, en) => {
  // Versions of ICU differ in the spaces around the dash of a long range; the words and numbers do not.
  const loose = (text: string): string => text.replace(/ ?– ?/g, "–");
  expect(loose(written("sv", "eventTime", { title: "x", ...value }))).toBe(loose(sv));
  expect(loose(written("en", "eventTime", { title: "x", ...value }))).toBe(loose(en));
});

test("an event that begins on a day and ends at a time says when it ends, and not that it begins then", () => {
  const value = { title: "x", start: "2023-11-22", end: "2023-11-22T16:00" };
  expect(written("sv", "eventTime", value)).toBe("22 november 2023, till kl. 16.00");
  expect(written("en", "eventTime", value)).toBe("22 November 2023, until 16:00");
});

test("an event that begins and ends at a time on different days says which time is whose", () => {
  const text = written("sv", "eventTime", { title: "x", start: "2023-02-16T13:00", end: "2023-02-17T12:00" });
  expect(text.replaceAll("~", " ")).toMatch(/16 februari(?: 2023)? kl\. 13\.00 ?– ?17 februari 2023 kl\. 12\.00/);
});

test.each<[number, string, string, string]>([
  [500_000, "SEK", "500~000~kr", "SEK~500,000"],
  [0, "SEK", "0~kr", "SEK~0"],
  [1234.5, "EUR", "1~234,50~€", "€1,234.50"],
  [999, "SEK", "999~kr", "SEK~999"],
  [16_000_000_000, "SEK", "16~000~000~000~kr", "SEK~16,000,000,000"],
])("the sum %d %s", (amount, currency, sv, en) => {
  expect(written("sv", "money", { amount, currency })).toBe(sv);
  expect(written("en", "money", { amount, currency })).toBe(en);
});

test.each<[number, string, string]>([
  [0, "1~kB", "1~kB"],
  [1, "1~kB", "1~kB"],
  [1_499, "1~kB", "1~kB"],
  [592_000, "592~kB", "592~kB"],
  [999_499, "999~kB", "999~kB"],
  [999_500, "1~MB", "1~MB"],
  [1_250_000, "1,3~MB", "1.3~MB"],
  [123_456_789, "123,5~MB", "123.5~MB"],
])("a file of %d bytes", (bytes, sv, en) => {
  expect(written("sv", "fileSize", bytes).replace(" ", "~")).toBe(sv);
  expect(written("en", "fileSize", bytes).replace(" ", "~")).toBe(en);
});

test("addresses carry the path that the site lies under", () => {
  const strings = stringsFor("sv");
  if (!strings) throw new Error("no sv");
  const filters = createFilters({ ...config, origin: "https://example.org", basePath: "/arkiv/" }, strings);
  expect(filters.href("/om-oss/")).toBe("/arkiv/om-oss/");
  expect(filters.href("/")).toBe("/arkiv/");
  expect(filters.absolute("/om-oss/")).toBe("https://example.org/arkiv/om-oss/");
  expect(filters.subject(["amnen", "odling"])).toBe("/arkiv/amnen/odling/");
});

test("a system's name is written as people write it, and an unknown one as it stands", () => {
  expect(written("sv", "systemName", "paloma")).toBe("Paloma");
  expect(written("sv", "systemName", "egenbyggt")).toBe("egenbyggt");
  // Not what every object has.
  expect(written("sv", "systemName", "constructor")).toBe("constructor");
});
