import { once } from "node:events";
import { hasErrors } from "../diagnostics.ts";
import { today } from "../today.ts";
import { defineCommand, option } from "./command.ts";
import { ExitCode } from "./exit-code.ts";
import { assertApart } from "./folders.ts";
import { contentDir, format, outputOption, wholeNumber } from "./options.ts";
import { report } from "./report.ts";

export const serveCommand = defineCommand({
  name: "serve",
  description: "build the site with its drafts, show it, and build it again on every change",
  inputs: {
    contentDir,
    output: outputOption(".brevarkiv/preview"),
    format,
    port: option("--port <number>", "the port on this machine", {
      parse: wholeNumber(0, 65_535, "from 0 to 65535"),
      default: 8080,
    }),
  },
  async run({ contentDir, output, format, port }) {
    assertApart(contentDir, output);
    // Loaded only when needed, so that the other commands answer at once.
    const { startPreview } = await import("../preview/preview.ts");
    let start = performance.now();
    let shown = false;
    const preview = await startPreview({
      contentDir,
      output,
      port,
      today: today(contentDir),
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
    return ExitCode.fine;
  },
});
