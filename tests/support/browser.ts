import { type Browser, chromium } from "playwright-core";
import { programOf } from "./programs.ts";

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

/** Starts the installed Chrome, Chromium or Edge. */
export async function launchBrowser(): Promise<Browser> {
  const executablePath = programOf("chromium");
  if (executablePath === undefined)
    throw new Error("Chrome, Chromium or Edge cannot be found; install one, or set CHROME_PATH to the program");
  return await chromium.launch({ executablePath, headless: true, args: FLAGS });
}
