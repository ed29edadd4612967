/** The calendars, read back by a program that did not write them. */
import { join } from "node:path";
import ICAL from "ical.js";
import { beforeAll, describe, expect, test } from "vitest";
import { timesOf } from "../../src/editions/web/documents/calendar/archive-event.ts";
import { build, contentFolder, filesBelow, letter, MINIMAL, type Site, UDD } from "../support/sample.ts";

/** @throws when the text is not a calendar */
function eventsIn(text: string): ICAL.Event[] {
  const component = new ICAL.Component(ICAL.parse(text));
  expect(component.getFirstPropertyValue("version")).toBe("2.0");
  expect(component.getFirstPropertyValue("prodid")).toBeTruthy();
  return component.getAllSubcomponents("vevent").map((event) => new ICAL.Event(event));
}

describe("when", () => {
  test.each([
    ["2022-01-25T13:00", "2022-01-25T15:15", "2022-01-25T12:00:00Z", "2022-01-25T14:15:00Z"],
    // Summer time began between the two.
    ["2022-03-26T23:00", "2022-03-27T12:00", "2022-03-26T22:00:00Z", "2022-03-27T10:00:00Z"],
    ["2022-07-01T13:00", undefined, "2022-07-01T11:00:00Z", undefined],
    ["2022-07-01T13:00", "2022-07-01T13:00", "2022-07-01T11:00:00Z", undefined],
    ["2022-07-01T13:00", "2022-07-02", "2022-07-01T11:00:00Z", "2022-07-02T22:00:00Z"],
    ["2022-07-01T13:00", "2022-08", "2022-07-01T11:00:00Z", undefined],
    ["2023-02-16", "2023-02-17", "2023-02-16", "2023-02-18"],
    ["2023-02-28", undefined, "2023-02-28", "2023-03-01"],
    ["2023-10-29", undefined, "2023-10-29", "2023-10-30"],
    ["2023-12-31", "2024", "2023-12-31", "2024-01-01"],
    ["2023-02-16", "2023-02-17T12:00", "2023-02-16", "2023-02-18"],
  ])("%s to %s is %s to %s", (start, end, from, to) => {
    const times = timesOf({ title: "x", start, ...(end && { end }) }, "Europe/Stockholm");
    expect([times.start, times.end]).toEqual([from, to]);
    expect(times.allDay).toBe(!start.includes("T"));
  });
});

describe("the calendars of an archive", () => {
  let site: Site;
  beforeAll(async () => {
    site = await build(
      contentFolder(MINIMAL, {
        issues: undefined,
        "issues/a.md": letter(
          [
            "title: Brevet",
            "date: 2021-03-02",
            "updated: 2021-04",
            "slug: a",
            "events:",
            "  - title: Möte, med ; och \\ i",
            '    start: "2021-06-01T13:00"',
            '    end: "2021-06-01T15:00"',
            "    place: Å, Ö",
            "    url: https://example.com/?a=1,2;3",
            "  - title: Någon gång i juli",
            "    start: 2021-07",
            "  - title: Två dagar",
            "    start: 2021-08-01",
            "    end: 2021-08-02",
          ].join("\n"),
        ),
        "issues/b.md": letter(
          "title: Letter\ndate: 2022\nslug: b\nlanguage: en\nevents:\n  - title: Fair\n    start: 2022-05-05",
        ),
      }),
    );
  });

  test("hold each event that has a day, the newest first, with what is known of it", () => {
    const [fair, days, meeting, ...others] = eventsIn(site.page("/folj/kalender.ics"));
    expect(others).toEqual([]);
    expect([fair?.summary, days?.summary, meeting?.summary]).toEqual(["Fair", "Två dagar", "Möte, med ; och \\ i"]);
    expect(meeting?.location).toBe("Å, Ö");
    expect(meeting?.description).toBe("Läs mer: Brevet\nhttps://www.example.org/nyhetsbrev/2021/a/");
    expect(meeting?.component.getFirstPropertyValue("url")).toBe("https://example.com/?a=1,2;3");
    expect(meeting?.startDate.toJSDate().toISOString()).toBe("2021-06-01T11:00:00.000Z");
    expect(meeting?.endDate.toJSDate().toISOString()).toBe("2021-06-01T13:00:00.000Z");
    expect([days?.startDate.isDate, days?.startDate.toString(), days?.endDate.toString()]).toEqual([
      true,
      "2021-08-01",
      "2021-08-03",
    ]);
    expect(fair?.component.getFirstProperty("summary")?.getFirstParameter("language")).toBe("en");
  });

  test("tell when they changed from the content", () => {
    for (const [event, stamp] of [
      ["a-1", "2021-04-01T12:00:00Z"],
      ["b-1", "2022-01-01T12:00:00Z"],
    ] as const) {
      const year = stamp.slice(0, 4);
      const [read] = eventsIn(site.page(`/folj/kalender/nyhetsbrev/${year}/${event}.ics`));
      expect(String(read?.component.getFirstPropertyValue("dtstamp"))).toBe(stamp);
    }
  });

  test("an event's own file holds the same event under the same id", () => {
    const all = eventsIn(site.page("/folj/kalender.ics"));
    const files = filesBelow(join(site.folder, "folj/kalender"));
    expect(files).toEqual(["nyhetsbrev/2021/a-1.ics", "nyhetsbrev/2021/a-3.ics", "nyhetsbrev/2022/b-1.ics"]);
    const own = files.flatMap((file) => eventsIn(site.page(`/folj/kalender/${file}`)));
    const items = (events: ICAL.Event[]) => events.map((event) => event.component.toString()).sort();
    expect(items(own)).toEqual(items(all));
    for (const { uid } of own)
      expect(uid).toMatch(/^[0-9a-f]{8}-[0-9a-f]{4}-5[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}$/);
    expect(new Set(own.map(({ uid }) => uid)).size).toBe(3);
  });

  test("the page of events has them all, with an anchor, and a file where there is one", () => {
    const page = site.page("/kalender/");
    const anchors = [...page.matchAll(/<li id="([^"]+)">/g)].map(([, id]) => id);
    expect(anchors).toEqual([
      "nyhetsbrev/2022/b-1",
      "nyhetsbrev/2021/a-3",
      "nyhetsbrev/2021/a-2",
      "nyhetsbrev/2021/a-1",
    ]);
    expect(page).toContain('href="/folj/kalender/nyhetsbrev/2021/a-1.ics"');
    expect(page).not.toContain("a-2.ics");
  });

  test("an event that is changed keeps its id, and says when it changed", async () => {
    const uidOf = async (front: string) => {
      const changed = await build(contentFolder(MINIMAL, { issues: undefined, "issues/a.md": letter(front) }));
      return eventsIn(changed.page("/folj/kalender.ics")).map(({ uid }) => uid);
    };
    const front = "title: A\ndate: 2021\nslug: a\nevents:\n  - title: Möte\n    start: 2021-06-01";
    expect(await uidOf(front.replace("Möte", "Stora mötet").replace("06-01", "06-08"))).toEqual(await uidOf(front));
  });
});

test("the real archive's calendars are read back whole", async () => {
  const site = await build(UDD);
  const files = filesBelow(join(site.folder, "folj/kalender"));
  expect(eventsIn(site.page("/folj/kalender.ics"))).toHaveLength(files.length);
  expect(files.length).toBeGreaterThan(5);
  for (const file of files) expect(eventsIn(site.page(`/folj/kalender/${file}`))).toHaveLength(1);
});

test("many events are spread over a page for each year, and none is lost", async () => {
  const years = [2020, 2021, 2022, 2023];
  const events = (year: number) =>
    Array.from({ length: 100 }, (_, index) => `  - title: Nr ${index}\n    start: ${year}-05-01`).join("\n");
  const site = await build(
    contentFolder(MINIMAL, {
      issues: undefined,
      ...Object.fromEntries(
        years.map((year) => [
          `issues/${year}.md`,
          letter(`title: A\ndate: ${year}\nslug: a\nevents:\n${events(year)}`),
        ]),
      ),
    }),
  );
  const count = (address: string): number => site.page(address).match(/<li id="/g)?.length ?? 0;
  expect(count("/kalender/")).toBe(300);
  for (const year of years) {
    expect(site.page("/kalender/")).toContain(`href="/kalender/${year}/"`);
    expect(count(`/kalender/${year}/`)).toBe(100);
  }
});
