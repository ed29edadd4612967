import { once } from "node:events";
import { Command, InvalidArgumentError } from "commander";
import { hasErrors } from "../diagnostics.ts";
import { today } from "../today.ts";
import { ExitCode } from "./exit-code.ts";
import { contentOption, type DiagnosticFormat, formatOption, outputOption } from "./options.ts";
import { report } from "./report.ts";

interface Options {
  content: string;
  output: string;
  format: DiagnosticFormat;
  port: number;
}

export function serveCommand(finish: (code: ExitCode) => void): Command {
  return new Command("serve")
    .description("build the site with its drafts, show it, and build it again on every change")
    .addOption(contentOption())
    .addOption(outputOption(".brevarkiv/preview"))
    .addOption(formatOption())
    .option("--port <number>", "the port on this machine", parsePort, 8080)
    .action(async ({ content, output, format, port }: Options) => {
      // Loaded only when needed, so that the other commands answer at once.
      const { startPreview } = await import("../preview/preview.ts");
      let start = performance.now();
      let shown = false;
      const preview = await startPreview({
        contentDir: content,
        output,
        port,
        today: today(),
        drafts: true,
        onBuilt: (result) => {
          const failed = hasErrors(result.diagnostics);
          const instead = shown ? "the site is shown as it was before" : "nothing to show until this is mended";
          report(result, format, (performance.now() - start) / 1000, failed ? instead : "built");
          shown ||= !failed;
        },
        onBuilding: () => {
          start = performance.now();
        },
        onFailure: (error) => console.error(error),
      });
      console.error(`The site is shown at ${preview.address} (stop with Ctrl+C)`);
      await Promise.race([once(process, "SIGINT"), once(process, "SIGTERM")]);
      await preview.close();
      finish(ExitCode.fine);
    });
}

function parsePort(text: string): number {
  const port = Number(text);
  if (!Number.isInteger(port) || port < 0 || port > 65_535)
    throw new InvalidArgumentError("It is a whole number from 0 to 65535.");
  return port;
}
