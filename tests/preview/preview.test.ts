/** The preview as a browser meets it: real requests against a real server on a free port. */
import { cpSync, existsSync, mkdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { request } from "node:http";
import { createServer } from "node:net";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import type { BuildResult } from "../../src/engine/build-options.ts";
import { type Preview, startPreview } from "../../src/preview/preview.ts";
import { contentFolder, letter, SAMPLE, TODAY, temporaryFolder } from "../support/sample.ts";

/** Things that happen one after another, each awaited once. */
class Queue<T> {
  readonly #arrived: T[] = [];
  readonly #waiting: ((value: T) => void)[] = [];
  push(value: T): void {
    const next = this.#waiting.shift();
    if (next) next(value);
    else this.#arrived.push(value);
  }
  next(): Promise<T> {
    const value = this.#arrived.shift();
    return value === undefined ? new Promise((resolve) => this.#waiting.push(resolve)) : Promise.resolve(value);
  }
}

interface Response {
  readonly status: number;
  readonly headers: Readonly<Record<string, string | string[] | undefined>>;
  readonly text: string;
}

/** A request whose path goes out as it stands: fetch() would tidy `/../` away before sending. */
function get(address: string, path: string, method = "GET"): Promise<Response> {
  const { hostname, port } = new URL(address);
  return new Promise((resolve, reject) => {
    request({ hostname, port, path, method }, (response) => {
      let text = "";
      response.setEncoding("utf8").on("data", (chunk: string) => {
        text += chunk;
      });
      response.on("end", () => resolve({ status: response.statusCode ?? 0, headers: response.headers, text }));
    })
      .on("error", reject)
      .end();
  });
}

interface Started {
  readonly preview: Preview;
  readonly content: string;
  readonly output: string;
  readonly builds: Queue<BuildResult>;
  readonly failures: unknown[];
}

const started: Started[] = [];

/** Waits, build by build, until something is true: one change may make the disk report twice, and so build twice. */
async function untilBuilt({ builds }: Started, isTrue: () => Promise<boolean>): Promise<void> {
  while (!(await isTrue())) await builds.next();
}

/** The first message that is as asked for. */
async function message(
  stream: { next(): Promise<{ problems: string[] }> },
  isMeant: (problems: readonly string[]) => boolean,
): Promise<string[]> {
  for (;;) {
    const { problems } = await stream.next();
    if (isMeant(problems)) return problems;
  }
}

async function start(content = contentFolder(SAMPLE)): Promise<Started> {
  const output = join(temporaryFolder(), "preview");
  const builds = new Queue<BuildResult>();
  const failures: unknown[] = [];
  const preview = await startPreview({
    contentDir: content,
    output,
    port: 0,
    today: TODAY,
    drafts: true,
    onBuilding: () => {},
    onBuilt: (result) => builds.push(result),
    onFailure: (error) => failures.push(error),
  });
  const result = { preview, content, output, builds, failures };
  started.push(result);
  return result;
}

afterAll(async () => {
  for (const { preview } of started) await preview.close();
});

/** The messages that a page's EventSource gets. */
async function events(address: string): Promise<{ next(): Promise<{ problems: string[] }>; close(): void }> {
  const controller = new AbortController();
  const response = await fetch(new URL("/_brevarkiv/events", address), { signal: controller.signal });
  expect(response.headers.get("content-type")).toBe("text/event-stream");
  const queue = new Queue<{ problems: string[] }>();
  const read = async (): Promise<void> => {
    let buffer = "";
    const decoder = new TextDecoder();
    for await (const chunk of response.body as unknown as AsyncIterable<Uint8Array>) {
      buffer += decoder.decode(chunk, { stream: true });
      const messages = buffer.split("\n\n");
      buffer = messages.pop() ?? "";
      for (const message of messages) queue.push(JSON.parse(message.replace(/^data: /, "")));
    }
  };
  // Ends by being closed, by us or by the server.
  read().catch(() => {});
  return { next: () => queue.next(), close: () => controller.abort() };
}

describe("a running preview", () => {
  let site: Started;
  beforeAll(async () => {
    site = await start();
  });

  test("serves pages with the site's own headers, on this machine only", async () => {
    const { status, headers, text } = await get(site.preview.address, "/");
    expect(status).toBe(200);
    expect(text).toContain("Föreningen Exempel");
    expect(headers).toMatchObject({
      "content-type": "text/html; charset=utf-8",
      "x-content-type-options": "nosniff",
      "referrer-policy": "no-referrer",
    });
    const policy = String(headers["content-security-policy"]);
    expect(policy).toContain("default-src 'none'");
    expect(policy).toMatch(/frame-ancestors 'self'(?:;|$)/);
    const framed = await get(site.preview.address, "/embed/senaste/");
    expect(framed.headers["content-security-policy"]).toContain(
      "frame-ancestors 'self' https://*.example.com https://intranet.example.org:8443",
    );
    expect(policy).not.toContain("unsafe");
    // A browser would force https on every later project on localhost.
    expect(headers["strict-transport-security"]).toBeUndefined();
    expect(new URL(site.preview.address).hostname).toBe("localhost");
  });

  test.each<[string, RegExp]>([
    ["/assets/site.css", /^text\/css/],
    ["/favicon.svg", /^image\/svg\+xml/],
    ["/sitemap.xml", /xml/],
    ["/robots.txt", /^text\/plain/],
    ["/gammalt/rapport.txt", /^text\/plain/],
    ["/nyhetsbrev/2025/mars/cykel.png", /^image\/png/],
    ["/nyhetsbrev/2025/mars/", /^text\/html; charset=utf-8/i],
  ])("%s", async (path, type) => {
    const { status, headers } = await get(site.preview.address, path);
    expect(status).toBe(200);
    expect(headers["content-type"]).toMatch(type);
    expect(headers["content-security-policy"]).toBeDefined();
  });

  test("a path without its last slash, or with a query, leads to the page", async () => {
    const response = await fetch(new URL("/om-oss", site.preview.address));
    expect(response.status).toBe(200);
    expect(await response.text()).toContain("Vilka vi vore, om vi fanns.");
    expect((await get(site.preview.address, "/om-oss/?utm_source=brev")).text).toContain("Vilka vi vore, om vi fanns.");
  });

  test("what is not there gets the site's own page and 404", async () => {
    for (const path of ["/finns/inte/", "/finns-inte", "/x.html", "/%E0%A4%A", "/%00", "/om-oss/%zz/"]) {
      const { status, text } = await get(site.preview.address, path);
      expect(status, path).toBe(404);
      expect(text, path).toContain("Sidan finns inte");
    }
  });

  test("drafts are shown, marked as such", async () => {
    const { status, text } = await get(site.preview.address, "/nyhetsbrev/2026/julblad/");
    expect(status).toBe(200);
    expect(text).toContain("Hit når ingen förrän brevet är klart.");
    expect(text).toContain("Utkast");
    expect((await get(site.preview.address, "/hemlig/")).status).toBe(200);
  });

  test("no path leads out of the folder", async () => {
    writeFileSync(join(site.output, "..", "secret.txt"), "hemligt");
    mkdirSync(join(site.output, "..", "secret"), { recursive: true });
    writeFileSync(join(site.output, "..", "secret/index.html"), "hemligt");
    const paths = [
      "/../secret.txt",
      "/%2e%2e/secret.txt",
      "/..%2fsecret.txt",
      "/%2e%2e%2fsecret/",
      "/../secret/",
      "/nyhetsbrev/../../secret.txt",
      "/..\\secret.txt",
      "/..%5csecret.txt",
      "/%252e%252e/secret.txt",
      "//../secret.txt",
      "/./../secret/",
      "/%2e%2e/%2e%2e/%2e%2e/%2e%2e/etc/passwd",
      "/assets/..%2f..%2fsecret/",
    ];
    for (const path of paths) {
      const { status, text } = await get(site.preview.address, path);
      expect(text, path).not.toContain("hemligt");
      expect(text, path).not.toContain("root:");
      expect(status, path).toBeGreaterThanOrEqual(400);
    }
    // The server is still there.
    expect((await get(site.preview.address, "/")).status).toBe(200);
  });

  test("requests that are no page are survived", async () => {
    for (const [path, method] of [
      ["*", "OPTIONS"],
      ["http://example.org/", "GET"],
      ["//", "GET"],
      ["/", "POST"],
      [`/${"a/".repeat(2_000)}`, "GET"],
    ] as const) {
      const outcome = await get(site.preview.address, path, method).catch((error: NodeJS.ErrnoException) => error.code);
      expect(outcome, path).toBeDefined();
    }
    expect((await get(site.preview.address, "/")).status).toBe(200);
  });

  test("HEAD gets headers and no text", async () => {
    const { status, headers, text } = await get(site.preview.address, "/assets/site.css", "HEAD");
    expect([status, text]).toEqual([200, ""]);
    expect(headers["content-type"]).toMatch(/css/);
  });

  test("a change is built and the open page reloads", async () => {
    const stream = await events(site.preview.address);
    expect(await stream.next()).toEqual({ problems: [] });
    const file = join(site.content, "issues/2026/2026-02-03-vinter.md");
    writeFileSync(file, readFileSync(file, "utf8").replace("Inget växer", "Snödropparna växer"));
    expect(await stream.next()).toEqual({ problems: [] });
    await untilBuilt(site, async () =>
      (await get(site.preview.address, "/nyhetsbrev/2026/vinterblad/")).text.includes("Snödropparna växer"),
    );
    stream.close();
  });

  test("the index for search follows when the editor pauses, and no page reloads for it", async () => {
    const entry = (): Promise<string> =>
      get(site.preview.address, "/sok/index/newest/pagefind-entry.json").then(({ text }) => text);
    const before = await entry();
    const stream = await events(site.preview.address);
    await stream.next();
    const file = join(site.content, "pages/kontakt.md");
    writeFileSync(file, readFileSync(file, "utf8").replace("---\n\n", "---\n\nNyckelordet xylofon. "));
    await untilBuilt(site, async () => (await get(site.preview.address, "/kontakt/")).text.includes("xylofon"));
    expect(await entry()).toBe(before);
    await expect.poll(entry).not.toBe(before);
    expect(await entry()).toContain('"languages"');
    let reloads = 0;
    void stream
      .next()
      .then(() => {
        reloads += 1;
        return stream.next();
      })
      .then(() => {
        reloads += 1;
      });
    await new Promise((resolve) => setTimeout(resolve, 100));
    expect(reloads).toBe(1);
    stream.close();
  });

  test("while the content has errors the last good site is shown, and the page says what is wrong", async () => {
    const stream = await events(site.preview.address);
    const wrong = join(site.content, "issues/2026/fel.md");
    writeFileSync(wrong, letter("title: Fel\ndate: 2026-02-31"));
    const problems = await message(stream, (lines) => lines.length > 0);
    expect(problems.map((line) => line.replace(site.content, "content"))).toContainEqual(
      'content/issues/2026/fel.md:3:7 error date: "2026-02-31" is not in the calendar; check the month and the day',
    );
    expect((await get(site.preview.address, "/nyhetsbrev/2026/vinterblad/")).text).toContain("Det är vinter.");

    // A page that connects meanwhile is informed at once.
    const late = await events(site.preview.address);
    expect((await late.next()).problems.length).toBeGreaterThan(0);
    late.close();

    rmSync(wrong);
    expect(await message(stream, (lines) => lines.length === 0)).toEqual([]);
    stream.close();
  });

  test("a new letter, and one that is removed", async () => {
    const status = async (): Promise<number> => (await get(site.preview.address, "/nyhetsbrev/2026/nytt/")).status;
    const file = join(site.content, "issues/2026/nytt.md");
    writeFileSync(file, letter("title: Nytt\ndate: 2026-10\nslug: nytt", "Alldeles nytt."));
    await untilBuilt(site, async () => (await status()) === 200);
    expect((await get(site.preview.address, "/nyhetsbrev/2026/nytt/")).text).toContain("Alldeles nytt.");
    rmSync(file);
    await untilBuilt(site, async () => (await status()) === 404);
  });

  test("nothing failed on our side meanwhile", () => expect(site.failures).toEqual([]));
});

describe("the start of a preview", () => {
  test("with errors in the content from the beginning it serves what is wrong, and then the site", async () => {
    const content = contentFolder(SAMPLE, { "issues/2026/fel.md": letter("title: Fel\ndate: 2026-02-31") });
    const site = await start(content);
    const page = await get(site.preview.address, "/");
    expect(page.text).toContain("/_brevarkiv/reload.js");
    expect(existsSync(site.output)).toBe(false);
    rmSync(join(content, "issues/2026/fel.md"));
    await untilBuilt(site, async () => existsSync(join(site.output, "index.html")));
    const { status, text } = await get(site.preview.address, "/");
    expect(status).toBe(200);
    expect(text).toContain("Föreningen Exempel");
  });

  test("a site below a path is served below it", async () => {
    const content = join(temporaryFolder(), "content");
    cpSync(SAMPLE, content, { recursive: true });
    const file = join(content, "site.yaml");
    writeFileSync(
      file,
      readFileSync(file, "utf8").replace("https://www.example.org/", "https://www.example.org/arkiv/"),
    );
    const site = await start(content);
    expect(site.preview.address).toMatch(/^http:\/\/localhost:\d+\/arkiv\/$/);
    expect((await get(site.preview.address, "/arkiv/om-oss/")).status).toBe(200);
    expect((await get(site.preview.address, "/arkiv/assets/site.css")).status).toBe(200);
    expect((await get(site.preview.address, "/om-oss/")).status).toBe(404);
    const links = [...(await get(site.preview.address, "/arkiv/")).text.matchAll(/(?:href|src)="(\/[^"]*)"/g)];
    expect(links.length).toBeGreaterThan(5);
    for (const [, address = ""] of links) expect(address).toMatch(/^\/(?:arkiv|_brevarkiv)\//);
  });

  test("a port that is taken is an error with its code, not silence", async () => {
    const other = createServer();
    const port = await new Promise<number>((resolve) => {
      other.listen(0, "localhost", () => resolve((other.address() as { port: number }).port));
    });
    try {
      const options = {
        contentDir: contentFolder(SAMPLE),
        output: join(temporaryFolder(), "preview"),
        port,
        today: TODAY,
        drafts: true,
        onBuilding: () => {},
        onBuilt: () => {},
        onFailure: () => {},
      };
      await expect(startPreview(options)).rejects.toMatchObject({ code: "EADDRINUSE" });
    } finally {
      other.close();
    }
  });
});
