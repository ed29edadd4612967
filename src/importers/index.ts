/**
 * What the command line uses of the importers, and all that the rest of the program may know of them. What reads letters is
 * loaded when it is first used, so that help and wrong usage answer at once.
 */
import type { openArchiveFolder as open } from "./archive-folder.ts";
import type { importLetters as run } from "./import-letters.ts";

export type { ArchiveFolder } from "./archive-folder.ts";
export { KINDS, type Kind } from "./importer.ts";
export { isReport } from "./is-report.ts";
export type { Outcome } from "./outcome.ts";
export { reportWords } from "./repairs.ts";
export { countRules, countStatuses, jsonReport, removedLine } from "./report.ts";
export { htmlReport } from "./report-html.ts";
export { markdownReport } from "./report-markdown.ts";

/** Finds the archive to import to, see archive-folder.ts. */
export async function openArchiveFolder(...parameters: Parameters<typeof open>): Promise<ReturnType<typeof open>> {
  return (await import("./archive-folder.ts")).openArchiveFolder(...parameters);
}

/** Imports the letters of files and folders, see import-letters.ts. */
export async function importLetters(...parameters: Parameters<typeof run>): ReturnType<typeof run> {
  return (await import("./import-letters.ts")).importLetters(...parameters);
}
