/** From figures to Markdown. */
import type { Measure, Size } from "./measure.ts";

export const SCENARIOS = ["cold", "one new letter", "nothing changed"] as const;
export type Scenario = (typeof SCENARIOS)[number];

export interface Sample {
  readonly size: number;
  readonly round: number;
  readonly scenario: Scenario;
  readonly tool: string;
  /** What was measured, or how the program failed. */
  readonly result: Measure | string;
}

export interface Report {
  /** What was measured with, on what, and how: one line each. */
  readonly conditions: readonly string[];
  /** In the order of the table; those that are not installed too. */
  readonly tools: readonly { readonly name: string; readonly installed: boolean }[];
  readonly sizes: readonly number[];
  readonly samples: readonly Sample[];
  /** What a cold build wrote, by tool and size. */
  readonly outputs: readonly ({ readonly tool: string; readonly size: number } & Size)[];
}

const NONE = "–";
const FLOORS = ["Floor, one thread", "Floor, 2 workers"];
const PEERS = ["Hugo", "Eleventy", ...FLOORS];

export function reportTable(report: Report): string {
  return [
    report.conditions.map((line) => `- ${line}`).join("\n"),
    ...report.sizes.map((size) => sizeTable(report, size)),
  ].join("\n\n");
}

function sizeTable(report: Report, size: number): string {
  const rows = SCENARIOS.flatMap((scenario) =>
    report.tools.flatMap(({ name, installed }) => {
      if (!installed) return scenario === "cold" ? [[scenario, name, "not installed", ...blank(6)]] : [];
      const results = report.samples.filter(
        (sample) => sample.size === size && sample.scenario === scenario && sample.tool === name,
      );
      if (results.length === 0) return [];
      const failed = results.find(({ result }) => typeof result === "string");
      if (failed) return [[scenario, name, "failed", ...blank(6)]];
      const { wall, cpu, peak } = summary(report, size, scenario, name);
      const ratios = PEERS.map((peer) => {
        const ratio = ratioTo(report, size, scenario, name, peer);
        return ratio === undefined ? NONE : ratio.toFixed(2);
      });
      return [[scenario, name, wall.map(seconds).join(" / "), seconds(cpu), peak?.toFixed(0) ?? NONE, ...ratios]];
    }),
  );
  const outputs = report.outputs
    .filter((output) => output.size === size)
    .map(({ tool, pages, megabytes }) => `${tool} ${number(pages)} pages, ${megabytes.toFixed(1)} MB`);
  return [
    `### ${number(size)} letters`,
    table(
      [
        "Build",
        "Tool",
        "Wall, s: min / median / max",
        "CPU, s",
        "Peak, MB",
        "× Hugo",
        "× Eleventy",
        "× floor",
        "× floor, 2 workers",
      ],
      rows,
    ),
    `Written: ${outputs.join("; ")}.`,
  ].join("\n\n");
}

/** The goals of the build engine, and what this run says of each. What it did not measure has a dash. */
export function goalsTable(report: Report): string {
  const ratio = (size: number, scenario: Scenario, peer: string) => () =>
    format(ratioTo(report, size, scenario, "Brevarkiv", peer), (value) => value.toFixed(2));
  const peak = (size: number, tool: string) => summary(report, size, "cold", tool).peak;
  const each = (tell: (size: number) => number | undefined) =>
    report.sizes.map((size) => format(tell(size), (value) => value.toPrecision(2))).join(" / ");
  const median = (size: number, scenario: Scenario) => summary(report, size, scenario, "Brevarkiv").wall[1];
  const sizes = report.sizes.map(number).join(" / ");

  const goals: readonly [goal: string, limit: string, reached: () => string][] = [
    ["Cold, 10,000 letters, to Hugo", "≤ 1.0 ×", ratio(10_000, "cold", "Hugo")],
    ["Cold, 10,000 letters, to the floor on two cores", "≤ 1.3 ×", ratio(10_000, "cold", "Floor, 2 workers")],
    ["One new letter into 10,000, to Hugo", "≤ 0.15 ×", ratio(10_000, "one new letter", "Hugo")],
    ["Nothing changed, 10,000 letters, to Hugo", "≤ 0.05 ×", ratio(10_000, "nothing changed", "Hugo")],
    ["One new letter into 1,000, to Hugo", "≤ 1.0 ×", ratio(1_000, "one new letter", "Hugo")],
    [
      "Peak memory, cold, 10,000 letters",
      `below Hugo's ${format(peak(10_000, "Hugo"), megabytes)}`,
      () => format(peak(10_000, "Brevarkiv"), megabytes),
    ],
    ["Peak memory, cold, 100,000 letters", "≤ 2,000 MB", () => format(peak(100_000, "Brevarkiv"), megabytes)],
    [
      `Cold, milliseconds a letter, ${sizes} letters`,
      "flat",
      () => each((size) => scaled(median(size, "cold"), 1000 / size)),
    ],
    [
      `One new letter, seconds, into ${sizes} letters`,
      "nearly flat",
      () => each((size) => median(size, "one new letter")),
    ],
    [
      `One new letter into ${sizes} with search and pictures, to without`,
      NONE,
      () => each((size) => ratioTo(report, size, "one new letter", "Brevarkiv, complete", "Brevarkiv")),
    ],
  ];
  return table(
    ["Goal", "Limit", "Reached"],
    goals.map(([goal, limit, reached]) => [goal, limit, reached()]),
  );
}

/** The floor caches nothing: what it does cold it does always. */
function ratioTo(report: Report, size: number, scenario: Scenario, tool: string, peer: string): number | undefined {
  const own = summary(report, size, scenario, tool).wall[1];
  const other = summary(report, size, FLOORS.includes(peer) ? "cold" : scenario, peer).wall[1];
  return own === undefined || other === undefined ? undefined : own / other;
}

function summary(report: Report, size: number, scenario: Scenario, tool: string) {
  const measures = report.samples.flatMap((sample) =>
    sample.size === size && sample.scenario === scenario && sample.tool === tool && typeof sample.result !== "string"
      ? [sample.result]
      : [],
  );
  const sorted = measures.map((measure) => measure.seconds).sort((a, b) => a - b);
  const peaks = measures.flatMap(({ peakMegabytes }) => peakMegabytes ?? []);
  return {
    wall: [sorted[0], median(sorted), sorted.at(-1)] as const,
    cpu: median(measures.flatMap(({ cpuSeconds }) => cpuSeconds ?? [])),
    peak: peaks.length > 0 ? Math.max(...peaks) : undefined,
  };
}

function median(values: readonly number[]): number | undefined {
  const sorted = [...values].sort((a, b) => a - b);
  const middle = sorted.length / 2;
  const [low, high] = [sorted[Math.ceil(middle) - 1], sorted[Math.floor(middle)]];
  return low === undefined || high === undefined ? undefined : (low + high) / 2;
}

function table(head: readonly string[], rows: readonly (readonly string[])[]): string {
  const line = (cells: readonly string[]) => `| ${cells.join(" | ")} |`;
  return [line(head), `|${"---|".repeat(head.length)}`, ...rows.map(line)].join("\n");
}

function format(value: number | undefined, write: (value: number) => string): string {
  return value === undefined ? NONE : write(value);
}

function seconds(value: number | undefined): string {
  return format(value, (known) => known.toFixed(2));
}

function megabytes(value: number): string {
  return `${number(Math.round(value))} MB`;
}

function number(value: number): string {
  return value.toLocaleString("en");
}

function scaled(value: number | undefined, factor: number): number | undefined {
  return value === undefined ? undefined : value * factor;
}

function blank(count: number): string[] {
  return Array.from({ length: count }, () => NONE);
}
