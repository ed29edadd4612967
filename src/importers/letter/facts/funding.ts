import type { IssueFrontMatter } from "../../core.ts";
import { type Amount, amountsIn } from "./amounts.ts";
import { rowsOf, type Section, sentencesOf } from "./blocks.ts";
import type { Finding } from "./contacts.ts";
import { ABOUT, GIVES, ORGANISATION } from "./fact-rules.ts";
import { isOrganisation, isSurelyOrganisation, organisationsIn } from "./names.ts";

type Funding = Exclude<NonNullable<IssueFrontMatter["funding"]>, readonly unknown[]>;

/** Replaces the sum while a sentence is matched, so that punctuation in it does not end the sentence. */
const SUM = "\uE001";
/** Time: how many sentences with a sum are examined in one letter. */
const MOST_SENTENCES = 50;

/** Sentences that say who pays, with one sum. Tried in this order; the first whose names are certain counts. */
const SENTENCES: readonly RegExp[] = [
  /(?:^|\s)[Bb]eslut(?:at|ats|en|et)?\s.{0,60}?(?:^|\s)(?:i|av|hos|från)\s(?<funders>\p{Lu}.{1,300}?)\som att\s/u,
  /(?:finansieras|finansierats|finansieringen kommer|medfinansieras|bekostas)\s(?:gemensamt\s|till lika delar\s)?(?:av|från)\s(?<funders>\p{Lu}[^.\uE001]{1,300}?)(?:,)?\s(?:med|om|till)\s.{0,60}?\uE001/u,
  /\uE001[^.]{0,80}?\s(?:av|från|by|from)\s(?<funders>\p{Lu}[^.]{1,300}?)(?=\s(?:till|för|under|åren|för att|to|for|during|over|in)\s|\.|$)/u,
  /(?:is|was|are|been|jointly)\s(?:funded|financed|supported)\s(?:jointly\s)?by\s(?:the\s)?(?<funders>\p{Lu}[^.\uE001]{1,300}?),?\s(?:with|to the amount of)\s.{0,60}?\uE001/u,
];

/** "Region X: 200 000 kr", "Exempelkommunen med 100 000 kr". */
const ROW = /^(?<funders>\p{Lu}[^\uE001]{1,300}?)(?:\s?[:–—,-]\s?|\s(?:med|with)\s|\s)\uE001[.\s]*$/u;
const RECIPIENT =
  /\s(?:till|to)\s(?:the\s)?(?<recipient>(?!att\s|och med\s|den\s|och\s|support\s|help\s)[^,.;:\uE001]{2,150}?)(?=\s(?:för att|under|åren|för åren|för perioden|in order|during|over|for|so that|in)\s|[,.;:]|$)/gu;
const PERIOD =
  /\s(?:för|under|åren|för åren|perioden|för perioden|for|during|in|over)\s(?<period>20\d{2}(?:\s?[–-]\s?(?:20)?\d{2})?)(?!\d)/u;

/** Granted sums in the blocks about funding. */
export function findFunding(sections: readonly Section[]): Finding<Funding> {
  const found = new Map<string, Funding>();
  const unclear: string[] = [];
  let looked = 0;
  for (const { kind, entries } of sections) {
    if (kind !== "funding") continue;
    const labelled = labelledFunding(entries.flatMap(rowsOf).map(({ text }) => text));
    if (labelled) add(found, labelled);
    for (const { text } of labelled ? [] : entries) {
      for (const sentence of sentencesOf(text)) {
        const amounts = amountsIn(sentence);
        if (amounts.length === 0) continue;
        looked += 1;
        if (looked > MOST_SENTENCES) return { found: [...found.values()], unclear };
        const fundings = fundingsOf(sentence, amounts);
        for (const funding of fundings) add(found, funding);
        if (fundings.length === 0) unclear.push(sentence.slice(0, 200));
      }
    }
  }
  return { found: [...found.values()], unclear };
}

function add(found: Map<string, Funding>, funding: Funding): void {
  found.set(JSON.stringify([funding.amount, funding.currency, funding.funders]), funding);
}

/** Each sum with who gives it: a row ("Region X: 200 000 kr"), a sentence, or the parts of one. */
function fundingsOf(sentence: string, amounts: readonly Amount[]): Funding[] {
  if (amounts.length === 1) return fundingOf(sentence, amounts[0] as Amount) ?? [];
  // "Region X bidrar med 200 000 kr och Exempelkommunen med 100 000 kr": each part has a sum of its own.
  const parts: Funding[] = [];
  let from = 0;
  for (const amount of amounts) {
    const part = sentence.slice(from, amount.end).replace(/^(?:,?\s(?:och|samt|and|medan|while)\s|,\s)/u, "");
    const own = amountsIn(part);
    const funding = own.length === 1 ? fundingOf(part, own[0] as Amount) : undefined;
    if (!funding) return [];
    parts.push(...funding);
    from = amount.end;
  }
  return parts;
}

function fundingOf(sentence: string, { start, end, amount, currency }: Amount): Funding[] | undefined {
  if (ABOUT.test(sentence.slice(0, start))) return undefined;
  const text = sentence.slice(0, start) + SUM + sentence.slice(end);
  const funders = fundersOf(text);
  if (!funders) return undefined;
  const after = text.slice(text.indexOf(SUM) + 1);
  const recipient = recipientOf(after);
  const period = PERIOD.exec(after)?.groups?.period;
  return [{ amount, currency, funders, ...(recipient && { recipient }), ...(period && { period }) }];
}

function fundersOf(text: string): string[] | undefined {
  const row = ROW.exec(text)?.groups?.funders;
  const verb = GIVES.exec(text);
  const before = verb && verb.index < text.indexOf(SUM) ? text.slice(0, verb.index) : undefined;
  const candidates = SENTENCES.map((pattern) => pattern.exec(text)?.groups?.funders);
  for (const candidate of [before, ...candidates]) {
    const funders = candidate === undefined ? undefined : organisationsIn(withoutAnd(candidate));
    if (funders) return funders;
  }
  // A row has no verb, so the names must be certain ones.
  const names = row === undefined ? undefined : organisationsIn(withoutAnd(row));
  return names?.every(isSurelyOrganisation) ? names : undefined;
}

function withoutAnd(text: string): string {
  return text.replace(/^(?:och|and)\s/u, "");
}

/** "… till nätverket för upphandling." → "Nätverket för upphandling". What is not an organisation is a purpose. */
function recipientOf(after: string): string | undefined {
  const name = [...after.matchAll(RECIPIENT)].at(-1)?.groups?.recipient?.trim();
  if (name === undefined) return undefined;
  const capitalised = name.charAt(0).toUpperCase() + name.slice(1);
  const isNamed = /^\p{Lu}/u.test(name) || (name.includes(" ") && ORGANISATION.test(name.split(" ")[0] ?? ""));
  return isNamed && isOrganisation(capitalised) ? capitalised : undefined;
}

/** "Finansiärer: A och B", "Budget: 500 000 kr", each on a line of its own. */
function labelledFunding(lines: readonly string[]): Funding | undefined {
  const value = (label: RegExp) => {
    const line = lines.slice(0, 50).find((text) => text.length <= 400 && label.test(text));
    return line?.slice(line.indexOf(":") + 1).trim();
  };
  const funders = organisationsIn(value(/^(?:(?:med)?finansiär(?:er)?|finansieras av|funders?|funded by)\s?:/iu) ?? "");
  const sum = value(/^(?:belopp|budget|total(?:t| budget)?|summa|amount|total(?: budget| amount)?)\s?:/iu);
  const [amount, another] = amountsIn(sum ?? "");
  if (!funders || !amount || another || sum === undefined || ABOUT.test(sum.slice(0, amount.start))) return undefined;
  const recipient = value(/^(?:mottagare|recipient|beneficiary)\s?:/iu);
  const period = /20\d{2}(?:\s?[–-]\s?(?:20)?\d{2})?/.exec(
    value(/^(?:period|projektperiod|project period)\s?:/iu) ?? "",
  )?.[0];
  return {
    amount: amount.amount,
    currency: amount.currency,
    funders,
    ...(recipient && isOrganisation(recipient) && { recipient }),
    ...(period && { period }),
  };
}
