/** Links and special files in content, which version control or an unpacked archive can bring: named, and never opened. */
import { spawnSync } from "node:child_process";
import { mkdirSync, readdirSync, readFileSync, rmSync, symlinkSync } from "node:fs";
import { createServer } from "node:net";
import { dirname, join } from "node:path";
import { describe, expect, test } from "vitest";
import { NotAFileError, readRegular } from "../../src/files/regular-file.ts";
import { startPreview } from "../../src/preview/preview.ts";
import { brevarkiv } from "../support/program.ts";
import { without } from "../support/programs.ts";
import { contentFolder, MINIMAL, TODAY, temporaryFolder, writeFiles } from "../support/sample.ts";

const NO_PIPES = without("mkfifo");

/** Puts something strange at a path. */
type Make = (path: string) => void | Promise<void>;
const pipe: Make = (path) => expect(spawnSync("mkfifo", [path]).status).toBe(0);
const device: Make = (path) => symlinkSync("/dev/zero", path);
const folder: Make = (path) => void mkdirSync(path);
const socket: Make = (path) =>
  new Promise((resolve) => {
    // Node removes a socket that it closes, so it stays open until the tests are done.
    const server = createServer().listen(path, () => resolve());
    server.unref();
  });

function project(): string {
  return dirname(contentFolder(MINIMAL));
}

/** What `check` and `build` say of a project, which must be the same: they end, and with 1. */
async function said(at: string, ...commands: string[]): Promise<string[]> {
  const lines = new Set<string>();
  for (const command of commands) {
    const { code, signal, stderr } = await brevarkiv(command.split(" "), at);
    expect([code, signal], `${command}: ${stderr}`).toEqual([1, null]);
    for (const line of stderr.split("\n")) if (/^content.*:1:1 error/.test(line)) lines.add(line.replace(/: .*/, ""));
  }
  return [...lines].sort();
}

test.skipIf(NO_PIPES)(`anywhere in the content: named by every command, and nothing waits${NO_PIPES}`, async () => {
  const at = project();
  const made: [string, Make][] = [
    ["content/files/pipe.pdf", pipe],
    ["content/issues/2026/device.md", device],
    ["content/issues/2026/socket.md", socket],
    ["content/link-health.json", pipe],
    ["content/links.yaml", device],
    ["content/published.jsonl", pipe],
    ["content/redirects.yaml", pipe],
    ["content/topics.yaml", device],
    ["content/versions", device],
  ];
  mkdirSync(join(at, "content/files"), { recursive: true });
  for (const [path, make] of made) {
    rmSync(join(at, path), { force: true });
    await make(join(at, path));
  }
  const expected = made.map(([path]) => `${path}:1:1 error file-kind`);
  expect(await said(at, "build", "check", "publish")).toEqual(expected);
});

test.skipIf(NO_PIPES)(`in place of site.yaml, and among the published texts${NO_PIPES}`, async () => {
  const at = project();
  rmSync(join(at, "content/site.yaml"));
  pipe(join(at, "content/site.yaml"));
  expect(await said(at, "build", "new Hej")).toEqual([
    "content/site.yaml:1:1 error file-kind",
    "content/site.yaml:1:1 error missing-site",
  ]);
  const other = project();
  const versions = join(other, "content/versions");
  mkdirSync(versions);
  const hash = "a".repeat(64);
  pipe(join(versions, `${hash}.md`));
  device(join(versions, `${hash}.md.new`));
  folder(join(versions, "mapp.md"));
  const expected = [`${hash}.md`, `${hash}.md.new`, "mapp.md"];
  expect(await said(other, "check", "publish")).toEqual(
    expected.map((name) => `content/versions/${name}:1:1 error file-kind`).sort(),
  );
});

test.skipIf(NO_PIPES)(`as what is imported, and as the record of imports${NO_PIPES}`, async () => {
  const at = project();
  mkdirSync(join(at, "brev"));
  pipe(join(at, "brev/a.eml"));
  device(join(at, "brev/b.eml"));
  pipe(join(at, "c.eml"));
  writeFiles(at, {
    "brev/d.eml":
      "From: a@example.se\nSubject: Brev\nDate: Thu, 14 Sep 2023 10:00:00 +0200\nMessage-ID: <1@x.se>\n\nEtt brev.\n",
  });
  const { code, stderr } = await brevarkiv(["import", "brev", "c.eml"], at);
  expect(stderr).toMatch(/^failed \(c\.eml\): it is neither a file nor a folder$/m);
  expect(stderr).toMatch(/^1 imported, .*1 failed/m);
  expect(code).toBe(1);
  for (const make of [pipe, device, folder]) {
    rmSync(join(at, "content/.imported.json"), { recursive: true, force: true });
    await make(join(at, "content/.imported.json"));
    expect(await said(at, "import brev")).toEqual(["content/.imported.json:1:1 error file-kind"]);
  }
});

test("the content folder itself may be a link; a file in its place is named", async () => {
  const at = project();
  symlinkSync("content", join(at, "arkiv"));
  expect((await brevarkiv(["check", "--content", "arkiv"], at)).code).toBe(0);
  writeFiles(at, { fil: "x" });
  for (const command of ["build", "check"]) {
    const { code, stderr } = await brevarkiv([command, "--content", "fil"], at);
    expect([code, stderr.split("\n")[0]]).toEqual([1, expect.stringMatching(/^fil:1:1 error content-folder/)]);
  }
});

describe.skipIf(!readdirSync("/proc").includes("self"))("a preview", () => {
  /** How many folders and files this process has the system watch. */
  const watches = (): number =>
    readdirSync("/proc/self/fdinfo")
      .map((descriptor) => {
        try {
          return readFileSync(join("/proc/self/fdinfo", descriptor), "utf8");
        } catch {
          return "";
        }
      })
      .join("\n")
      .match(/^inotify wd:/gm)?.length ?? 0;

  async function watchesOf(content: string): Promise<number> {
    const preview = await startPreview({
      contentDir: content,
      output: join(temporaryFolder(), "site"),
      port: 0,
      today: TODAY,
      drafts: true,
      onBuilding: () => {},
      onBuilt: () => {},
      onFailure: (error) => expect.unreachable(String(error)),
    });
    const count = watches();
    await preview.close();
    return count;
  }

  test("follows no link to a folder of many", async () => {
    const content = contentFolder(MINIMAL);
    const without = await watchesOf(content);
    const many = temporaryFolder();
    for (let number = 0; number < 200; number += 1) mkdirSync(join(many, String(number)));
    mkdirSync(join(content, "files"));
    symlinkSync(many, join(content, "files/many"));
    expect(await watchesOf(content)).toBeLessThan(without + 10);
  });
});

test.skipIf(NO_PIPES)(`a file is read, and nothing else${NO_PIPES}`, async () => {
  const at = temporaryFolder();
  writeFiles(at, { file: "x" });
  symlinkSync("file", join(at, "link"));
  expect(readRegular(join(at, "file")).toString()).toBe("x");
  for (const make of [pipe, device, folder, socket]) await make(join(at, make.name));
  for (const name of ["link", "pipe", "device", "folder", "socket"])
    expect(() => readRegular(join(at, name)), name).toThrow(NotAFileError);
});
