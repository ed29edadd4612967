/** Feeds and calendars as real servers hand them out: of the right type, and to programs on any site. */
import { chmodSync } from "node:fs";
import { dirname } from "node:path";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { HOSTS, type Host, type HostName, type Served, start } from "../hosts/servers.ts";
import { build, contentFolder, letter, MINIMAL, type Site } from "../support/sample.ts";

let site: Site;
beforeAll(async () => {
  const text = "title: A\ndate: 2021\nslug: a\nevents:\n  - title: Möte\n    start: 2021-06-01";
  // A text may link to what can be followed.
  const body = "[flödet](/folj/nyhetsbrev.atom), [listan](/folj/feeds.opml) och [kalendern](/folj/kalender.ics)";
  site = await build(contentFolder(MINIMAL, { issues: undefined, "issues/a.md": letter(text, body) }));
  // The server's own user must be able to come in.
  chmodSync(dirname(site.folder), 0o755);
});

describe.each(HOSTS)("%s", (name: HostName) => {
  let host: Host;
  beforeAll(async () => {
    host = await start(name, { folder: site.folder, basePath: "/" } satisfies Served);
  }, 20_000);
  afterAll(() => host?.stop());

  test.each([
    ["/folj/nyhetsbrev.atom", /^application\/atom\+xml; ?charset=utf-8$/],
    ["/folj/nyheter.rss", /^application\/rss\+xml; ?charset=utf-8$/],
    ["/folj/nyhetsbrev.json", /^application\/json(?:; ?charset=utf-8)?$/i],
    ["/folj/feeds.opml", /^text\/x-opml; ?charset=utf-8$/],
    ["/folj/kalender.ics", /^text\/calendar; ?charset=utf-8$/],
    ["/folj/kalender/nyhetsbrev/2021/a-1.ics", /^text\/calendar; ?charset=utf-8$/],
  ])("%s", async (path, type) => {
    const { status, rawHeaders } = await host.ask(path);
    const values = (header: string): string[] =>
      rawHeaders.filter((_, index) => index % 2 === 1 && rawHeaders[index - 1]?.toLowerCase() === header);
    expect(status).toBe(200);
    expect(values("content-type")).toEqual([expect.stringMatching(type)]);
    expect(values("access-control-allow-origin")).toEqual(["*"]);
  });

  test("pages are for this site alone", async () => {
    const { rawHeaders } = await host.ask("/nyhetsbrev/");
    expect(rawHeaders.map((header) => header.toLowerCase())).not.toContain("access-control-allow-origin");
  });
});
