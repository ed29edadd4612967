/**
 * `npm run bench:import -- FOLDER`: what the importer makes of the letters in a folder (.html, .htm, .eml), against what a real
 * browser shows of them; how fast it is, beside pandoc on the same files; and how much memory a large mailbox takes.
 */
import { spawnSync } from "node:child_process";
import { mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, statSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { extname, join } from "node:path";
import { parseArgs } from "node:util";
import MarkdownIt from "markdown-it";
import type { Page } from "playwright-core";
import PostalMime from "postal-mime";
import type { ImportedLetter, SourceLetter } from "../../src/importers/importer.ts";
import { composeLetter } from "../../src/importers/letter/compose-letter.ts";
import { IMPORTERS } from "../../src/importers/sources/index.ts";
import { openInput } from "../../src/importers/sources/input.ts";
import { launchBrowser } from "../support/browser.ts";
import { largeLetter, writeMbox } from "./import-letters.ts";
import { type Score, score } from "./import-measure.ts";
import { lookAt } from "./import-visible.ts";

const HELP = `npm run bench:import -- [FOLDER] [options]
  FOLDER         letters to measure: .html, .htm, .eml, also in folders below
  --large 100    how many large letters to measure the speed on; 0 for none
  --mbox 50,500  sizes in MB of mailboxes to measure the memory on; none when left out
  --worst 10     how many of the worst letters to show
  --json FILE    write every figure
`;
const PROGRAM = join(import.meta.dirname, "../../src/cli/brevarkiv.mjs");

const { values: options, positionals } = parseArgs({
  allowPositionals: true,
  options: {
    large: { type: "string", default: "100" },
    mbox: { type: "string" },
    worst: { type: "string", default: "10" },
    json: { type: "string" },
    help: { type: "boolean", default: false },
  },
});

if (options.help) process.stdout.write(HELP);
else await main();

async function main(): Promise<void> {
  const temporary = mkdtempSync(join(tmpdir(), "brevarkiv-bench-"));
  try {
    const [folder] = positionals;
    const letters = folder === undefined ? [] : await measureLetters(lettersIn(folder));
    const speed = Number(options.large) > 0 ? await measureSpeed(join(temporary, "large"), Number(options.large)) : [];
    const cache = (options.mbox ?? "")
      .split(",")
      .filter(Boolean)
      .map((size) => measureMemory(temporary, Number(size)));
    if (options.json) writeFileSync(options.json, `${JSON.stringify({ letters, speed, cache }, null, 2)}\n`);
  } finally {
    rmSync(temporary, { recursive: true, force: true });
  }
}

function lettersIn(folder: string): string[] {
  return readdirSync(folder, { recursive: true, encoding: "utf8" })
    .filter((name) => [".html", ".htm", ".eml"].includes(extname(name).toLowerCase()))
    .map((name) => join(folder, name))
    .filter((path) => statSync(path).isFile())
    .sort();
}

interface Measured extends Score {
  readonly file: string;
}

async function measureLetters(files: readonly string[]): Promise<Measured[]> {
  const browser = await launchBrowser();
  const measured: Measured[] = [];
  const failures: string[] = [];
  try {
    const context = await browser.newContext({ javaScriptEnabled: false, viewport: { width: 1280, height: 900 } });
    await context.route("**/*", (route) => route.abort());
    const page = await context.newPage();
    for (const file of files) {
      try {
        measured.push({ file, ...(await measureLetter(page, file)) });
      } catch (error) {
        failures.push(`${file}: ${error instanceof Error ? (error.stack ?? error.message) : String(error)}`);
      }
    }
  } finally {
    await browser.close();
  }
  report(measured, failures);
  return measured;
}

async function measureLetter(page: Page, file: string): Promise<Score> {
  const { html, recipients } = await readOriginal(file);
  const letter = compose(await letterOf(file));
  const { title, heading, summary } = letter.frontMatter;
  const result = `<!doctype html><meta charset="utf-8">${new MarkdownIt({ html: false, linkify: true }).render(letter.body)}`;
  return score(await lookAt(page, html), letter.body, await lookAt(page, result), {
    titles: [title, heading ?? title],
    summary: (summary ?? "").replace(/\s+/g, " ").trim(),
    recipients,
  });
}

/** The HTML that the reader saw, read without our own mail reader, and whom it was sent to. */
async function readOriginal(file: string): Promise<{ html: string; recipients: string[] }> {
  const bytes = readFileSync(file);
  if (extname(file).toLowerCase() !== ".eml") return { html: decode(bytes), recipients: [] };
  const { html, text, to = [], cc = [], headers } = await PostalMime.parse(bytes);
  const delivered = headers
    .filter(({ key }) => /deliver|^to$/.test(key))
    .flatMap(({ value }) => value.match(/[^\s<>"';]+@[^\s<>"';]+/g) ?? []);
  const recipients = [...[...to, ...cc].flatMap(({ name, address }) => [name, address ?? ""]), ...delivered].filter(
    (each) => each.length > 2,
  );
  return { html: html ?? `<pre>${escapeHtml(text ?? "")}</pre>`, recipients };
}

function decode(bytes: Uint8Array): string {
  const declared = /charset\s*=\s*["']?\s*([a-z0-9_-]+)/i.exec(
    Buffer.from(bytes.subarray(0, 2048)).toString("latin1"),
  )?.[1];
  try {
    return new TextDecoder("utf-8", { fatal: true }).decode(bytes);
  } catch {
    return new TextDecoder(declared?.toLowerCase() === "utf-8" ? "windows-1252" : (declared ?? "windows-1252")).decode(
      bytes,
    );
  }
}

async function letterOf(file: string): Promise<SourceLetter> {
  const input = openInput(file);
  for (const importer of IMPORTERS) {
    if (!(await importer.detect(input))) continue;
    for await (const reading of importer.read(input)) {
      if ("letter" in reading) return reading.letter;
      throw new Error("failed" in reading ? reading.failed : reading.skipped);
    }
  }
  throw new Error("of no known kind");
}

function compose(letter: SourceLetter): ImportedLetter {
  return composeLetter(letter, {
    language: "sv",
    timeZone: "Europe/Stockholm",
    topics: [],
    issueName: ({ date, slug }) => `${date}-${slug}`,
    isSlugTaken: () => false,
  });
}

function report(measured: readonly Measured[], failures: readonly string[]): void {
  const sum = (key: { [K in keyof Score]: Score[K] extends number ? K : never }[keyof Score]) =>
    measured.reduce((total, each) => total + each[key], 0);
  const share = (part: number, whole: number) => `${whole === 0 ? "100.00" : ((100 * part) / whole).toFixed(2)} %`;
  const lines = [
    `letters: ${measured.length}, failed: ${failures.length}`,
    `words kept in order: ${share(sum("kept"), sum("words"))} (${sum("kept")} of ${sum("words")}); letters at 99.5 % or more: ${measured.filter(({ kept, words }) => kept >= 0.995 * words).length}`,
    `boilerplate left: ${share(sum("boilerplateWords"), sum("resultWords"))} of the result's words`,
    `links kept: ${share(sum("linksKept"), sum("links"))} (${sum("linksKept")} of ${sum("links")}); tracked: ${sum("linksTracked")}`,
    `layout tables: ${sum("layoutTables")}, merge tags: ${sum("mergeTags")}, invisible texts: ${sum("invisible")}`,
    "",
    ...failures,
    ...worst(measured).flatMap((each) => [
      `${share(each.kept, each.words)} of ${each.words} words, links ${each.linksKept}/${each.links}, boilerplate ${each.boilerplateWords}, tables ${each.layoutTables}, tags ${each.mergeTags}, invisible ${each.invisible}: ${each.file}`,
      ...(each.lost.length > 0 ? [`    lost: ${each.lost.join(" ")}`] : []),
      ...each.lostLinks.slice(0, 3).map((link) => `    lost link: ${link}`),
    ]),
  ];
  process.stdout.write(`${lines.join("\n")}\n`);
}

function worst(measured: readonly Measured[]): Measured[] {
  const badness = (each: Measured) =>
    each.words -
    each.kept +
    each.boilerplateWords +
    5 * (each.links - each.linksKept + each.linksTracked) +
    20 * (each.layoutTables + each.mergeTags + each.invisible);
  return measured
    .filter((each) => badness(each) > 0)
    .sort((a, b) => badness(b) - badness(a))
    .slice(0, Number(options.worst));
}

/** Our whole way from file to Markdown, and pandoc's, on the same files in one run; each on one core. */
async function measureSpeed(folder: string, count: number): Promise<{ tool: string; perSecond: number }[]> {
  mkdirSync(folder);
  const files = Array.from({ length: count }, (_, index) => {
    const file = join(folder, `${index + 1}.html`);
    writeFileSync(file, largeLetter(index + 1));
    return file;
  });
  const bytes = statSync(files[0] ?? "").size;
  for (const file of files.slice(0, 20)) compose(await letterOf(file));
  const results = [
    {
      tool: "brevarkiv",
      perSecond: await perSecond(count, async () => {
        for (const file of files) compose(await letterOf(file));
      }),
    },
    {
      tool: "pandoc, one process a letter",
      perSecond: await perSecond(count, () => {
        for (const file of files) pandoc([file]);
      }),
    },
    { tool: "pandoc, one process for all", perSecond: await perSecond(count, () => pandoc(files)) },
  ];
  process.stdout.write(`\nlarge letters of ${(bytes / 1000).toFixed(0)} kB, nested tables, ${count} of them:\n`);
  for (const { tool, perSecond: rate } of results) process.stdout.write(`  ${rate.toFixed(1)} a second: ${tool}\n`);
  return results;
}

async function perSecond(count: number, task: () => void | Promise<void>): Promise<number> {
  const start = process.hrtime.bigint();
  await task();
  return count / (Number(process.hrtime.bigint() - start) / 1e9);
}

function pandoc(files: readonly string[]): void {
  const { status, error } = spawnSync("pandoc", ["-f", "html", "-t", "gfm", "-o", "/dev/null", ...files]);
  if (error || status !== 0) throw new Error("pandoc is needed: apt-get install pandoc");
}

/** The most memory that the command takes for a mailbox, as a process of its own that really writes. */
function measureMemory(
  temporary: string,
  megabytes: number,
): { megabytes: number; letters: number; peak: number; seconds: number } {
  const folder = mkdtempSync(join(temporary, "mbox-"));
  mkdirSync(join(folder, "content"));
  const file = join(folder, "brev.mbox");
  const letters = writeMbox(file, megabytes * 1e6);
  // Told by the process itself at its end.
  const hook = `data:text/javascript,process.on("exit",()=>process.stdout.write(String(process.resourceUsage().maxRSS)))`;
  const start = performance.now();
  const { stdout, stderr, status } = spawnSync(process.execPath, ["--import", hook, PROGRAM, "import", file], {
    cwd: folder,
    encoding: "utf8",
    maxBuffer: 1e9,
  });
  const seconds = (performance.now() - start) / 1000;
  const peak = Number(stdout) / 1024;
  const summary = stderr.trim().split("\n").at(-1);
  process.stdout.write(
    `mailbox of ${megabytes} MB, ${letters} letters: peak memory ${peak.toFixed(0)} MB, ${seconds.toFixed(1)} s, exit code ${status}; ${summary}\n`,
  );
  rmSync(folder, { recursive: true, force: true });
  return { megabytes, letters, peak, seconds };
}

function escapeHtml(text: string): string {
  return text.replaceAll("&", "&amp;").replaceAll("<", "&lt;");
}
