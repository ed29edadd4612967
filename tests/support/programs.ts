/** Programs that tests run besides Node: where they are, and why a test that needs one is skipped. */
import { accessSync, constants } from "node:fs";
import { delimiter, join } from "node:path";

interface Program {
  /** Names on PATH, in the order they are tried. */
  readonly names: readonly string[];
  /** The package of Debian and Ubuntu. */
  readonly package: string;
  /** Usual places outside PATH. */
  readonly files?: readonly string[];
}

const table = {
  chromium: {
    names: ["chromium", "chromium-browser", "google-chrome", "google-chrome-stable", "microsoft-edge"],
    package: "chromium",
    files: [
      "/Applications/Google Chrome.app/Contents/MacOS/Google Chrome",
      "/Applications/Microsoft Edge.app/Contents/MacOS/Microsoft Edge",
      "/Applications/Chromium.app/Contents/MacOS/Chromium",
      "C:\\Program Files\\Google\\Chrome\\Application\\chrome.exe",
      "C:\\Program Files (x86)\\Microsoft\\Edge\\Application\\msedge.exe",
    ],
  },
  nginx: { names: ["nginx"], package: "nginx", files: ["/usr/sbin/nginx"] },
  apache2: { names: ["apache2"], package: "apache2-bin", files: ["/usr/sbin/apache2"] },
  caddy: { names: ["caddy"], package: "caddy" },
  pdftotext: { names: ["pdftotext"], package: "poppler-utils" },
  faketime: { names: ["faketime"], package: "faketime" },
  disorderfs: { names: ["disorderfs"], package: "disorderfs" },
  taskset: { names: ["taskset"], package: "util-linux" },
  mkfifo: { names: ["mkfifo"], package: "coreutils" },
  unshare: { names: ["unshare"], package: "util-linux" },
  // What the benchmark and tests of processor time use; the shell's own `time` is another.
  time: { names: ["time"], package: "time" },
} satisfies Record<string, Program>;

export type ProgramName = keyof typeof table;
export const PROGRAMS: Readonly<Record<ProgramName, Program>> = table;

/**
 * The file of a program, or undefined where it is not installed.
 * @throws {Error} when CHROME_PATH names something that is not a program
 */
export function programOf(name: ProgramName): string | undefined {
  const named = name === "chromium" ? process.env.CHROME_PATH : undefined;
  if (named && !isProgram(named)) throw new Error(`CHROME_PATH is ${named}, which is not a program`);
  if (named) return named;
  const { names, files = [] } = PROGRAMS[name];
  const folders = (process.env.PATH ?? "").split(delimiter).filter(Boolean);
  return [...names.flatMap((each) => folders.map((folder) => join(folder, each))), ...files].find(isProgram);
}

/**
 * Why a test that needs these programs is skipped, as the end of its name; empty where they are all installed:
 *
 *     const SKIP = without("nginx");
 *     test.skipIf(SKIP)(`nginx serves it${SKIP}`, …
 */
export function without(...names: readonly ProgramName[]): string {
  const missing = names.filter((name) => programOf(name) === undefined);
  return missing.length === 0 ? "" : skipped(`${missing.join(" and ")} cannot be found`);
}

/** A reason to skip a test, as the end of its name. */
export function skipped(reason: string): string {
  return ` (skipped: ${reason})`;
}

function isProgram(file: string): boolean {
  try {
    accessSync(file, constants.X_OK);
    return true;
  } catch {
    return false;
  }
}
