import { stringify } from "yaml";
import { ISSUE_FIELDS } from "../model/publication-fields.ts";
import type { IssueFrontMatter } from "./issue-schema.ts";

/** The order in which keys are written, so that the same issue is always the same text. */
const KEY_ORDER = Object.keys(ISSUE_FIELDS) as (keyof typeof ISSUE_FIELDS)[];

/**
 * Writes an issue as a content file: the inverse of reading one. Values keep their form, so that what is read back is equal.
 * @param comment lines for the editor at the end of the front matter, without the #
 */
export function formatIssue(frontMatter: IssueFrontMatter, body: string, comment: readonly string[] = []): string {
  const ordered = Object.fromEntries(
    KEY_ORDER.flatMap((key) => (frontMatter[key] === undefined ? [] : [[key, frontMatter[key]]])),
  );
  const yaml = stringify(ordered, { schema: "core", lineWidth: 0, aliasDuplicateObjects: false });
  const comments = comment.map((line) => `# ${line}\n`).join("");
  return `---\n${yaml}${comments}---\n\n${body.trim()}\n`;
}
