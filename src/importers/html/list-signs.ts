/** Signs at the start of a line that say that it is an item of a list. */

/** Used for nothing else. U+F0B7 is Word's own. */
export const BULLET_SIGN = /^[•·‣▪▫●○◦■□◆◇❖➢➤►▶✓✔✗✘\uf0b7\uf0a7\uf0d8\uf076]$|^[-–—*o]$/;
const CERTAIN_BULLET = /^\s*[•‣▪▫●○◦■□◆◇❖➢➤►▶✓✔✗✘\uf0b7\uf0a7\uf0d8\uf076]\s*(?=\S)/;
/** Also a dash or a full stop in the middle, so several are needed. */
const POSSIBLE_BULLET = /^\s*(?:[·*-]|[–—])\s+(?=\S)/;
const NUMBER = /^\s*(\d{1,3})[.)]\s+/;

export interface ListSign {
  /** How much of the line it takes. */
  readonly length: number;
  readonly number: number | undefined;
  readonly isCertain: boolean;
  /** A dash that can begin somebody's words. */
  readonly isDash: boolean;
}

/** The bullet or number that a line begins with. */
export function listSign(line: string): ListSign | undefined {
  const certain = CERTAIN_BULLET.exec(line);
  if (certain) return { length: certain[0].length, number: undefined, isCertain: true, isDash: false };
  const possible = POSSIBLE_BULLET.exec(line);
  if (possible)
    return { length: possible[0].length, number: undefined, isCertain: false, isDash: /[–—]/.test(possible[0]) };
  const number = NUMBER.exec(line);
  return number ? { length: number[0].length, number: Number(number[1]), isCertain: false, isDash: false } : undefined;
}

export function numberOf(line: string): number | undefined {
  return listSign(line)?.number;
}

/** Words that tell that a line after a dash is somebody speaking. */
export const SPEECH =
  /(?:,|[”"!?])\s*(?:säger|berättar|menar|tycker|förklarar|konstaterar|fortsätter|avslutar|undrar|frågar|svarar|sa|sade|says|said|adds|explains|asks)\b/i;
