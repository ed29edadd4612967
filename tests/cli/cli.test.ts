/** The program as a user starts it: arguments, output, exit codes. Each test starts a real process. */
import { spawn } from "node:child_process";
import { existsSync, readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, test } from "vitest";
import { brevarkiv, PROGRAM } from "../support/program.ts";
import { contentFolder, fingerprint, letter, MINIMAL, ROOT, temporaryFolder, writeFiles } from "../support/sample.ts";

/** A folder with `content/` in it, as a clone has. */
function project(changes: Parameters<typeof contentFolder>[1] = {}): string {
  return join(contentFolder(MINIMAL, changes), "..");
}

const BROKEN = { "issues/2026/fel.md": letter("title: Fel\ndate: 2026-02-31") };
const BROKEN_LINE =
  'content/issues/2026/fel.md:3:7 error date: "2026-02-31" is not in the calendar; check the month and the day';
const WARNED = { "issues/2026/html.md": letter("title: Html\ndate: 2026-03", "Hej <b>du</b>!") };

describe("build", () => {
  test("writes _site from content and ends with a summary and 0", async () => {
    const folder = project(WARNED);
    const { code, stdout, stderr } = await brevarkiv(["build"], folder);
    expect(code).toBe(0);
    expect(stdout).toBe("");
    expect(stderr).toMatch(
      /^content\/issues\/2026\/html\.md:6:5 warning raw-html: <b> [^\n]+\nbuilt _site: \d+ pages, 1 warning, \d+\.\d s\n$/,
    );
    expect(readFileSync(join(folder, "_site/nyhetsbrev/2026/hej/index.html"), "utf8")).toContain("Nytt år");
  });

  test("with errors writes nothing, names each of them and ends with 1", async () => {
    const folder = project(BROKEN);
    const { code, stderr } = await brevarkiv(["build"], folder);
    expect(code).toBe(1);
    expect(stderr).toMatch(/^nothing written: 0 pages, 1 error, 0 warnings, \d+\.\d s$/m);
    expect(stderr.split("\n")[0]).toBe(BROKEN_LINE);
    expect(existsSync(join(folder, "_site"))).toBe(false);
  });

  test("--content and --output name other folders, and progress is not written to a file", async () => {
    const folder = project();
    const elsewhere = temporaryFolder();
    const { code, stderr } = await brevarkiv(
      ["build", "--content", join(folder, "content"), "--output", "ut/sajt"],
      elsewhere,
    );
    expect(code).toBe(0);
    expect(stderr).not.toMatch(/[\r\u001b]/);
    expect(existsSync(join(elsewhere, "ut/sajt/index.html"))).toBe(true);
    expect(readdirSync(elsewhere)).toEqual(["ut"]);
  });

  test("never replaces a folder it did not make: 2, and every byte stands", async () => {
    const folder = project();
    writeFiles(folder, { "mina-bilder/semester.jpg": "oersättlig" });
    const before = fingerprint(folder);
    const { code, stderr } = await brevarkiv(["build", "--output", "mina-bilder"], folder);
    expect(code).toBe(2);
    expect(stderr).toBe(
      "error: mina-bilder is not empty and was not made by Brevarkiv; name another folder with --output, or remove it yourself\n",
    );
    expect(fingerprint(folder)).toEqual(before);
  });

  test("the output may not be the content or hold it", async () => {
    const folder = project();
    const before = fingerprint(folder);
    for (const output of ["content", "."]) {
      const { code } = await brevarkiv(["build", "--output", output], folder);
      expect(code, output).toBe(2);
      expect(fingerprint(folder)).toEqual(before);
    }
  });
});

describe("check", () => {
  test("writes nothing at all, and says what it found", async () => {
    const folder = project(WARNED);
    const before = fingerprint(folder);
    const { code, stdout, stderr } = await brevarkiv(["check"], folder);
    expect(code).toBe(0);
    expect(stdout).toBe("");
    expect(stderr).toMatch(/^fit to publish: \d+ pages, 1 warning, \d+\.\d s$/m);
    expect(fingerprint(folder)).toEqual(before);
  });

  test("--format json is one JSON object on standard output and nothing else", async () => {
    const { code, stdout, stderr } = await brevarkiv(["check", "--format", "json"], project({ ...BROKEN, ...WARNED }));
    expect(code).toBe(1);
    expect(stderr).toBe("");
    expect(JSON.parse(stdout)).toEqual({
      diagnostics: [
        {
          file: "content/issues/2026/fel.md",
          line: 3,
          column: 7,
          severity: "error",
          rule: "date",
          message: '"2026-02-31" is not in the calendar',
          hint: "check the month and the day",
        },
        {
          file: "content/issues/2026/html.md",
          line: 6,
          column: 5,
          severity: "warning",
          rule: "raw-html",
          message: "<b> is shown as text: HTML is not used in letters",
          hint: "write it in Markdown",
        },
      ],
      pages: 0,
      errors: 1,
      warnings: 1,
      fixable: 0,
    });
  });

  test("a missing content folder is an error of the content, in one line", async () => {
    const { code, stderr } = await brevarkiv(["check", "--content", "finns/inte"], temporaryFolder());
    expect(code).toBe(1);
    expect(stderr.split("\n")[0]).toBe(
      "finns/inte:1:1 error content-folder: the content folder cannot be read; name it with --content DIR",
    );
  });
});

describe("new", () => {
  test("writes a letter that passes the check, prints its path, and never overwrites it", async () => {
    const folder = project();
    const args = ["new", "Höstens brev: lök & löv", "--date", "2026-12"];
    const first = await brevarkiv(args, folder);
    expect(first).toMatchObject({
      code: 0,
      stdout: "content/issues/2026/2026-12-hostens-brev-lok-och-lov.md\n",
      stderr: "",
    });
    const path = join(folder, first.stdout.trim());
    const written = readFileSync(path, "utf8");
    expect(written).toContain("title: ");
    expect(written).toContain("draft: true");

    const again = await brevarkiv(args, folder);
    expect(again.code).toBe(2);
    expect(again.stdout).toBe("");
    expect(again.stderr).toMatch(/^error: .*2026-12-hostens-brev-lok-och-lov\.md is already there; [^\n]+\n$/);
    expect(readFileSync(path, "utf8")).toBe(written);

    const { code, stderr } = await brevarkiv(["check"], folder);
    expect(stderr).toMatch(/^fit to publish: \d+ pages, 0 warnings/);
    expect(code).toBe(0);
  });

  test("what it suggests in comments is right when it is taken up", async () => {
    const folder = project();
    const { stdout } = await brevarkiv(["new", "Brevet", "--date", "2026-11-20"], folder);
    const path = join(folder, stdout.trim());
    // The key that each commented block begins with: the words of advice above them are no YAML.
    const taken = readFileSync(path, "utf8")
      .replace(/^draft: true\n/m, "")
      .replace(/^# (summary:|contacts:| +\S|documents:)/gm, "$1");
    expect(taken).toMatch(/^contacts:$/m);
    writeFiles(folder, { [stdout.trim()]: taken });
    const { code, stderr } = await brevarkiv(["check"], folder);
    expect(stderr).toMatch(/^fit to publish: \d+ pages, 0 warnings/);
    expect(code).toBe(0);
  });

  test.each<[string, string[], RegExp]>([
    ["a date that is none", ["new", "Brev", "--date", "14 mars"], /^error: "14 mars" is not a date; write it as /],
    ["a day that is none", ["new", "Brev", "--date", "2026-02-31"], /^error: "2026-02-31" /],
    ["a title without letters", ["new", "🎉"], /^error: no address can be made from "🎉"/],
    ["an empty title", ["new", " "], /^error: /],
    ["no title", ["new"], /missing required argument 'title'/],
  ])("%s is wrong usage, and nothing is written", async (_name, args, message) => {
    const folder = project();
    const before = fingerprint(folder);
    const { code, stdout, stderr } = await brevarkiv(args, folder);
    expect(stderr).toMatch(message);
    expect(code).toBe(2);
    expect(stdout).toBe("");
    expect(fingerprint(folder)).toEqual(before);
  });

  test("a title cannot lead out of the folder", async () => {
    const folder = project();
    const { code, stdout } = await brevarkiv(["new", "../../../etc/passwd", "--date", "2026"], folder);
    expect(code).toBe(0);
    expect(stdout).toBe("content/issues/2026/2026-etc-passwd.md\n");
  });

  test("without a content folder it explains itself instead of crashing", async () => {
    const { code, stderr } = await brevarkiv(["new", "Brev"], temporaryFolder());
    expect(stderr).toContain("the content folder cannot be read");
    expect(stderr).not.toContain("bug in Brevarkiv");
    expect([1, 2]).toContain(code);
  });
});

describe("usage", () => {
  test("--version prints the package's", async () => {
    const { version } = JSON.parse(readFileSync(join(ROOT, "package.json"), "utf8")) as { version: string };
    expect(await brevarkiv(["--version"], ROOT)).toEqual({ code: 0, signal: null, stdout: `${version}\n`, stderr: "" });
  });

  test("--help names every command, and each command its options", async () => {
    const [all, build, check, create, serve] = await Promise.all(
      [["--help"], ["build", "--help"], ["check", "--help"], ["new", "--help"], ["serve", "--help"]].map((args) =>
        brevarkiv(args, ROOT),
      ),
    );
    for (const run of [all, build, check, create, serve]) expect(run).toMatchObject({ code: 0, stderr: "" });
    for (const command of ["build", "check", "serve", "new"]) expect(all?.stdout).toContain(command);
    for (const run of [build, serve]) expect(run?.stdout).toContain("--output <dir>");
    for (const run of [build, check, serve]) expect(run?.stdout).toContain("--format <format>");
    for (const run of [build, check, create, serve]) expect(run?.stdout).toContain("--content <dir>");
    expect(create?.stdout).toContain("--date <date>");
  });

  test.each<[string, string[], RegExp]>([
    ["an unknown flag", ["build", "--ouput", "x"], /unknown option '--ouput'[\s\S]*--output/],
    ["an unknown command", ["biuld"], /unknown command 'biuld'[\s\S]*build/],
    ["an unknown format", ["check", "--format", "xml"], /--format[\s\S]*text, json/],
    ["a time that could never be mended", ["publish", "--time", "9999-12-31"], /It lies in the future/],
    ["an argument too many", ["build", "content"], /too many arguments/],
    ["a port that is none", ["serve", "--port", "åtta"], /port/],
  ])("%s is wrong usage: 2, and how to do it", async (_name, args, message) => {
    const { code, stdout, stderr } = await brevarkiv(args, temporaryFolder());
    expect(stderr).toMatch(message);
    expect(stderr).not.toMatch(/^\s+at /m);
    expect(code).toBe(2);
    expect(stdout).toBe("");
  });

  test("no command at all shows the help", async () => {
    const { stdout, stderr } = await brevarkiv([], temporaryFolder());
    expect(stdout + stderr).toMatch(/Usage: brevarkiv/);
  });

  test("is runnable as the package's bin", () => {
    const { bin } = JSON.parse(readFileSync(join(ROOT, "package.json"), "utf8")) as { bin: Record<string, string> };
    expect(bin.brevarkiv).toBe("src/cli/brevarkiv.mjs");
    expect(readFileSync(PROGRAM, "utf8")).toMatch(/^#!\/usr\/bin\/env node\n/);
  });
});

describe("serve", () => {
  test("says where the site is shown, and ends quietly when it is stopped", async () => {
    const folder = project();
    const child = spawn(process.execPath, [PROGRAM, "serve", "--port", "0"], { cwd: folder });
    try {
      let stderr = "";
      const address = await new Promise<string>((resolve, reject) => {
        child.stderr.on("data", (chunk) => {
          stderr += chunk;
          const found = /shown at (http:\S+)/.exec(stderr)?.[1];
          if (found) resolve(found);
        });
        child.on("close", () => reject(new Error(`it ended on its own:\n${stderr}`)));
      });
      const response = await fetch(address);
      expect(response.status).toBe(200);
      expect(await response.text()).toContain("Föreningen Exempel");
      const closed = new Promise<number | null>((resolve) => child.on("close", resolve));
      child.kill("SIGINT");
      expect(await closed).toBe(0);
      expect(existsSync(join(folder, "_site"))).toBe(false);
    } finally {
      child.kill("SIGKILL");
    }
  });
});
