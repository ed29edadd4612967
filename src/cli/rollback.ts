import { Command } from "commander";
import { ExitCode, UsageError } from "./exit-code.ts";
import { outputOption } from "./options.ts";

export function rollbackCommand(finish: (code: ExitCode) => void): Command {
  return new Command("rollback")
    .description("serve the release before the current one again")
    .addOption(outputOption("_site"))
    .action(async ({ output }: { output: string }) => {
      const { rollBack } = await import("../engine/store/roll-back.ts");
      if (!rollBack(output)) throw new UsageError(`there is no earlier release of ${output} to go back to`);
      console.error(`${output} is the release before again`);
      finish(ExitCode.fine);
    });
}
