/** Files that a pull request can carry beside the letters: whatever they hold, they are refused with their place, or not used. */
import { readdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { beforeAll, describe, expect, test } from "vitest";
import { formatDiagnostic } from "../../src/diagnostics.ts";
import { buildSite } from "../../src/engine/build-site.ts";
import { readImported } from "../../src/importers/imported.ts";
import { readHealthFile } from "../../src/links/health-file.ts";
import { brevarkivHere } from "../support/program.ts";
import { check, contentFolder, filesBelow, MINIMAL, TODAY, temporaryFolder, writeFiles } from "../support/sample.ts";

const DEEP = 20_000;
const nested = (open: string, inner: string, close: string): string => open.repeat(DEEP) + inner + close.repeat(DEEP);
const HASH = "a".repeat(64);

/** What is wrong with a content folder that has such a file; every line of it is of that file. */
async function linesOf(file: string, text: string | Uint8Array): Promise<string[]> {
  const { lines } = await check(contentFolder(MINIMAL, { [file]: text }));
  expect(lines.filter((line) => !line.startsWith(`content/${file}:`))).toEqual([]);
  return lines;
}

describe("YAML", () => {
  const TEXTS: readonly (readonly [name: string, text: string | Uint8Array])[] = [
    ["a list", "- /a/: /b/\n"],
    ["a text", "hej\n"],
    ["lists as values", "/a/: [/b/]\nhttps://a.example/: [x]\n"],
    ["a prototype", "__proto__: /om-oss/\n"],
    ["a constructor", "constructor: /om-oss/\n"],
    ["deep lists", `/a/: ${nested("[", "", "]")}\n`],
    ["deep maps", `/a/: ${nested("{a: ", "b", "}")}\n`],
    ["deep lists in lines", `${"- ".repeat(DEEP)}x\n`],
    ["an alias", "a: &a [x]\nb: *a\n"],
    ["not UTF-8", Buffer.from("/a/: \xe5\n", "latin1")],
    ["zeros", new Uint8Array(2_000)],
    ["too much", "# x\n".repeat(300_000)],
    [
      "paths out of the site",
      "/../../etc/passwd: /om-oss/\n/a/: ///evil.example\nhttps://../: { archived: file:///etc/passwd }\n",
    ],
    ["dates", "/a/: 2026-01-01\nhttps://a.example/: 2026-01-01\n"],
  ];
  test.each(["redirects.yaml", "links.yaml", "topics.yaml"])("%s", async (file) => {
    for (const [name, text] of TEXTS) {
      const lines = await linesOf(file, text);
      expect(lines[0], name).toMatch(/^content\/\S+:\d+:\d+ error [a-z-]+: .+; .+/);
    }
  });
});

describe("link-health.json", () => {
  const record = (fields: object): string => JSON.stringify({ "https://a.example/": fields });
  test.each([
    ["nothing", ""],
    ["a list", "[]"],
    ["null", "null"],
    ["deep lists", nested("[", "", "]")],
    ["a prototype", '{ "__proto__": { "checked": "2026-01-01", "status": 200 } }'],
    ["an address that is none", '{ "file:///etc/passwd": { "checked": "2026-01-01", "status": 404 } }'],
    ["no such day", record({ checked: "2026-02-31", status: 200 })],
    ["no such state", record({ checked: "2026-01-01", status: -1 })],
    ["numbers", record({ checked: 20260101, status: 1e21 })],
    [
      "more that is deep",
      record({ checked: "2026-01-01", status: 200, x: 0 }).replace(":0", `:${nested("[", "", "]")}`),
    ],
    ["too much", `{}${" ".repeat(20_000_001)}`],
  ])("with %s is refused", async (_name, text) => {
    const [line, ...others] = await linesOf("link-health.json", text);
    expect(line).toMatch(/^content\/link-health\.json:\d+:1 error link-health: .+; .+/);
    expect(others).toEqual([]);
  });

  test("a record of a day to come is named and not used, so its link is asked", async () => {
    const text = record({ checked: "2099-01-01", status: 404, failing: "2020-01-01" });
    expect(await linesOf("link-health.json", text)).toEqual([
      expect.stringMatching(
        /^content\/link-health\.json:1:1 warning link-health: .*https:\/\/a\.example\/.* 2099-01-01/,
      ),
    ]);
    const folder = temporaryFolder();
    writeFiles(folder, { "link-health.json": text });
    expect(readHealthFile(folder, TODAY)).toMatchObject({ records: new Map() });
  });
});

describe(".imported.json", () => {
  const entry = { identities: ["message:1@x.se"], original: HASH, written: HASH, files: {} };
  const MAIL =
    "From: a@example.se\nSubject: Brev\nDate: Thu, 14 Sep 2023 10:00:00 +0200\nMessage-ID: <1@x.se>\n\nEtt brev.\n";

  test.each([
    ["nothing", ""],
    ["deep lists", nested("[", "", "]")],
    ["another version", '{ "version": 2, "issues": {} }'],
    ["a hash that is none", JSON.stringify({ version: 1, issues: { "issues/a.md": { ...entry, written: "../x" } } })],
    ["numbers for names", JSON.stringify({ version: 1, issues: { "issues/a.md": { ...entry, identities: [1] } } })],
  ])("with %s counts as damaged", (_name, text) => {
    const folder = temporaryFolder();
    writeFiles(folder, { ".imported.json": text });
    expect(readImported(folder)).toEqual({ notes: new Map(), isDamaged: true });
  });

  test("after a removal, whatever paths it names, nothing is written outside", async () => {
    const project = dirname(contentFolder(MINIMAL));
    const outside = temporaryFolder();
    writeFiles(outside, { "offer.md": "kept" });
    const paths = [
      "../../offer.md",
      `${outside}/offer.md`,
      "__proto__",
      "constructor",
      "issues/2023/borta.md",
      "\u001b[2J",
    ];
    const files = { "../../offer.md": HASH, constructor: HASH };
    writeFiles(project, { "a.eml": MAIL });
    expect((await brevarkivHere(["import", "a.eml"], project)).code).toBe(0);
    rmSync(join(project, "content/issues/2023"), { recursive: true });
    const [real] = readImported(join(project, "content")).notes.values();
    const issues = Object.fromEntries(paths.map((path) => [path, { ...real, files }]));
    writeFiles(project, { "content/.imported.json": JSON.stringify({ version: 1, issues }) });
    const first = await brevarkivHere(["import", "a.eml"], project);
    expect([first.code, first.stderr]).toEqual([1, expect.stringContaining("which has been removed")]);
    expect(first.stderr).not.toContain("\u001b");
    const second = await brevarkivHere(["import", "a.eml", "--update"], project);
    expect([second.code, second.stderr]).toEqual([0, expect.stringMatching(/^1 imported/m)]);
    expect(filesBelow(outside)).toEqual(["offer.md"]);
    expect(readFileSync(join(outside, "offer.md"), "utf8")).toBe("kept");
    expect(readdirSync(join(project, "content/issues")).sort()).toEqual(["2023", "2026"]);
  });
});

describe("versions/", () => {
  let content: string;
  let name: string;
  beforeAll(async () => {
    content = contentFolder(MINIMAL);
    await buildSite({
      contentDir: content,
      output: join(temporaryFolder(), "site"),
      today: TODAY,
      drafts: false,
      publish: { time: undefined },
    });
    name = readdirSync(join(content, "versions"))[0] ?? "";
    const file = join(content, "issues/2026/2026-01-hej.md");
    const corrected = readFileSync(file, "utf8").replace(
      /\n---\n/,
      "\ncorrections:\n  - date: 2026-02-01\n    text: Fel.\n---\n",
    );
    writeFileSync(file, `${corrected}\nMer.\n`);
  });

  test.each([
    ["nothing", ""],
    ["zeros", new Uint8Array(2_000)],
    ["too much", "x".repeat(1_100_000)],
    ["code", "---js\n{ title: process.exit(7) }\n---\n\nHej\n"],
    ["a prototype", "---\n__proto__:\n  title: Hej\n---\n\nHej\n"],
    ["deep lists", `---\ntitle: ${nested("[", "", "]")}\n---\n\nHej\n`],
    ["another letter", "---\ntitle: Hej\ndate: 2099-01-01\nslug: ../../x\n---\n\n![x](../../../../../etc/passwd)\n"],
  ])("a text with %s is not the one that was published", async (_name, text) => {
    writeFileSync(join(content, "versions", name), text);
    const result = await buildSite({ contentDir: content, output: undefined, today: TODAY, drafts: false });
    expect(result.diagnostics.map(formatDiagnostic)).toEqual([
      expect.stringMatching(
        /versions\/\d-[0-9a-f]{64}\.md:1:1 error ledger-version: this is not the text that was published/,
      ),
    ]);
  });
});
