import { existsSync, readdirSync, readFileSync, rmSync, statSync } from "node:fs";
import { dirname, join, relative, resolve } from "node:path";
import { pathToFileURL } from "node:url";
import type { BuildFailure, Message, Plugin } from "esbuild";
import type { Diagnostic } from "../../diagnostics.ts";
import type { ProjectConfig } from "../../editions/web/eleventy/render.ts";
import { templateFault } from "../../editions/web/eleventy/template-faults.ts";
import { isRecord } from "../../files/checked-file.ts";
import { makeFolders } from "../../files/make-folders.ts";
import { replaceFile } from "../../files/replace-file.ts";
import { sha256 } from "../../hash.ts";
import { compiled, programFingerprint, ROOT } from "../../program.mjs";

/** The Eleventy configuration of the folder that a build is started in. */
export const CONFIG_FILE = ".eleventy.ts";
/** Where it lies once compiled: in the project, so that it finds the project's packages. */
const CACHE = ".compiled";
const CACHE_ENTRY = join(CACHE, "eleventy-config.json");
/** Compiled configurations that are kept: a preview may still load an older one. */
const KEPT = 3;
/** What the plugin's own module is compiled to, however a project refers to it. */
const PLUGIN = join(ROOT, "src/eleventy/plugin.ts");
/** Names packages and versions, one of which may change a page. */
const LOCK_FILE = "package-lock.json";

export interface Project {
  readonly config: ProjectConfig;
  /** Identifies the configuration, everything it imports, and the versions of its packages. */
  readonly fingerprint: string;
  /** The files that it was made from. */
  readonly files: readonly string[];
}

/** What is known of a compiled configuration. */
interface CompiledConfig {
  readonly program: string;
  readonly output: string;
  /** SHA-256 of each file that it was made from, by path. */
  readonly inputs: Readonly<Record<string, string>>;
}

/** The project in the working directory, its configuration compiled where it changed since the last time. */
export async function openProject(): Promise<{ readonly project?: Project; readonly faults: readonly Diagnostic[] }> {
  const input = relative(process.cwd(), join(ROOT, "templates/web")) || ".";
  if (!existsSync(CONFIG_FILE))
    return {
      project: { config: { file: CONFIG_FILE, compiled: undefined, input }, fingerprint: "", files: [] },
      faults: [],
    };
  let entry = readEntry();
  if (!entry) {
    try {
      entry = await compile();
    } catch (error) {
      const { errors } = error as Partial<BuildFailure>;
      if (!errors) throw error;
      return { faults: errors.map(faultOf) };
    }
  }
  const files = Object.keys(entry.inputs);
  const fingerprint = sha256([entry.output, ...Object.entries(entry.inputs).flat()].join("\n"));
  return { project: { config: { file: CONFIG_FILE, compiled: entry.output, input }, fingerprint, files }, faults: [] };
}

/** @returns undefined where nothing was compiled, or of other files than there are now */
function readEntry(): CompiledConfig | undefined {
  try {
    const entry: unknown = JSON.parse(readFileSync(CACHE_ENTRY, "utf8"));
    if (!isRecord(entry) || entry.program !== programFingerprint() || !isRecord(entry.inputs)) return undefined;
    const isSame = Object.entries(entry.inputs).every(([file, hash]) => hashOf(file) === hash);
    return isSame && existsSync(String(entry.output)) ? (entry as unknown as CompiledConfig) : undefined;
  } catch {
    return undefined;
  }
}

async function compile(): Promise<CompiledConfig> {
  const { build } = await import("esbuild");
  const { outputFiles, metafile } = await build({
    entryPoints: [CONFIG_FILE],
    bundle: true,
    write: false,
    metafile: true,
    format: "esm",
    platform: "node",
    target: "node20",
    // A package finds its own files only where it was installed.
    packages: "external",
    plugins: [pluginAsCompiled, pathsAsWritten],
    logLevel: "silent",
  });
  const text = outputFiles[0]?.text ?? "";
  const output = join(CACHE, `eleventy-config-${sha256(text).slice(0, 16)}.mjs`);
  const files = Object.keys(metafile.inputs);
  const entry: CompiledConfig = {
    program: programFingerprint(),
    output,
    inputs: Object.fromEntries([...files, LOCK_FILE].map((file) => [file, hashOf(file)])),
  };
  makeFolders(".", CACHE);
  write(output, text);
  write(CACHE_ENTRY, JSON.stringify(entry));
  removeOld();
  return entry;
}

/** Brevarkiv's plugin is compiled already, with the program that uses it. */
const pluginAsCompiled: Plugin = {
  name: "plugin",
  setup({ onResolve }) {
    onResolve({ filter: /plugin\.ts$|^brevarkiv\/eleventy$/ }, ({ path, resolveDir }) => {
      if (path !== "brevarkiv/eleventy" && resolve(resolveDir, path) !== PLUGIN) return undefined;
      return { path: pathToFileURL(compiled("plugin")).href, external: true };
    });
  },
};

/** A file that asks for its own path gets that of its source. */
const pathsAsWritten: Plugin = {
  name: "paths",
  setup({ onLoad }) {
    onLoad({ filter: /\.[cm]?[jt]s$/ }, ({ path }) => {
      const places = { dirname: dirname(path), filename: path, url: pathToFileURL(path).href };
      const contents = readFileSync(path, "utf8").replace(
        /\bimport\.meta\.(dirname|filename|url)\b/g,
        (_, name: keyof typeof places) => JSON.stringify(places[name]),
      );
      return { contents, loader: /ts$/.test(path) ? "ts" : "js" };
    });
  },
};

function faultOf({ text, location }: Message): Diagnostic {
  return templateFault(location?.file ?? CONFIG_FILE, location?.line ?? 1, (location?.column ?? 0) + 1, text);
}

function hashOf(file: string): string {
  return existsSync(file) ? sha256(readFileSync(file)) : "";
}

/** Another process may write the file at the same time. */
function write(file: string, text: string): void {
  replaceFile(file, text, { unfinished: `${file}.${process.pid}` });
}

function removeOld(): void {
  const madeAt = (file: string): number => statSync(file, { throwIfNoEntry: false })?.mtimeMs ?? 0;
  const outputs = readdirSync(CACHE)
    .filter((name) => /^eleventy-config-[0-9a-f]{16}\.mjs$/.test(name))
    .map((name) => join(CACHE, name))
    .sort((a, b) => madeAt(b) - madeAt(a));
  for (const old of outputs.slice(KEPT)) rmSync(old, { force: true });
}
