/** What work costs in processor time, which other programs on the machine hardly change. */
import { readdirSync, readFileSync } from "node:fs";

/** Too little to measure growth by: the clock of the processor and the collection of garbage decide. In seconds. */
const LEAST = 0.02;

/** The processor time of this process so far, in seconds. */
export function processorTime(): number {
  const { user, system } = process.cpuUsage();
  return (user + system) / 1e6;
}

/** Ticks of the clock that Linux counts the time of processes in, each second. */
const TICKS = 100;

/** The processor time so far of a process and of all that it started, in seconds. Linux alone says it. */
export function processorTimeOf(pid: number): number {
  const processes = readdirSync("/proc")
    .filter((name) => /^\d+$/.test(name))
    .flatMap((name) => statOf(Number(name)) ?? []);
  const ticksOf = (parents: readonly Process[]): number =>
    parents.reduce(
      (sum, { pid: own, ticks }) => sum + ticks + ticksOf(processes.filter(({ parent }) => parent === own)),
      0,
    );
  return ticksOf(processes.filter((one) => one.pid === pid)) / TICKS;
}

interface Process {
  readonly pid: number;
  readonly parent: number;
  readonly ticks: number;
}

function statOf(pid: number): Process | undefined {
  try {
    // The program's name, in parentheses, may hold any sign.
    const fields = readFileSync(`/proc/${pid}/stat`, "utf8")
      .replace(/^.*\) /s, "")
      .split(" ")
      .map(Number);
    return { pid, parent: fields[1] ?? 0, ticks: (fields[11] ?? 0) + (fields[12] ?? 0) };
  } catch {
    // It has ended.
    return undefined;
  }
}

/**
 * How many times as much processor time four times the input takes: 4 where time grows with the length, 16 where it grows with
 * its square.
 * @param work does it with an input of the size it is given
 * @param size of the smaller input
 * @param clock the processor time so far of what does the work
 * @param limit what is little enough: it is not measured further
 */
export async function growth(
  work: (size: number) => unknown,
  size: number,
  clock: () => number = processorTime,
  limit = LINEAR,
): Promise<number> {
  const least = Math.max(await best(work, size, clock, 0), LEAST);
  return (await best(work, size * 4, clock, limit * least)) / least;
}

/** Above this, time no longer grows with the length. */
export const LINEAR = 10;

/** Above this, twice the length takes more than 2.6 times as long. */
export const PROPORTIONAL = 2.6 ** 2;

/** The least of three rounds; fewer when one is below what is enough. */
async function best(
  work: (size: number) => unknown,
  size: number,
  clock: () => number,
  enough: number,
): Promise<number> {
  let least = Number.POSITIVE_INFINITY;
  for (let round = 0; round < 3 && least >= enough; round += 1) {
    const start = clock();
    await work(size);
    least = Math.min(least, clock() - start);
  }
  return least;
}
