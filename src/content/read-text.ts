import type { Problem } from "../diagnostics.ts";

/** A letter is some tens of kilobytes. A megabyte is a picture pasted as text, or an attack. */
const LARGEST_TEXT = 1_000_000;

const decoder = new TextDecoder("utf-8", { fatal: true });

/**
 * Decodes a content file: UTF-8, with or without a byte order mark, any line ends. Other encodings are refused by name,
 * because guessing wrong would publish "GrÃ¤nslÃ¶s" without anyone noticing.
 * @returns the text with `\n` line ends, or what is wrong
 */
export function decodeText(bytes: Uint8Array): { text: string } | { problem: Problem } {
  const size = sizeProblem(bytes.length);
  if (size) return { problem: size };
  const encoding = foreignEncoding(bytes);
  if (encoding) return refuse("encoding", `the file is saved as ${encoding}`, "save it again as UTF-8");
  try {
    const text = decoder.decode(bytes);
    return { text: text.includes("\r") ? text.replace(/\r\n?/g, "\n") : text };
  } catch {
    const { line, column } = firstInvalidByte(bytes);
    return {
      problem: {
        line,
        column,
        severity: "error",
        rule: "encoding",
        message: "the file is not UTF-8; it looks like Latin-1 (Windows-1252)",
        hint: "save it again as UTF-8",
      },
    };
  }
}

/** What is wrong with a text file of so many bytes; asked before it is read. */
export function sizeProblem(bytes: number): Problem | undefined {
  if (bytes <= LARGEST_TEXT) return undefined;
  const megabytes = (bytes / 1e6).toFixed(1);
  return refuse(
    "file-size",
    `the file is ${megabytes} MB; a text file may be at most 1 MB`,
    "save pictures as files of their own beside the letter",
  ).problem;
}

function refuse(rule: string, message: string, hint: string): { problem: Problem } {
  return { problem: { line: 1, column: 1, severity: "error", rule, message, hint } };
}

function foreignEncoding(bytes: Uint8Array): string | undefined {
  const [a, b] = bytes;
  if ((a === 0xff && b === 0xfe) || (a === 0xfe && b === 0xff)) return "UTF-16";
  // UTF-16 without a mark: every second byte of a Latin text is zero, and UTF-8 text never holds a zero byte.
  if (bytes.subarray(0, 1000).includes(0)) return "UTF-16 or another binary format";
  return undefined;
}

function firstInvalidByte(bytes: Uint8Array): { line: number; column: number } {
  // Decoding without `fatal` puts U+FFFD where the first bad byte stands; only a text that truly held one could mislead.
  const before = new TextDecoder("utf-8").decode(bytes).split("\uFFFD")[0] ?? "";
  const lines = before.split(/\r\n?|\n/);
  return { line: lines.length, column: (lines.at(-1)?.length ?? 0) + 1 };
}
