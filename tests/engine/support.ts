/** What the tests of the build engine share: whole folders compared, the command line run as a user runs it, and faults. */
import { type ChildProcess, type SpawnOptions, spawn, spawnSync } from "node:child_process";
import { createHash } from "node:crypto";
import {
  appendFileSync,
  cpSync,
  existsSync,
  lstatSync,
  mkdirSync,
  readdirSync,
  readFileSync,
  readlinkSync,
  symlinkSync,
} from "node:fs";
import { basename, dirname, join } from "node:path";
import type { BuildOptions, BuildResult } from "../../src/engine/build-options.ts";
import { buildSite } from "../../src/engine/build-site.ts";
import { LONG } from "../support/long.ts";
import { contentFolder, fingerprint, MINIMAL, ROOT, TODAY, temporaryFolder } from "../support/sample.ts";

export const CLI = join(ROOT, "src/cli/brevarkiv.mjs");
export const FAULTS = join(import.meta.dirname, "faults.mjs");
export const IS_ROOT = process.getuid?.() === 0;
export const MANIFEST = "manifest-sha256.txt";
export const MARKER = ".brevarkiv-site";

/** Path → what is there: `755 folder`, `644 <sha256>` or `link <target>`. The folder itself is ".". Hidden files too. */
export type Tree = Readonly<Record<string, string>>;

/** Everything below a folder; a link to the folder means the folder. */
export function treeOf(folder: string): Tree {
  const tree: Record<string, string> = {};
  const visit = (path: string, name: string): void => {
    const stats = lstatSync(path);
    const mode = (stats.mode & 0o7777).toString(8);
    if (stats.isSymbolicLink()) tree[name] = `link ${readlinkSync(path)}`;
    else if (stats.isDirectory()) {
      tree[name] = `${mode} folder`;
      for (const entry of readdirSync(path)) visit(join(path, entry), name === "." ? entry : `${name}/${entry}`);
    } else tree[name] = `${mode} ${sha256(readFileSync(path))}`;
  };
  visit(`${folder}/.`, ".");
  return Object.fromEntries(Object.entries(tree).sort(([a], [b]) => (a < b ? -1 : 1)));
}

/** What differs between two trees, a line each, so that a red test is short. */
export function differences(actual: Tree, expected: Tree): string[] {
  const paths = new Set([...Object.keys(actual), ...Object.keys(expected)]);
  return [...paths]
    .filter((path) => actual[path] !== expected[path])
    .map((path) => `${path}: ${actual[path] ?? "absent"} instead of ${expected[path] ?? "absent"}`)
    .sort();
}

export function sha256(bytes: string | Uint8Array): string {
  return createHash("sha256").update(bytes).digest("hex");
}

/** What is wrong with a release as its own manifest sees it; empty when it is complete. */
export function releaseFaults(folder: string): string[] {
  if (!existsSync(join(folder, MANIFEST))) return [`${MANIFEST} is not there`];
  const { ".": _root, [MANIFEST]: _manifest, ...tree } = treeOf(folder);
  const files = Object.entries(tree).filter(([, entry]) => !entry.endsWith(" folder"));
  const named = new Map(
    readFileSync(join(folder, MANIFEST), "utf8")
      .trimEnd()
      .split("\n")
      .map((line) => [line.slice(66), line.slice(0, 64)]),
  );
  const faults = files.filter(([path, entry]) => named.get(path) !== entry.split(" ")[1]).map(([path]) => path);
  for (const [path] of files) named.delete(path);
  return [...faults, ...[...named.keys()].map((path) => `${path} is not there`)];
}

export function stateFolder(output: string): string {
  return join(dirname(output), `.brevarkiv-${basename(output)}`);
}

/** What no finished or failed command may leave behind, in the state folder or beside the output. */
export function litter(output: string): string[] {
  const state = stateFolder(output);
  const beside = existsSync(dirname(output))
    ? readdirSync(dirname(output)).filter((name) => name.replace(/^\./, "").startsWith(`${basename(output)}.`))
    : [];
  const inside = existsSync(state)
    ? readdirSync(state, { recursive: true, encoding: "utf8" }).filter(
        (path) =>
          !path.startsWith("releases/") &&
          (/^(?:staging|lock|switch\.json)/.test(path) || /\.new$/.test(path)) &&
          !path.includes("/index.html"),
      )
    : [];
  const cache = join(state, "cache");
  const names = existsSync(cache) ? readdirSync(cache) : [];
  const segments = names
    .filter((name) => name.startsWith("segment-"))
    .map((name) => readFileSync(join(cache, name), "utf8"))
    .join("");
  const unused = names.filter((name) => /\.(?:pack|lines)$/.test(name) && !segments.includes(name));
  return [...beside, ...inside.filter((path) => !/^staging[^/]*\//.test(path)), ...unused];
}

/**
 * The content of a very small archive. The short form leaves out what a site may leave out, the search index and the pictures:
 * hundreds of builds are twice as fast without, and the kills with SIGKILL have them.
 */
export function smallArchive(): string {
  const content = contentFolder(MINIMAL);
  if (!LONG) appendFileSync(join(content, "site.yaml"), "search: false\npictures: false\n");
  return content;
}

export type Options = Partial<BuildOptions> & Pick<BuildOptions, "contentDir" | "output">;

/** Builds in this process. */
export function build(options: Options): Promise<BuildResult> {
  return buildSite({ today: TODAY, drafts: false, ...options });
}

/** What builds from nothing give, by what the content is. */
const cleanTrees = new Map<string, Promise<Tree>>();

/** What a build from nothing gives; built once for each content. */
export function cleanTree({ contentDir }: Pick<Options, "contentDir">): Promise<Tree> {
  const key = JSON.stringify(fingerprint(contentDir));
  const known = cleanTrees.get(key) ?? builtTree(contentDir);
  cleanTrees.set(key, known);
  return known;
}

async function builtTree(contentDir: string): Promise<Tree> {
  const output = join(temporaryFolder(), "site");
  await build({ contentDir, output, clean: true });
  return treeOf(output);
}

export interface Run {
  readonly code: number | null;
  readonly signal: NodeJS.Signals | null;
  readonly out: string;
  readonly err: string;
}

export interface RunOptions {
  readonly cwd?: string;
  readonly env?: Readonly<Record<string, string>>;
  /** Options for Node.js, before the program. */
  readonly node?: readonly string[];
  /** A program that runs ours: `["taskset", "-c", "0"]`. */
  readonly through?: readonly string[];
  readonly cli?: string;
  /** Is given the process as soon as there is one. */
  readonly onStart?: (child: ChildProcess) => void;
  readonly uid?: number;
}

/** Runs the command line in a process of its own. */
export async function run(args: readonly string[], options: RunOptions = {}): Promise<Run> {
  const { cwd = ROOT, env = {}, node = [], through = [], cli = CLI, onStart, uid } = options;
  const [program = "", ...rest] = [...through, process.execPath, ...node, cli, ...args];
  const spawning: SpawnOptions = {
    cwd,
    // The tests themselves run under options that the program does not know.
    env: { PATH: process.env.PATH ?? "", HOME: process.env.HOME ?? "", ...env },
    stdio: ["ignore", "pipe", "pipe"],
    ...(uid !== undefined && { uid, gid: uid }),
  };
  const child = spawn(program, rest, spawning);
  onStart?.(child);
  const text = { out: "", err: "" };
  child.stdout?.setEncoding("utf8").on("data", (chunk: string) => {
    text.out += chunk;
  });
  child.stderr?.setEncoding("utf8").on("data", (chunk: string) => {
    text.err += chunk;
  });
  return await new Promise((resolve, reject) => {
    child.on("error", reject);
    child.on("close", (code, signal) => resolve({ code, signal, ...text }));
  });
}

/** A copy of the program that a test may change. */
export function copyOfProgram(folder: string): string {
  mkdirSync(folder, { recursive: true });
  for (const name of ["src", "templates", "public", ".eleventy.ts", "package.json", "package-lock.json"]) {
    cpSync(join(ROOT, name), join(folder, name), { recursive: true });
  }
  symlinkSync(join(ROOT, "node_modules"), join(folder, "node_modules"));
  return join(folder, "src/cli/brevarkiv.mjs");
}

/** Runs a tool of the system, and waits. */
export function tool(
  program: string,
  args: readonly string[] = [],
  { cwd }: { readonly cwd?: string } = {},
): { status: number | null; stdout: string; stderr: string; pid: number } {
  return spawnSync(program, args, { encoding: "utf8", ...(cwd && { cwd }) });
}

/** Random numbers that are the same in every run with the same seed. */
export function randomNumbers(seed: number): () => number {
  let state = seed >>> 0;
  return () => {
    state = (state + 0x6d2b79f5) >>> 0;
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4_294_967_296;
  };
}
