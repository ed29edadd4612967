import { Command } from "commander";
import { hasErrors } from "../diagnostics.ts";
import { today } from "../today.ts";
import { ExitCode } from "./exit-code.ts";
import { contentOption, type DiagnosticFormat, formatOption, outputOption, withLink } from "./options.ts";
import { progress, report } from "./report.ts";

interface Options {
  content: string;
  output: string;
  link: boolean | undefined;
  clean: boolean | undefined;
  format: DiagnosticFormat;
}

export function buildCommand(finish: (code: ExitCode) => void): Command {
  const command = new Command("build")
    .description("build the site")
    .addOption(contentOption())
    .addOption(outputOption("_site"));
  return withLink(command)
    .option("--clean", "make everything anew, whatever earlier builds learned")
    .addOption(formatOption())
    .action(async ({ content, output, link, clean = false, format }: Options) => {
      const start = performance.now();
      // Loaded only when needed, so that help and wrong usage answer at once.
      const { buildSite } = await import("../engine/build-site.ts");
      const result = await buildSite({
        contentDir: content,
        output,
        ...(link !== undefined && { link }),
        clean,
        today: today(),
        drafts: false,
        onProgress: progress(),
      });
      const failed = hasErrors(result.diagnostics);
      report(result, format, (performance.now() - start) / 1000, failed ? "nothing written" : `built ${output}`);
      finish(failed ? ExitCode.content : ExitCode.fine);
    });
}
