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

/** "3 comments, 1 hidden texts"; undefined where nothing was removed. */
export function removedLine(outcomes: readonly Outcome[], language: string): string | undefined {
  const { removed, traces } = reportWords(language);
  const counts = countRemoved(outcomes).map(([trace, count]) => `${count} ${traces[trace]}`);
  return counts.length === 0 ? undefined : `${removed}: ${counts.join(", ")}`;
}

/** The repair report for tools. */
export function jsonReport(outcomes: readonly Outcome[]): string {
  const letters = outcomes.map(({ place, status, file, why, difference, repairs }) => ({
    place,
    status,
    ...(file !== undefined && { file }),
    ...(why !== undefined && { why }),
    ...(difference !== undefined && { difference }),
    repairs,
  }));
  const counts = Object.fromEntries(STATUSES.map((status) => [status, countStatuses(outcomes)[status]]));
  const removed = Object.fromEntries(countRemoved(outcomes));
  return `${JSON.stringify({ counts, repairs: Object.fromEntries(countRules(outcomes)), removed, letters }, null, 2)}\n`;
}

/** The repair report for people: Markdown in the site's language, issue by issue with file and line. */
export function markdownReport(outcomes: readonly Outcome[], language: string): string {
  const words = reportWords(language);
  const rules = countRules(outcomes);
  const toMend = outcomes.filter(({ repairs }) => repairs.length > 0);
  const total = rules.reduce((sum, [, count]) => sum + count, 0);
  const out = [`# ${words.heading}`, "", total === 0 ? words.nothing : words.summary(toMend.length, total), ""];
  const removed = removedLine(outcomes, language);
  if (removed !== undefined) out.push(`${removed}.`, "");
  if (total > 0) {
    out.push(`## ${words.rulesHeading}`, "");
    for (const [rule, count] of rules)
      out.push(`- **${words.rules[rule].title}** (${count}). ${words.rules[rule].todo}`);
    out.push("", `## ${words.issuesHeading}`, "");
    for (const { file, place, repairs, difference } of toMend) {
      out.push(`### ${quoted(file ?? place)}`, "", `${words.source}: ${quoted(place)}`, "");
      for (const { rule, about, line } of repairs) {
        const where = line === undefined ? words.wholeLetter : `${file ?? place}:${line}`;
        out.push(`- ${quoted(where)} ${words.rules[rule].title}${about === "" ? "" : `: ${quoted(about)}`}`);
      }
      if (difference !== undefined) out.push("", ...fenced(difference));
      out.push("");
    }
  }
  const missing = outcomes.filter(
    ({ status, repairs }) => (status === "failed" || status === "skipped") && repairs.length === 0,
  );
  if (missing.length > 0) {
    out.push(`## ${words.notImportedHeading}`, "");
    for (const { place, status, why = "" } of missing)
      out.push(`- ${quoted(place)} ${status === "failed" ? words.failed : words.skipped}: ${quoted(why)}`);
    out.push("");
  }
  return out.join("\n");
}

/** Whether a file is a report of an earlier import, which may be replaced. */
export function isReport(text: string): boolean {
  const headings = ["sv", "en"].map((language) => `# ${reportWords(language).heading}\n`);
  return headings.some((heading) => text.startsWith(heading)) || /^\{\s*"counts": \{\s*"imported": \d/.test(text);
}

const LONGEST_QUOTE = 200;

/** Words of a letter as inline code, so that no Markdown or HTML in them takes effect. */
function quoted(text: string): string {
  const line = plain(text.replace(/\s+/g, " ").trim());
  const short = line.length > LONGEST_QUOTE ? `${line.slice(0, LONGEST_QUOTE)}…` : line;
  const ticks = longestRun(short, "`");
  if (short === "") return "—";
  if (ticks === 0) return `\`${short}\``;
  const fence = "`".repeat(ticks + 1);
  return `${fence} ${short} ${fence}`;
}

function fenced(text: string): string[] {
  const fence = "`".repeat(Math.max(3, longestRun(text, "`") + 1));
  return [`${fence}diff`, ...text.trimEnd().split("\n").map(plain), fence];
}

function longestRun(text: string, sign: string): number {
  let [longest, run] = [0, 0];
  for (const character of text) {
    run = character === sign ? run + 1 : 0;
    longest = Math.max(longest, run);
  }
  return longest;
}

/** Replaces control characters and bidirectional marks: text of a letter must not overwrite what is printed on a terminal. */
function plain(text: string): string {
  return text.replace(/[\u0000-\u0008\u000b-\u001f\u007f-\u009f\u061c\u200e\u200f\u202a-\u202e\u2066-\u2069]/g, "�");
}
