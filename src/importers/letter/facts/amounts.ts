/** A sum of money in a text. */
export interface Amount {
  readonly amount: number;
  /** ISO 4217. */
  readonly currency: string;
  readonly start: number;
  readonly end: number;
}

const MULTIPLES: readonly (readonly [RegExp, number])[] = [
  [/^(?:miljarder|miljard|mdkr|mdr|md|billion|bn)$/iu, 1e9],
  [/^(?:miljoner|miljon|mnkr|mkr|milj|mn|million|m|msek|meur)$/iu, 1e6],
  [/^(?:tusen|tkr|ksek|keur|thousand|k)$/iu, 1e3],
];

const CURRENCIES: readonly (readonly [RegExp, string])[] = [
  [/^(?:kr|kronor|sek|:-|svenska kronor|swedish kronor|mnkr|mkr|mdkr|tkr|ksek|msek)$/iu, "SEK"],
  [/^(?:€|eur|euro|euros|keur|meur)$/iu, "EUR"],
  [/^(?:£|gbp|pounds?)$/iu, "GBP"],
  [/^(?:\$|usd|dollars?|us-dollar)$/iu, "USD"],
  [/^(?:nok|norska kronor)$/iu, "NOK"],
  [/^(?:dkk|danska kronor)$/iu, "DKK"],
];

const MULTIPLE =
  "miljarder|miljard|mdkr|mdr|miljoner|miljon|mnkr|mkr|milj|mn|tusen|tkr|ksek|msek|keur|meur|billion|bn|million|thousand|m|k";
const CURRENCY =
  "svenska kronor|norska kronor|danska kronor|swedish kronor|kronor|kr|sek|euros|euro|eur|€|gbp|£|pounds?|usd|dollars?|\\$|nok|dkk|:-";
const NUMBER = "\\d{1,3}(?:[ \\u00a0\\u202f.,’']\\d{3}){1,4}(?!\\d)|\\d{1,12}(?:[.,]\\d{1,3})?";

const AMOUNT = new RegExp(
  `(?<![\\p{L}\\d.,])(?:(?<before>SEK|EUR|NOK|DKK|USD|GBP|€|£|\\$)\\s?)?(?<number>${NUMBER})(?:[\\s\\u00a0]?(?<multiple>${MULTIPLE})(?![\\p{L}\\d])\\.?)?(?:[\\s\\u00a0]?(?<currency>${CURRENCY})(?![\\p{L}\\d]))?`,
  "giu",
);

/** The sums in a text of limited length. A number without a currency is not a sum. */
export function amountsIn(text: string): Amount[] {
  const found: Amount[] = [];
  for (const match of text.slice(0, 2_000).matchAll(AMOUNT)) {
    const { before, number = "", multiple, currency } = match.groups ?? {};
    const unit = currencyOf(currency) ?? currencyOf(before) ?? currencyOf(multiple);
    const value = sumOf(number, multiple);
    if (unit === undefined || value === undefined) continue;
    found.push({ amount: value, currency: unit, start: match.index, end: match.index + match[0].length });
  }
  return found;
}

function currencyOf(text: string | undefined): string | undefined {
  return text === undefined ? undefined : CURRENCIES.find(([pattern]) => pattern.test(text))?.[1];
}

/** "1,5 miljoner" → 1500000; undefined for "1,500 miljoner", which is 1.5 or 1,500 depending on who reads it. */
function sumOf(number: string, multiple: string | undefined): number | undefined {
  const factor = multiple === undefined ? 1 : (MULTIPLES.find(([pattern]) => pattern.test(multiple))?.[1] ?? 1);
  const isGrouped = /^\d{1,3}(?:[ \u00a0\u202f.,’']\d{3})+$/u.test(number);
  if (isGrouped && factor > 1 && /[.,]/.test(number)) return undefined;
  const digits = isGrouped ? number.replace(/\D/g, "") : number.replace(",", ".");
  const value = Math.round(Number(digits) * factor * 100) / 100;
  return Number.isSafeInteger(Math.round(value)) ? value : undefined;
}
