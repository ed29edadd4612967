const segmenter = new Intl.Segmenter("en", { granularity: "grapheme" });

/** The signs of a text as readers see them: an emoji and a letter with its marks are each several characters. */
export function signsOf(text: string): string[] {
  return Array.from(segmenter.segment(text), ({ segment }) => segment);
}

/**
 * How a text begins, without half a sign at its end.
 * @param most UTF-16 code units, as `length` counts them
 */
export function beginning(text: string, most: number): string {
  if (text.length <= most) return text;
  // A sign that begins at the limit is known by its first characters.
  const start = segmenter.segment(text.slice(0, most + 2)).containing(most)?.index;
  return text.slice(0, start);
}
