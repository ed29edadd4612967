import type { Edit } from "../diagnostics.ts";

/** A passage of a text, by offsets, and what takes its place. */
interface Passage {
  readonly start: number;
  readonly end: number;
  readonly text: string;
}

const MARK = "\ufeff";

/** A text as its file has it, with its byte order mark and its line ends. What no edit is for stays as it is, byte for byte. */
export class EditableText {
  readonly #text: string;
  /** Where each line begins, and where it ends without its line end. */
  readonly #lines: readonly (readonly [start: number, end: number])[];
  readonly #lineEnd: string;
  readonly #passages: Passage[] = [];

  /** @throws where the bytes are not UTF-8 */
  constructor(bytes: Uint8Array) {
    this.#text = new TextDecoder("utf-8", { fatal: true, ignoreBOM: true }).decode(bytes);
    const lines: [number, number][] = [];
    let start = this.#text.startsWith(MARK) ? MARK.length : 0;
    for (const { index, 0: lineEnd } of this.#text.matchAll(/\r\n?|\n/g)) {
      lines.push([start, index]);
      start = index + lineEnd.length;
    }
    this.#lines = [...lines, [start, this.#text.length]];
    this.#lineEnd = /\r\n?|\n/.exec(this.#text)?.[0] ?? "\n";
  }

  get lines(): string[] {
    return this.#lines.map(([start, end]) => this.#text.slice(start, end));
  }

  /** Whether each of some edits is found and overlaps no other. */
  fits(edits: readonly Edit[]): boolean {
    const taken = [...this.#passages];
    return edits.every((edit) => {
      const passage = this.#passage(edit);
      if (!passage || taken.some((other) => overlap(passage, other))) return false;
      taken.push(passage);
      return true;
    });
  }

  /** @param edits that fit */
  add(edits: readonly Edit[]): void {
    this.#passages.push(...edits.flatMap((edit) => this.#passage(edit) ?? []));
  }

  /** The text with all edits that were added. */
  bytes(): Buffer {
    const parts: string[] = [];
    let at = 0;
    for (const { start, end, text } of [...this.#passages].sort((a, b) => a.start - b.start)) {
      parts.push(this.#text.slice(at, start), text.replaceAll("\n", this.#lineEnd));
      at = end;
    }
    return Buffer.from([...parts, this.#text.slice(at)].join(""));
  }

  #passage({ line, column, was, text }: Edit): Passage | undefined {
    const [lineStart, lineEnd] = this.#lines[line - 1] ?? [0, 0];
    const start = this.#text.indexOf(was, lineStart + column - 1);
    const end = start + was.length;
    return was === "" || start < 0 || end > lineEnd ? undefined : { start, end, text };
  }
}

function overlap(a: Passage, b: Passage): boolean {
  return a.start < b.end && b.start < a.end;
}
