import matter from "gray-matter";
import type { Problem } from "../diagnostics.ts";
import { readYaml, type YamlReading } from "./yaml.ts";

/** A content file taken apart. */
export interface FrontMatter extends YamlReading {
  readonly body: string;
  /** The line of the file on which the body begins. */
  readonly bodyLine: number;
}

const FENCE = "---";
/** Characters. A letter's facts are a few hundred; what takes seconds to read as YAML is not front matter. */
const LONGEST = 50_000;

/**
 * Takes the front matter off a text: plain YAML between two lines of three hyphens, and nothing else.
 *
 * gray-matter would run `---js` as code, and gives `{}` for a broken YAML it has seen before: the fences are checked
 * before it sees the text, every engine but ours is replaced, and options are always passed, which turns its cache off.
 */
export function readFrontMatter(text: string): FrontMatter {
  const lines = text.split("\n");
  const closing = lines.findIndex((line, index) => index > 0 && line.startsWith(FENCE));
  const fault = fenceFault(lines, closing);
  if (fault)
    return {
      data: undefined,
      problems: [fault],
      warnings: [],
      locate: () => ({ line: 1, column: 1 }),
      body: "",
      bodyLine: 1,
    };

  // Spaces after a fence are invisible to the editor and would be text to gray-matter.
  lines[0] = FENCE;
  lines[closing] = FENCE;
  let reading: YamlReading | undefined;
  const readWithPositions = {
    parse: (source: string) => {
      // The source begins with the line end of the opening fence, so its lines count as the file's.
      reading = readYaml(source);
      return {};
    },
  };
  const refuse = { parse: refuseEngine };
  // The text below does not concern gray-matter.
  matter(`${lines.slice(0, closing + 1).join("\n")}\n`, {
    language: "yaml",
    engines: { yaml: readWithPositions, javascript: refuse, json: refuse },
  });
  // gray-matter does not call its engine for an empty block.
  return { ...(reading ?? readYaml("")), body: lines.slice(closing + 1).join("\n"), bodyLine: closing + 2 };
}

function fenceFault(lines: readonly string[], closing: number): Problem | undefined {
  const first = (lines[0] ?? "").trimEnd();
  const language = /^---\s*([^\s-]\S*)$/.exec(first)?.[1];
  if (language) {
    return fault(
      1,
      "front-matter-language",
      `front matter in "${language}" is refused, as it could run as code`,
      `begin the file with a line "${FENCE}" and write YAML`,
    );
  }
  if (first !== FENCE) {
    return fault(
      1,
      "front-matter-missing",
      "the file does not begin with front matter",
      `begin the file with a line "${FENCE}"`,
    );
  }
  if (closing === -1) {
    return fault(
      1,
      "front-matter-unclosed",
      "the front matter is never closed",
      `write a line "${FENCE}" between the front matter and the text`,
    );
  }
  const length = lines.slice(0, closing).reduce((sum, line) => sum + line.length, 0);
  if (length > LONGEST) {
    return fault(
      1,
      "front-matter-size",
      `the front matter is ${length} characters long`,
      `move text below the second line "${FENCE}"`,
    );
  }
  if ((lines[closing] ?? "").trimEnd() !== FENCE) {
    return fault(
      closing + 1,
      "front-matter-unclosed",
      `the front matter is closed by "${lines[closing]}"`,
      `write a line with just "${FENCE}"`,
    );
  }
  return undefined;
}

function fault(line: number, rule: string, message: string, hint: string): Problem {
  return { line, column: 1, severity: "error", rule, message, hint };
}

function refuseEngine(): never {
  throw new Error("only YAML front matter is read");
}
