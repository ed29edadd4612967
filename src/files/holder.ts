import { readFileSync, readlinkSync } from "node:fs";
import { hostname, uptime } from "node:os";

/** The process that holds a lock, as the lock's file has it. */
export interface Holder {
  readonly pid: number;
  /** When it began, in ticks since its machine did; "" where the system does not say. */
  readonly start: string;
  /** Where its number means something: see {@link HERE}; "" in locks of older versions. */
  readonly place: string;
  /** The name of its machine or container. */
  readonly host: string;
}

const HOST = hostname().replace(/\s/g, "");

/**
 * Where process numbers mean what they mean here: this run of this machine, and the PID namespace, of which each container has its
 * own. In two containers the same number is two processes, and neither sees the other's.
 */
export const HERE = [
  orNothing(() => readFileSync("/proc/sys/kernel/random/boot_id", "utf8").trim()) || HOST,
  orNothing(() => readlinkSync("/proc/self/ns/pid")),
].join("/");

/** This process as the text of a lock. */
export function ownHolder(): string {
  return `${process.pid} ${startOf(process.pid)} ${HERE} ${HOST}\n`;
}

/** @returns undefined where the text names no process */
export function parseHolder(text: string): Holder | undefined {
  const [, number, start = "", place = "", host = ""] = /^(\d+) (\d*)(?: (\S+) (\S*))?\n$/.exec(text) ?? [];
  const pid = Number(number);
  return Number.isSafeInteger(pid) && pid > 0 ? { pid, start, place, host } : undefined;
}

/** Whether a process of this place still runs. */
export function isRunning({ pid, start }: Holder): boolean {
  try {
    process.kill(pid, 0);
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== "EPERM") return false;
  }
  // A number is used again for a later process, which began at another time.
  return start === startOf(pid);
}

/** Whether a lock of this machine was last touched before the machine started. */
export function isOfAnEarlierRun({ host }: Holder, touchedAt: number): boolean {
  return host === HOST && touchedAt < Date.now() - uptime() * 1_000;
}

/** When a process began, in ticks since the machine did; "" where the system does not say. */
function startOf(pid: number): string {
  const stat = orNothing(() => readFileSync(`/proc/${pid}/stat`, "utf8"));
  return stat.slice(stat.lastIndexOf(")") + 2).split(" ")[19] ?? "";
}

function orNothing(read: () => string): string {
  try {
    return read();
  } catch {
    return "";
  }
}
