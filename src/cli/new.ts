import { dirname, join } from "node:path";
import { formatDiagnostic } from "../diagnostics.ts";
import { makeFolders } from "../files/make-folders.ts";
import { createFile } from "../files/replace-file.ts";
import { partialDateFault } from "../model/partial-date.ts";
import { today } from "../today.ts";
import { argument, defineCommand, option } from "./command.ts";
import { ExitCode, UsageError } from "./exit-code.ts";
import { contentDir } from "./options.ts";

export const newCommand = defineCommand({
  name: "new",
  description: "write a new issue, ready to edit, and print its path",
  inputs: {
    title: argument("<title>", "the letter's title"),
    date: option("--date <date>", "when it is sent: 2026-12-01, or 2026-12, or 2026 (default: this month)"),
    contentDir,
  },
  async run({ title, contentDir, date = today(contentDir).slice(0, 7) }) {
    const fault = partialDateFault(date);
    if (fault) throw new UsageError(`"${date}" is not a date; write it as 2026-12-01, 2026-12 or 2026`);
    // Loaded here, as every command would wait for them.
    const [{ ContentFiles }, { formatIssue }, { readSiteFile }, { slugOf }] = await Promise.all([
      import("../content/content-files.ts"),
      import("../content/format-issue.ts"),
      import("../content/load-config.ts"),
      import("../content/slug.ts"),
    ]);
    const listing = ContentFiles.list(contentDir);
    const { site, diagnostics } =
      "files" in listing ? readSiteFile(listing.files) : { diagnostics: [listing.diagnostic] };
    if (!site) {
      for (const diagnostic of diagnostics) console.error(formatDiagnostic(diagnostic));
      return ExitCode.content;
    }
    const { language } = site.fields;
    const slug = slugOf(title, language);
    if (slug === "") throw new UsageError(`no address can be made from "${title}"; use a title with letters a–z in it`);
    const { comment, body } = site.strings.newIssue;
    const path = join("issues", date.slice(0, 4), `${date}-${slug}.md`);
    const text = formatIssue({ title: title.trim(), date, slug, draft: true }, body, comment);
    makeFolders(contentDir, dirname(path));
    writeNew(join(contentDir, path), text);
    console.log(join(contentDir, path));
    return ExitCode.fine;
  },
});

/** Writes a file that must not be there yet. */
function writeNew(path: string, text: string): void {
  try {
    createFile(path, text);
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== "EEXIST") throw error;
    throw new UsageError(`${path} is already there; choose another title or date`);
  }
}
