/** The programs that are compared, each with a folder of its own in which it finds the letters as it wants them. */
import { spawnSync } from "node:child_process";
import { cpSync, mkdirSync, readFileSync, rmSync, symlinkSync, writeFileSync } from "node:fs";
import { dirname, join } from "node:path";
import ts from "typescript";
import { type Letter, letterFile, letterText, TOPICS } from "./corpus.ts";

export interface Tool {
  readonly name: string;
  /** Undefined where it is not installed. */
  readonly version: string | undefined;
  /** Where letters lie in its folder, one file each. */
  readonly letters: string;
  /** Adds what else it needs to its folder. */
  prepare(folder: string, letters: readonly Letter[]): void;
  /** Builds `site` in its folder. */
  command(folder: string): readonly [program: string, ...parameters: string[]];
  /** What a cold build must not find, besides `site`. */
  readonly cache: readonly string[];
  /** Whether building again could differ from building cold: the floor neither caches nor compares. */
  readonly coldOnly: boolean;
  /** Whether it uses what older builds left, and so is at its pace only after some of them. */
  readonly keepsReleases: boolean;
}

export const OUTPUT = "site";

const ROOT = join(import.meta.dirname, "../..");
const PEERS = join(import.meta.dirname, "peers");

const SITE_YAML = `name: Nätverkets nyhetsbrev
address: https://nyhetsbrev.example.se/
language: sv
introduction: Nätverket ger ut sitt nyhetsbrev sedan 2005.
newsletter:
  name: Nätverkets nyhetsbrev
navigation:
  - { title: Nyhetsbrev, path: /nyhetsbrev/ }
  - { title: Ämnen, path: /amnen/ }
`;

/** @param complete with what the others do not make, where a setting can leave it out: the index for search, and pictures */
function brevarkiv(complete: boolean): Tool {
  return {
    name: complete ? "Brevarkiv, complete" : "Brevarkiv",
    version: packageVersion(ROOT),
    letters: "content/issues",
    prepare(folder) {
      const settings = complete ? "" : "search: false\npictures: false\n";
      write(join(folder, "content/site.yaml"), SITE_YAML + settings);
      write(join(folder, "content/topics.yaml"), TOPICS.map(({ id, name }) => `${id}:\n  name: ${name}\n`).join(""));
    },
    command: (folder) => [
      process.execPath,
      join(ROOT, "src/cli/brevarkiv.mjs"),
      "build",
      "--content",
      join(folder, "content"),
      "--output",
      join(folder, OUTPUT),
    ],
    cache: [`.brevarkiv-${OUTPUT}`],
    coldOnly: false,
    keepsReleases: true,
  };
}

const hugo: Tool = {
  name: "Hugo",
  version: hugoVersion(),
  letters: "content/letters",
  prepare(folder, letters) {
    cpSync(join(PEERS, "hugo"), folder, { recursive: true });
    write(join(folder, "data/topics.json"), topicNames());
    const page = (path: string, title: string, slug: string) =>
      write(join(folder, `content/${path}.md`), `---\ntitle: "${title}"\nslug: "${slug}"\n---\n`);
    for (const { id, name } of TOPICS) page(`topics/${id}`, name, id);
    for (const year of new Set(letters.map(({ date }) => date.slice(0, 4)))) page(`years/${year}`, year, year);
  },
  command: (folder) => ["hugo", "--quiet", "--source", folder, "--destination", join(folder, OUTPUT)],
  cache: ["resources"],
  coldOnly: false,
  keepsReleases: false,
};

const eleventy: Tool = {
  name: "Eleventy",
  version: packageVersion(join(ROOT, "node_modules/@11ty/eleventy")),
  letters: "src/letters",
  prepare(folder) {
    cpSync(join(PEERS, "eleventy"), folder, { recursive: true });
    write(join(folder, "src/_data/topicNames.json"), topicNames());
    linkPackages(folder);
  },
  command: () => [process.execPath, join(ROOT, "node_modules/@11ty/eleventy/cmd.cjs"), `--output=${OUTPUT}`],
  cache: [".cache"],
  coldOnly: false,
  keepsReleases: false,
};

function floor(threads: number): Tool {
  return {
    name: threads === 1 ? "Floor, one thread" : `Floor, ${threads} workers`,
    version: process.version,
    letters: "letters",
    prepare(folder) {
      // Plain Node starts without tsx, so the types are taken off here.
      const { outputText } = ts.transpileModule(readFileSync(new URL("./floor.ts", import.meta.url), "utf8"), {
        compilerOptions: { module: ts.ModuleKind.ESNext, target: ts.ScriptTarget.ES2023, verbatimModuleSyntax: true },
      });
      write(join(folder, "floor.mjs"), outputText);
      linkPackages(folder);
    },
    command: (folder) => [
      process.execPath,
      join(folder, "floor.mjs"),
      join(folder, "letters"),
      join(folder, OUTPUT),
      String(threads),
    ],
    cache: [],
    coldOnly: true,
    keepsReleases: false,
  };
}

/** By the names that `--only` takes, the one that is measured first. */
export const TOOLS: Readonly<Record<string, readonly Tool[]>> = {
  brevarkiv: [brevarkiv(false)],
  complete: [brevarkiv(true)],
  hugo: [hugo],
  eleventy: [eleventy],
  floor: [floor(1), floor(2)],
};

export function addLetter(tool: Tool, folder: string, letter: Letter): void {
  write(join(folder, tool.letters, letterFile(letter)), letterText(letter));
}

export function removeLetter(tool: Tool, folder: string, letter: Letter): void {
  rmSync(join(folder, tool.letters, letterFile(letter)));
}

/** Back to the day before the first build. */
export function forget(tool: Tool, folder: string): void {
  for (const path of [OUTPUT, ...tool.cache]) rmSync(join(folder, path), { recursive: true, force: true });
}

function topicNames(): string {
  return JSON.stringify(Object.fromEntries(TOPICS.map(({ id, name }) => [id, name])));
}

function linkPackages(folder: string): void {
  symlinkSync(join(ROOT, "node_modules"), join(folder, "node_modules"));
}

function write(file: string, text: string): void {
  mkdirSync(dirname(file), { recursive: true });
  writeFileSync(file, text);
}

function packageVersion(folder: string): string {
  return (JSON.parse(readFileSync(join(folder, "package.json"), "utf8")) as { version: string }).version;
}

function hugoVersion(): string | undefined {
  const { stdout } = spawnSync("hugo", ["version"], { encoding: "utf8" });
  return stdout ? /v([\d.]+)/.exec(stdout)?.[1] : undefined;
}
