import { NO_ORGANISATION, NO_PERSON, ORGANISATION, ROLE } from "./fact-rules.ts";

const LONGEST_NAME = 100;
/** Between the names of a list: "A, B och C". */
const BETWEEN = /\s*[,;]\s*(?:och\s+|samt\s+|and\s+)?|\s+(?:och|samt|and|&)\s+/u;
const ABBREVIATION = /^\p{Lu}[\p{Lu}\p{N}]{1,5}$/u;

/** "Anna-Lena Exempel von Prov": two to five words that begin with capitals, and not an organisation. */
export function isPerson(text: string): boolean {
  if (text.length > LONGEST_NAME || NO_PERSON.test(text) || ORGANISATION.test(text) || isRole(text)) return false;
  const words = text.split(/\s+/);
  if (words.length < 2 || words.length > 5) return false;
  const isName = (word: string) => /^\p{Lu}[\p{L}\p{M}'’.]*(?:-\p{Lu}?[\p{L}\p{M}'’]+)*$/u.test(word);
  const isParticle = (word: string) => /^(?:von|van|de|der|af|di|da|la|le|del|bin|el|al)$/u.test(word);
  if (words.every((word) => word === word.toUpperCase()) && words.join("").length > 12) return false;
  return (
    isName(words[0] ?? "") && isName(words.at(-1) ?? "") && words.every((word) => isName(word) || isParticle(word))
  );
}

export function isRole(text: string): boolean {
  return text.length <= LONGEST_NAME && ROLE.test(text);
}

/** Whether a text can be the name of an organisation. It must begin with a capital, so it cannot be taken for an id of the register. */
export function isOrganisation(text: string): boolean {
  if (text.length < 2 || text.length > LONGEST_NAME || isRole(text)) return false;
  if (NO_ORGANISATION.test(text) || /[@:!?"”]|https?|\d{5}/u.test(text) || text.split(/\s+/).length > 9) return false;
  return /^\p{Lu}/u.test(text);
}

/** Whether a part of the name is typical for organisations. */
export function isSurelyOrganisation(text: string): boolean {
  return isOrganisation(text) && (ORGANISATION.test(text) || ABBREVIATION.test(text));
}

/**
 * The organisations of a list in running text, without the abbreviations set beside their names ("Länsstyrelsen, LS,").
 * @returns undefined when any part of it is not certainly a name
 */
export function organisationsIn(list: string): string[] | undefined {
  const text = list
    .trim()
    .replace(/^(?:både|såväl|bland annat|bl\.a\.|both)\s+/iu, "")
    .replace(/\s*\((\p{Lu}[\p{Lu}\p{N}]{1,5})\)/gu, "")
    .replace(/\s+såväl som\s+/giu, ", ")
    .replace(/,$/, "");
  if (text === "" || text.length > 600) return undefined;
  const parts = text.split(BETWEEN).map((name) => name.replace(/^the\s+/iu, ""));
  const names = withoutAbbreviations(parts, /,$/.test(list.trim()));
  return names.length > 0 && names.every(isOrganisation) ? [...new Set(names)] : undefined;
}

/**
 * "Dalarnas kommunförbund, DKF, Region Dalarna, RUN": an abbreviation repeats the name before it when that name has its letters
 * in order, or when every name of the list has one.
 */
function withoutAbbreviations(names: readonly string[], endsWithComma: boolean): string[] {
  const isShort = names.map((name) => ABBREVIATION.test(name));
  const isAlternating =
    names.length > 2 && names.length % 2 === 0 && isShort.every((short, index) => short === (index % 2 === 1));
  return names.filter((name, index) => {
    const before = names[index - 1];
    if (!isShort[index] || before === undefined || isShort[index - 1]) return true;
    const isLast = index === names.length - 1;
    return !(isAlternating || (isLast && endsWithComma) || abbreviates(name, before));
  });
}

function abbreviates(short: string, name: string): boolean {
  const letters = name.toLowerCase();
  let at = -1;
  for (const [index, sign] of [...short.toLowerCase()].entries()) {
    at = letters.indexOf(sign, at + 1);
    if (at === -1 || (index === 0 && at > 0)) return false;
  }
  return true;
}
