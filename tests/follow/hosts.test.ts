/** Feeds and calendars as real servers hand them out: of the right type, and to programs on any site. */
import { afterAll, beforeAll, expect, test } from "vitest";
import { describeHosts, HOSTS_AND_PREVIEW, type Host } from "../hosts/servers.ts";
import { build, contentFolder, letter, MINIMAL, type Site } from "../support/sample.ts";

let site: Site;
beforeAll(async () => {
  const text = "title: A\ndate: 2021\nslug: a\nevents:\n  - title: Möte\n    start: 2021-06-01";
  // A text may link to what can be followed.
  const body = "[flödet](/folj/nyhetsbrev.atom), [listan](/folj/feeds.opml) och [kalendern](/folj/kalender.ics)";
  site = await build(contentFolder(MINIMAL, { issues: undefined, "issues/a.md": letter(text, body) }));
});

describeHosts(HOSTS_AND_PREVIEW, (_name, start) => {
  let host: Host;
  beforeAll(async () => {
    host = await start({ folder: site.folder, basePath: "/" });
  });
  afterAll(() => host?.stop());

  test.each([
    ["/folj/nyhetsbrev.atom", "application/atom+xml"],
    ["/folj/nyheter.rss", "application/rss+xml"],
    ["/folj/nyhetsbrev.json", "application/json"],
    ["/folj/feeds.opml", "text/x-opml"],
    ["/folj/kalender.ics", "text/calendar"],
    ["/folj/kalender/nyhetsbrev/2021/a-1.ics", "text/calendar"],
  ])("%s", async (path, type) => {
    const { status, rawHeaders } = await host.ask(path);
    const values = (header: string): string[] =>
      rawHeaders.filter((_, index) => index % 2 === 1 && rawHeaders[index - 1]?.toLowerCase() === header);
    expect(status).toBe(200);
    expect(values("content-type")).toEqual([`${type}; charset=utf-8`]);
    expect(values("access-control-allow-origin")).toEqual(["*"]);
  });

  test("pages are for this site alone", async () => {
    const { rawHeaders } = await host.ask("/nyhetsbrev/");
    expect(rawHeaders.map((header) => header.toLowerCase())).not.toContain("access-control-allow-origin");
  });
});
