import { readFileSync } from "node:fs";
import { relative } from "node:path";
import type { Diagnostic } from "../../diagnostics.ts";
import type { RenderJob } from "../../editions/web/eleventy/render-job.ts";
import { sha256 } from "../../hash.ts";
import { filesBelow } from "../../program.mjs";
import type { OtherFile } from "../plan/site-files.ts";
import type { BuildThreads } from "./build-threads.ts";
import { type CheckedPage, createPageCheck } from "./render-pages.ts";

/** What a project adds to the site by its Eleventy configuration and input folder. */
export interface ProjectFiles {
  readonly files: readonly ProjectFile[];
  readonly pages: readonly ProjectPage[];
  readonly faults: readonly Diagnostic[];
}

/** A page of a project, with the template that is at fault where the page is. */
export interface ProjectPage extends CheckedPage {
  readonly template: string;
}

export const NO_FILES: ProjectFiles = { files: [], pages: [], faults: [] };

/** Makes the files of a project. @param configFile is named where no template made a file */
export async function makeProjectFiles(
  threads: BuildThreads,
  job: RenderJob,
  configFile: string,
): Promise<ProjectFiles> {
  const { folder, templates, faults } = await threads.writeOwnFiles(job);
  if (faults.length > 0) return { ...NO_FILES, faults };
  const check = createPageCheck(job.config.basePath);
  const files = filesBelow(folder).map((file) => {
    const path = relative(folder, file).replaceAll("\\", "/");
    return ownFile(path, readFileSync(file), templates.get(path) ?? configFile);
  });
  return { files, pages: files.flatMap((file) => pageOf(file, check) ?? []), faults: [] };
}

/** A file of a project. */
export interface ProjectFile extends OtherFile {
  readonly owner: string;
  /** The text of a page. */
  readonly html?: string;
}

export function ownFile(path: string, bytes: Buffer, owner: string): ProjectFile {
  const file = { path, fingerprint: sha256(bytes), make: () => bytes, owner };
  if (!path.endsWith(".html")) return file;
  const html = bytes.toString("utf8");
  const listed = !/<meta name="robots" content="[^"]*noindex/.test(html);
  return { ...file, html, address: addressOf(path), permanent: true, listed };
}

/** @returns undefined for a file that is not a page */
export function pageOf(
  { address, html, owner }: ProjectFile,
  check: ReturnType<typeof createPageCheck>,
): ProjectPage | undefined {
  return html === undefined || address === undefined ? undefined : { ...check(address, html, null), template: owner };
}

/** `om/index.html` → `/om/` */
function addressOf(path: string): string {
  return `/${path.replace(/(^|\/)index\.html$/, "$1")}`;
}
