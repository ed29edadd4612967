import { languageTag } from "../sources/language.ts";

/** Words that are common in one language and rare in the others of the table. Extend by adding a language. */
const WORDS: Readonly<Record<string, readonly string[]>> = {
  sv: words(
    "och att är för inte från också något när mycket efter eller vi på som ett hur vår våra här till med det den en av har om så men kan ska de blir vad alla där över ni oss",
  ),
  en: words(
    "the and of to is that this with are from our you have which be will been their we was a in for on it as by at or not your can all what new more",
  ),
  nb: words(
    "og ikke fra også noe når mye etter eller vi på som hvor hva være deg nå hvordan å blir til med det den en et av har om så men kan skal de alle der over dere oss for er",
  ),
  da: words(
    "og ikke fra også noget når meget efter eller vi på som hvor hvad være dig nu hvordan at bliver til med det den en et af har om så men kan skal de alle der over jer os for er",
  ),
  fi: words(
    "ja on ei että se oli ovat mutta myös kun tai hän joka sekä ole kuin voi jos niin me tämä sen jotka ovat olla",
  ),
  de: words(
    "und der die das ist nicht mit für von auf ein eine wir sie auch werden den dem zu bei in es im als an aus sich wird",
  ),
};

function words(list: string): string[] {
  return list.split(" ");
}

/** Time: how many words are counted. */
const MOST_WORDS = 5_000;
/** With fewer words, or fewer common ones among them, the language is uncertain. */
export const FEWEST_WORDS = 30;
const FEWEST_COMMON = 6;
/** How much more common the words of one language must be than those of the next; neighbours share many. */
const LEAD = 1.25;
const LEAD_IN_WORDS = 3;

const LANGUAGES_OF = new Map<string, string[]>();
for (const [language, words] of Object.entries(WORDS)) {
  for (const word of words) LANGUAGES_OF.set(word, [...(LANGUAGES_OF.get(word) ?? []), language]);
}

export interface Vote {
  /** Undefined when uncertain. */
  readonly language: string | undefined;
  readonly words: number;
}

/** Detects the language of a text by its common words. */
export function voteOnLanguage(text: string): Vote {
  const votes = new Map<string, number>();
  let words = 0;
  for (const [word] of text.matchAll(/\p{L}{1,40}/gu)) {
    words += 1;
    if (words > MOST_WORDS) break;
    for (const language of LANGUAGES_OF.get(word.toLowerCase()) ?? [])
      votes.set(language, (votes.get(language) ?? 0) + 1);
  }
  const [first, second] = [...votes].sort((one, other) => other[1] - one[1]);
  const count = first?.[1] ?? 0;
  const next = second?.[1] ?? 0;
  const isCertain =
    count >= FEWEST_COMMON && words >= FEWEST_WORDS && count >= LEAD * next && count >= next + LEAD_IN_WORDS;
  return { language: isCertain ? first?.[0] : undefined, words };
}

/**
 * The language of a letter by its words, else by its source, else by its HTML. Templates are often marked as English whatever
 * is written in them, so words that leave no doubt have precedence; a language that is not in the table (Sami, Nynorsk) is
 * believed.
 * @returns BCP 47; undefined when unknown
 */
export function languageOf(vote: Vote, ...declared: readonly (string | undefined)[]): string | undefined {
  const mark = declared.map((code) => canonical(code ?? "")).find((code) => code !== undefined);
  if (mark === undefined) return vote.language;
  const base = mark.split("-")[0] ?? "";
  if (vote.language === undefined || !Object.hasOwn(WORDS, base) || vote.language === base) return mark;
  return vote.language;
}

/** `SV_se` → `sv-SE`; undefined for anything but a code. `no` is commonly written for Bokmål. */
function canonical(code: string): string | undefined {
  return languageTag(code)?.replace(/^no(?=-|$)/, "nb");
}

/** Whether the words of a passage are more of the language around it than of that which it is marked with. */
export function isMismarked(text: string, language: string, around: string): boolean {
  if (!Object.hasOwn(WORDS, language)) return false;
  let more = 0;
  for (const [word] of text.matchAll(/\p{L}{1,40}/gu)) {
    const languages = LANGUAGES_OF.get(word.toLowerCase()) ?? [];
    more += Number(languages.includes(around)) - Number(languages.includes(language));
  }
  return more > 0;
}
