/** The day on which content is checked is that of the site, and not of the machine that builds. */
import { describe, expect, test } from "vitest";
import { today } from "../../src/today.ts";
import { temporaryFolder, writeFiles } from "../support/sample.ts";

const LATE = new Date("2026-11-30T23:30Z");

describe("late on 30 November in UTC", () => {
  test.each([
    ["Europe/Stockholm", "name: Exempel\ntimeZone: Europe/Stockholm\n", "2026-12-01"],
    ["America/New_York", "name: Exempel\r\ntimeZone: 'America/New_York' # kontoret\r\n", "2026-11-30"],
    ["Pacific/Kiritimati", 'timeZone: "Pacific/Kiritimati"', "2026-12-01"],
    ["UTC", "timeZone: UTC\n", "2026-11-30"],
    ["none, which is Europe/Stockholm", "name: Exempel\n", "2026-12-01"],
    ["only named in a text", "introduction: |\n  timeZone: UTC\n", "2026-12-01"],
    ["not a zone", "timeZone: Mars/Olympus\n", "2026-12-01"],
    ["empty", "timeZone:\nname: UTC\n", "2026-12-01"],
  ])("a site whose time zone is %s", (_name, site, day) => {
    const folder = temporaryFolder();
    writeFiles(folder, { "site.yaml": site });
    expect(today(folder, LATE)).toBe(day);
  });

  test("a folder without site.yaml, and none at all", () => {
    expect(today(temporaryFolder(), LATE)).toBe("2026-12-01");
    expect(today("/nowhere", LATE)).toBe("2026-12-01");
  });
});
