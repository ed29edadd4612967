import { Command, InvalidArgumentError } from "commander";
import { hasErrors, sortDiagnostics } from "../diagnostics.ts";
import { today } from "../today.ts";
import { checkLinks } from "./check-links.ts";
import { ExitCode, UsageError } from "./exit-code.ts";
import { contentOption, type DiagnosticFormat, formatOption } from "./options.ts";
import { progress, report } from "./report.ts";

interface Options {
  content: string;
  format: DiagnosticFormat;
  external?: boolean;
  maxAge?: number;
}

export function checkCommand(finish: (code: ExitCode) => void): Command {
  return new Command("check")
    .description("check the content, and the site it makes, without writing anything")
    .addOption(contentOption())
    .addOption(formatOption())
    .option("--external", "ask the links to other sites too, and keep what they answer in link-health.json")
    .option("--max-age <days>", "with --external: ask again what was asked so many days ago (1)", parseDays)
    .action(async ({ content, format, external = false, maxAge }: Options) => {
      if (maxAge !== undefined && !external) throw new UsageError("--max-age is for --external");
      const start = performance.now();
      // Loaded only when needed, so that help and wrong usage answer at once.
      const { buildSite } = await import("../engine/build-site.ts");
      const result = await buildSite({
        contentDir: content,
        output: undefined,
        today: today(),
        drafts: false,
        onProgress: progress(),
      });
      const links = external && !hasErrors(result.diagnostics) ? await checkLinks(content, maxAge ?? 1) : undefined;
      const diagnostics = sortDiagnostics([...result.diagnostics, ...(links?.diagnostics ?? [])]);
      const failed = hasErrors(diagnostics);
      const outcome = failed ? "not fit to publish" : "fit to publish";
      report({ ...result, diagnostics }, format, (performance.now() - start) / 1000, outcome);
      // Whoever started us sees that we were stopped, and by what.
      if (links?.stoppedBy) process.kill(process.pid, links.stoppedBy);
      finish(failed ? ExitCode.content : ExitCode.fine);
    });
}

function parseDays(text: string): number {
  const days = Number(text);
  if (!Number.isInteger(days) || days < 0) throw new InvalidArgumentError("It is a whole number from 0 up.");
  return days;
}
