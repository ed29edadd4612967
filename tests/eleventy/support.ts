/** What the tests of both ways of building share: a project of its own, and Eleventy's own command. */
import { execFile } from "node:child_process";
import { cpSync, mkdirSync, symlinkSync } from "node:fs";
import { join } from "node:path";
import { fingerprint, MINIMAL, ROOT, temporaryFolder } from "../support/sample.ts";

const PROJECT = join(import.meta.dirname, "project");
export const ELEVENTY = join(ROOT, "node_modules/@11ty/eleventy/cmd.cjs");
/** Node.js before 22.18 reads no TypeScript. */
export const LOADER = ["--import", `file://${join(ROOT, "node_modules/tsx/dist/loader.mjs")}`];

/** A copy of the sample project, with content and with Brevarkiv among its packages. */
export function createProject(): string {
  const folder = temporaryFolder();
  cpSync(PROJECT, folder, { recursive: true });
  cpSync(MINIMAL, join(folder, "content"), { recursive: true });
  mkdirSync(join(folder, "node_modules"));
  symlinkSync(ROOT, join(folder, "node_modules/brevarkiv"));
  symlinkSync(join(ROOT, "node_modules/@11ty"), join(folder, "node_modules/@11ty"));
  return folder;
}

export interface Ended {
  readonly code: number;
  readonly output: string;
}

/** Runs `npx @11ty/eleventy --config=.eleventy.ts` in a folder. */
export function eleventy(folder: string, output: string, more: readonly string[] = []): Promise<Ended> {
  const parameters = [...LOADER, ELEVENTY, "--config=.eleventy.ts", `--output=${output}`, "--quiet", ...more];
  return new Promise((resolve) => {
    execFile(process.execPath, parameters, { cwd: folder }, (error, stdout, stderr) => {
      resolve({ code: typeof error?.code === "number" ? error.code : error ? -1 : 0, output: stdout + stderr });
    });
  });
}

/** Every file of a built site but those of the release itself. */
export function siteFiles(folder: string): Record<string, string> {
  const { ".brevarkiv-site": _, "manifest-sha256.txt": __, ...files } = fingerprint(folder);
  return files;
}
