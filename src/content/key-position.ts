import type { Position } from "../diagnostics.ts";
import { readRegular } from "../files/regular-file.ts";
import { readFrontMatter } from "./front-matter.ts";
import { decodeText } from "./read-text.ts";
import type { KeyPath } from "./yaml.ts";

/**
 * Where a key stands in the front matter of a content file. The file is read again, as positions are not kept for thousands of
 * texts without faults.
 * @param file as diagnostics name it
 */
export function keyPosition(file: string, key: KeyPath): Position {
  const content = decodeText(readRegular(file));
  return "problem" in content ? { line: 1, column: 1 } : readFrontMatter(content.text).locate(key);
}
