import { accessSync, constants } from "node:fs";
import { delimiter, join } from "node:path";
import { type Browser, chromium, type LaunchOptions } from "playwright-core";
import { installPackage } from "./install.ts";

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
  // The test server is on this machine, which pages of other hosts may not ask for anything: here they frame its pages.
  "--disable-features=LocalNetworkAccessChecks",
  // Whatever a page asks of another host fails at once, and the test sees the request.
  "--host-resolver-rules=MAP * ~NOTFOUND, EXCLUDE localhost, EXCLUDE 127.0.0.1",
  ...(process.getuid?.() === 0 ? ["--no-sandbox"] : []),
];

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
  await installPackage("chromium", () => findBrowser() !== undefined);
  return findBrowser();
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
