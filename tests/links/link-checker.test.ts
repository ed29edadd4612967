/** What the link checker asks of servers that are well, ill or wicked, and what it makes of their answers. */
import { gzipSync } from "node:zlib";
import { beforeAll, beforeEach, describe, expect, test } from "vitest";
import { INTERNET, type Network } from "../../src/links/network.ts";
import { checkerOf, checkOne, IMPATIENT, LOCAL, type Page, QUICK, startWeb, status, type Web } from "./web.ts";

const redirect = (code: number, location: string): Page => status(code, { location });
const onHead =
  (code: number, otherwise: Page = status(200)): Page =>
  (request, response) =>
    (request.method === "HEAD" ? status(code) : otherwise)(request, response);
/** As each of the pages in turn, and then as the last of them for ever. */
const inTurn = (...pages: Page[]): Page => {
  let turn = 0;
  return (request, response) => pages[Math.min(turn++, pages.length - 1)]?.(request, response);
};
let sent = 0;
const endless: Page = (_request, response) => {
  const send = (): void => {
    if (response.destroyed) return;
    sent += 65_536;
    if (response.write(Buffer.alloc(65_536, "x"))) setImmediate(send);
    else response.once("drain", send);
  };
  response.writeHead(200);
  send();
};

let web: Web;
beforeAll(async () => {
  web = await startWeb({
    "/fine": status(200),
    "/empty": status(204),
    "/gone": status(410),
    "/no-head": onHead(405),
    "/head-unknown": onHead(501),
    "/head-forbidden": onHead(403),
    "/head-missing": onHead(404),
    "/head-breaks": (request, response) => {
      if (request.method === "HEAD") request.socket.destroy();
      else status(200)(request, response);
    },
    "/forbidden": status(403),
    "/login": status(401),
    "/law": status(451),
    "/ill": status(500),
    "/recovers": inTurn(status(500), status(503), status(200)),
    "/busy": inTurn(status(429, { "retry-after": "0" }), status(200)),
    "/busy-until": inTurn(status(503, { "retry-after": new Date(Date.now() + 500).toUTCString() }), status(200)),
    "/busy-always": status(429),
    "wait.example/later": status(503, { "retry-after": "86400" }),
    "wait.example/other": status(200),
    "/moved": redirect(301, "/fine"),
    "/moved-308": redirect(308, "/fine"),
    "/found": redirect(302, "/fine"),
    "/see-other": redirect(303, "/fine"),
    "/moved-then-found": redirect(301, "/found"),
    "/found-then-moved": redirect(302, "/moved"),
    "/moved-to-gone": redirect(301, "/gone"),
    "/moved-nowhere": status(301),
    "/moved-badly": redirect(301, "http://["),
    "/loop": redirect(302, "/loop"),
    "/circle": redirect(301, "/round"),
    "/round": redirect(301, "/circle"),
    "/to-private": redirect(302, "http://10.0.0.1/"),
    "/to-metadata": redirect(301, "http://169.254.169.254/latest/meta-data/"),
    "/to-decimal": redirect(301, "http://167772161/"),
    "/to-octal": redirect(301, "http://012.0.0.1/"),
    "/to-hexadecimal": redirect(301, "http://0xa.1/"),
    "/to-zero": redirect(301, "http://0/"),
    "/to-mapped": redirect(301, "http://[::ffff:10.0.0.1]/"),
    "/to-ipv6": redirect(301, "http://[::1]/"),
    "/to-unique-local": redirect(301, "http://[fd00::1]/"),
    "/to-localhost": redirect(301, "http://localhost/"),
    "/to-mail": redirect(301, "http://a.example:25/"),
    "/to-redis": redirect(301, "http://user:secret@a.example/"),
    "/to-file": redirect(301, "file:///etc/passwd"),
    "/to-ftp": redirect(301, "ftp://a.example/"),
    "/to-script": redirect(301, "javascript:alert(1)"),
    "/to-data": redirect(301, "data:text/html,x"),
    "/silent": () => {},
    "/drips": (_request, response) => {
      response.socket?.write("HTTP/1.1 200 OK\r\n");
      const drip = setInterval(() => response.socket?.write("x-a: b\r\n"), 20);
      response.on("close", () => clearInterval(drip));
    },
    "/large-header": (_request, response) => {
      response.socket?.end(`HTTP/1.1 200 OK\r\nx-a: ${"a".repeat(200_000)}\r\n\r\n`);
    },
    "/no-http": (_request, response) => response.socket?.end("SSH-2.0-OpenSSH_9\r\n"),
    "/endless": onHead(405, endless),
    "/breaks": (request) => request.socket.destroy(),
  });
});
beforeEach(() => {
  web.visits.length = 0;
  sent = 0;
});

describe("the result for a link, and its requests", () => {
  test.each<[path: string, outcome: object, lines: string]>([
    ["/fine", { status: 200 }, "HEAD /fine"],
    ["/empty", { status: 204 }, "HEAD /empty"],
    ["/missing", { status: 404 }, "HEAD /missing, GET /missing"],
    ["/gone", { status: 410 }, "HEAD /gone, GET /gone"],
    ["/no-head", { status: 200 }, "HEAD /no-head, GET /no-head"],
    ["/head-unknown", { status: 200 }, "HEAD /head-unknown, GET /head-unknown"],
    ["/head-forbidden", { status: 200 }, "HEAD /head-forbidden, GET /head-forbidden"],
    ["/head-missing", { status: 200 }, "HEAD /head-missing, GET /head-missing"],
    ["/head-breaks", { status: 200 }, "HEAD /head-breaks, GET /head-breaks"],
    ["/forbidden", { status: 403 }, "HEAD /forbidden, GET /forbidden"],
    ["/login", { status: 401 }, "HEAD /login, GET /login"],
    ["/law", { status: 451 }, "HEAD /law, GET /law"],
    ["/ill", { status: 500 }, "HEAD /ill, GET /ill, GET /ill, GET /ill"],
    ["/recovers", { status: 200 }, "HEAD /recovers, GET /recovers, GET /recovers"],
    ["/busy", { status: 200 }, "HEAD /busy, GET /busy"],
    ["/busy-always", { status: 429 }, "HEAD /busy-always, GET /busy-always, GET /busy-always"],
    ["/moved-nowhere", { status: 301 }, "HEAD /moved-nowhere"],
    ["/moved-badly", { status: 301 }, "HEAD /moved-badly"],
    ["/found", { status: 200 }, "HEAD /found, HEAD /fine"],
    ["/see-other", { status: 200 }, "HEAD /see-other, HEAD /fine"],
    ["/found-then-moved", { status: 200 }, "HEAD /found-then-moved, HEAD /moved, HEAD /fine"],
    ["/moved-to-gone", { status: 410 }, "HEAD /moved-to-gone, HEAD /gone, GET /gone"],
  ])("%s: %o", async (path, outcome, lines) => {
    expect(await checkOne(web.url(path))).toEqual(outcome);
    expect(web.lines().join(", ")).toBe(lines);
  });

  test.each([
    ["/moved", "/fine"],
    ["/moved-308", "/fine"],
    ["/moved-then-found", "/found"],
  ])("%s has moved for good to %s", async (path, target) => {
    expect(await checkOne(web.url(path))).toEqual({ status: 200, movedTo: web.url(target) });
  });

  test.each(["/loop", "/circle"])("%s ends", async (path) => {
    expect(await checkOne(web.url(path))).toEqual({ status: "redirects" });
    expect(web.lines()).toHaveLength(11);
  });

  test("a server tells by a date when to come back", async () => {
    expect(await checkOne(web.url("/busy-until"))).toEqual({ status: 200 });
    // A date has no parts of a second.
    expect(web.lines()).toEqual(["HEAD /busy-until", "GET /busy-until"]);
  });

  test("a host that wants us back tomorrow is left alone today", async () => {
    const checker = checkerOf();
    expect(await checker.check(web.url("/later", "wait.example"))).toEqual({ status: "wait" });
    expect(await checker.check(web.url("/other", "wait.example"))).toEqual({ status: "wait" });
    expect(web.lines()).toEqual(["HEAD /later"]);
  });
});

describe("nothing but public web servers is asked", () => {
  test.each([
    "/to-private",
    "/to-metadata",
    "/to-decimal",
    "/to-octal",
    "/to-hexadecimal",
    "/to-zero",
    "/to-mapped",
    "/to-ipv6",
    "/to-unique-local",
    "/to-localhost",
    "/to-mail",
    "/to-redis",
  ])("%s", async (path) => {
    expect(await checkOne(web.url(path))).toEqual({ status: "private" });
    expect(web.lines()).toEqual([`HEAD ${path}`]);
  });

  test.each(["/to-file", "/to-ftp", "/to-script", "/to-data"])("%s", async (path) => {
    expect(await checkOne(web.url(path))).toEqual({ status: "scheme" });
  });

  test("the internet of the program itself does not hold this machine, however it is called", async () => {
    for (const host of [
      "localhost",
      "127.0.0.1",
      "2130706433",
      "0x7f.1",
      "0177.0.0.1",
      "[::1]",
      "[::ffff:127.0.0.1]",
      "0",
    ])
      expect(await checkOne(`http://${host}:${web.port}/fine`, INTERNET), host).toEqual({ status: "private" });
    expect(web.visits).toEqual([]);
  });

  test.each<[string, Network["resolve"]]>([
    ["to a private address", async () => ["192.168.1.1"]],
    ["to one beside a public one", async () => ["127.0.0.1", "10.0.0.1"]],
    ["to a mapped one", async () => ["::ffff:127.0.0.1"]],
    ["to a link's own", async () => ["fe80::1%lo"]],
  ])("a name that leads %s", async (_where, resolve) => {
    expect(await checkOne(web.url("/fine"), { ...LOCAL, resolve })).toEqual({ status: "private" });
    expect(web.visits).toEqual([]);
  });

  test("a name that leads elsewhere a moment later (DNS rebinding)", async () => {
    // Once for robots.txt, once for the page: nobody looks the name up again after it was looked at.
    const asked: string[] = [];
    const answers = [["127.0.0.1"], ["127.0.0.1"], ["169.254.169.254"]];
    const resolve = async (host: string): Promise<string[]> => {
      asked.push(host);
      return answers[Math.min(asked.length, answers.length) - 1] ?? [];
    };
    const checker = checkerOf({ ...LOCAL, resolve });
    expect(await checker.check(web.url("/fine"))).toEqual({ status: 200 });
    expect(asked).toHaveLength(2);
    expect(await checker.check(web.url("/fine"))).toEqual({ status: "private" });
    expect(web.lines()).toEqual(["HEAD /fine"]);
  });
});

describe("servers that would keep us", () => {
  test.each<[string, { status: string }]>([
    ["/silent", { status: "timeout" }],
    ["/drips", { status: "timeout" }],
    ["/large-header", { status: "connection" }],
    ["/no-http", { status: "connection" }],
    ["/breaks", { status: "connection" }],
  ])("%s: %o", async (path, outcome) => {
    const isSilent = outcome.status === "timeout";
    expect(await checkOne(web.url(path), LOCAL, isSilent ? IMPATIENT : QUICK)).toEqual(outcome);
    if (isSilent) expect(web.lines()).toEqual([`HEAD ${path}`, `GET ${path}`]);
  });

  test("the body of a page is not read", async () => {
    expect(await checkOne(web.url("/endless"))).toEqual({ status: 200 });
    // No more than what lies in the buffers of two sockets.
    expect(sent).toBeLessThan(20_000_000);
    const before = sent;
    await new Promise((resolve) => setTimeout(resolve, 50));
    expect(sent).toBe(before);
  });

  test("names that lead nowhere, nowhere in time, and ports on which nobody listens", async () => {
    const notFound = Object.assign(new Error("no such name"), { code: "ENOTFOUND" });
    const failing: Network = { ...LOCAL, resolve: () => Promise.reject(notFound) };
    expect(await checkOne("http://a.example/", failing)).toEqual({ status: "name" });
    expect(await checkOne("http://a.example/", { ...LOCAL, resolve: async () => [] })).toEqual({ status: "name" });
    const never: Network = { ...LOCAL, resolve: () => new Promise(() => {}) };
    expect(await checkOne("http://a.example/", never, IMPATIENT)).toEqual({ status: "timeout" });
    expect(await checkOne("http://a.example:65534/")).toEqual({ status: "connection" });
  });

  test("no secure connection", async () => {
    expect(await checkOne(`https://a.example:${web.port}/fine`)).toEqual({ status: "tls" });
  });

  test("one who stops the check need not wait for them", async () => {
    const stop = new AbortController();
    const pending = checkOne(web.url("/silent"), LOCAL, { ...QUICK, timeout: 60_000 }, stop.signal);
    setTimeout(() => stop.abort(), 50);
    await expect(pending).rejects.toThrow("aborted");
  });
});

describe("robots.txt is respected", () => {
  let robots: Web;
  const text =
    (body: string, headers: Record<string, string> = {}): Page =>
    (_request, response) =>
      response.writeHead(200, headers).end(body);
  beforeAll(async () => {
    const bomb = gzipSync(Buffer.alloc(50_000_000, "#"));
    const rule = "User-agent: *\nDisallow: /hemligt/\n";
    robots = await startWeb({
      "some.example/robots.txt": text(rule),
      "own.example/robots.txt": text("User-agent: Prov\nAllow: /\n\nUser-agent: *\nDisallow: /\n"),
      "ill.example/robots.txt": status(500),
      "moved.example/robots.txt": redirect(301, "/regler.txt"),
      "moved.example/regler.txt": text(rule),
      "circle.example/robots.txt": redirect(301, "/robots.txt"),
      "private.example/robots.txt": redirect(301, "http://10.0.0.1/robots.txt"),
      "silent.example/robots.txt": () => {},
      "packed.example/robots.txt": (_request, response) =>
        response.writeHead(200, { "content-encoding": "gzip" }).end(bomb),
      "endless.example/robots.txt": endless,
      "late.example/robots.txt": text(`${"# ".padEnd(600_000, "x")}\n${rule}`),
      "/hemligt/a": status(200),
      "/oppet": status(200),
    });
  });

  test.each<[host: string, path: string, status: number | string, lines: string]>([
    ["some.example", "/oppet", 200, "GET /robots.txt, HEAD /oppet"],
    ["some.example", "/hemligt/a", "robots", "GET /robots.txt"],
    ["own.example", "/hemligt/a", 200, "GET /robots.txt, HEAD /hemligt/a"],
    ["none.example", "/hemligt/a", 200, "GET /robots.txt, HEAD /hemligt/a"],
    ["ill.example", "/oppet", "robots", "GET /robots.txt, GET /robots.txt, GET /robots.txt"],
    ["moved.example", "/hemligt/a", "robots", "GET /robots.txt, GET /regler.txt"],
    ["private.example", "/oppet", "private", "GET /robots.txt"],
    ["silent.example", "/oppet", "timeout", "GET /robots.txt, GET /robots.txt"],
    ["packed.example", "/oppet", "robots", "GET /robots.txt"],
    ["endless.example", "/oppet", 200, "GET /robots.txt, HEAD /oppet"],
    ["late.example", "/hemligt/a", 200, "GET /robots.txt, HEAD /hemligt/a"],
  ])("%s%s: %s", async (host, path, expected, lines) => {
    robots.visits.length = 0;
    const pace = host === "silent.example" ? IMPATIENT : QUICK;
    expect(await checkOne(robots.url(path, host), LOCAL, pace)).toEqual({ status: expected });
    expect(robots.visits.map(({ line }) => line).join(", ")).toBe(lines);
  });

  test("one that forwards without end allows everything", async () => {
    expect(await checkOne(robots.url("/oppet", "circle.example"))).toEqual({ status: 200 });
  });

  test("it is asked for once, and we say who we are", async () => {
    robots.visits.length = 0;
    const checker = checkerOf();
    for (const path of ["/oppet", "/hemligt/a", "/oppet?a=1"]) await checker.check(robots.url(path, "some.example"));
    expect(robots.visits.map(({ line }) => line)).toEqual([
      "GET /robots.txt",
      "HEAD /oppet",
      "HEAD /oppet?a=1",
      "GET /oppet?a=1",
    ]);
    for (const { agent } of robots.visits) expect(agent).toBe("Prov/1 (+https://www.example.org/)");
  });
});

test("a host gets one request at a time, also from links that forward to it, and hosts are asked side by side", async () => {
  const waiting: (() => void)[] = [];
  const hosts = await startWeb({
    // Is answered once both hosts are asked for it.
    "/0": (request, response) => {
      waiting.push(() => status(200)(request, response));
      if (waiting.length === 2) for (const answer of waiting) answer();
    },
    "/1": status(200),
    "/2": status(200),
    "/far": (request, response) => redirect(302, hosts.url("/1", "b.example"))(request, response),
  });
  const checker = checkerOf();
  const urls = ["/0", "/1", "/2", "/far"].flatMap((path) => [
    hosts.url(path, "a.example"),
    hosts.url(path, "b.example"),
  ]);
  await Promise.all(urls.map((url) => checker.check(url)));
  for (const host of ["a.example", "b.example"]) {
    const visits = hosts.visits.filter((visit) => visit.host === host);
    expect(visits.length).toBeGreaterThan(4);
    for (const [index, visit] of visits.entries()) expect(visit.start).toBeGreaterThan(visits[index - 1]?.end ?? 0);
  }
});
