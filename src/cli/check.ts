import { Command } from "commander";
import { hasErrors } from "../diagnostics.ts";
import { ExitCode } from "./exit-code.ts";
import { contentOption, type DiagnosticFormat, formatOption, today } from "./options.ts";
import { progress, report } from "./report.ts";

interface Options {
  content: string;
  format: DiagnosticFormat;
}

export function checkCommand(finish: (code: ExitCode) => void): Command {
  return new Command("check")
    .description("check the content, and the site it makes, without writing anything")
    .addOption(contentOption())
    .addOption(formatOption())
    .action(async ({ content, format }: Options) => {
      const start = performance.now();
      // Loaded only when needed, so that help and wrong usage answer at once.
      const { buildSite } = await import("../build/build-site.ts");
      const result = await buildSite({
        content,
        output: undefined,
        today: today(),
        drafts: false,
        onProgress: progress(),
      });
      const failed = hasErrors(result.diagnostics);
      report(result, format, (performance.now() - start) / 1000, failed ? "not fit to publish" : "fit to publish");
      finish(failed ? ExitCode.content : ExitCode.fine);
    });
}
