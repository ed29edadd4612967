import { printable } from "../diagnostics.ts";

/** Prints a line on standard error. Names in it come from files, letters and arguments, and a terminal obeys certain signs. */
export function say(line: string): void {
  console.error(printable(line));
}
