import { hasErrors, sortDiagnostics } from "../diagnostics.ts";
import { today } from "../today.ts";
import { checkLinks } from "./check-links.ts";
import { defineCommand, flag, option } from "./command.ts";
import { ExitCode, UsageError } from "./exit-code.ts";
import { contentDir, type DiagnosticFormat, format, wholeNumber } from "./options.ts";
import { progress, report } from "./report.ts";
import { say } from "./say.ts";

export const checkCommand = defineCommand({
  name: "check",
  description: "check the content, and the site it makes, without writing anything but what --fix and --external say",
  inputs: {
    contentDir,
    format,
    external: flag("--external", "ask the links to other sites too, and keep what they answer in link-health.json"),
    fix: flag("--fix", "mend what has only one right answer, show what changes, and check what is left"),
    dryRun: flag("--dry-run", "with --fix: only show what would change"),
    maxAge: option("--max-age <days>", "with --external: ask again what was asked so many days ago (1)", {
      parse: wholeNumber(0, Number.POSITIVE_INFINITY, "from 0 up"),
    }),
  },
  async run({ contentDir, format, external = false, maxAge, fix = false, dryRun = false }) {
    if (maxAge !== undefined && !external) throw new UsageError("--max-age is for --external");
    if (dryRun && !fix) throw new UsageError("--dry-run is for --fix");
    const start = performance.now();
    const mended = fix ? await mendContent(contentDir, dryRun, format) : undefined;
    // Loaded only when needed, so that help and wrong usage answer at once.
    const { buildSite } = await import("../engine/build-site.ts");
    const result = await buildSite({
      contentDir,
      output: undefined,
      today: today(contentDir),
      drafts: false,
      onProgress: progress(),
    });
    const links = external && !hasErrors(result.diagnostics) ? await checkLinks(contentDir, maxAge ?? 1) : undefined;
    const diagnostics = sortDiagnostics([...result.diagnostics, ...(links?.diagnostics ?? [])]);
    const failed = hasErrors(diagnostics);
    const outcome = failed ? "not fit to publish" : "fit to publish";
    report({ ...result, diagnostics }, format, (performance.now() - start) / 1000, outcome, mended);
    // The process that started this one sees that it was stopped, and by what.
    if (links?.stoppedBy) process.kill(process.pid, links.stoppedBy);
    return failed ? ExitCode.content : ExitCode.fine;
  },
});

/** @returns what was mended, which on a terminal is shown at once */
async function mendContent(contentDir: string, dryRun: boolean, format: DiagnosticFormat) {
  const { checkFix, diffLines } = await import("./check-fix.ts");
  const mended = await checkFix(contentDir, today(contentDir), dryRun);
  if (format === "text") {
    for (const file of mended) for (const line of diffLines(file)) console.log(line);
    const files = mended.length === 1 ? "1 file" : `${mended.length} files`;
    const done = dryRun ? `nothing written (dry run): ${files} would be mended` : `${files} mended`;
    say(mended.length === 0 ? "nothing here has only one right answer" : done);
  }
  return mended;
}
