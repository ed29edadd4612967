/** Times of day in a zone: what they mean where the clock is put forward or back, whatever the day of the build. */
import { afterEach, describe, expect, test, vi } from "vitest";
import { isoInZone, zonedTime } from "../../src/model/zoned-time.ts";

describe("a time in a zone", () => {
  test.each([
    ["2022-01-25T13:00", "Europe/Stockholm", "2022-01-25T13:00+01:00"],
    ["2022-07-25T13:00", "Europe/Stockholm", "2022-07-25T13:00+02:00"],
    ["2022-07-25", "Europe/Stockholm", "2022-07-25T00:00+02:00"],
    ["2022-01-25T13:00", "America/St_Johns", "2022-01-25T13:00-03:30"],
    ["2022-01-25T13:00", "Pacific/Kiritimati", "2022-01-25T13:00+14:00"],
    ["2022-01-25T13:00", "UTC", "2022-01-25T13:00+00:00"],
  ])("%s in %s is %s", (time, zone, iso) => expect(isoInZone(time, zone)).toBe(iso));

  test.each([
    ["2022-10-30T02:00", "Europe/Stockholm", "2022-10-30T02:00+02:00"],
    ["2022-10-30T02:30", "Europe/Stockholm", "2022-10-30T02:30+02:00"],
    ["2022-10-30T03:00", "Europe/Stockholm", "2022-10-30T03:00+01:00"],
    ["2022-11-06T01:30", "America/New_York", "2022-11-06T01:30-04:00"],
    ["2022-04-03T01:45", "Australia/Lord_Howe", "2022-04-03T01:45+11:00"],
  ])("%s, which may come twice in %s, is the first of the two: %s", (time, zone, iso) => {
    expect(isoInZone(time, zone)).toBe(iso);
    expect(zonedTime(time, zone).skipped).toBe(false);
  });

  test.each([
    ["2022-03-27T02:00", "Europe/Stockholm", "2022-03-27T03:00+02:00"],
    ["2022-03-27T02:30", "Europe/Stockholm", "2022-03-27T03:30+02:00"],
    ["2022-10-02T02:15", "Australia/Lord_Howe", "2022-10-02T02:45+11:00"],
    ["2011-12-30T12:00", "Pacific/Apia", "2011-12-31T12:00+14:00"],
    ["2018-11-04", "America/Sao_Paulo", "2018-11-04T01:00-02:00"],
  ])("%s never was in %s, and counts as %s", (time, zone, iso) => {
    expect(zonedTime(time, zone).skipped).toBe(true);
    expect(isoInZone(time, zone)).toBe(iso);
  });

  test.each(["2022-03-27T01:59", "2022-03-27T03:00"])("%s was", (time) =>
    expect(zonedTime(time, "Europe/Stockholm").skipped).toBe(false),
  );
});

describe("the day of the build decides nothing", () => {
  afterEach(() => vi.useRealTimers());

  test.each(["2026-01-15", "2026-07-15", "2022-10-30T00:30Z"])("on %s", (now) => {
    vi.useFakeTimers({ now: new Date(now), toFake: ["Date"] });
    expect(isoInZone("2022-10-30T02:30", "Europe/Stockholm")).toBe("2022-10-30T02:30+02:00");
  });
});
