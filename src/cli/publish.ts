import { hasErrors } from "../diagnostics.ts";
import { today } from "../today.ts";
import { defineCommand } from "./command.ts";
import { ExitCode } from "./exit-code.ts";
import { assertApart } from "./folders.ts";
import { contentDir, format, linkOptions, outputOption, time } from "./options.ts";
import { progress, report } from "./report.ts";

export const publishCommand = defineCommand({
  name: "publish",
  description: "build the site, and write down every address so that it is kept for ever",
  inputs: { contentDir, output: outputOption("_site"), ...linkOptions, time, format },
  async run({ contentDir, output, link, time, format }) {
    assertApart(contentDir, output);
    const start = performance.now();
    // Loaded only when needed, so that help and wrong usage answer at once.
    const { buildSite } = await import("../engine/build-site.ts");
    const result = await buildSite({
      contentDir,
      output,
      ...(link !== undefined && { link }),
      publish: { time },
      today: today(contentDir),
      drafts: false,
      onProgress: progress(),
    });
    const failed = hasErrors(result.diagnostics);
    const outcome = failed ? "nothing published" : `published ${output}`;
    report(result, format, (performance.now() - start) / 1000, outcome);
    return failed ? ExitCode.content : ExitCode.fine;
  },
});
