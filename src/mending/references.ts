import { posix } from "node:path";
import { decode } from "../content/targets.ts";
import type { Edit, Renaming } from "../diagnostics.ts";

/** Where a text refers to a file: in a link or picture, in the line of a link's address, in a document of the front matter. */
const REFERENCES = [
  /(?<=\]\(\s*)(?:<([^<>\n]+)>|([^\s()<>]+))(?=[\s)])/dg,
  /(?<=^ {0,3}\[[^\]\n]+\]:\s*)(?:<([^<>\n]+)>|(\S+))/dg,
  /(?<=^\s*(?:- +)*file:\s+)(?:"([^"\n]+)"|'([^'\n]+)'|([^"'\s#][^#\n]*?)(?=\s*$|\s+#))/dg,
];

/**
 * The edits by which a text refers to a file under its new name.
 * @param path of the text, below the content folder
 */
export function renamedReferences(lines: readonly string[], path: string, { from, to }: Renaming): Edit[] {
  return lines.flatMap((line, index) =>
    REFERENCES.flatMap((pattern) =>
      [...line.matchAll(pattern)].flatMap((match): Edit[] => {
        const written = match.slice(1).find((part) => part !== undefined) ?? "";
        const reference = decode(written);
        if (posix.join(posix.dirname(path), reference) !== from) return [];
        const folder = reference.slice(0, reference.lastIndexOf("/") + 1);
        const text = match[0].replace(written, () => folder + posix.basename(to));
        // Brackets are for spaces.
        const plain = /\s/.test(text) ? text : text.replace(/^<(.*)>$/, "$1");
        return [{ line: index + 1, column: match.index + 1, was: match[0], text: plain }];
      }),
    ),
  );
}
