import { statSync } from "node:fs";
import { dirname, extname, join, relative, resolve } from "node:path";
import { formatDiagnostic } from "../diagnostics.ts";
import { isInside } from "../files/inside.ts";
import { LockedError, withLock } from "../files/lock.ts";
import { makeFolders } from "../files/make-folders.ts";
import { readRegular, statsOf } from "../files/regular-file.ts";
import { replaceFile } from "../files/replace-file.ts";
import { Workshop } from "../files/workshop.ts";
import {
  type ArchiveFolder,
  countRules,
  countStatuses,
  htmlReport,
  importLetters,
  isReport,
  jsonReport,
  KINDS,
  type Kind,
  markdownReport,
  type Outcome,
  openArchiveFolder,
  removedLine,
  reportWords,
} from "../importers/index.ts";
import { today } from "../today.ts";
import { argumentList, defineCommand, flag, option, type ValuesOf } from "./command.ts";
import { ExitCode, UsageError } from "./exit-code.ts";
import { say } from "./say.ts";

const inputs = {
  paths: argumentList("<path...>", "files, or folders of files"),
  from: option<Kind | "auto">("--from <kind>", "what they are; told by their content otherwise", {
    choices: ["auto", ...KINDS],
    default: "auto",
  }),
  into: option("--into <dir>", "the folder of issues to write to", { default: join("content", "issues") }),
  dryRun: flag("--dry-run", "say what would be done, and write no letter"),
  update: flag("--update", "let newer versions of letters take the place of what an earlier import wrote"),
  keepOriginal: flag(
    "--keep-original",
    "keep each untouched original in the folder originals beside the content folder",
  ),
  withPrivate: flag("--with-private", "make drafts of letters that were not public, instead of skipping them"),
  report: option("--report <file>", "write what a person must mend to a file that ends with .md, .html or .json"),
};

type Values = ValuesOf<typeof inputs>;

export const importCommand = defineCommand({
  name: "import",
  description: "make issues of letters: mail, saved web versions, exports of mail services, feeds, Markdown",
  inputs,
  run(values) {
    assertUsable(values);
    return run(values);
  },
});

/** Everything that can be wrong with the command itself is said before any work. */
function assertUsable({ paths, report }: Values): void {
  for (const path of paths) {
    if (!statSync(path, { throwIfNoEntry: false })) throw new UsageError(`${path} is not there`);
  }
  if (report === undefined) return;
  if (![".md", ".html", ".json"].includes(extname(report)))
    throw new UsageError(`${report} does not end with .md or .html (for people) or .json (for tools)`);
  if (!statSync(dirname(report), { throwIfNoEntry: false })?.isDirectory())
    throw new UsageError(`there is no folder ${dirname(report)} to write the report to`);
}

/** Of what is in the way, only an earlier report is replaced. */
function assertReport(report: string, contentDir: string): void {
  if (isInside(report, contentDir)) throw new UsageError(`${report} lies in the content; name a file outside it`);
  if (statsOf(report) && !isReport(readRegular(report).toString("utf8")))
    throw new UsageError(`${report} is there already and is not a report; name another file`);
}

async function run(values: Values): Promise<ExitCode> {
  const { into, dryRun = false, report } = values;
  const opened = await openArchiveFolder(into);
  if ("refusal" in opened) throw new UsageError(opened.refusal);
  if ("diagnostics" in opened) {
    for (const diagnostic of opened.diagnostics) console.error(formatDiagnostic(diagnostic));
    return ExitCode.content;
  }
  const { folder } = opened;
  if (report !== undefined) assertReport(report, folder.contentDir);
  const outcomes = await inWorkshop(folder, dryRun, (workshop) => importInto(folder, workshop, values));
  if (report !== undefined) replaceFile(report, reportAs(extname(report), outcomes, folder.language));
  summarize(outcomes, values);
  const bug = outcomes.find((outcome) => outcome.bug !== undefined)?.bug;
  if (bug !== undefined) {
    say("This is a bug in Brevarkiv. Please report it with the lines below.");
    console.error(bug);
    return ExitCode.bug;
  }
  const isIn = outcomes.some(({ file }) => file !== undefined);
  return isIn && outcomes.every(({ status }) => status !== "failed") ? ExitCode.fine : ExitCode.content;
}

function reportAs(type: string, outcomes: readonly Outcome[], language: string): string {
  if (type === ".json") return jsonReport(outcomes);
  return type === ".html" ? htmlReport(outcomes, language) : markdownReport(outcomes, language);
}

async function importInto(
  folder: ArchiveFolder,
  workshop: Workshop,
  { paths, from, dryRun = false, update = false, keepOriginal = false, withPrivate = false }: Values,
): Promise<Outcome[]> {
  const progress = countLetters();
  try {
    return await importLetters(paths, folder, {
      from: from === "auto" ? undefined : from,
      dryRun,
      update,
      keepOriginal,
      withPrivate,
      today: today(folder.contentDir),
      workshop,
      onKind: (path, label, files) => progress.say(`${path}: ${label}${files > 1 ? ` (${files} files)` : ""}`),
      onOutcome: (outcome) => {
        progress.count();
        if (outcome.status !== "unchanged" || outcome.why !== undefined) progress.say(lineOf(outcome, dryRun));
        for (const line of outcome.difference?.trimEnd().split("\n") ?? []) progress.say(line);
      },
      onDamagedNotes: () =>
        progress.say(`warning: ${join(folder.contentDir, ".imported.json")} cannot be read; no issue is overwritten`),
    });
  } finally {
    progress.clear();
  }
}

/** One import at a time, with a folder on the archive's own disk where files lie until they are whole. */
async function inWorkshop<T>(
  folder: ArchiveFolder,
  dryRun: boolean,
  task: (workshop: Workshop) => Promise<T>,
): Promise<T> {
  const workshop = join(folder.contentDir, ".brevarkiv-import");
  if (dryRun) return task(new Workshop(workshop));
  try {
    return await withLock(workshop, () => {
      makeFolders(folder.contentDir, relative(folder.contentDir, resolve(folder.into)));
      return task(new Workshop(workshop));
    });
  } catch (error) {
    if (error instanceof LockedError) throw new UsageError("another import is at work here; try again when it is done");
    throw error;
  }
}

function lineOf({ place, status, file, why }: Outcome, dryRun: boolean): string {
  const target = file === undefined ? "" : ` ${file}`;
  const reason = why === undefined ? "" : `: ${why}`;
  const conditional = dryRun && (status === "imported" || status === "updated") ? "would be " : "";
  return `${conditional}${status}${target} (${place})${reason}`;
}

/** How many repairs are listed on the terminal; the report has them all. */
const MOST_REPAIRS = 20;

function summarize(outcomes: readonly Outcome[], { report, dryRun = false }: Values): void {
  const words = reportWords("en");
  // What came to the archive before was reported then.
  const fresh = outcomes.filter(({ status }) => status !== "unchanged");
  const repairs = fresh.flatMap(({ place, file = place, repairs: found }) =>
    found.map(({ rule, about, line }) => {
      const where = line === undefined ? file : `${file}:${line}`;
      return `${where} ${rule}: ${words.rules[rule].title}${about === "" ? "" : `: ${shortened(about)}`}`;
    }),
  );
  for (const line of repairs.slice(0, MOST_REPAIRS)) say(line);
  if (repairs.length > MOST_REPAIRS) {
    const hint = report === undefined ? "--report FILE.md lists them all" : `${report} lists them all`;
    say(`… and ${repairs.length - MOST_REPAIRS} more; ${hint}`);
    say(
      countRules(fresh)
        .map(([rule, count]) => `${count} ${rule}`)
        .join(", "),
    );
  }
  const removed = removedLine(fresh, "en");
  if (removed !== undefined) say(removed);
  const counts = Object.entries(countStatuses(outcomes)).filter(([, count]) => count > 0);
  const listed = counts.map(([status, count]) => `${count} ${status}`).join(", ") || "no letters";
  say(`${dryRun ? "nothing written (dry run): " : ""}${listed}, ${repairs.length} to mend by hand`);
}

const LONGEST_ABOUT = 100;

function shortened(text: string): string {
  const line = text.replace(/\s+/g, " ").trim();
  return line.length > LONGEST_ABOUT ? `${line.slice(0, LONGEST_ABOUT)}…` : line;
}

/** Lines on standard error, and on a terminal a counter below them. */
function countLetters(): { say(line: string): void; count(): void; clear(): void } {
  const { stderr } = process;
  let letters = 0;
  const clear = (): void => {
    if (stderr.isTTY) stderr.write("\r\u001b[K");
  };
  return {
    say: (line) => {
      clear();
      say(line);
    },
    count: () => {
      letters += 1;
      if (stderr.isTTY && letters % 10 === 0) stderr.write(`\r${letters} letters`);
    },
    clear,
  };
}
