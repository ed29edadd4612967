import { spawnSync } from "node:child_process";
import { accessSync, constants } from "node:fs";
import { mkdir, rm, stat, writeFile } from "node:fs/promises";
import { delimiter, join } from "node:path";
import { setTimeout as wait } from "node:timers/promises";
import { type Browser, chromium, type LaunchOptions } from "playwright-core";

/** Programs on PATH, in the order they are tried. */
const PROGRAMS = ["chromium", "chromium-browser", "google-chrome", "google-chrome-stable", "microsoft-edge"];
/** Browsers that playwright-core finds by itself in the usual places of macOS and Windows. */
const CHANNELS = ["chrome", "msedge", "chromium"];

/** What any test needs: no sandbox only where Chromium refuses to start with one, and no traffic of the browser's own. */
const FLAGS = [
  "--disable-gpu",
  "--no-first-run",
  "--disable-background-networking",
  "--disable-component-update",
  "--disable-sync",
  // Whatever a page asks of another host fails at once, and the test sees the request.
  "--host-resolver-rules=MAP * ~NOTFOUND, EXCLUDE localhost, EXCLUDE 127.0.0.1",
  ...(process.getuid?.() === 0 ? ["--no-sandbox"] : []),
];

const LOCK = "/tmp/brevarkiv-browser-install.lock";
/** An installation that takes longer than this is taken to be dead. */
const LONGEST_INSTALLATION = 10 * 60_000;

/**
 * Starts an installed Chrome, Chromium or Edge; on Debian and Ubuntu, where there is none, installs Chromium first.
 * @throws {Error} that says what to install when no browser can be had: browser tests are never skipped
 */
export async function launchBrowser(): Promise<Browser> {
  const found = findBrowser();
  if (found) return launch({ executablePath: found });
  for (const channel of CHANNELS) {
    const browser = await launch({ channel }).catch(() => undefined);
    if (browser) return browser;
  }
  const installed = await installBrowser();
  if (installed) return launch({ executablePath: installed });
  throw new Error(
    "The browser tests need Chrome, Chromium or Edge. Install one (Debian and Ubuntu: sudo apt-get install chromium; " +
      "macOS: brew install --cask google-chrome; Windows: winget install Google.Chrome), or set CHROME_PATH to the program.",
  );
}

/** @throws {Error} when CHROME_PATH names no program */
function findBrowser(): string | undefined {
  const named = process.env.CHROME_PATH;
  if (named) {
    if (isProgram(named)) return named;
    throw new Error(`CHROME_PATH is ${named}, which is not a program`);
  }
  return PROGRAMS.map(onPath).find((file) => file !== undefined);
}

function launch(options: LaunchOptions): Promise<Browser> {
  return chromium.launch({ ...options, headless: true, args: FLAGS });
}

/** Installs Chromium with apt where that is possible without asking for a password. @returns the program */
async function installBrowser(): Promise<string | undefined> {
  const sudo = process.getuid?.() === 0 ? [] : ["sudo", "-n"];
  if (!onPath("apt-get") || (sudo.length > 0 && spawnSync("sudo", ["-n", "true"]).status !== 0)) return undefined;
  return underLock(() => {
    // Another test file may have installed it while this one waited.
    const present = findBrowser();
    if (present) return present;
    process.stderr.write("No browser found: installing chromium with apt-get. This takes a minute or two.\n");
    const environment = ["env", "DEBIAN_FRONTEND=noninteractive"];
    for (const command of [["update"], ["install", "--yes", "--no-install-recommends", "chromium"]]) {
      const [program = "", ...rest] = [...sudo, ...environment, "apt-get", "-o", "DPkg::Lock::Timeout=300", ...command];
      // apt's own output belongs with ours, on stderr: stdout is the test reporter's.
      spawnSync(program, rest, { stdio: ["ignore", 2, 2] });
    }
    return findBrowser();
  });
}

/** Test files run at the same time: one installs, the others wait for it. */
async function underLock<T>(task: () => T): Promise<T> {
  for (;;) {
    try {
      await mkdir(LOCK);
      break;
    } catch (error) {
      if ((error as NodeJS.ErrnoException).code !== "EEXIST") throw error;
      const age = await stat(LOCK).then(
        ({ mtimeMs }) => Date.now() - mtimeMs,
        () => 0,
      );
      if (age > LONGEST_INSTALLATION) await rm(LOCK, { recursive: true, force: true });
      else await wait(500);
    }
  }
  try {
    await writeFile(join(LOCK, "pid"), String(process.pid));
    return task();
  } finally {
    await rm(LOCK, { recursive: true, force: true });
  }
}

function onPath(program: string): string | undefined {
  const folders = (process.env.PATH ?? "").split(delimiter).filter(Boolean);
  return folders.map((folder) => join(folder, program)).find(isProgram);
}

function isProgram(file: string): boolean {
  try {
    accessSync(file, constants.X_OK);
    return true;
  } catch {
    return false;
  }
}
