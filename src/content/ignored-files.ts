/** Letters that are not read because of their names or places. They would be missed by no reader until they are looked for. */
import { posix } from "node:path";
import type { Diagnostic } from "../diagnostics.ts";
import type { Publication } from "../model/archive.ts";
import type { ContentFiles } from "./content-files.ts";

/** What the programs that write texts save them as. */
const WRITTEN = /\.(?:docx?|odt|rtf|pages)$/i;
const MARKDOWN = /\.(?:md|markdown|mdown|mkd|md\.txt|markdown\.txt)$/i;
/** Names under which a text may have been saved by mistake, if it begins as one. */
const MAYBE_TEXT = /(?:^|\/)[^./]+(?:\.txt)?$/i;

/**
 * Texts under other names than those that are read, or in other folders.
 * @param folders the folders whose texts are read
 * @param copied the folder of files that are published as they are, with its slash
 */
export function ignoredFiles(files: ContentFiles, folders: readonly string[], copied: string): Diagnostic[] {
  const places = `${folders.slice(0, -1).join(", ")} or ${folders.at(-1)}`;
  return files.paths.flatMap((path) => {
    const isKnown = folders.some((folder) => path.startsWith(`${folder}/`));
    if (isKnown && path.endsWith(".md")) return [];
    if (path.startsWith(copied)) {
      if (!MARKDOWN.test(path) || !isText(files, path)) return [];
      const message = "this text is published as it is written, and not as a page";
      return [warning(files, path, message, `move it to ${places}`)];
    }
    if (!MARKDOWN.test(path) && !(isKnown && MAYBE_TEXT.test(path) && isText(files, path))) return [];
    const name = posix.basename(path).replace(/(?:\.(?:md|markdown|mdown|mkd|txt))*$/i, ".md");
    const hint = isKnown
      ? `rename it to ${name}${/\.txt$/i.test(path) ? " (Windows may hide the .txt at the end)" : ""}`
      : `put it in ${places}`;
    return [warning(files, path, "this file is not read", hint)];
  });
}

/** Documents beside the texts that no text refers to: letters that were never saved as Markdown. */
export function unreadLetters(
  files: ContentFiles,
  folders: readonly string[],
  publications: readonly Pick<Publication, "attachments">[],
): Diagnostic[] {
  const written = files.paths.filter(
    (path) => WRITTEN.test(path) && folders.some((folder) => path.startsWith(`${folder}/`)),
  );
  if (written.length === 0) return [];
  const used = new Set(publications.flatMap(({ attachments }) => attachments.map(({ file }) => file)));
  return written
    .filter((path) => !used.has(files.absolute(path)) && !files.has(path.replace(WRITTEN, ".md")))
    .map((path) => {
      const name = posix.basename(path);
      const hint = `if it is a letter, copy its text into ${name.replace(WRITTEN, ".md")}; if it is a document, link to it: [Title](<${name}>)`;
      return warning(files, path, "this file is not read, and no text refers to it", hint);
    });
}

function isText(files: ContentFiles, path: string): boolean {
  return /^(?:\ufeff)?---\r?\n/.test(Buffer.from(files.head(path)).toString("utf8"));
}

function warning(files: ContentFiles, path: string, message: string, hint: string): Diagnostic {
  return { file: files.display(path), line: 1, column: 1, severity: "warning", rule: "file-ignored", message, hint };
}
