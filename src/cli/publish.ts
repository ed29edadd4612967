import { Command } from "commander";
import { hasErrors } from "../diagnostics.ts";
import { today } from "../today.ts";
import { ExitCode } from "./exit-code.ts";
import { timeOption } from "./ledger-commands.ts";
import { contentOption, type DiagnosticFormat, formatOption, outputOption, withLink } from "./options.ts";
import { progress, report } from "./report.ts";

interface Options {
  content: string;
  output: string;
  link: boolean | undefined;
  time: string | undefined;
  format: DiagnosticFormat;
}

export function publishCommand(finish: (code: ExitCode) => void): Command {
  const command = new Command("publish")
    .description("build the site, and write down every address so that it is kept for ever")
    .addOption(contentOption())
    .addOption(outputOption("_site"));
  return withLink(command)
    .addOption(timeOption())
    .addOption(formatOption())
    .action(async ({ content, output, link, time, format }: Options) => {
      const start = performance.now();
      // Loaded only when needed, so that help and wrong usage answer at once.
      const { buildSite } = await import("../engine/build-site.ts");
      const result = await buildSite({
        contentDir: content,
        output,
        ...(link !== undefined && { link }),
        publish: { time },
        today: today(),
        drafts: false,
        onProgress: progress(),
      });
      const failed = hasErrors(result.diagnostics);
      const outcome = failed ? "nothing published" : `published ${output}`;
      report(result, format, (performance.now() - start) / 1000, outcome);
      finish(failed ? ExitCode.content : ExitCode.fine);
    });
}
