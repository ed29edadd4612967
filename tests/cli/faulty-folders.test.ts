/** What an editor can do to the content folder, or while another command runs, is no bug of the program in any command. */
import { existsSync, mkdirSync, readFileSync, symlinkSync, writeFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { afterEach, beforeEach, expect, test, vi } from "vitest";
import { main } from "../../src/cli/main.ts";
import { withLedgerLock } from "../../src/engine/ledger/append-events.ts";
import { arm } from "../engine/faults.mjs";
import { contentFolder, filesBelow, MINIMAL, temporaryFolder } from "../support/sample.ts";

const said: string[] = [];
beforeEach(() => {
  said.length = 0;
  const say = (text: unknown) => void said.push(String(text));
  vi.spyOn(console, "error").mockImplementation(say);
  vi.spyOn(console, "log").mockImplementation(say);
});
afterEach(() => vi.restoreAllMocks());

/** Every command that ends on its own, without its folders. */
const COMMANDS = [
  ["check"],
  ["build"],
  ["publish"],
  ["withdraw", "/om-oss/", "--reason", "gdpr"],
  ["move", "/om-oss/", "/om/"],
  ["restore", "/om-oss/"],
  ["ledger", "verify"],
  ["new", "En titel"],
];

function run(content: string, command: readonly string[]): ReturnType<typeof main> {
  const output = ["build", "publish"].includes(command[0] ?? "") ? ["--output", join(dirname(content), "site")] : [];
  return main([...command, "--content", content, ...output]);
}

test.each(COMMANDS)("%s where a folder has the name of the ledger", async (...command) => {
  const content = contentFolder(MINIMAL);
  mkdirSync(join(content, "published.jsonl"));
  const code = await run(content, command);
  if (command[0] === "new") return expect(code).toBe(0);
  expect(code).toBe(1);
  expect(said.join("\n")).toContain("published.jsonl:1:1 error file-kind: this is a link, a folder");
});

test.each(COMMANDS)("%s where files have the names of folders", async (...command) => {
  const content = contentFolder(MINIMAL, { issues: undefined });
  for (const name of ["issues", "versions"]) writeFileSync(join(content, name), "x");
  expect(await run(content, command)).not.toBe(3);
  if (["check", "build", "publish", "new"].includes(command[0] ?? "")) expect(said.join("\n")).toContain("issues");
});

test.each(COMMANDS.slice(2, 6))("%s while another command changes the ledger", async (...command) => {
  const content = contentFolder(MINIMAL);
  expect(await withLedgerLock(content, () => run(content, command))).toBe(2);
  expect(said.join("\n")).toContain("try again when it is done");
});

test.each(["build", "publish", "serve"])("%s where the content and the site lie in one another", async (command) => {
  const content = contentFolder(MINIMAL);
  const link = join(temporaryFolder(), "link");
  symlinkSync(content, link);
  for (const output of [dirname(content), content, join(content, "site"), join(link, "site/deeper")]) {
    expect(await main([command, "--content", content, "--output", output])).toBe(2);
    expect(said.pop()).toMatch(/^error: .* (?:lies in|lies in the content)/);
  }
  expect(existsSync(join(dirname(content), ".brevarkiv-site"))).toBe(false);
});

test("a new letter on a full disk is whole or not there", async () => {
  const content = contentFolder(MINIMAL);
  const before = filesBelow(content);
  // The first call makes the file, the second writes it.
  const fault = arm({ within: content, on: ".md", at: 2, kind: "full" });
  const code = await run(content, ["new", "En titel"]).finally(fault.disarm);
  expect(fault.state.struck).toBe(true);
  expect(code).toBe(2);
  expect(filesBelow(content)).toEqual(before);
});

test("a report takes the place of nothing but an earlier report", async () => {
  const content = contentFolder(MINIMAL);
  const folder = temporaryFolder();
  const letter = join(folder, "brev.html");
  writeFileSync(letter, "<!doctype html><title>Brev januari 2026</title><p>Hej alla i föreningen!</p>");
  const importTo = (report: string): ReturnType<typeof main> =>
    main(["import", letter, "--into", join(content, "issues"), "--report", report, "--dry-run"]);
  const page = join(content, "pages/om-oss.md");
  const text = readFileSync(page, "utf8");
  for (const report of [page, join(content, "ny.md"), join(content, "issues/2026/ny.json")])
    expect(await importTo(report)).toBe(2);
  expect(readFileSync(page, "utf8")).toBe(text);
  for (const type of ["md", "json"]) {
    const report = join(folder, `rapport.${type}`);
    writeFileSync(report, type === "md" ? "# Mina anteckningar\n" : "{}");
    expect(await importTo(report)).toBe(2);
    expect(await importTo(join(folder, `ny.${type}`))).toBe(0);
    expect(await importTo(join(folder, `ny.${type}`))).toBe(0);
  }
});

test("names that steer a terminal are shown escaped, and long ones are cut", async () => {
  const content = contentFolder(MINIMAL);
  await run(content, ["withdraw", "/x\u202e\u001b[31m\ny/", "--reason", "Fel"]);
  await run(content, ["publish"]);
  said.length = 0;
  await run(content, ["withdraw", `/x\u202e\u001b[31m\ny${"z".repeat(300_000)}/`, "--reason", "Fel"]);
  writeFileSync(join(content, "topics.yaml"), `odling:\n  name: Odling\n"${"å".repeat(300_000)}\u202e": x\n`);
  await run(content, ["check"]);
  expect(said.length).toBeGreaterThan(2);
  expect(said.join("")).toContain("\\u202e\\u001b[31m\\u000ay");
  for (const line of said) {
    expect(line.length).toBeLessThan(2_100);
    expect(line).not.toMatch(/[\p{Cc}\u202e]/u);
  }
});
