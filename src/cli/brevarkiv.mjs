#!/usr/bin/env node
// TypeScript runs as it stands: tsx takes the types off when a file is loaded.
import { register } from "tsx/esm/api";

register();
const { main } = await import("./main.ts");
process.exitCode = await main(process.argv.slice(2));
