/**
 * Builds archives and runs the quick tests under other versions of Node.js: `npm run test:node -- 22 24 26`. The versions come
 * from npm, into a temporary folder. Each must build the same bytes as the Node.js that runs this.
 */
import { spawnSync } from "node:child_process";
import { mkdtempSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { delimiter, dirname, join } from "node:path";

const ROOT = join(import.meta.dirname, "../..");
const ARCHIVES = ["tests/sample/content", "tests/sample/udd"];

const versions = process.argv.slice(2);
if (versions.length === 0) throw new Error("name the versions: npm run test:node -- 22 24 26");
const folder = mkdtempSync(join(tmpdir(), "brevarkiv-node-"));
const failures: string[] = [];
try {
  const expected = manifests(process.execPath, "own");
  for (const version of versions) {
    const node = install(version);
    const name = `Node.js ${run(node, ["--version"], "pipe")}`;
    console.log(`\n${name}`);
    try {
      const built = manifests(node, version);
      const differing = ARCHIVES.filter((_, index) => built[index] !== expected[index]);
      for (const archive of differing)
        failures.push(`${name} builds other bytes of ${archive} than ${process.version}`);
      run(node, ["node_modules/vitest/vitest.mjs", "run", "--project", "quick"], "inherit");
    } catch (error) {
      failures.push(`${name}: ${(error as Error).message}`);
    }
  }
} finally {
  rmSync(folder, { recursive: true, force: true });
}
console.log(
  failures.length > 0 ? `\n${failures.join("\n")}` : `\nThe same bytes, and all tests pass: ${versions.join(", ")}`,
);
process.exitCode = failures.length > 0 ? 1 : 0;

/** @returns the program */
function install(version: string): string {
  const prefix = join(folder, version);
  run("npm", ["install", "--prefix", prefix, "--no-audit", "--no-fund", `node@${version}`], "pipe");
  return join(prefix, "node_modules/node/bin/node");
}

/** What each archive becomes: the hash of every file. */
function manifests(node: string, name: string): string[] {
  return ARCHIVES.map((archive, index) => {
    const output = join(folder, `site-${name}-${index}`);
    run(node, ["src/cli/brevarkiv.mjs", "build", "--content", archive, "--output", output], "pipe");
    return readFileSync(join(output, "manifest-sha256.txt"), "utf8");
  });
}

/** Runs a program with its own folder first on PATH, so that what it starts is of the same version. @returns what it printed */
function run(program: string, args: readonly string[], output: "inherit" | "pipe"): string {
  const PATH = `${dirname(program)}${delimiter}${process.env.PATH}`;
  const options = { cwd: ROOT, env: { ...process.env, PATH }, encoding: "utf8", stdio: output } as const;
  const { status, stdout, stderr, error } = spawnSync(program, args, options);
  if (error) throw error;
  if (status !== 0) throw new Error(`${args[0]} ends with ${status}\n${stderr ?? ""}`);
  return (stdout ?? "").trim();
}
