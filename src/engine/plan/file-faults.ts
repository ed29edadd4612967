import { type Diagnostic, sortDiagnostics } from "../../diagnostics.ts";
import type { PublishedFile } from "../../metadata/published-file.ts";
import type { OtherFile } from "./site-files.ts";

/** An archive of twenty years has thousands of pictures, and more lines than these would hide the faults among them. */
const MOST_NOTES = 20;

/** What an editor should know of a file of the content. */
export function diagnosticsOf({ owner, path }: OtherFile, { problems }: PublishedFile): Diagnostic[] {
  const file = (owner ?? path).replaceAll("\\", "/");
  return problems.map((problem) => ({ file, ...problem }));
}

/** All faults, and the first of the notes with how many there are. */
export function fewNotes(diagnostics: readonly Diagnostic[]): Diagnostic[] {
  const sorted = sortDiagnostics(diagnostics);
  const notes = sorted.filter(({ severity }) => severity === "note");
  const last = notes[MOST_NOTES];
  if (!last) return sorted;
  const shown = new Set(notes.slice(0, MOST_NOTES));
  const message = `${notes.length - MOST_NOTES} more pictures are published without such facts`;
  return [...sorted.filter((one) => one.severity !== "note" || shown.has(one)), { ...last, message }];
}
