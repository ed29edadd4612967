import { formatDiagnostic, hasErrors } from "../diagnostics.ts";
import { REMOVAL_REASONS } from "../strings/strings.ts";
import { today } from "../today.ts";
import { type AnyCommand, argument, defineCommand, option } from "./command.ts";
import { ExitCode } from "./exit-code.ts";
import { contentDir, time } from "./options.ts";
import { say } from "./say.ts";

const what = argument("<what>", "a content file, or an address");

export const moveCommand = defineCommand({
  name: "move",
  description: "give something published another address, to which the old one leads",
  inputs: {
    from: argument("<from>", "a content file, or an address: /nyheter/gammal/, /om-oss/#mal, /om-oss/plan.pdf"),
    to: argument("<to>", "the new address"),
    contentDir,
    time,
  },
  run: ({ from, to, contentDir, time }) =>
    orDiagnostics(async () => {
      const { move } = await import("../publishing/move.ts");
      const done = await move({ contentDir, time, today: today(contentDir) }, from, to);
      say(`${done.from} leads to ${done.to} from the next publish on`);
      if (done.changed) say(`changed ${done.changed}`);
    }),
});

export const withdrawCommand = defineCommand({
  name: "withdraw",
  description: "take something published off the site; its address says so",
  inputs: {
    what,
    reason: option(
      "--reason <text>",
      `why, as readers see it; ${REMOVAL_REASONS.join(" or ")} removes the text and all its versions too`,
      {
        required: true,
      },
    ),
    contentDir,
    time,
  },
  run: ({ what, reason, contentDir, time }) =>
    orDiagnostics(async () => {
      const { withdraw } = await import("../publishing/withdraw.ts");
      const change = { contentDir, time, today: today(contentDir) };
      const { path, removed, isPersonal } = await withdraw(change, what, reason);
      say(`${path} is withdrawn from the next publish on`);
      for (const file of removed) say(`removed ${file}`);
      for (const line of isPersonal ? WHAT_IS_LEFT : WHAT_IS_KEPT) say(line);
    }),
});

const WHAT_IS_KEPT = [
  `its text and the earlier releases of the site stay on this disk; --reason ${REMOVAL_REASONS[0]} removes them`,
];

/** What no command of ours reaches. */
const WHAT_IS_LEFT = [
  "What is left to do by hand:",
  "- publish: that also removes the earlier releases of this site; build every other copy of it anew, as previews and other machines have theirs",
  "- remove it from the history of version control (git filter-repo), from every clone of it, and from backups",
  "- look for it in other texts, documents and pictures, in people.yaml, topics.yaml, links.yaml, redirects.yaml and link-health.json, and in originals/ where imports were kept",
  "- its addresses, the names of its files and the anchors of its headings stay in published.jsonl, and all but the anchors on the site, as they must answer",
  "- ask search engines and web archives to remove their copies",
];

export const restoreCommand = defineCommand({
  name: "restore",
  description: "show again what was withdrawn",
  inputs: { what, contentDir, time },
  run: ({ what, contentDir, time }) =>
    orDiagnostics(async () => {
      const { restore } = await import("../publishing/withdraw.ts");
      const { path, isThere } = await restore({ contentDir, time, today: today(contentDir) }, what);
      say(`${path} is shown again from the next publish on`);
      if (!isThere) say("its text is not in the content any more: bring it back before you publish");
    }),
});

const verifyCommand = defineCommand({
  name: "verify",
  description: "look at every line of the ledger, and at every text that is kept as it was published",
  inputs: {
    contentDir,
    against: option("--against <revision>", "the revision of git whose ledger it must begin with", { default: "HEAD" }),
  },
  async run({ contentDir, against }) {
    const { verifyLedger } = await import("../publishing/verify.ts");
    const { diagnostics, lines, isCommitted } = await verifyLedger(contentDir, against, today(contentDir));
    for (const diagnostic of diagnostics) console.error(formatDiagnostic(diagnostic));
    const failed = hasErrors(diagnostics);
    const held = isCommitted ? `begins as in ${against}` : `${against} has none to hold it against`;
    say(failed ? "the ledger is not whole" : `the ledger is whole: ${lines} lines, ${held}`);
    return failed ? ExitCode.content : ExitCode.fine;
  },
});

export const ledgerCommand: AnyCommand = {
  name: "ledger",
  description: "look at the ledger of published addresses",
  commands: [verifyCommand],
};

/** Faults of the content are listed as a build lists them. */
async function orDiagnostics(task: () => Promise<void>): Promise<ExitCode> {
  const { FaultyContentError } = await import("../publishing/ledger-change.ts");
  try {
    await task();
    return ExitCode.fine;
  } catch (error) {
    if (!(error instanceof FaultyContentError)) throw error;
    for (const diagnostic of error.diagnostics) console.error(formatDiagnostic(diagnostic));
    say("nothing changed");
    return ExitCode.content;
  }
}
