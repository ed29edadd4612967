import type { Account, Amounts } from "./account.ts";
import { REPAIR_RULES, type RepairRule, TRACES, type Trace } from "./importer.ts";
import { type Outcome, STATUSES, type Status } from "./outcome.ts";
import { reportWords } from "./repairs.ts";

/** The number of letters for each status. */
export function countStatuses(outcomes: readonly Outcome[]): Record<Status, number> {
  const counts: Record<Status, number> = { imported: 0, updated: 0, unchanged: 0, skipped: 0, failed: 0 };
  for (const { status } of outcomes) counts[status] += 1;
  return counts;
}

/** The number of repairs for each rule, in the order of the rules. */
export function countRules(outcomes: readonly Outcome[]): [rule: RepairRule, count: number][] {
  const counts = new Map<RepairRule, number>();
  for (const { repairs } of outcomes) for (const { rule } of repairs) counts.set(rule, (counts.get(rule) ?? 0) + 1);
  return REPAIR_RULES.flatMap((rule) => (counts.has(rule) ? [[rule, counts.get(rule) ?? 0]] : []));
}

/** How many traces of editors were removed from the letters. */
export function countRemoved(outcomes: readonly Outcome[]): [trace: Trace, count: number][] {
  return TRACES.flatMap((trace): [Trace, number][] => {
    const count = outcomes.reduce((sum, { removed }) => sum + (removed?.[trace] ?? 0), 0);
    return count > 0 ? [[trace, count]] : [];
  });
}

const AMOUNTS = ["words", "links", "pictures", "tables", "headings"] as const;

/** What the letters that were read hold together, in their sources and in their issues. */
export function totalOf(outcomes: readonly Outcome[]): Account {
  const accounts = outcomes.flatMap(({ account }) => account ?? []);
  const sum = (amount: (account: Account) => number): number =>
    accounts.reduce((total, account) => total + amount(account), 0);
  const amounts = (side: "source" | "issue") =>
    Object.fromEntries(AMOUNTS.map((name) => [name, sum((account) => account[side][name])])) as unknown as Amounts;
  return { source: amounts("source"), issue: amounts("issue"), lost: sum(({ lost }) => lost) };
}

/** "3 comments, 1 hidden texts"; undefined where nothing was removed. */
export function removedLine(outcomes: readonly Outcome[], language: string): string | undefined {
  const { removed, traces } = reportWords(language);
  const counts = countRemoved(outcomes).map(([trace, count]) => `${count} ${traces[trace]}`);
  return counts.length === 0 ? undefined : `${removed}: ${counts.join(", ")}`;
}

/** The repair report for tools. */
export function jsonReport(outcomes: readonly Outcome[]): string {
  const letters = outcomes.map(({ place, status, file, why, difference, repairs, account }) => ({
    place,
    status,
    ...(file !== undefined && { file }),
    ...(why !== undefined && { why }),
    ...(difference !== undefined && { difference }),
    ...(account !== undefined && { account }),
    repairs,
  }));
  const counts = Object.fromEntries(STATUSES.map((status) => [status, countStatuses(outcomes)[status]]));
  const removed = Object.fromEntries(countRemoved(outcomes));
  const report = {
    counts,
    account: totalOf(outcomes),
    repairs: Object.fromEntries(countRules(outcomes)),
    removed,
    letters,
  };
  return `${JSON.stringify(report, null, 2)}\n`;
}
