/**
 * The benchmark: Brevarkiv, Hugo, plain Eleventy and the bare floor on the same letters, in turn within each round, so that a
 * machine whose speed drifts is as slow for each of them. docs/performance.md explains how to read it.
 */
import { mkdirSync, mkdtempSync, readFileSync, rmSync, statfsSync, writeFileSync } from "node:fs";
import { availableParallelism, cpus, release, tmpdir, totalmem, type } from "node:os";
import { join } from "node:path";
import { setTimeout as pause } from "node:timers/promises";
import { parseArgs } from "node:util";
import { type Letter, letters, newerLetter } from "./corpus.ts";
import { measure, sizeOf } from "./measure.ts";
import { goalsTable, type Report, reportTable, type Sample, type Scenario } from "./report.ts";
import { addLetter, forget, OUTPUT, removeLetter, TOOLS, type Tool } from "./tools.ts";

const HELP = `npm run bench -- [options]
  --sizes 100,1000,10000             letters
  --rounds 3
  --huge                             100,000 letters too, one round
  --only brevarkiv,complete,hugo,eleventy,floor
  --tmp DIR                          where to build (the system's folder for temporary files)
  --json FILE                        write every figure
  --write-doc                        write the tables to docs/performance.md
`;
const DOCUMENT = join(import.meta.dirname, "../../docs/performance.md");
const HUGE = 100_000;
/** File times that are younger may not be trusted by a tool that looks at them. */
const SETTLED = 2_600;
/**
 * Letters that are published between the cold build and what is measured: after these, Brevarkiv uses the folders of old
 * releases again, as it does from then on.
 */
const EARLIER_LETTERS = 3;
/** What is done in each round, by every tool in turn. */
const STEPS: readonly Scenario[] = ["cold", "one new letter", "nothing changed", "nothing changed"];
const FILE_SYSTEMS: Readonly<Record<number, string>> = {
  61267: "ext4 (disk)",
  16914836: "tmpfs (memory)",
  1481003842: "xfs (disk)",
  2435016766: "btrfs (disk)",
  2035054128: "overlayfs",
};

const { values: options } = parseArgs({
  options: {
    sizes: { type: "string", default: "100,1000,10000" },
    rounds: { type: "string", default: "3" },
    huge: { type: "boolean", default: false },
    only: { type: "string", default: Object.keys(TOOLS).join(",") },
    tmp: { type: "string", default: tmpdir() },
    json: { type: "string" },
    "write-doc": { type: "boolean", default: false },
    help: { type: "boolean", default: false },
  },
});

if (options.help) process.stdout.write(HELP);
else await main();

async function main(): Promise<void> {
  const rounds = Number(options.rounds);
  const sizes = [...options.sizes.split(",").map(Number), ...(options.huge ? [HUGE] : [])];
  const tools = options.only.split(",").flatMap((name) => TOOLS[name] ?? fail(`--only does not know "${name}"`));
  if (![rounds, ...sizes].every((count) => Number.isInteger(count) && count > 0)) fail("sizes and rounds are numbers");

  mkdirSync(options.tmp, { recursive: true });
  const folder = mkdtempSync(join(options.tmp, "brevarkiv-bench-"));
  process.on("exit", () => rmSync(folder, { recursive: true, force: true }));
  for (const signal of ["SIGINT", "SIGTERM"] as const) process.on(signal, () => process.exit(130));

  const samples: Sample[] = [];
  const outputs: Report["outputs"][number][] = [];
  const conditions = conditionsOf(folder, tools, rounds);
  for (const size of sizes) {
    const measured = await measureSize(
      join(folder, String(size)),
      tools.filter(({ version }) => version),
      size,
      size === HUGE ? 1 : rounds,
    );
    samples.push(...measured.samples);
    outputs.push(...measured.outputs);
  }

  const report: Report = {
    conditions,
    tools: tools.map(({ name, version }) => ({ name, installed: version !== undefined })),
    sizes,
    samples,
    outputs,
  };
  process.stdout.write(`${reportTable(report)}\n\n${goalsTable(report)}\n`);
  if (options.json) writeFileSync(options.json, `${JSON.stringify(report, undefined, 2)}\n`);
  if (options["write-doc"]) writeDocument(report);
}

async function measureSize(
  folder: string,
  tools: readonly Tool[],
  size: number,
  rounds: number,
): Promise<Pick<Report, "samples" | "outputs">> {
  const corpus = letters(size);
  const places = tools.map((tool) => ({ tool, place: join(folder, tool.name) }));
  for (const { tool, place } of places) {
    tool.prepare(place, corpus);
    for (const letter of corpus) addLetter(tool, place, letter);
  }

  const samples: Sample[] = [];
  const outputs: Report["outputs"][number][] = [];
  for (let round = 0; round < rounds; round++) {
    const newer = Array.from({ length: EARLIER_LETTERS + 1 }, (_, index) =>
      newerLetter(size, round * (EARLIER_LETTERS + 1) + index),
    );
    // Nobody is always the first.
    const turns = places.map((_, position) => places[(position + round) % places.length] as (typeof places)[number]);
    for (const [step, scenario] of STEPS.entries()) {
      const players = turns.filter(({ tool }) => step === 0 || !tool.coldOnly);
      await pause(SETTLED);
      for (const { tool, place } of players) {
        if (scenario === "cold") forget(tool, place);
        if (scenario === "one new letter") publishAll(tool, place, newer);
        const result = attempt(tool, place);
        samples.push({ size, round, scenario, tool: tool.name, result });
        const measured = typeof result === "string" ? result : `${result.seconds.toFixed(2)} s`;
        process.stderr.write(`${size} letters, round ${round + 1}, ${scenario}, ${tool.name}: ${measured}\n`);
        if (step === 0 && round === 0 && typeof result !== "string") {
          outputs.push({ tool: tool.name, size, ...sizeOf(join(place, OUTPUT)) });
        }
      }
    }
    for (const { tool, place } of places) {
      if (!tool.coldOnly) for (const letter of newer) removeLetter(tool, place, letter);
    }
  }
  rmSync(folder, { recursive: true });
  return { samples, outputs };
}

/** Publishes all but the last of some letters, which is only added: its build is the one that is measured. */
function publishAll(tool: Tool, place: string, letters: readonly Letter[]): void {
  for (const [index, letter] of letters.entries()) {
    addLetter(tool, place, letter);
    if (tool.keepsReleases && index < letters.length - 1) attempt(tool, place);
  }
}

/** A tool that gives up (for lack of memory, say) is reported, and the others go on. */
function attempt(tool: Tool, place: string): Sample["result"] {
  try {
    return measure(place, tool.command(place));
  } catch (error) {
    return error instanceof Error ? error.message : String(error);
  }
}

function conditionsOf(folder: string, tools: readonly Tool[], rounds: number): string[] {
  const versions = tools
    .filter((tool) => !tool.coldOnly)
    .map(({ name, version }) => `${name} ${version ?? "not installed"}`);
  const fileSystem = statfsSync(folder).type;
  const gibibytes = (totalmem() / 2 ** 30).toFixed(0);
  return [
    `${new Date().toISOString().slice(0, 10)}; ${versions.join("; ")}; Node.js ${process.version}`,
    `${availableParallelism()} cores (${cpus()[0]?.model ?? "unknown"}), ${gibibytes} GiB, ${type()} ${release()}, ${FILE_SYSTEMS[fileSystem] ?? `file system 0x${fileSystem.toString(16)}`}`,
    `${rounds} rounds; \`npm run bench -- ${process.argv.slice(2).join(" ")}\``,
  ];
}

/** Puts the tables between their marks in docs/performance.md. */
function writeDocument(report: Report): void {
  const between = (text: string, mark: string, content: string) =>
    text.replace(
      new RegExp(`(<!-- ${mark} -->\\n)[^]*?(<!-- /${mark} -->)`),
      (_, open, close) => `${open}\n${content}\n\n${close}`,
    );
  const text = readFileSync(DOCUMENT, "utf8");
  writeFileSync(DOCUMENT, between(between(text, "table", reportTable(report)), "goals", goalsTable(report)));
}

function fail(message: string): never {
  process.stderr.write(`${message}\n${HELP}`);
  process.exit(2);
}
