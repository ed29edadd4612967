/** Paths that lead out of the site: the preview answers all alike, whatever lies outside its folder. */
import { mkdirSync } from "node:fs";
import { get } from "node:http";
import { basename, dirname, join } from "node:path";
import { afterAll, beforeAll, expect, test } from "vitest";
import { close, createSiteServer, listen } from "../../src/preview/site-server.ts";
import { temporaryFolder, writeFiles } from "../support/sample.ts";

const parent = temporaryFolder();
const folder = join(parent, "site");
const server = createSiteServer(folder);
let port = 0;
beforeAll(async () => {
  writeFiles(parent, { "site/om/index.html": "<p>om", "site/404.html": "<p>saknas" });
  mkdirSync(join(parent, "tom"));
  writeFiles(parent, { "ute/index.html": "<p>" });
  port = await listen(server, 0);
});
afterAll(() => close(server));

/** Asks for a path exactly as it stands. */
const ask = (
  path: string,
  host = "localhost",
): Promise<[status: number | undefined, location: string | undefined, body: string]> =>
  new Promise((resolve, reject) => {
    get({ host: "localhost", port, path, headers: { Host: host }, agent: false }, (response) => {
      let body = "";
      response.setEncoding("utf8").on("data", (chunk: string) => {
        body += chunk;
      });
      response.on("end", () => resolve([response.statusCode, response.headers.location, body]));
    }).on("error", reject);
  });

test.each([
  "//om",
  "//om/",
  "/om//",
  "//www.example.com/om",
  "/..",
  "/../ute",
  "/../ute/",
  "/../tom",
  "/../saknas",
  "/om/../om",
  "/om/../../ute",
  "/%2e%2e/ute",
  "/.%2E/ute",
  "/..%2fute",
  "/..%5cute",
  "/%5cwww.example.com",
  "/./om",
  `/../../${basename(dirname(parent))}/${basename(parent)}/ute`,
])("%s is not found", async (path) => {
  expect(await ask(path)).toEqual([404, undefined, "<p>saknas"]);
});

test("others are led to the last slash, and shown", async () => {
  expect(await ask("/om")).toEqual([301, "/om/", ""]);
  expect(await ask("/om/?x=//y/../z")).toEqual([200, undefined, "<p>om"]);
});

test.each(["localhost", "localhost:8080", "127.0.0.1:8080", "[::1]:8080"])("is answered as %s", async (host) => {
  expect(await ask("/om/", host)).toEqual([200, undefined, "<p>om"]);
});

// A page elsewhere can give a name of its own the address of this computer (DNS rebinding).
test.each(["www.example.com", "localhost.example.com", "127.0.0.1.example.com", "192.0.2.1"])(
  "is not answered as %s",
  async (host) => {
    expect(await ask("/om/", host)).toEqual([421, undefined, ""]);
  },
);
