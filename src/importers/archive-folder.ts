import { existsSync, statSync } from "node:fs";
import { dirname, join, relative, resolve } from "node:path";
import { ContentFiles } from "../content/content-files.ts";
import { readSiteFile } from "../content/load-config.ts";
import { loadRegisters } from "../content/registers.ts";
import { type Diagnostic, hasErrors } from "../diagnostics.ts";
import type { Topic } from "../model/archive.ts";

/** Where letters come to. */
export interface ArchiveFolder {
  /** As the user typed it, for messages. */
  readonly into: string;
  /** The content folder. */
  readonly content: string;
  /** The folder of all issues that a new one must not collide with: `content/issues`, or `into` where there is no archive yet. */
  readonly issues: string;
  readonly language: string;
  readonly topics: readonly Topic[];
}

/** Letters cannot be written where the user says. */
export class ArchiveFolderError extends Error {}

/** What an archive without a site.yaml is written in. */
const DEFAULT_LANGUAGE = "sv";
const ISSUES = "issues";

/**
 * Finds the archive that a folder of issues belongs to: the nearest folder above that has a site.yaml.
 * @throws {ArchiveFolderError} when nothing that is written there would be read
 */
export async function openArchiveFolder(
  into: string,
): Promise<{ folder: ArchiveFolder } | { diagnostics: readonly Diagnostic[] }> {
  const target = resolve(into);
  if (existsSync(target) && !statSync(target).isDirectory()) throw new ArchiveFolderError(`${into} is not a folder`);
  const content = contentFolderOf(target);
  if (content === undefined) {
    const parent = dirname(target);
    if (!existsSync(parent))
      throw new ArchiveFolderError(`there is no folder ${dirname(into)}; name the archive's with --into`);
    return { folder: { into, content: parent, issues: target, language: DEFAULT_LANGUAGE, topics: [] } };
  }
  const issues = join(content, ISSUES);
  if (relative(issues, target).startsWith("..")) {
    const place = join(relative(process.cwd(), content), ISSUES);
    throw new ArchiveFolderError(`letters are read from ${place}; what is written to ${into} would not be`);
  }
  return readArchive(into, content, issues);
}

function contentFolderOf(target: string): string | undefined {
  for (let folder = target; ; folder = dirname(folder)) {
    if (existsSync(join(folder, "site.yaml"))) return folder;
    if (dirname(folder) === folder) return undefined;
  }
}

async function readArchive(
  into: string,
  content: string,
  issues: string,
): Promise<{ folder: ArchiveFolder } | { diagnostics: readonly Diagnostic[] }> {
  const listing = ContentFiles.list(content);
  if ("diagnostic" in listing) return { diagnostics: [listing.diagnostic] };
  const { site, diagnostics: siteFaults } = readSiteFile(listing.files);
  const { registers, diagnostics: registerFaults } = loadRegisters(listing.files);
  const diagnostics = [...siteFaults, ...registerFaults];
  if (!site || hasErrors(diagnostics)) return { diagnostics };
  const topics = [...registers.topics.values()];
  return { folder: { into, content, issues, language: site.fields.language, topics } };
}
