/** One run of a program in a process of its own: how long, how much work, how much memory. */
import { spawnSync } from "node:child_process";
import { existsSync, readdirSync, readFileSync, rmSync, statSync } from "node:fs";
import { join } from "node:path";

export interface Measure {
  readonly seconds: number;
  /** User and system, children included; undefined without GNU time. */
  readonly cpuSeconds?: number;
  readonly peakMegabytes?: number;
}

/** GNU time reports what a process and its children used. Debian: apt-get install time. */
const GNU_TIME = "/usr/bin/time";
const LONGEST_RUN = 60 * 60_000;

/** @throws when the program fails or does not end */
export function measure(folder: string, [program, ...parameters]: readonly [string, ...string[]]): Measure {
  const report = join(folder, "time.txt");
  const timed = existsSync(GNU_TIME);
  const command = timed ? [GNU_TIME, "-f", "%U %S %M", "-o", report, program] : [program];
  spawnSync("sync"); // Nobody pays for what the one before left to write.

  const start = performance.now();
  const { status, signal, stderr, error } = spawnSync(command[0] as string, [...command.slice(1), ...parameters], {
    cwd: folder,
    encoding: "utf8",
    maxBuffer: 2 ** 26,
    stdio: ["ignore", "ignore", "pipe"],
    timeout: LONGEST_RUN,
  });
  const seconds = (performance.now() - start) / 1000;

  if (error) throw error;
  if (status !== 0) throw new Error(`ended with ${status ?? signal}: ${stderr.trim().slice(-2000)}`);
  if (!timed) return { seconds };
  const [user = 0, system = 0, kilobytes = 0] = readFileSync(report, "utf8").trim().split(" ").map(Number);
  rmSync(report);
  return { seconds, cpuSeconds: user + system, peakMegabytes: kilobytes / 1000 };
}

export interface Size {
  readonly pages: number;
  readonly megabytes: number;
}

/** What a program wrote, so that a reader sees that the others did the same work. */
export function sizeOf(folder: string): Size {
  const files = readdirSync(folder, { recursive: true, withFileTypes: true }).filter((entry) => entry.isFile());
  const bytes = files.reduce((sum, { parentPath, name }) => sum + statSync(join(parentPath, name)).size, 0);
  return { pages: files.filter(({ name }) => name.endsWith(".html")).length, megabytes: bytes / 1e6 };
}
