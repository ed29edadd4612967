/** A whole check of an archive's links: what is asked, what is kept, what editors read. */
import { existsSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { beforeAll, beforeEach, describe, expect, test } from "vitest";
import {
  checkExternalLinks,
  type ExternalCheckOptions,
  type ExternalCheckResult,
} from "../../src/links/check-external.ts";
import type { Network } from "../../src/links/network.ts";
import { build, contentFolder, type Files, formatted, letter, MINIMAL, TODAY, writeFiles } from "../support/sample.ts";
import { IMPATIENT, LOCAL, QUICK, startWeb, status, type Web } from "./web.ts";

let web: Web;
beforeAll(async () => {
  web = await startWeb({
    "/fine": status(200),
    "/gone": status(410),
    "/forbidden": status(403),
    "/moved": status(301, { location: "/fine" }),
    "/silent": () => {},
    "/away": status(999),
    "/odd": (_request, response) => response.socket?.end("HTTP/1.1 042 Odd\r\nContent-Length: 0\r\n\r\n"),
    "/robots.txt": (_request, response) => response.end("User-agent: BrevarkivLinkCheck\nDisallow: /hemligt/\n"),
  });
});
beforeEach(() => {
  web.visits.length = 0;
});

async function run(
  content: string,
  options: Partial<ExternalCheckOptions> = {},
): Promise<ExternalCheckResult & { lines: string[] }> {
  const result = await checkExternalLinks({
    contentDir: content,
    today: TODAY,
    maxAge: 1,
    version: "1.2.3",
    signal: new AbortController().signal,
    network: LOCAL,
    pace: QUICK,
    ...options,
  });
  return {
    ...result,
    lines: formatted(result.diagnostics, content).map((line) => line.replaceAll(String(web.port), "PORT")),
  };
}

const archive = (body: string, changes: Files = {}): string =>
  contentFolder(MINIMAL, { "issues/2026/brev.md": letter("title: Brev\ndate: 2026-02\nslug: brev", body), ...changes });
const health = (content: string): Record<string, object> =>
  JSON.parse(readFileSync(join(content, "link-health.json"), "utf8"));
const keptOf = (content: string, url: string): object | undefined => health(content)[url];

describe("every link to another site is asked", () => {
  test("in texts, documents, events, sources, organisations and settings, and each address once", async () => {
    const url = (name: string): string => web.url(`/${name}`);
    const content = contentFolder(MINIMAL, {
      "issues/2026/brev.md": letter(
        `title: Brev\ndate: 2026-02\nslug: brev\ndocuments:\n  - title: A\n    url: ${url("document")}\nevents:\n  - title: B\n    start: 2026-01-01\n    url: ${url("event")}\nsource: { system: web, url: "${url("source")}" }`,
        `[a](${url("text")}), <${url("text#del")}>, [c][d] och en fotnot[^1].\n\n[^1]: Se ${url("footnote")}\n\n[d]: ${url("reference")}`,
      ),
      "pages/sida.md": letter(
        "title: Sida\nslug: sida",
        `[a](${url("page")}) [hem](https://www.example.org/) [brev](/nyhetsbrev/)`,
      ),
      "news/nyhet.md": letter("title: Nyhet\ndate: 2026-01\nslug: nyhet", `[a](${url("news")})`),
      "issues/2026/utkast.md": letter(
        "title: Utkast\ndate: 2026-01\nslug: utkast\ndraft: true",
        `[a](${url("draft")})`,
      ),
      "organisations.yaml": `org:\n  name: Org\n  url: ${url("organisation")}\n${readFileSync(join(MINIMAL, "organisations.yaml"), "utf8")}`,
      "site.yaml": readFileSync(join(MINIMAL, "site.yaml"), "utf8").replace(
        /^introduction:.*$/m,
        `introduction: "[a](${url("site")})"`,
      ),
    });
    const { asked, lines } = await run(content);
    const names = [
      "document",
      "event",
      "footnote",
      "news",
      "organisation",
      "page",
      "reference",
      "site",
      "source",
      "text",
    ];
    expect(Object.keys(health(content))).toEqual(names.map((name) => url(name)));
    expect(asked).toBe(names.length);
    expect(web.visits[0]?.agent).toBe(
      "BrevarkivLinkCheck/1.2.3 (+https://www.example.org/; checks the links of this site)",
    );
    const places = lines.map((line) => line.replace(/ warning.*PORT/, " "));
    expect(places).toEqual([
      "content/issues/2026/brev.md:7:10 /document does not work: it answers 404; try it yourself; it is marked on the site when it still fails at a later check",
      ...["11:10 /event", "12:29 /source", "15:5 /text", "15:36 /text#del", "17:10 /footnote", "19:6 /reference"].map(
        (place) => expect.stringContaining(`content/issues/2026/brev.md:${place} does`),
      ),
      ...[
        "news/nyhet.md:7:5 /news",
        "organisations.yaml:3:8 /organisation",
        "pages/sida.md:6:5 /page",
        "site.yaml:5:15 /site",
      ].map((place) => expect.stringContaining(`content/${place} does`)),
    ]);
  });
});

describe("what is kept", () => {
  test("is one record a line in the order of addresses, and changes nothing when nothing changed", async () => {
    const content = archive(`[a](${web.url("/moved")}) [b](${web.url("/gone")}) [c](${web.url("/fine")})`);
    await run(content);
    const text = readFileSync(join(content, "link-health.json"), "utf8");
    expect(text.replaceAll(String(web.port), "PORT")).toBe(
      `{
  "http://a.example:PORT/fine": { "checked": "2026-11-23", "status": 200 },
  "http://a.example:PORT/gone": { "checked": "2026-11-23", "status": 410, "failing": "2026-11-23" },
  "http://a.example:PORT/moved": { "checked": "2026-11-23", "status": 200, "movedTo": "http://a.example:PORT/fine" }
}
`,
    );
    await run(content, { maxAge: 0 });
    expect(readFileSync(join(content, "link-health.json"), "utf8")).toBe(text);
  });

  test("keeps what it does not know: other links, and other things said of them", async () => {
    const other = { checked: "2020-01-01", status: 404, failing: "2019-01-01", remark: "x" };
    const mine = { checked: "2026-01-01", status: 200, remark: { a: 1 } };
    const url = web.url("/fine");
    const content = archive(`[c](${url})`, {
      "link-health.json": JSON.stringify({ "https://other.example/": other, [url]: mine }),
    });
    await run(content);
    expect(keptOf(content, "https://other.example/")).toEqual(other);
    expect(keptOf(content, url)).toEqual({ checked: "2026-11-23", status: 200, remark: { a: 1 } });
  });

  test("keeps a status that HTTP does not have, which says nothing of the link, and can be read again", async () => {
    const content = archive(`[a](${web.url("/away")}) [b](${web.url("/odd")})`);
    for (const today of ["2026-11-10", "2026-11-23"])
      expect(await run(content, { today })).toMatchObject({ lines: [], unknown: 2 });
    expect(keptOf(content, web.url("/away"))).toEqual({ checked: "2026-11-23", status: 999 });
    expect(keptOf(content, web.url("/odd"))).toEqual({ checked: "2026-11-23", status: 42 });
  });

  test("is left alone when it cannot be read", async () => {
    const content = archive(`[c](${web.url("/fine")})`, { "link-health.json": "{" });
    expect((await run(content)).lines).toEqual([
      expect.stringContaining("content/link-health.json:1:1 error link-health: "),
    ]);
    expect(readFileSync(join(content, "link-health.json"), "utf8")).toBe("{");
    expect(web.visits).toEqual([]);
  });

  test("a link dies on another day than it fails, and lives again", async () => {
    const url = web.url("/gone");
    const content = archive(`[a](${url})`);
    const on = async (today: string): Promise<string[]> =>
      (await run(content, { today })).lines.map((line) => line.split(" ")[2] ?? "");
    const page = async (): Promise<boolean> =>
      (await build(content)).page("/nyhetsbrev/2026/brev/").includes("fungerade inte");
    expect(await on("2026-11-20")).toEqual(["external-failing:"]);
    expect(await page()).toBe(false);
    expect(await on("2026-11-20")).toEqual(["external-failing:"]);
    expect(await on("2026-11-21")).toEqual(["external-dead:"]);
    expect(await page()).toBe(true);
    writeFiles(content, { "links.yaml": `${url}:\n  archived: https://web.archive.org/web/2020/${url}\n` });
    expect(await on("2026-11-22")).toEqual([]);
    expect(await page()).toBe(true);
    const alive = JSON.stringify({ [web.url("/fine")]: { checked: "2026-11-01", status: 404, failing: "2026-10-01" } });
    writeFiles(content, {
      "link-health.json": alive,
      "links.yaml": undefined,
      "issues/2026/brev.md": letter("title: Brev\ndate: 2026-02\nslug: brev", `[a](${web.url("/fine")})`),
    });
    expect(await page()).toBe(true);
    expect(await on("2026-11-23")).toEqual([]);
    expect(await page()).toBe(false);
  });

  test("a silence of a week is needed where nobody says that the page is gone", async () => {
    const url = web.url("/silent");
    const content = archive(`[a](${url})`);
    for (const [today, rule] of [
      ["2026-11-10", "external-failing:"],
      ["2026-11-16", "external-failing:"],
      ["2026-11-17", "external-dead:"],
    ] as const)
      expect((await run(content, { today, pace: IMPATIENT })).lines[0], today).toContain(rule);
  });

  test("what a server will not say takes nothing back", async () => {
    const url = web.url("/forbidden");
    const before = { checked: "2026-11-10", status: 404, failing: "2026-11-01" };
    const content = archive(`[a](${url}) [b](${web.url("/hemligt/")})`, {
      "link-health.json": JSON.stringify({ [url]: before }),
    });
    const { unknown, lines } = await run(content);
    expect(keptOf(content, url)).toEqual(before);
    expect(keptOf(content, web.url("/hemligt/"))).toEqual({ checked: "2026-11-23", status: "robots" });
    expect(unknown).toBe(2);
    expect(lines).toHaveLength(1);
  });
});

describe("what is asked", () => {
  test("is what was not asked for a while", async () => {
    const [fine, gone] = [web.url("/fine"), web.url("/gone")];
    const records = { [fine]: { checked: "2026-11-20", status: 200 }, [gone]: { checked: "2026-11-23", status: 200 } };
    const content = archive(`[a](${fine}) [b](${gone})`, { "link-health.json": JSON.stringify(records) });
    expect(await run(content, { maxAge: 7 })).toMatchObject({ asked: 0, due: 0 });
    expect(await run(content, { maxAge: 4 })).toMatchObject({ asked: 0, due: 0 });
    expect(await run(content, { maxAge: 3 })).toMatchObject({ asked: 1, due: 1 });
    expect(await run(content, { maxAge: 0 })).toMatchObject({ asked: 2, due: 2 });
  });

  test("is nothing that the editors have excepted", async () => {
    const content = archive(`[a](${web.url("/gone")})`, { "links.yaml": `${web.url("/gone")}:\n  check: false\n` });
    expect(await run(content)).toMatchObject({ asked: 0, due: 0, lines: [] });
    expect(web.visits).toEqual([]);
  });

  test("a check that is stopped keeps its results, and goes on from there", async () => {
    const content = archive(`[a](${web.url("/fine")}) [b](${web.url("/silent")}) [c](${web.url("/moved")})`);
    const stop = new AbortController();
    const pace = { ...QUICK, timeout: 60_000 };
    const first = await run(content, {
      pace,
      signal: stop.signal,
      onChecked: () => setTimeout(() => stop.abort(), 20),
    });
    expect(first).toMatchObject({ asked: 1, due: 3 });
    expect(Object.keys(health(content))).toEqual([web.url("/fine")]);
    expect(await run(content, { pace: IMPATIENT })).toMatchObject({ asked: 2, due: 2 });
    expect(Object.keys(health(content))).toHaveLength(3);
  });

  test("what was written meanwhile is kept", async () => {
    const content = archive(`[a](${web.url("/fine")})`);
    const other = { "https://other.example/": { checked: "2026-11-23", status: 200 } };
    await run(content, { onChecked: () => writeFiles(content, { "link-health.json": JSON.stringify(other) }) });
    expect(Object.keys(health(content))).toEqual([web.url("/fine"), "https://other.example/"]);
  });

  test("a machine that is cut off learns nothing", async () => {
    const cutOff: Network = {
      ...LOCAL,
      resolve: () => Promise.reject(Object.assign(new Error("no name"), { code: "EAI_AGAIN" })),
    };
    const content = archive("[a](http://a.example/) [b](http://b.example/) [c](http://c.example/)");
    expect(await run(content, { network: cutOff })).toMatchObject({ offline: true, asked: 3, lines: [] });
    expect(existsSync(join(content, "link-health.json"))).toBe(false);
    // Two hosts may well have gone.
    const two = archive("[a](http://a.example/) [b](http://b.example/)");
    expect(await run(two, { network: cutOff })).toMatchObject({ offline: false, asked: 2 });
  });
});

test("editors get one line for each link", async () => {
  const url = (path: string): string => web.url(path);
  const content = archive(
    ["gone", "moved", "silent", "fine", "forbidden"].map((name) => `- [a](${url(`/${name}`)})`).join("\n") +
      "\n- [a](http://192.168.0.1/)",
    {
      "link-health.json": JSON.stringify({
        [url("/gone")]: { checked: "2026-11-10", status: 404, failing: "2026-11-01" },
      }),
    },
  );
  expect((await run(content, { pace: IMPATIENT })).lines).toEqual([
    "content/issues/2026/brev.md:7:7 warning external-dead: http://a.example:PORT/gone has not worked since 2026-11-01: it answers 410; write its new address, or name an archived copy in links.yaml",
    "content/issues/2026/brev.md:8:7 warning external-moved: http://a.example:PORT/moved has moved; write http://a.example:PORT/fine",
    "content/issues/2026/brev.md:9:7 warning external-failing: http://a.example:PORT/silent does not work: no answer in time; try it yourself; it is marked on the site when it still fails at a later check",
    "content/issues/2026/brev.md:12:7 warning external-private: http://192.168.0.1/ leads into a private network or to no web server; link to an address that every reader can reach",
  ]);
});
