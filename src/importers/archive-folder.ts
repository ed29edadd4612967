import { existsSync, lstatSync, statSync } from "node:fs";
import { dirname, join, relative, resolve, sep } from "node:path";
import { readArchiveSettings } from "./core.ts";
import { IMPORTED_FILE } from "./imported.ts";

/** The archive that letters are imported to. */
export interface ArchiveFolder {
  /** As the user typed it, for messages. */
  readonly into: string;
  /** The content folder. */
  readonly contentDir: string;
  /** The folder of all existing issues: `content/issues`, or `into` where there is no archive yet. */
  readonly issues: string;
  readonly language: string;
  readonly timeZone: string;
  readonly topics: ArchiveSettings["topics"];
}

type ArchiveSettings = Extract<ReturnType<typeof readArchiveSettings>, { settings: unknown }>["settings"];

/** Of an archive without a site.yaml. */
const DEFAULT_LANGUAGE = "sv";
const DEFAULT_TIME_ZONE = "Europe/Stockholm";
const ISSUES = "issues";

/** The archive, or why letters cannot be imported to it: a wrong folder, or errors in the archive's own content. */
export type OpenedFolder =
  | { readonly folder: ArchiveFolder }
  | { readonly refusal: string }
  | Extract<ReturnType<typeof readArchiveSettings>, { diagnostics: unknown }>;

/**
 * Finds the archive that a folder of issues belongs to: the nearest folder above that has a site.yaml.
 * @param into the folder to write issues to, which need not exist
 */
export function openArchiveFolder(into: string): OpenedFolder {
  const target = resolve(into);
  if (existsSync(target) && !statSync(target).isDirectory()) return { refusal: `${into} is not a folder` };
  const contentDir = contentDirOf(target);
  if (contentDir === undefined) {
    const parent = dirname(target);
    if (!existsSync(parent)) return { refusal: `there is no folder ${dirname(into)}; name the archive's with --into` };
    const settings = { language: DEFAULT_LANGUAGE, timeZone: DEFAULT_TIME_ZONE, topics: [] };
    return { folder: { into, contentDir: parent, issues: target, ...settings } };
  }
  const issues = join(contentDir, ISSUES);
  if (relative(issues, target).startsWith("..")) {
    const place = join(relative(process.cwd(), contentDir), ISSUES);
    return { refusal: `letters are read from ${place}; what is written to ${into} would not be` };
  }
  const strange = strangeParts(contentDir, target);
  if (strange.length > 0) return { diagnostics: strange };
  const reading = readArchiveSettings(contentDir);
  return "settings" in reading ? { folder: { into, contentDir, issues, ...reading.settings } } : reading;
}

/** What an import would read or write through and is a link or a special file, which can lead anywhere. */
function strangeParts(
  contentDir: string,
  target: string,
): Extract<OpenedFolder, { diagnostics: unknown }>["diagnostics"] {
  const folders = relative(contentDir, target).split(sep);
  const strange = folders
    .map((_, index) => join(contentDir, ...folders.slice(0, index + 1)))
    .filter((path) => lstatSync(path, { throwIfNoEntry: false })?.isDirectory() === false);
  const notes = join(contentDir, IMPORTED_FILE);
  if (lstatSync(notes, { throwIfNoEntry: false })?.isFile() === false) strange.push(notes);
  return strange.map((path) => ({
    file: relative(process.cwd(), path).replaceAll("\\", "/"),
    line: 1,
    column: 1,
    severity: "error",
    rule: "file-kind",
    message: "this is a link or a special file, and nothing is read or written through it",
    hint: "remove it",
  }));
}

function contentDirOf(target: string): string | undefined {
  for (let folder = target; ; folder = dirname(folder)) {
    if (existsSync(join(folder, "site.yaml"))) return folder;
    if (dirname(folder) === folder) return undefined;
  }
}
