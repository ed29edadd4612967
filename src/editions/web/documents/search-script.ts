import { join } from "node:path";
import { ROOT } from "../../../program.mjs";
import { SEARCH_SCRIPT } from "../view.ts";
import type { WebDocument } from "./web-document.ts";

/** Browsers that can run Pagefind's engine under our policy, and so the script at all. */
const OLDEST_BROWSERS = ["chrome97", "firefox102", "safari16"];

/** The script of src/search-page as one small module. */
export function searchScript(program: string): WebDocument {
  return {
    path: SEARCH_SCRIPT.slice(1),
    fingerprint: program,
    make: async () => {
      const { build } = await import("esbuild");
      const { outputFiles } = await build({
        absWorkingDir: ROOT,
        entryPoints: [join(ROOT, "src/search-page/main.ts")],
        bundle: true,
        minify: true,
        format: "esm",
        target: OLDEST_BROWSERS,
        write: false,
        logLevel: "error",
      });
      return outputFiles[0]?.text ?? "";
    },
  };
}
