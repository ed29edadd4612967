/** Signs that nobody sees: soft hyphens, zero-width marks, marks that steer the direction of writing, control characters. */
const INVISIBLE =
  /[\u0000-\u0008\u000b\u000c\u000e-\u001f\u007f-\u009f\u00ad\u061c\u115f\u1160\u17b4\u17b5\u180e\u200b\u200c\u200e\u200f\u202a-\u202e\u2060-\u206f\u3164\ufeff\uffa0]|\u034f/g;
/** The joiner between people of one emoji stays; elsewhere it pads the inbox line. */
const LONE_JOINER =
  /(?<!\p{Extended_Pictographic}|\ufe0f|[\u{1f3fb}-\u{1f3ff}])\u200d|\u200d(?!\p{Extended_Pictographic})/gu;
/** Spaces of odd widths that services pad with. */
const ODD_SPACE = /[\u2000-\u200a\u2800\u3000]/g;

/** A text without what cannot be seen. */
export function cleanText(text: string): string {
  const visible = text.replace(INVISIBLE, "").replace(ODD_SPACE, " ");
  return visible.includes("\u200d") ? visible.replace(LONE_JOINER, "") : visible;
}

/** A text as one clean line. */
export function plainLine(text: string): string {
  return cleanText(text)
    .replace(/[\s\u00a0]+/g, " ")
    .trim();
}

/** A space that must not break stays between a figure and what it belongs to: 500 000 kr. Elsewhere it is layout. */
export function plainSpaces(text: string): string {
  if (!text.includes("\u00a0")) return text;
  return text.replace(/(?<![\d§])\u00a0|\u00a0(?![\d\p{L}%€$£°])/gu, " ");
}
