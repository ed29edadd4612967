/**
 * `npm run fuzz -- READER [SECONDS]`: gives a reader of foreign bytes millions of them, and keeps those that reach new code
 * (coverage-guided, by Jazzer.js, which is installed in a temporary folder). It ends at the first input that breaks a promise,
 * and writes it to tests/fuzz/found/READER/, where `found.test.ts` runs it ever after.
 */
import { execFileSync, spawnSync } from "node:child_process";
import { existsSync, mkdirSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { build } from "esbuild";
import { seedsOf } from "./seeds.mjs";

/** Newer than what Debian 12 has: its engine needs glibc 2.38. */
const JAZZER = "@jazzer.js/core@4.0.0";
const [reader = "", seconds = "3600"] = process.argv.slice(2);
const work = join(tmpdir(), "brevarkiv-fuzzing");
const tool = join(work, "node_modules/@jazzer.js/core/dist/cli.js");
const found = join(import.meta.dirname, "found", reader);
const corpus = join(work, "corpus", reader);

if (!existsSync(tool)) {
  mkdirSync(work, { recursive: true });
  writeFileSync(join(work, "package.json"), "{}");
  execFileSync("npm", ["install", "--no-audit", "--no-fund", JAZZER], { cwd: work, stdio: "inherit" });
}
// The hooks of the tool see what is required, not what is imported.
const target = join(work, `${reader}.cjs`);
await build({
  stdin: {
    contents: `import { READERS } from "./readers.ts"; export const fuzz = READERS[${JSON.stringify(reader)}];`,
    resolveDir: import.meta.dirname,
  },
  outfile: target,
  bundle: true,
  format: "cjs",
  platform: "node",
  target: "node20",
  define: { "import.meta.dirname": JSON.stringify(import.meta.dirname) },
});
for (const folder of [corpus, found]) mkdirSync(folder, { recursive: true });
for (const [name, bytes] of seedsOf(reader)) writeFileSync(join(corpus, name), bytes);

const [program = "", ...before] = (process.env.FUZZ_NODE ?? process.execPath).split(" ");
const limits = [`-max_total_time=${seconds}`, "-max_len=65536", "-rss_limit_mb=4096", `-artifact_prefix=${found}/`];
const { status } = spawnSync(
  program,
  [...before, tool, target, corpus, "--timeout=20000", "--disableBugDetectors=.*", "--", ...limits],
  { cwd: work, stdio: "inherit" },
);
process.exitCode = status ?? 1;
