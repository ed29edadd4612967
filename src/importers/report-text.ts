/** Words of letters, as a report may show them. */

const LONGEST_QUOTE = 200;

/** On one line, and not longer than a reader needs. */
export function shortened(text: string): string {
  const line = plain(text.replace(/\s+/g, " ").trim());
  return line.length > LONGEST_QUOTE ? `${line.slice(0, LONGEST_QUOTE)}…` : line;
}

/** Replaces control characters and bidirectional marks: text of a letter must not overwrite what is printed on a terminal. */
export function plain(text: string): string {
  return text.replace(/[\u0000-\u0008\u000b-\u001f\u007f-\u009f\u061c\u200e\u200f\u202a-\u202e\u2066-\u2069]/g, "�");
}
