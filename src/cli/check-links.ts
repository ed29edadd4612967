import type { Diagnostic } from "../diagnostics.ts";
import { today } from "../today.ts";
import { UsageError } from "./exit-code.ts";
import { VERSION } from "./version.ts";

/**
 * Asks the links to other sites, until all are asked or somebody stops it.
 * @param maxAge in days: what was asked more lately is not asked again
 * @returns what is wrong with them, and the signal that stopped it, where one did
 */
export async function checkLinks(
  contentDir: string,
  maxAge: number,
): Promise<{ diagnostics: readonly Diagnostic[]; stoppedBy: NodeJS.Signals | undefined }> {
  const { checkExternalLinks } = await import("../links/check-external.ts");
  const stop = new AbortController();
  let stoppedBy: NodeJS.Signals | undefined;
  const onSignal = (signal: NodeJS.Signals): void => {
    stoppedBy = signal;
    stop.abort();
  };
  process.once("SIGINT", onSignal).once("SIGTERM", onSignal);
  try {
    const { diagnostics, asked, due, unknown, offline } = await checkExternalLinks({
      contentDir,
      today: today(contentDir),
      maxAge,
      version: VERSION,
      signal: stop.signal,
      onChecked: progress(),
    });
    clear();
    if (offline) throw new UsageError("nothing on the web answered, so nothing was believed; is this machine online?");
    const unclear = unknown > 0 ? `, ${unknown} without a clear answer` : "";
    console.error(`links to other sites: ${asked} of ${due} asked${unclear}`);
    return { diagnostics, stoppedBy };
  } finally {
    process.off("SIGINT", onSignal).off("SIGTERM", onSignal);
  }
}

/** A line that counts, on a terminal only. */
function progress(): (done: number, total: number) => void {
  const { stderr } = process;
  return (done, total) => {
    if (stderr.isTTY) stderr.write(`\rasking links: ${done} of ${total}`);
  };
}

function clear(): void {
  if (process.stderr.isTTY) process.stderr.write("\r\u001b[K");
}
