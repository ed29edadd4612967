/**
 * UTF-8 that was read as windows-1252: "nÃ¤tverk" for "nätverk". It is undone only when certain: every character outside ASCII
 * is part of a sequence that is UTF-8, each sequence begins as those of Nordic letters, punctuation and emoji do (Ã, Â, â€, ðŸ),
 * and there is at least one. A single correct å in a text rules it out.
 */
import type { Root } from "mdast";
import { mapText, textOf } from "./tree.ts";

/** The signs that windows-1252 has for the bytes 80–9F; the others are their own code point. WHATWG's table, with its holes. */
const WINDOWS_1252 = "€\u0081‚ƒ„…†‡ˆ‰Š‹Œ\u008dŽ\u008f\u0090‘’“”•–—˜™š›œ\u009džŸ";
const BYTES = new Map([...WINDOWS_1252].map((sign, index) => [sign, 0x80 + index]));

const LATER = "[\\u0080-\\u00bf€‚ƒ„…†‡ˆ‰Š‹ŒŽ‘’“”•–—˜™š›œžŸ]";
/** With the signs of windows-1252, and with the control characters that a reading as iso-8859-1 gives in their place. */
const SEQUENCE = new RegExp(`[ÂÃ]${LATER}|â[€‚„†\\u0080\\u0082\\u0084\\u0086]${LATER}|ð[Ÿ\\u009f]${LATER}{2}`, "gu");
const OUTSIDE_ASCII = /[^\u0000-\u007f]/u;
/** A text may have been misread twice. */
const MOST_ROUNDS = 4;
const MOST_LOOKED_AT = 1_000_000;

const decoder = new TextDecoder("utf-8", { fatal: true });

/** Whether a text is certainly UTF-8 that was read as windows-1252. */
export function isMojibake(text: string): boolean {
  if (!OUTSIDE_ASCII.test(text)) return false;
  let isDecodable = true;
  const rest = text.replace(SEQUENCE, (sequence) => {
    if (decoded(sequence) === undefined) isDecodable = false;
    return "";
  });
  return isDecodable && !OUTSIDE_ASCII.test(rest);
}

/** A word with misread or lost characters, for a person to check. */
export function signOfMojibake(text: string): string | undefined {
  const looked = text.slice(0, MOST_LOOKED_AT);
  // Time: nearly every text ends here.
  if (!/[\ufffdÃâ]/u.test(looked)) return undefined;
  return /\S{0,20}(?:\ufffd|Ã[¥¤¶…„–©]|â€[“”œ™])\S{0,20}/u.exec(looked)?.[0];
}

/** Undoes it in a whole letter, if it is certain of the whole letter. */
export function undoMojibakeOf(root: Root): void {
  for (let round = 0; round < MOST_ROUNDS && isMojibake(textOf(root)); round += 1) mapText(root, decodeSequences);
}

/** The text as it was meant, when certain; else the text unchanged. */
export function undoMojibake(text: string): string {
  let current = text;
  for (let round = 0; round < MOST_ROUNDS && isMojibake(current); round += 1) {
    current = decodeSequences(current);
  }
  return current;
}

function decodeSequences(text: string): string {
  return text.replace(SEQUENCE, (sequence) => decoded(sequence) ?? sequence);
}

function decoded(sequence: string): string | undefined {
  const bytes = Uint8Array.from(sequence, (sign) => BYTES.get(sign) ?? sign.charCodeAt(0));
  try {
    return decoder.decode(bytes);
  } catch {
    return undefined;
  }
}
