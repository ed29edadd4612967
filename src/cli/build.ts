import { hasErrors } from "../diagnostics.ts";
import { today } from "../today.ts";
import { defineCommand, flag } from "./command.ts";
import { ExitCode } from "./exit-code.ts";
import { assertApart } from "./folders.ts";
import { contentDir, format, linkOptions, outputOption } from "./options.ts";
import { progress, report } from "./report.ts";

export const buildCommand = defineCommand({
  name: "build",
  description: "build the site",
  inputs: {
    contentDir,
    output: outputOption("_site"),
    ...linkOptions,
    clean: flag("--clean", "make everything anew, whatever earlier builds learned"),
    format,
  },
  async run({ contentDir, output, link, clean = false, format }) {
    assertApart(contentDir, output);
    const start = performance.now();
    // Loaded only when needed, so that help and wrong usage answer at once.
    const { buildSite } = await import("../engine/build-site.ts");
    const result = await buildSite({
      contentDir,
      output,
      ...(link !== undefined && { link }),
      clean,
      today: today(contentDir),
      drafts: false,
      onProgress: progress(),
    });
    const failed = hasErrors(result.diagnostics);
    report(result, format, (performance.now() - start) / 1000, failed ? "nothing written" : `built ${output}`);
    return failed ? ExitCode.content : ExitCode.fine;
  },
});
