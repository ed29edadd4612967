/** One table of requests: each host that we write settings for, and the preview, answers all of it alike. */
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { build, contentFolder, MINIMAL, type Site } from "../support/sample.ts";
import { netlifyAnswer } from "./netlify.ts";
import { describeHosts, HOSTS_AND_PREVIEW, type Host } from "./servers.ts";

/** The less particular first, as an editor may have them. */
const REDIRECTS = `
/arkiv/*: /nyhetsbrev/
/arkiv/om/*: /om-oss/
/arkiv/senaste/: /nyhetsbrev/senaste/
/arkiv/nytt/*: /nyhetsbrev/senaste/
/visa.aspx: /om-oss/
"/visa.aspx?id=7": /nyhetsbrev/
"/visa.aspx?id=7&sida=2": /amnen/
"/visa.aspx?id=7&lang=sv&sida=2": /hitta/
"/visa.aspx?sida=2": https://www.example.com/sida/
"/?p=7": /om-oss/
"/?p=7&preview=Ja": /nyhetsbrev/
"/om-oss/?flik=2": /nyhetsbrev/
"/om-oss/?flik=3": /om-oss/
"https://gamla.example.com/": /
`;

const NEWEST = "/nyhetsbrev/2026/hej/";
const REQUESTS: [path: string, status: number, to?: string][] = [
  ["/", 200],
  ["/om-oss/", 200],
  ["/finns-inte/", 404],
  ["/visa.aspx?id=7", 301, "/nyhetsbrev/"],
  ["/visa.aspx?sida=3&id=7", 301, "/nyhetsbrev/"],
  ["/visa.aspx?id=7&sida=2", 301, "/amnen/"],
  ["/visa.aspx?sida=2&id=7&x=y", 301, "/amnen/"],
  ["/visa.aspx?sida=2&id=7&lang=sv", 301, "/hitta/"],
  ["/visa.aspx?sida=2", 301, "https://www.example.com/sida/"],
  ["/?p=7", 301, "/om-oss/"],
  ["/?p=7&preview=Ja", 301, "/nyhetsbrev/"],
  ["/?p=8", 200],
  ["/om-oss/?flik=2", 301, "/nyhetsbrev/"],
  ["/arkiv/2019/", 301, "/nyhetsbrev/"],
  ["/arkiv/om/2019/", 301, "/om-oss/"],
  ["/arkiv/nytt/2019/", 302, NEWEST],
  ["/_hosting/rules.json", 404],
  ["/_hosting/nginx.conf", 404],
  ["/.htaccess", 404],
  ["/hitta/.htaccess", 404],
];
/** Netlify looks for files first, and shows the page that leads on. */
const LEADS_ON: typeof REQUESTS = [
  ["/arkiv/senaste/", 302, NEWEST],
  ["/visa.aspx", 301, "/om-oss/"],
  ["/visa.aspx?annat=1", 301, "/om-oss/"],
  ["/visa.aspx?id=77", 301, "/om-oss/"],
];
/** What `_redirects` cannot say. */
const ANY_CASE: typeof REQUESTS = [
  ["/?P=7&PREVIEW=ja", 301, "/nyhetsbrev/"],
  ["/VISA.ASPX?ID=7", 301, "/nyhetsbrev/"],
  ["/_headers", 404],
  ["/_redirects", 404],
  ["/hitta/?adress=", 200],
  ["/hitta/", 200],
  [`/hitta/?adress=${encodeURIComponent("https://gamla.example.com/")}`, 302, "/"],
  [`/hitta/?adress=${encodeURIComponent("x.se/visa.aspx?id=7&sida=2")}`, 302, "/amnen/"],
  [`/hitta/?adress=${encodeURIComponent("x.se/?preview=JA&p=7")}`, 302, "/nyhetsbrev/"],
  [`/hitta/?adress=${encodeURIComponent("x.se/?p=7")}`, 302, "/om-oss/"],
  [`/hitta/?adress=${encodeURIComponent("x.se/arkiv/nytt/2")}`, 302, NEWEST],
];

let site: Site;
beforeAll(async () => {
  site = await build(contentFolder(MINIMAL, { "redirects.yaml": REDIRECTS }));
});

describeHosts(HOSTS_AND_PREVIEW, (_name, start) => {
  let host: Host;
  beforeAll(async () => {
    host = await start({ folder: site.folder, basePath: "/" });
  });
  afterAll(() => host?.stop());

  test.each([...REQUESTS, ...LEADS_ON, ...ANY_CASE])("%s: %i %s", async (path, status, to) => {
    const answer = await host.ask(path);
    const location = answer.headers.location?.replace(/^http:\/\/localhost(?::\d+)?(?=\/)/, "");
    expect([answer.status, location]).toEqual([status, to]);
  });
});

describe("_redirects", () => {
  test.each([...REQUESTS, ...LEADS_ON.map(([path]): (typeof REQUESTS)[number] => [path, 200])])(
    "%s: %i %s",
    (path, status, to) => {
      const answer = netlifyAnswer(site.folder, path);
      expect([answer.status, answer.location]).toEqual([status, to]);
    },
  );
});
