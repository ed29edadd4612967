import { readFrontMatter } from "./front-matter.ts";
import { issueSchema } from "./issue-schema.ts";
import { decodeText } from "./read-text.ts";
import { validate } from "./validate.ts";

/** An issue's file as far as it can be read. */
export interface IssueReading {
  /** The front matter as written, not checked; undefined where it cannot be read. */
  readonly data: unknown;
  /** Markdown; empty where the file cannot be read. */
  readonly body: string;
  /** The first error that the loader would report, in words; undefined when there is none. */
  readonly error: () => string | undefined;
}

/** Reads a single issue, without an archive around it: the inverse of `formatIssue`. */
export function readIssue(bytes: Uint8Array): IssueReading {
  const decoded = decodeText(bytes);
  if ("problem" in decoded) return { data: undefined, body: "", error: () => decoded.problem.message };
  const reading = readFrontMatter(decoded.text);
  const error = (): string | undefined => {
    const result = reading.problems.length > 0 ? reading : validate(issueSchema, reading);
    const problem = "problems" in result ? result.problems[0] : undefined;
    return problem && `line ${problem.line}: ${problem.message}`;
  };
  return { data: reading.data, body: reading.body, error };
}
