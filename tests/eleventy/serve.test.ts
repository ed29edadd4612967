/** Both previews show a project and follow what changes in it: content, and what the project adds. */
import { type ChildProcess, spawn } from "node:child_process";
import { afterEach, expect, test } from "vitest";
import { PROGRAM } from "../support/program.ts";
import { letter, writeFiles } from "../support/sample.ts";
import { createProject, ELEVENTY, LOADER } from "./support.ts";

let running: ChildProcess | undefined;
afterEach(async () => {
  const stopped = new Promise((resolve) => running?.once("close", resolve));
  running?.kill("SIGKILL");
  await stopped;
});

/** Starts a server in a folder. @returns the address that it says it is shown at */
async function start(parameters: readonly string[], cwd: string): Promise<string> {
  const child = spawn(process.execPath, parameters, { cwd, env: { ...process.env, NO_COLOR: "1" } });
  running = child;
  let output = "";
  return new Promise((resolve, reject) => {
    const read = (chunk: Buffer): void => {
      output += chunk.toString();
      const [address] = /http:\/\/localhost:\d+\//.exec(output) ?? [];
      if (address !== undefined) resolve(address);
    };
    child.stdout.on("data", read);
    child.stderr.on("data", read);
    child.on("close", () => reject(new Error(output)));
  });
}

const textAt = async (url: string): Promise<string> => (await fetch(url)).text();

const PAGE = "---\npermalink: /mine/\n---\n<p>{{ config.name }}</p>\n";

test.each<[string, string[]]>([
  ["brevarkiv serve", [PROGRAM, "serve", "--port", "0"]],
  [
    "eleventy --serve",
    [...LOADER, ELEVENTY, "--config=.eleventy.ts", "--serve", `--port=${18_000 + (process.pid % 2_000)}`],
  ],
])("%s", async (_, parameters) => {
  const project = createProject();
  const address = await start(parameters, project);
  await expect.poll(() => textAt(`${address}about-the-site/`)).toContain("<h1>ABOUT!</h1>");
  expect(await textAt(`${address}nyhetsbrev/2026/hej/`)).toContain("<!-- signed -->");
  expect((await fetch(`${address}assets/site.css`)).status).toBe(200);

  writeFiles(project, {
    "content/issues/2026/2026-02-nytt.md": letter("title: Nytt brev\ndate: 2026-02\ndraft: true"),
  });
  await expect.poll(() => textAt(`${address}nyhetsbrev/2026/nytt-brev/`)).toContain("Nytt brev");
  writeFiles(project, { "templates/web/mine.njk": PAGE });
  await expect.poll(() => textAt(`${address}mine/`)).toContain("<p>Föreningen Exempel</p>");
  writeFiles(project, { "templates/web/mine.njk": PAGE.replace("<p>", "<p>Av ") });
  await expect.poll(() => textAt(`${address}mine/`)).toContain("<p>Av Föreningen Exempel</p>");
  // A fault leaves what is shown as it was.
  writeFiles(project, { "content/issues/2026/fel.md": letter("title: Fel\ndate: 2026-02-31") });
  await expect.poll(() => textAt(`${address}nyhetsbrev/2026/nytt-brev/`)).toContain("Nytt brev");
});
