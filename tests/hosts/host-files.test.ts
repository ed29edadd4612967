/** The settings of each host against the host itself: one plain value in, the answers of real servers out. */
import { afterAll, beforeAll, expect, test } from "vitest";
import { POLICY, RULES } from "./rules-of-every-kind.ts";
import { type Answer, describeHosts, HOSTS_AND_PREVIEW, type Host } from "./servers.ts";
import { siteOf } from "./site-of-rules.ts";

const PAGES = [
  "",
  "om/",
  "hitta/",
  "brev/",
  "brev/ett/",
  "brev/borta/",
  "sok/",
  "sok/inre/",
  "nyheter/akut/",
  "nyhet-1/",
  "sv/om-udd/sidor/default.aspx/",
];

const FILES = { "brev/flode.xml": "<feed/>", "kalender/en.ics": "BEGIN:VCALENDAR", "en.opml": "<opml/>" };

/** How often a header was sent. */
const values = ({ rawHeaders }: Answer, name: string): string[] =>
  rawHeaders.filter((_, index) => index % 2 === 1 && rawHeaders[index - 1]?.toLowerCase() === name);

describeHosts(HOSTS_AND_PREVIEW, (name, start) => {
  let host: Host;
  beforeAll(async () => {
    host = await start(siteOf(RULES, PAGES, FILES));
  });
  afterAll(() => host?.stop());

  test.each([
    ["/", 200, POLICY],
    ["/om/", 200, POLICY],
    ["/sok/", 200, "script-src 'self' 'wasm-unsafe-eval'"],
    ["/sok/inre/", 200, "script-src 'none'"],
    ["/brev/", 200, "script-src 'self'"],
    ["/brev/ett/", 200, POLICY],
    ["/finns-inte/", 404, POLICY],
    ["/brev/borta/", 410, POLICY],
    ["/nyhet-1/", 301, POLICY],
  ])("%s: %i, with one policy and that the right one", async (path, status, policy) => {
    const answer = await host.ask(path);
    expect(answer.status).toBe(status);
    expect(values(answer, "content-security-policy")).toEqual([policy]);
    expect(values(answer, "x-content-type-options")).toEqual(["nosniff"]);
    expect(values(answer, "access-control-allow-origin")).toEqual([]);
    expect(values(answer, "content-type")).toHaveLength(status === 301 && ["caddy", "preview"].includes(name) ? 0 : 1);
  });

  test.each([
    ["/brev/flode.xml", "application/atom+xml; charset=utf-8", ["*"]],
    ["/kalender/en.ics", "text/calendar; charset=utf-8", ["*"]],
    ["/en.opml", "text/x-opml; charset=utf-8", []],
  ])("%s: type and who may read it", async (path, type, origin) => {
    const answer = await host.ask(path);
    expect(answer.status).toBe(200);
    expect(values(answer, "content-type")).toEqual([type]);
    expect(values(answer, "access-control-allow-origin")).toEqual(origin);
    expect(values(answer, "content-security-policy")).toEqual([POLICY]);
  });

  test.each([
    ["/nyhet-1", 301, "/nyheter/akut/"],
    ["/nyhet-1/?utm=1", 301, "/nyheter/akut/"],
    ["/senaste/", 302, "/brev/"],
    ["/sv/Om-Udd/Sidor/default.aspx", 301, "/om/#bakgrund"],
    ["/sv/om-udd/sidor/default.aspx/", 301, "/om/#bakgrund"],
    ["/SV/OM-UDD/SIDOR/DEFAULT.ASPX/", 301, "/om/#bakgrund"],
    ["/Dokument/En%20rapport%20(1).pdf", 301, "/om/"],
    ["/dokument/en%20rapport%20%281%29.pdf", 301, "/om/"],
    ["/sv/h%C3%A5llbar/", 301, "https://www.example.com/h%C3%A5ll/?a=1&b=2"],
    ["/sv/ha%CC%8Allbar", 301, "https://www.example.com/h%C3%A5ll/?a=1&b=2"],
    ["/webversion/WebVersionRaw?cid=15132&mid=754225", 301, "/brev/ett/"],
    ["/webversion/webversionraw?mid=766449&emailkey=x&cid=15132", 301, "/brev/"],
    ["/webversion/WebVersionRaw?cid=15132&mid=1", 301, "/om/"],
    ["/webversion/WebVersionRaw?cid=15132&mid=7542255", 301, "/om/"],
    ["/?p=12", 301, "/om/"],
    ["/category/nyheter/page/3/", 301, "/nyheter/akut/"],
    ["/category/nyheter", 301, "/nyheter/akut/"],
    ["/SV/nyheter/2019/sidor/okand.aspx/", 301, "/om/"],
  ])("%s leads on: %i %s", async (path, status, to) => {
    const answer = await host.ask(path);
    expect([answer.status, answer.headers.location?.replace(/^http:\/\/localhost(?::\d+)?(?=\/)/, "")]).toEqual([
      status,
      to,
    ]);
  });

  test.each(["/nyhet-1/x", "/xnyhet-1/", "/sv/om-uddxsidor/default.aspx"])(
    "%s is not mistaken for another",
    async (path) => {
      expect((await host.ask(path)).status).toBe(404);
    },
  );

  const OLD: [pasted: string, to: string | undefined][] = [
    ["https://public.paloma.se/webversion/WebVersionRaw?cid=15132&mid=754225", "/brev/ett/"],
    ["http://newsletter.paloma.se/webversion/default.aspx?mid=766449&cid=15132", "/brev/"],
    ["https://public.paloma.se/webversion/WebVersionRaw?emailkey=x&cid=15132&mid=754225&a=b#c", "/brev/ett/"],
    ["https://public.paloma.se/webversion/WebVersionRaw?cid=15132&mid=7542255", undefined],
    ["https://public.paloma.se/webversion/WebVersionRaw?xcid=15132&mid=754225", undefined],
    ["http://www.example.org/sv/Om-Udd/Sidor/default.aspx/", "/om/#bakgrund"],
    ["  www.example.org/sv/om-udd/sidor/default.aspx?x=1 ", "/om/#bakgrund"],
    ["/SV/OM-UDD/SIDOR/DEFAULT.ASPX", "/om/#bakgrund"],
    ["https://example.org:8080/nyhet-1", "/nyheter/akut/"],
    ["https://www.example.org/sv/hållbar/", "https://www.example.com/h%C3%A5ll/?a=1&b=2"],
    ["https://www.example.org/sv/h%C3%A5llbar/", "https://www.example.com/h%C3%A5ll/?a=1&b=2"],
    ["https://www.example.org/Dokument/En rapport (1).pdf", "/om/"],
    ["https://www.example.org/Dokument/En%20rapport%20(1).pdf", "/om/"],
    ["https://www.example.org/category/nyheter/page/7/", "/nyheter/akut/"],
    ["https://www.example.org/?p=12", "/om/"],
    ["https://www.example.org/nyhet-12/", undefined],
    ["javascript:alert(1)", undefined],
    ["https://evil.example/x/nyhet-1/y", undefined],
    ["", undefined],
  ];

  test.each(OLD)("%s pasted at /hitta/ leads to %s", async (pasted, to) => {
    const answer = await host.ask(`/hitta/?${new URLSearchParams({ adress: pasted })}`);
    const location = answer.headers.location?.replace(/^http:\/\/localhost(?::\d+)?(?=\/)/, "");
    expect([answer.status, location]).toEqual(to === undefined ? [200, undefined] : [302, to]);
  });

  test("says that a page is gone, with the page that tells why", async () => {
    for (const path of ["/brev/borta/", "/fil.pdf"]) {
      const answer = await host.ask(path);
      expect([answer.status, answer.body], path).toEqual([410, "<p>brev/borta/"]);
      expect(answer.headers["content-type"]).toMatch(/^text\/html/);
    }
    expect((await host.ask("/finns-inte")).body).toBe("<p>saknas");
  });

  const SETTINGS = ["/_headers", "/_redirects", "/.htaccess", "/_hosting/nginx.conf", "/_hosting/nginx-maps.conf"];
  test.each(name === "preview" ? [] : SETTINGS)("%s is not handed out", async (path) => {
    expect((await host.ask(path)).status).toBeGreaterThanOrEqual(403);
  });
});
