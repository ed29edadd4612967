/** A real nginx serves the link while releases change: a reader never meets a missing page or half a release. */
import { type ChildProcess, spawn } from "node:child_process";
import { chmodSync, mkdirSync, readdirSync, readFileSync, writeFileSync } from "node:fs";
import { Agent, get } from "node:http";
import { createServer } from "node:net";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, test, vi } from "vitest";
import { rollBack } from "../../src/engine/store/roll-back.ts";
import { LONG } from "../support/long.ts";
import { programOf, without } from "../support/programs.ts";
import { contentFolder, letter, MINIMAL, temporaryFolder, writeFiles } from "../support/sample.ts";
import { build, sha256 } from "./support.ts";

const RELEASES = LONG ? 50 : 10;
/** Longer than a busy machine takes for anything here. */
const WAITING = { timeout: 300_000, interval: 5 };
const SKIP = without("nginx");

describe.skipIf(SKIP)(`a reader behind nginx${SKIP}`, () => {
  const root = temporaryFolder();
  const output = join(root, "site");
  const contentDir = contentFolder(MINIMAL, {
    ...Object.fromEntries(
      [1, 2, 3, 4].map((month) => [
        `issues/2025/2025-0${month}.md`,
        letter(`title: Brev ${month}\ndate: 2025-0${month}\nslug: brev-${month}\ntopics: [odling]`),
      ]),
    ),
  });
  let nginx: ChildProcess | undefined;
  let port = 0;

  const name = (release: number): string => `Förening nummer ${release} i raden`;
  function setName(release: number): void {
    const file = join(contentDir, "site.yaml");
    writeFileSync(file, readFileSync(file, "utf8").replace(/^name: .*$/m, `name: ${name(release)}`));
  }

  beforeAll(async () => {
    setName(0);
    await build({ contentDir, output, link: true });
    port = await freePort();
    const home = temporaryFolder();
    for (const folder of [root, home]) chmodSync(folder, 0o755);
    mkdirSync(join(home, "logs"));
    writeFileSync(
      join(home, "nginx.conf"),
      `daemon off; worker_processes 1; pid ${home}/nginx.pid; error_log ${home}/logs/error.log;
events { worker_connections 64; }
http {
  access_log off; types { text/html html; text/css css; } default_type text/plain; charset utf-8;
  client_body_temp_path ${home}/a; proxy_temp_path ${home}/b; fastcgi_temp_path ${home}/c; uwsgi_temp_path ${home}/d; scgi_temp_path ${home}/e;
  server { listen 127.0.0.1:${port}; root ${output}; index index.html; location ~ /\\. { return 404; } }
}
`,
    );
    nginx = spawn(
      programOf("nginx") ?? "",
      ["-p", home, "-c", join(home, "nginx.conf"), "-e", join(home, "logs/error.log")],
      {
        stdio: "ignore",
      },
    );
    await vi.waitFor(async () => expect((await fetchPage("/")).status).toBe(200), WAITING);
  });
  afterAll(() => {
    nginx?.kill("SIGQUIT");
  });

  function freePort(): Promise<number> {
    return new Promise((resolve) => {
      const server = createServer().listen(0, "127.0.0.1", () => {
        const address = server.address();
        server.close(() => resolve(typeof address === "object" && address ? address.port : 0));
      });
    });
  }

  const agent = new Agent({ keepAlive: true, maxSockets: 2 });
  function fetchPage(address: string): Promise<{ status: number; body: Buffer }> {
    return new Promise((resolve, reject) => {
      get({ host: "127.0.0.1", port, path: encodeURI(address), agent, timeout: WAITING.timeout }, (response) => {
        const chunks: Buffer[] = [];
        response.on("data", (chunk: Buffer) => chunks.push(chunk));
        response.on("end", () => resolve({ status: response.statusCode ?? 0, body: Buffer.concat(chunks) }));
        response.on("error", reject);
      }).on("error", reject);
    });
  }

  test(`through ${RELEASES} releases sees no missing page, no mix, and nothing older after something newer`, async () => {
    // The pages that all releases have; each release adds one of its own, which goes again with the next.
    const addresses = readdirSync(output, { recursive: true, encoding: "utf8" })
      .filter((path) => path.endsWith("index.html"))
      .map((path) => `/${path.slice(0, -"index.html".length)}`);
    /** Hash of a page → the release it is of. */
    const known = new Map<string, number>();
    const learn = (release: number): void => {
      for (const address of addresses) {
        known.set(`${address} ${sha256(readFileSync(join(output, address, "index.html")))}`, release);
      }
    };
    learn(0);
    const seen: { address: string; status: number; hash: string; atLeast: number }[] = [];
    /** The newest release whose build is done. */
    let published = 0;
    let over = false;
    const reader = async (): Promise<void> => {
      while (!over) {
        for (const address of addresses) {
          const atLeast = published;
          const { status, body } = await fetchPage(address);
          seen.push({ address, status, hash: sha256(body), atLeast });
        }
      }
    };
    const readers = [reader()];
    for (let release = 1; release <= RELEASES; release += 1) {
      setName(release);
      writeFiles(contentDir, {
        [`issues/2026/${release}.md`]: letter(`title: Nytt ${release}\ndate: 2026-02\nslug: nytt-${release}`),
        ...(release > 1 && { [`issues/2026/${release - 1}.md`]: undefined }),
      });
      await build({ contentDir, output });
      published = release;
      learn(release);
      await vi.waitFor(() => expect(seen.at(-1)?.atLeast).toBe(release), WAITING);
    }
    over = true;
    await Promise.all(readers);

    expect(seen.filter(({ status }) => status !== 200)).toEqual([]);
    const pages = seen.map((page) => ({ ...page, release: known.get(`${page.address} ${page.hash}`) }));
    // Each answer is, byte for byte, the page of one release: no mix.
    expect(pages.filter(({ release }) => release === undefined).map(({ address }) => address)).toEqual([]);
    // Whatever the page, none is older than one that was read before.
    let newest = 0;
    for (const { release = 0, address } of pages) {
      expect(release, address).toBeGreaterThanOrEqual(newest);
      newest = Math.max(newest, release);
    }
    // And once a build is done, its release is what is served.
    for (const { release, atLeast } of pages) expect(release).toBeGreaterThanOrEqual(atLeast);
    const releases = new Set(pages.map(({ release }) => release));
    console.log(`nginx: ${pages.length} answers`);
    expect(releases.size).toBe(RELEASES + 1);
  });

  test("sees the release before after a rollback, at once", async () => {
    const before = (await fetchPage("/")).body.toString();
    expect(before).toContain(name(RELEASES));
    expect(rollBack(output)).toBe(true);
    expect((await fetchPage("/")).body.toString()).toContain(name(RELEASES - 1));
  });
});
