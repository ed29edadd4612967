import { personalKeyIn } from "../core.ts";
import { undoMojibake } from "./mojibake.ts";

/** Control characters, and marks that turn the direction of writing: nobody sees them, and our files refuse them. */
const STEERING = /(?![\t\n])[\p{Cc}\u061c\u200e\u200f\u202a-\u202e\u2066-\u2069]/gu;
/** Signs without width that templates pad previews with. A joiner (U+200D) holds emoji together and stays. */
const WIDTHLESS = /[\u00ad\u180e\u200b\u2060-\u2064\ufeff]|\u034f/gu;
const PERSONAL_KEY = /(?:emailkey|mc_eid)=[^\s&"'<>]*/giu;

/** A text without what cannot be seen and without a reader's key. */
export function cleanText(value: string): string {
  const visible = value.replace(STEERING, "").replace(WIDTHLESS, "");
  if (!visible.includes("=") && !visible.includes("%")) return visible;
  const plain = visible.replace(PERSONAL_KEY, "");
  // The key is written in a way that only programs read; a text of that kind is of no use to a reader.
  return personalKeyIn(plain) === undefined ? plain : "";
}

/** A subject, name or preview line, which stands apart from the body. */
export function cleanLine(value: string): string {
  return cleanText(undoMojibake(value).replace(/[\r\n\u2028\u2029]+/g, " "));
}
