import { Command, CommanderError } from "commander";
import { LedgerRefusal } from "../engine/ledger/ledger-refusal.ts";
import { ForeignFolderError } from "../engine/store/site-folder.ts";
import { ChangedError } from "../files/changed-error.ts";
import { InTheWayError } from "../files/in-the-way-error.ts";
import { LockedError } from "../files/lock.ts";
import { FileSizeError, NotAFileError } from "../files/regular-file.ts";
import { buildCommand } from "./build.ts";
import { checkCommand } from "./check.ts";
import { type AnyCommand, toCommander } from "./command.ts";
import { ExitCode, UsageError } from "./exit-code.ts";
import { importCommand } from "./import.ts";
import { ledgerCommand, moveCommand, restoreCommand, withdrawCommand } from "./ledger-commands.ts";
import { newCommand } from "./new.ts";
import { publishCommand } from "./publish.ts";
import { rollbackCommand } from "./rollback.ts";
import { say } from "./say.ts";
import { serveCommand } from "./serve.ts";
import { VERSION } from "./version.ts";

/** In the order of the help. */
const COMMANDS: readonly AnyCommand[] = [
  buildCommand,
  publishCommand,
  checkCommand,
  serveCommand,
  newCommand,
  importCommand,
  rollbackCommand,
  moveCommand,
  withdrawCommand,
  restoreCommand,
  ledgerCommand,
];

/**
 * Runs the command line.
 * @param args without the program's own name
 * @returns the exit code: 0 fine, 1 errors in the content, 2 wrong usage, 3 a bug in Brevarkiv
 */
export async function main(args: readonly string[]): Promise<ExitCode> {
  let code: ExitCode = ExitCode.fine;
  const program = new Command("brevarkiv")
    .description("Turns newsletter issues written in Markdown into a permanent, accessible public web archive.")
    .version(VERSION)
    .exitOverride()
    .showHelpAfterError("(brevarkiv --help shows how it is used)")
    .helpCommand(false);
  for (const command of COMMANDS) {
    program.addCommand(
      toCommander(command, (result) => {
        code = result;
      }),
    );
  }
  try {
    await program.parseAsync(args, { from: "user" });
    return code;
  } catch (error) {
    return explain(error);
  }
}

/** A user's mistake gets one line, a bug its stack. */
function explain(error: unknown): ExitCode {
  if (error instanceof CommanderError) return error.exitCode === 0 ? ExitCode.fine : ExitCode.usage;
  if (
    error instanceof UsageError ||
    error instanceof ForeignFolderError ||
    error instanceof LockedError ||
    error instanceof LedgerRefusal ||
    error instanceof ChangedError
  ) {
    say(`error: ${error.message}`);
    return ExitCode.usage;
  }
  if (error instanceof InTheWayError || error instanceof NotAFileError || error instanceof FileSizeError) {
    say(`error: ${error.message}`);
    return ExitCode.content;
  }
  const { code, path } = error as NodeJS.ErrnoException;
  const fault = code === undefined ? undefined : SYSTEM_FAULTS[code];
  if (fault) {
    say(`error: ${path ? `${path}: ` : ""}${fault}`);
    return ExitCode.usage;
  }
  say("This is a bug in Brevarkiv. Please report it with the lines below.");
  console.error(error);
  return ExitCode.bug;
}

/** What the system refuses, which is neither a fault of the content nor a bug. The site is then as it was before. */
const SYSTEM_FAULTS: Readonly<Record<string, string>> = {
  EACCES: "no permission",
  EPERM: "no permission",
  EROFS: "the disk is read-only",
  ENOSPC: "the disk is full",
  EDQUOT: "the disk quota is used up",
  EMFILE: "too many files are open",
  ENFILE: "too many files are open",
  EIO: "the disk fails",
  ENOENT: "it is not there, or no longer; run this again",
  EEXIST: "something else is there already",
  EISDIR: "a folder is where a file is needed",
  ENOTDIR: "a file is where a folder is needed",
  ELOOP: "links lead in a circle",
  ENAMETOOLONG: "the name is too long",
  EADDRINUSE: "the port is taken; choose another with --port",
};
