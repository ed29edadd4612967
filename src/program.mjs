/**
 * The program as it runs: TypeScript, compiled into one folder that is rebuilt whenever a source changes. Nobody has to
 * build it, and a start costs a tenth of what taking the types off file by file does.
 */
import { hash } from "node:crypto";
import { existsSync, mkdirSync, readdirSync, readFileSync, renameSync, rmSync, statSync } from "node:fs";
import { createRequire } from "node:module";
import { dirname, join } from "node:path";

/** Compiled programs that are kept: one that is running may still load parts of its own. */
const KEPT = 3;
const PARTS = {
  main: "src/cli/main.ts",
  worker: "src/engine/render/worker.ts",
  plugin: "src/eleventy/plugin.ts",
};

/** Packages that find their own files, or hold programs for one kind of machine. */
const LEFT_ALONE = ["@11ty/*", "chokidar", "esbuild", "lightningcss", "nunjucks", "pagefind"];

/** Packages of the older kind ask for parts of Node.js by a function that modules do not have. */
const REQUIRE =
  'import { createRequire as $createRequire } from "node:module"; const require = $createRequire(import.meta.url);';

/** The folder of the program, which holds templates/ and public/: found from the sources and from what they become. */
export const ROOT = folderOf("package.json", import.meta.dirname);

/** @type {string | undefined} */
let fingerprint;

/**
 * The fingerprint of all of the program that can change a byte: our code, the versions of the packages, and the Node.js
 * that runs it (its tables for dates, numbers and sorting differ from version to version).
 * @returns {string} the same for as long as the process runs, as its code is
 */
export function programFingerprint() {
  fingerprint ??= fingerprintNow();
  return fingerprint;
}

function fingerprintNow() {
  const { node, icu, unicode, cldr, tz } = process.versions;
  const sources = [join(ROOT, "package-lock.json"), ...filesBelow(join(ROOT, "src"))];
  const hashes = sources.map((file) => hash("sha256", readFileSync(file)));
  return hash("sha256", [node, icu, unicode, cldr, tz, ...hashes].join("\n"));
}

/**
 * A compiled part of the program, as a path to import.
 * @param {keyof typeof PARTS} part
 * @returns {string}
 */
export function compiled(part) {
  const folder = join(ROOT, ".compiled", programFingerprint().slice(0, 16));
  if (!existsSync(folder)) compile(folder);
  return join(folder, `${part}.mjs`);
}

/** @param {string} folder */
function compile(folder) {
  const { buildSync } = /** @type {typeof import("esbuild")} */ (createRequire(import.meta.url)("esbuild"));
  const unfinished = `${folder}.${process.pid}`;
  mkdirSync(dirname(folder), { recursive: true });
  const older = readdirSync(dirname(folder))
    .filter((name) => /^[0-9a-f]{16}$/.test(name))
    .map((name) => join(dirname(folder), name));
  buildSync({
    entryPoints: Object.entries(PARTS).map(([out, file]) => ({ in: join(ROOT, file), out })),
    outdir: unfinished,
    outExtension: { ".js": ".mjs" },
    bundle: true,
    splitting: true,
    format: "esm",
    platform: "node",
    target: "node20",
    // Reading a package file by file costs more than running it.
    external: LEFT_ALONE,
    banner: { js: REQUIRE },
    sourcemap: true,
    sourcesContent: false,
    logLevel: "error",
  });
  // Read again by the compiler, the sources may have become others than the folder's name says.
  if (fingerprintNow() !== programFingerprint()) {
    rmSync(unfinished, { recursive: true, force: true });
    throw new Error("the program was changed while it was compiled; start it again");
  }
  try {
    renameSync(unfinished, folder);
  } catch (error) {
    // Another process was faster; both made the same.
    rmSync(unfinished, { recursive: true, force: true });
    if (!existsSync(folder)) throw error;
  }
  /** @param {string} path */
  const madeAt = (path) => statSync(path, { throwIfNoEntry: false })?.mtimeMs ?? 0;
  older.sort((a, b) => madeAt(b) - madeAt(a));
  for (const old of older.slice(KEPT - 1)) rmSync(old, { recursive: true, force: true });
}

/**
 * Every file below a folder, in order of path.
 * @param {string} folder
 * @returns {string[]}
 */
export function filesBelow(folder) {
  return readdirSync(folder, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map((entry) => join(entry.parentPath, entry.name))
    .sort();
}

/**
 * @param {string} name
 * @param {string} from
 * @returns {string}
 */
function folderOf(name, from) {
  return existsSync(join(from, name)) ? from : folderOf(name, dirname(from));
}
