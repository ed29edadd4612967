import type { Plural } from "../editions/web/search/contract.ts";

/** A text with a number in it. */
export function counted({ one, other }: Plural, count: number, locale: string): string {
  const text = new Intl.PluralRules(locale).select(count) === "one" ? one : other;
  return text.replace("{count}", new Intl.NumberFormat(locale).format(count));
}
