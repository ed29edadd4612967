import { defineCommand } from "./command.ts";
import { ExitCode, UsageError } from "./exit-code.ts";
import { outputOption } from "./options.ts";
import { say } from "./say.ts";

export const rollbackCommand = defineCommand({
  name: "rollback",
  description: "serve the release before the current one again",
  inputs: { output: outputOption("_site") },
  async run({ output }) {
    const { rollBack } = await import("../engine/store/roll-back.ts");
    if (!rollBack(output)) throw new UsageError(`there is no earlier release of ${output} to go back to`);
    say(`${output} is the release before again`);
    return ExitCode.fine;
  },
});
