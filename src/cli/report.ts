import { type Diagnostic, formatDiagnostic } from "../diagnostics.ts";
import type { BuildResult } from "../engine/build-options.ts";
import type { DiagnosticFormat } from "./options.ts";
import { say } from "./say.ts";

/** What a finished build has to say. As JSON it is one object on standard output, for editors and other tools. */
export function report(result: BuildResult, format: DiagnosticFormat, seconds: number, outcome: string): void {
  const errors = count(result.diagnostics, "error");
  const warnings = count(result.diagnostics, "warning");
  if (format === "json") {
    console.log(JSON.stringify({ diagnostics: result.diagnostics, pages: result.pages, errors, warnings }, null, 2));
    return;
  }
  for (const diagnostic of result.diagnostics) console.error(formatDiagnostic(diagnostic));
  const summary = [
    plural(result.pages, "page"),
    ...(errors > 0 ? [plural(errors, "error")] : []),
    plural(warnings, "warning"),
  ];
  say(`${outcome}: ${summary.join(", ")}, ${seconds.toFixed(1)} s`);
}

/** A line that counts, on a terminal only. */
export function progress(): (done: number, total: number) => void {
  const { stderr } = process;
  if (!stderr.isTTY) return () => {};
  return (done, total) => {
    if (done % 50 !== 0 && done !== total) return;
    stderr.write(`\rrendering ${done} of ${total} pages`);
    if (done === total) stderr.write("\r\u001b[K");
  };
}

function count(diagnostics: readonly Diagnostic[], severity: Diagnostic["severity"]): number {
  return diagnostics.filter((diagnostic) => diagnostic.severity === severity).length;
}

function plural(count: number, word: string): string {
  return `${count} ${word}${count === 1 ? "" : "s"}`;
}
