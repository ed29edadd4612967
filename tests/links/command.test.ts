/** The command as people use it: words, exit codes, and a check that is stopped. */
import { existsSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { pathToFileURL } from "node:url";
import { beforeAll, describe, expect, test } from "vitest";
import { brevarkiv } from "../support/program.ts";
import { contentFolder, letter, MINIMAL, ROOT } from "../support/sample.ts";
import { startWeb, status, type Web } from "./web.ts";

const HOOK = pathToFileURL(join(import.meta.dirname, "own-web.mjs")).href;
let web: Web;
beforeAll(async () => {
  web = await startWeb({ "/fine": status(200), "/moved": status(301, { location: "/fine" }), "/silent": () => {} });
});

const archive = (body: string): string =>
  contentFolder(MINIMAL, { "issues/2026/brev.md": letter("title: Brev\ndate: 2026-02\nslug: brev", body) });

/** @param stopAt the request at which it is stopped */
async function run(content: string, args: readonly string[], stopAt?: string) {
  let watch: NodeJS.Timeout | undefined;
  const result = await brevarkiv(["check", "--content", content, ...args], ROOT, {
    node: ["--import", HOOK],
    env: { WEB: String(web.port) },
    onStart: (child) => {
      watch = setInterval(() => {
        if (stopAt === undefined || !web.lines().includes(stopAt)) return;
        // Once: a second signal ends the program without a word.
        clearInterval(watch);
        child.kill("SIGINT");
      }, 20);
    },
  });
  clearInterval(watch);
  return { ...result, stderr: result.stderr.replaceAll(content, "content") };
}

describe("brevarkiv check --external", () => {
  test("says what it asked and what is wrong with it, and keeps it", async () => {
    const content = archive("[a](http://a.example/fine) [b](http://b.example/moved) [c](http://127.0.0.1/)");
    const { code, stderr } = await run(content, ["--external"]);
    expect(stderr).toMatch(
      /^links to other sites: 3 of 3 asked, 1 without a clear answer\ncontent\/issues\/2026\/brev\.md:7:32 warning external-moved: .* write http:\/\/b\.example\/fine\ncontent\/issues\/2026\/brev\.md:7:60 warning external-private: .*\nfit to publish: \d+ pages, 2 warnings, /,
    );
    expect(code).toBe(0);
    expect(Object.keys(JSON.parse(readFileSync(join(content, "link-health.json"), "utf8")))).toHaveLength(3);
    const again = await run(content, ["--external", "--format", "json"]);
    expect(again.stderr).toBe("links to other sites: 0 of 0 asked\n");
    expect(JSON.parse(again.stdout)).toMatchObject({ warnings: 2, errors: 0 });
  });

  test("asks nothing of content with errors, and keeps nothing", async () => {
    web.visits.length = 0;
    const content = archive("[a](http://a.example/fine) [b](/saknas/)");
    const { code, stderr } = await run(content, ["--external"]);
    expect(stderr).toMatch(/^content\/issues\/2026\/brev\.md:7:32 error dead-link: .*\nnot fit to publish/);
    expect(code).toBe(1);
    expect(web.visits).toEqual([]);
    expect(existsSync(join(content, "link-health.json"))).toBe(false);
  });

  test("stopped by Ctrl+C, it keeps its results and says how it ended", async () => {
    const content = archive("[a](http://a.example/fine) [b](http://a.example/silent)");
    const { signal, stderr } = await run(content, ["--external"], "HEAD /silent");
    expect(signal).toBe("SIGINT");
    expect(stderr).toMatch(/^links to other sites: 1 of 2 asked\nfit to publish/);
    expect(Object.keys(JSON.parse(readFileSync(join(content, "link-health.json"), "utf8")))).toEqual([
      "http://a.example/fine",
    ]);
  });

  test.each([
    [["--max-age", "3"], "--max-age is for --external"],
    [["--external", "--max-age", "many"], "It is a whole number from 0 up."],
    [["--external", "--max-age", "-1"], "It is a whole number from 0 up."],
  ])("%j is wrong usage", async (args, message) => {
    const { code, stderr } = await run(archive("Hej."), args);
    expect(stderr).toContain(message);
    expect(code).toBe(2);
  });
});
