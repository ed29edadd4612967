import { Command, InvalidArgumentError, Option } from "commander";
import { formatDiagnostic, hasErrors } from "../diagnostics.ts";
import { isTime, PERSONAL } from "../ledger/event.ts";
import { today } from "../today.ts";
import { ExitCode } from "./exit-code.ts";
import { contentOption } from "./options.ts";

interface Options {
  content: string;
  time: string | undefined;
}

type Finish = (code: ExitCode) => void;

export const timeOption = () =>
  new Option("--time <time>", "when, as 2026-11-23 or 2026-11-23T14:00Z (default: the newest date known)").argParser(
    (text: string) => {
      if (!isTime(text)) throw new InvalidArgumentError("It is a date, or a date and time in UTC: 2026-11-23T14:00Z");
      // No later line may be earlier, so a slip here could never be mended.
      if (text.slice(0, 10) > tomorrow()) throw new InvalidArgumentError("It lies in the future.");
      return text;
    },
  );

/** Whatever the time zone, nobody has a later day today. */
function tomorrow(): string {
  return new Date(Date.now() + 86_400_000).toISOString().slice(0, 10);
}

export function moveCommand(finish: Finish): Command {
  return new Command("move")
    .description("give something published another address, to which the old one leads")
    .argument("<from>", "a content file, or an address: /nyheter/gammal/, /om-oss/#mal, /om-oss/plan.pdf")
    .argument("<to>", "the new address")
    .addOption(contentOption())
    .addOption(timeOption())
    .action((from: string, to: string, { content, time }: Options) =>
      orDiagnostics(finish, async () => {
        const { move } = await import("../publishing/move.ts");
        const done = await move({ contentDir: content, time, today: today() }, from, to);
        console.error(`${done.from} leads to ${done.to} from the next publish on`);
        if (done.changed) console.error(`changed ${done.changed}`);
      }),
    );
}

export function withdrawCommand(finish: Finish): Command {
  return new Command("withdraw")
    .description("take something published off the site; its address says so")
    .argument("<what>", "a content file, or an address")
    .requiredOption("--reason <text>", `why, as readers see it; ${PERSONAL} removes the text and all its versions too`)
    .addOption(contentOption())
    .addOption(timeOption())
    .action((what: string, { content, time, reason }: Options & { reason: string }) =>
      orDiagnostics(finish, async () => {
        const { withdraw } = await import("../publishing/withdraw.ts");
        const { path, removed, isPersonal } = await withdraw(
          { contentDir: content, time, today: today() },
          what,
          reason,
        );
        console.error(`${path} is withdrawn from the next publish on`);
        for (const file of removed) console.error(`removed ${file}`);
        if (isPersonal) console.error(WHAT_IS_LEFT);
      }),
    );
}

/** What no command of ours reaches. */
const WHAT_IS_LEFT = [
  "What is left to do by hand:",
  "- publish: that also removes the earlier releases of this site; build every other copy of it anew, as previews and other machines have theirs",
  "- remove it from the history of version control (git filter-repo), from every clone of it, and from backups",
  "- look for it in other texts, documents and pictures, in people.yaml, topics.yaml, links.yaml, redirects.yaml and link-health.json, and in originals/ where imports were kept",
  "- its addresses, the names of its files and the anchors of its headings stay in published.jsonl, and all but the anchors on the site, as they must answer",
  "- ask search engines and web archives to remove their copies",
].join("\n");

export function restoreCommand(finish: Finish): Command {
  return new Command("restore")
    .description("show again what was withdrawn")
    .argument("<what>", "a content file, or an address")
    .addOption(contentOption())
    .addOption(timeOption())
    .action((what: string, { content, time }: Options) =>
      orDiagnostics(finish, async () => {
        const { restore } = await import("../publishing/withdraw.ts");
        const { path, isThere } = await restore({ contentDir: content, time, today: today() }, what);
        console.error(`${path} is shown again from the next publish on`);
        if (!isThere) console.error("its text is not in the content any more: bring it back before you publish");
      }),
    );
}

export function ledgerCommand(finish: Finish): Command {
  const verify = new Command("verify")
    .description("look at every line of the ledger, and at every text that is kept as it was published")
    .addOption(contentOption())
    .option("--against <revision>", "the revision of git whose ledger it must begin with", "HEAD")
    .action(async ({ content, against }: Options & { against: string }) => {
      const { verifyLedger } = await import("../publishing/verify.ts");
      const { diagnostics, lines, isCommitted } = await verifyLedger(content, against, today());
      for (const diagnostic of diagnostics) console.error(formatDiagnostic(diagnostic));
      const failed = hasErrors(diagnostics);
      const held = isCommitted ? `begins as in ${against}` : `${against} has none to hold it against`;
      console.error(failed ? "the ledger is not whole" : `the ledger is whole: ${lines} lines, ${held}`);
      finish(failed ? ExitCode.content : ExitCode.fine);
    });
  return new Command("ledger")
    .description("look at the ledger of published addresses")
    .addCommand(verify.exitOverride());
}

/** Faults of the content are listed as a build lists them. */
async function orDiagnostics(finish: Finish, task: () => Promise<void>): Promise<void> {
  const { FaultyContentError } = await import("../publishing/ledger-change.ts");
  try {
    await task();
    finish(ExitCode.fine);
  } catch (error) {
    if (!(error instanceof FaultyContentError)) throw error;
    for (const diagnostic of error.diagnostics) console.error(formatDiagnostic(diagnostic));
    console.error("nothing changed");
    finish(ExitCode.content);
  }
}
