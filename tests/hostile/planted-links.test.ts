/** Version control stores links, so a pull request can carry one at any name that a command writes. None is written through. */
import { existsSync, lstatSync, mkdirSync, readdirSync, readFileSync, rmSync, symlinkSync } from "node:fs";
import { dirname, join, relative } from "node:path";
import { beforeAll, expect, test } from "vitest";
import { buildSite } from "../../src/engine/build-site.ts";
import { arm } from "../engine/faults.mjs";
import { brevarkivHere } from "../support/program.ts";
import { contentFolder, filesBelow, letter, MINIMAL, TODAY, temporaryFolder, writeFiles } from "../support/sample.ts";

const SITE = readFileSync(join(MINIMAL, "site.yaml"), "utf8");
const FILES = { "site.yaml": `${SITE}search: false\npictures: false\n` };

/** A project, and beside it what must stay as it is. */
function place() {
  const project = dirname(contentFolder(MINIMAL, FILES));
  const outside = temporaryFolder();
  writeFiles(outside, { "victim.txt": "kept", "folder/kept.txt": "kept" });
  return { project, content: join(project, "content"), output: join(project, "_site"), outside };
}

type Place = ReturnType<typeof place>;

const TARGETS = ["victim.txt", "folder", "absent.txt"];

/** Plants a link at a name that may be taken already. */
function plant({ project, outside }: Place, path: string, target: string): void {
  const file = join(project, path);
  mkdirSync(dirname(file), { recursive: true });
  rmSync(file, { recursive: true, force: true });
  symlinkSync(join(outside, target), file);
}

function expectUntouched({ outside }: Place, what: string): void {
  expect(filesBelow(outside), what).toEqual(["folder/kept.txt", "victim.txt"]);
  expect(readFileSync(join(outside, "victim.txt"), "utf8"), what).toBe("kept");
}

const publish = ({ content, output }: Place) =>
  buildSite({ contentDir: content, output, today: TODAY, drafts: false, publish: { time: undefined } });

/** Every name below the project that a first publish writes, releases aside, which are written into new folders. */
let names: string[];
beforeAll(async () => {
  const at = place();
  const { state, disarm } = arm({ within: at.project });
  try {
    expect((await publish(at)).diagnostics).toEqual([]);
  } finally {
    disarm();
  }
  const written = state.calls.map((call) => relative(at.project, call.slice(call.indexOf(" ") + 1)));
  names = [...new Set(written)].filter(
    (path) => path !== "" && !/\/releases\/|\/staging-[^/]+\/|lock\.|\.pack$/.test(path),
  );
  expect(names).toEqual(expect.arrayContaining(["content/published.jsonl", "content/versions"]));
  expect(names.filter((path) => path.endsWith(".md.new"))).not.toEqual([]);
});

/** One after another, so that each kind of target is planted at some name. */
const targetOf = (index: number): string => TARGETS[index % TARGETS.length] ?? "";

test("at the names of unfinished files, all at once: the site is published all the same", async () => {
  const at = place();
  const unfinished = names.filter((path) => /\.(?:new|next)$/.test(path));
  expect(unfinished.length).toBeGreaterThan(2);
  // A state folder without its marker is not ours.
  writeFiles(at.project, { ".brevarkiv-_site/.brevarkiv-state": "" });
  for (const [index, path] of unfinished.entries()) plant(at, path, targetOf(index));
  const { diagnostics } = await publish(at);
  const refused = diagnostics.filter(({ rule }) => rule === "file-kind");
  expect(diagnostics).toEqual(refused);
  expectUntouched(at, "refused");
  // Content that holds a link is refused, and published without it.
  for (const { file } of refused) rmSync(file);
  expect((await publish(at)).diagnostics).toEqual([]);
  expectUntouched(at, "published");
  for (const path of filesBelow(at.content)) expect(lstatSync(join(at.content, path)).isFile(), path).toBe(true);
});

test("at each other name, one by one: published or refused, and nothing written outside", async () => {
  for (const [index, path] of names.filter((each) => !/\.(?:new|next)$/.test(each)).entries()) {
    const at = place();
    if (path !== ".brevarkiv-_site") writeFiles(at.project, { ".brevarkiv-_site/.brevarkiv-state": "" });
    plant(at, path, targetOf(index));
    await publish(at).catch((error: Error) => expect(error.message, path).toMatch(/in the way|is a link|not made by/));
    expectUntouched(at, `${path} → ${targetOf(index)}`);
  }
});

const MAIL =
  "From: a@example.se\nSubject: Brev\nDate: Thu, 14 Sep 2023 10:00:00 +0200\nMessage-ID: <1@x.se>\n\nEtt brev.\n";

/** A command, the names that it writes, and what it needs to be there. */
const COMMANDS: readonly (readonly [command: string, names: readonly string[]])[] = [
  ["new Hej --date 2026-12", ["content/issues/2026/2026-12-hej.md", "content/issues/2026"]],
  [
    "import a.eml --keep-original --report r.md",
    [
      "content/.brevarkiv-import",
      "content/.brevarkiv-import/unfinished",
      "content/.brevarkiv-import/lock",
      "content/.imported.json",
      "content/issues",
      "content/issues/2023",
      "content/issues/2023/2023-09-14-brev.md",
      "originals",
      "r.md",
      "r.md.new",
    ],
  ],
  ["move /nyhetsbrev/2026/hej/ /nyhetsbrev/2026/nytt/", ["content/issues/2026/2026-01-hej.md.new"]],
  ["withdraw /nyhetsbrev/2026/hej/ --reason Fel", ["content/.brevarkiv-ledger", "content/published.jsonl"]],
  ["build", [".compiled", "content/link-health.json"]],
];

test.each(COMMANDS)("%s writes through none", async (command, paths) => {
  for (const [index, path] of paths.entries()) {
    const at = place();
    writeFiles(at.project, { "a.eml": MAIL });
    if (/^(?:move|withdraw)/.test(command)) await publish(at);
    plant(at, path, targetOf(index));
    const { code, stderr } = await brevarkivHere(command.split(" "), at.project);
    expect([0, 1, 2], `${path} → ${targetOf(index)}: ${stderr}`).toContain(code);
    expectUntouched(at, `${path} → ${targetOf(index)}: ${stderr}`);
  }
});

test("what a killed publish left as a link does not become a text", async () => {
  const at = place();
  await publish(at);
  const [version = ""] = readdirSync(join(at.content, "versions"));
  plant(at, `content/versions/${version}.new`, "victim.txt");
  writeFiles(at.content, { "issues/2026/mer.md": letter("title: Mer\ndate: 2026-03\nslug: mer") });
  const { diagnostics } = await publish(at);
  expect(diagnostics.map(({ file, rule }) => `${relative(at.project, file)} ${rule}`)).toEqual([
    `content/versions/${version}.new file-kind`,
  ]);
  expectUntouched(at, version);
  expect(existsSync(join(at.output, "nyhetsbrev/2026/mer/index.html"))).toBe(false);
});
