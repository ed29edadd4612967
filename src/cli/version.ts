import { readFileSync } from "node:fs";
import { join } from "node:path";
import { ROOT } from "../program.mjs";

/** The program's version, as package.json has it. */
export const VERSION: string = JSON.parse(readFileSync(join(ROOT, "package.json"), "utf8")).version;
