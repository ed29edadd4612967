/** Programs that tests need, installed with apt where that is possible without asking for a password. */
import { spawnSync } from "node:child_process";
import { mkdir, rm, stat, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { setTimeout as wait } from "node:timers/promises";

const LOCK = "/tmp/brevarkiv-install.lock";
/** An installation that takes longer than this is taken to be dead. */
const LONGEST_INSTALLATION = 10 * 60_000;

/** Whether this machine is Debian or Ubuntu, and lets us install without a password. */
export function canInstall(): boolean {
  const has = (program: string, ...args: string[]): boolean => spawnSync(program, args).status === 0;
  return has("apt-get", "--version") && (process.getuid?.() === 0 || has("sudo", "-n", "true"));
}

/** @param isPresent whether what the package brings is there already */
export async function installPackage(name: string, isPresent: () => boolean): Promise<void> {
  if (isPresent() || !canInstall()) return;
  await underLock(() => {
    // Another test file may have installed it while this one waited.
    if (isPresent()) return;
    process.stderr.write(`Installing ${name} with apt-get. This may take a minute or two.\n`);
    // The second keeps a server that is installed from being started.
    const environment = ["env", "DEBIAN_FRONTEND=noninteractive", "RUNLEVEL=1"];
    const sudo = process.getuid?.() === 0 ? [] : ["sudo", "-n"];
    for (const command of [["update"], ["install", "--yes", "--no-install-recommends", name]]) {
      const [program = "", ...rest] = [...sudo, ...environment, "apt-get", "-o", "DPkg::Lock::Timeout=300", ...command];
      // apt's own output belongs with ours, on stderr: stdout is the test reporter's.
      spawnSync(program, rest, { stdio: ["ignore", 2, 2] });
    }
  });
}

/** Test files run at the same time: one installs, the others wait for it. */
async function underLock(task: () => void): Promise<void> {
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
    task();
  } finally {
    await rm(LOCK, { recursive: true, force: true });
  }
}
