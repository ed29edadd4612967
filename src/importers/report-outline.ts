/** What a report for people says, whatever it is written as: fault by fault, each said once and counted, the worst first. */
import { groupBy } from "./group-by.ts";
import type { RepairRule } from "./importer.ts";
import type { Outcome } from "./outcome.ts";
import type { PlacedRepair } from "./place-repairs.ts";
import { type ReportWords, reportWords } from "./repairs.ts";
import { countRules, removedLine, totalOf } from "./report.ts";

/** Words of ours, or words of a letter, which are never markup. */
export type Piece = string | { readonly quote: string };

export interface Section {
  readonly title: string;
  readonly text?: string;
  readonly lines: readonly (readonly Piece[])[];
  /** Shown as they are, each below the line of its number. */
  readonly differences?: readonly string[];
}

export interface Outline {
  readonly heading: string;
  readonly text: readonly string[];
  readonly sections: readonly Section[];
}

/** A repair in its letter. */
interface Placed extends PlacedRepair {
  readonly file: string;
}

/** What stands in one line; the report for programs has the others. */
const MOST_IN_LINE = 100;

export function outlineOf(outcomes: readonly Outcome[], language: string): Outline {
  const words = reportWords(language);
  const placed = outcomes.flatMap(({ file, place, repairs }) =>
    repairs.map((repair): Placed => ({ ...repair, file: file ?? place })),
  );
  const letters = outcomes.filter(({ repairs }) => repairs.length > 0).length;
  const removed = removedLine(outcomes, language);
  const byRule = groupBy(placed, ({ rule }) => rule);
  return {
    heading: words.heading,
    text: [
      placed.length === 0 ? words.nothing : words.summary(letters, placed.length),
      accountLine(outcomes, words),
      removed === undefined ? undefined : `${removed}.`,
    ].filter((line) => line !== undefined),
    sections: [
      ...countRules(outcomes).map(([rule, count]) => ruleSection(rule, count, byRule.get(rule) ?? [], words)),
      differences(outcomes, words),
      notImported(outcomes, words),
    ].filter(({ lines }) => lines.length > 0),
  };
}

/** Those with most in them first. */
function largest<T>(groups: Map<string, T[]>): [string, T[]][] {
  return [...groups].sort(([, one], [, other]) => other.length - one.length);
}

function accountLine(outcomes: readonly Outcome[], { account }: ReportWords): string | undefined {
  const { source, issue, lost } = totalOf(outcomes);
  return source.words === 0 ? undefined : account(source, issue, lost);
}

function ruleSection(rule: RepairRule, count: number, repairs: readonly Placed[], words: ReportWords): Section {
  const { title, todo } = words.rules[rule];
  const shared = new Set(
    [...groupBy(repairs, ({ about }) => about)]
      .filter(([about, same]) => about !== "" && new Set(same.map(({ file }) => file)).size > 1)
      .map(([about]) => about),
  );
  const byAbout = groupBy(
    repairs.filter(({ about }) => shared.has(about)),
    ({ about }) => about,
  );
  const byFile = groupBy(
    repairs.filter(({ about }) => !shared.has(about)),
    ({ file }) => file,
  );
  return {
    title: `${title} (${count})`,
    text: todo,
    lines: [
      ...largest(byAbout).map(([about, same]) => [
        { quote: about },
        ` (${same.length}): `,
        ...listed(
          same.map(({ file, line }) => [{ quote: line === undefined ? file : `${file}:${line}` }]),
          words,
        ),
      ]),
      ...largest(byFile).map(([file, own]) => [
        { quote: file },
        ": ",
        ...listed(
          own.map(({ line, about }) => [
            line === undefined ? words.wholeLetter : `${words.line} ${line}`,
            ...(about === "" ? [] : [" ", { quote: about }]),
          ]),
          words,
        ),
      ]),
    ],
  };
}

/** Entries with commas between them, and how many are left out. */
function listed(entries: readonly (readonly Piece[])[], { more }: ReportWords): Piece[] {
  const shown = entries.slice(0, MOST_IN_LINE).flatMap((entry, index) => (index === 0 ? entry : [", ", ...entry]));
  return entries.length > MOST_IN_LINE ? [...shown, more(entries.length - MOST_IN_LINE)] : shown;
}

function differences(outcomes: readonly Outcome[], words: ReportWords): Section {
  const changed = outcomes.filter(({ difference }) => difference !== undefined);
  return {
    title: words.differencesHeading,
    lines: changed.map(({ file, place }) => [{ quote: file ?? place }, ` ${words.source}: `, { quote: place }]),
    differences: changed.map(({ difference = "" }) => difference),
  };
}

function notImported(outcomes: readonly Outcome[], words: ReportWords): Section {
  const missing = outcomes.filter(
    ({ status, repairs }) => (status === "failed" || status === "skipped") && repairs.length === 0,
  );
  const byReason = groupBy(
    missing,
    ({ status, why = "" }) => `${status === "failed" ? words.failed : words.skipped}: ${why}`,
  );
  return {
    title: `${words.notImportedHeading} (${missing.length})`,
    lines: largest(byReason).map(([reason, places]) => [
      { quote: reason },
      ` (${places.length}): `,
      ...listed(
        places.map(({ place }) => [{ quote: place }]),
        words,
      ),
    ]),
  };
}
