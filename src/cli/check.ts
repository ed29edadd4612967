import { hasErrors, sortDiagnostics } from "../diagnostics.ts";
import { today } from "../today.ts";
import { checkLinks } from "./check-links.ts";
import { defineCommand, flag, option } from "./command.ts";
import { ExitCode, UsageError } from "./exit-code.ts";
import { contentDir, format, wholeNumber } from "./options.ts";
import { progress, report } from "./report.ts";

export const checkCommand = defineCommand({
  name: "check",
  description: "check the content, and the site it makes, without writing anything",
  inputs: {
    contentDir,
    format,
    external: flag("--external", "ask the links to other sites too, and keep what they answer in link-health.json"),
    maxAge: option("--max-age <days>", "with --external: ask again what was asked so many days ago (1)", {
      parse: wholeNumber(0, Number.POSITIVE_INFINITY, "from 0 up"),
    }),
  },
  async run({ contentDir, format, external = false, maxAge }) {
    if (maxAge !== undefined && !external) throw new UsageError("--max-age is for --external");
    const start = performance.now();
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
    report({ ...result, diagnostics }, format, (performance.now() - start) / 1000, outcome);
    // The process that started this one sees that it was stopped, and by what.
    if (links?.stoppedBy) process.kill(process.pid, links.stoppedBy);
    return failed ? ExitCode.content : ExitCode.fine;
  },
});
