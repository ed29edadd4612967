#!/usr/bin/env node
import { pathToFileURL } from "node:url";
import { compiled, ROOT } from "../program.mjs";

/** Wrong usage, or something that the system refuses: see exit-code.ts, which is not compiled yet. */
const REFUSED = 2;

try {
  const { main } = await import(pathToFileURL(compiled("main")).href);
  process.exitCode = await main(process.argv.slice(2));
} catch (error) {
  console.error(`error: the program in ${ROOT} cannot be compiled: ${/** @type {Error} */ (error).message}`);
  process.exitCode = REFUSED;
}
