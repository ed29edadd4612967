import { type Diagnostic, formatDiagnostic } from "../diagnostics.ts";
import type { BuildResult } from "../engine/build-options.ts";
import type { MendedFile } from "./check-fix.ts";
import type { DiagnosticFormat } from "./options.ts";
import { say } from "./say.ts";

/**
 * What a finished build has to say. As JSON it is one object on standard output, for editors and other tools.
 * @param mended by `check --fix`, which JSON names
 */
export function report(
  result: BuildResult,
  format: DiagnosticFormat,
  seconds: number,
  outcome: string,
  mended?: readonly MendedFile[],
): void {
  const { diagnostics, pages } = result;
  const errors = count(diagnostics, "error");
  const warnings = count(diagnostics, "warning");
  const fixable = diagnostics.filter(({ fix }) => fix !== undefined).length;
  if (format === "json") {
    console.log(JSON.stringify({ diagnostics, pages, errors, warnings, fixable, ...(mended && { mended }) }, null, 2));
    return;
  }
  for (const diagnostic of diagnostics) console.error(formatDiagnostic(diagnostic));
  const summary = [
    plural(pages, "page"),
    ...(errors > 0 ? [plural(errors, "error")] : []),
    plural(warnings, "warning"),
  ];
  say(`${outcome}: ${summary.join(", ")}, ${seconds.toFixed(1)} s`);
  if (fixable > 0) say(`${fixable} of these can be mended by: npx brevarkiv check --fix`);
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
