#!/usr/bin/env node
import { pathToFileURL } from "node:url";
import { compiled, ROOT } from "../program.mjs";

/** Wrong usage, or something that the system refuses: see exit-code.ts, which is not compiled yet. */
const REFUSED = 2;

// Of a package that cannot be loaded, as when too many files are open, Node.js 20 rejects twice: the import, which is reported
// in one line after tidying up, and a promise that no code has, which would end the process at once.
process.on("unhandledRejection", (reason) => {
  if (!(reason instanceof Error && reason.stack?.includes("node:internal/modules/"))) throw reason;
});

try {
  const { main } = await import(pathToFileURL(compiled("main")).href);
  process.exitCode = await main(process.argv.slice(2));
} catch (error) {
  console.error(`error: the program in ${ROOT} cannot be compiled: ${/** @type {Error} */ (error).message}`);
  process.exitCode = REFUSED;
}
