#!/usr/bin/env node
import { pathToFileURL } from "node:url";
import { compiled } from "../program.mjs";

const { main } = await import(pathToFileURL(compiled("main")).href);
process.exitCode = await main(process.argv.slice(2));
