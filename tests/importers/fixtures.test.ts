/**
 * Every fixture: a folder `<source>/<case>` with `input.*` (or a folder `input`, and what lies beside) and the expected result.
 *
 *     expected.md        the issue; expected-2.md … where the input holds several
 *     expected-report.txt  how each letter ended, its repairs with their lines, its files
 *     with-private       an empty file: letters that were not public become drafts
 *     site.yaml          where the case needs another site than the tests' own
 *
 * The letters pass through all steps of the command. `UPDATE=1` rewrites the expected files.
 */
import { existsSync, mkdirSync, readdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { basename, join, relative } from "node:path";
import { expect, test } from "vitest";
import { Workshop } from "../../src/files/workshop.ts";
import { importLetters, type Outcome, openArchiveFolder } from "../../src/importers/index.ts";
import { filesBelow, TODAY, temporaryFolder, UDD, writeFiles } from "../support/sample.ts";

const FOLDER = import.meta.dirname;
const SITE = `name: Exempelkommunen
address: https://www.example.se/
language: sv
introduction: Ett arkiv för prov.
newsletter: { name: Exempelbrevet }
navigation: [{ title: Start, path: / }]
`;

const cases = foldersIn(FOLDER)
  .flatMap((source) => foldersIn(join(FOLDER, source)).map((name) => `${source}/${name}`))
  .filter((name) => readdirSync(join(FOLDER, name)).some((file) => file.startsWith("input")));

test("there are fixtures", () => {
  expect(cases.length).toBeGreaterThan(0);
});

test.each(cases)("%s", async (name) => {
  const folder = join(FOLDER, name);
  const actual = await importCase(folder);
  const expected = readdirSync(folder).filter((file) => file.startsWith("expected"));
  if (process.env.UPDATE) {
    for (const file of expected) rmSync(join(folder, file));
    for (const [file, text] of actual) writeFileSync(join(folder, file), text);
    return;
  }
  expect([...actual.keys()].sort()).toEqual(expected.sort());
  for (const [file, text] of actual) expect(text, file).toBe(readFileSync(join(folder, file), "utf8"));
});

async function importCase(folder: string): Promise<Map<string, string>> {
  const content = join(temporaryFolder(), "content");
  const ownSite = join(folder, "site.yaml");
  writeFiles(content, {
    "site.yaml": existsSync(ownSite) ? readFileSync(ownSite) : SITE,
    "topics.yaml": readFileSync(join(UDD, "topics.yaml")),
  });
  const into = join(content, "issues");
  mkdirSync(into);
  const opened = await openArchiveFolder(into);
  if (!("folder" in opened)) throw new Error(JSON.stringify(opened));
  const outcomes = await importLetters([inputOf(folder)], opened.folder, {
    from: undefined,
    dryRun: false,
    update: false,
    keepOriginal: false,
    withPrivate: existsSync(join(folder, "with-private")),
    today: TODAY,
    workshop: new Workshop(temporaryFolder()),
    onKind: () => {},
    onOutcome: () => {},
    onDamagedNotes: () => {},
  });
  for (const { bug } of outcomes) if (bug !== undefined) throw bug;
  return resultsOf(outcomes, into, folder);
}

function inputOf(folder: string): string {
  const inputs = readdirSync(folder).filter((name) => /^input(?:\.(?!url$).*)?$/.test(name));
  if (inputs.length !== 1) throw new Error(`${folder} must hold one input`);
  return join(folder, inputs[0] ?? "");
}

function resultsOf(outcomes: readonly Outcome[], into: string, folder: string): Map<string, string> {
  const results = new Map<string, string>();
  const report: string[] = [];
  const shown = (path: string) => relative(into, path).replaceAll("\\", "/");
  for (const { status, file, place, why, repairs, removed = {} } of outcomes) {
    const from = relative(folder, place).replaceAll("\\", "/") || basename(place);
    report.push(
      `${status} ${file === undefined ? "" : `${shown(file)} `}(${from})${why === undefined ? "" : `: ${why}`}`,
    );
    for (const { rule, about, line } of repairs) report.push(`  ${line ?? "-"} ${rule}: ${about}`);
    for (const [trace, count] of Object.entries(removed)) report.push(`  removed: ${count} ${trace}`);
    if (status !== "imported" || file === undefined) continue;
    results.set(results.size === 0 ? "expected.md" : `expected-${results.size + 1}.md`, readFileSync(file, "utf8"));
  }
  const beside = filesBelow(into).filter((path) => !path.endsWith(".md"));
  report.push(...beside.map((path) => `file ${path}`));
  return results.set("expected-report.txt", `${report.join("\n")}\n`);
}

function foldersIn(folder: string): string[] {
  return readdirSync(folder, { withFileTypes: true })
    .filter((entry) => entry.isDirectory())
    .map(({ name }) => name)
    .sort();
}
