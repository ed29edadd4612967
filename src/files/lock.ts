import { linkSync, readFileSync, renameSync, rmSync, writeFileSync } from "node:fs";
import { join } from "node:path";

/** Another build is at work on the same site. */
export class LockedError extends Error {
  constructor(holder: number | undefined) {
    const who = holder === undefined ? "another process" : `process ${holder}`;
    super(`${who} is building this site; try again when it is done`);
  }
}

const ATTEMPTS = 5;

/**
 * Holds a site for one build at a time. A lock left by a process that has died is taken over.
 * @returns the function that releases it
 * @throws {LockedError} when another process holds it
 */
export function takeLock(folder: string): () => void {
  const lock = join(folder, "lock");
  const own = `${lock}.${process.pid}`;
  const text = `${process.pid} ${startOf(process.pid) ?? ""}\n`;
  try {
    // Written under another name and linked, so that the lock is never seen without its holder's name in it.
    // A killed process of the same number may have left it as a second name of its lock, which must not be written to.
    rmSync(own, { force: true });
    writeFileSync(own, text);
    for (let attempt = 0; attempt < ATTEMPTS; attempt += 1) {
      if (claim(own, lock, text)) return () => release(lock);
      const holder = holderOf(lock);
      if (holder !== undefined) throw new LockedError(holder);
      removeDead(lock);
    }
    throw new LockedError(undefined);
  } finally {
    rmSync(own, { force: true });
  }
}

/** Comes last: the release may be served already, so nothing fails any more. What stays is taken over when this process is gone. */
function release(lock: string): void {
  try {
    rmSync(lock, { force: true });
  } catch {
    // A disk that fails; the next process reports it.
  }
}

function claim(own: string, lock: string, text: string): boolean {
  try {
    linkSync(own, lock);
  } catch (error) {
    const { code } = error as NodeJS.ErrnoException;
    if (code === "EEXIST") return false;
    // A disk without hard links: created exclusively, which leaves an instant without a name in it.
    try {
      writeFileSync(lock, text, { flag: "wx" });
    } catch (second) {
      if ((second as NodeJS.ErrnoException).code !== "EEXIST") throw second;
      return false;
    }
  }
  return readText(lock) === text;
}

/** Takes a dead process's lock out of the way; one that somebody took in the meantime is put back. */
function removeDead(lock: string): void {
  const dead = `${lock}.dead.${process.pid}`;
  try {
    renameSync(lock, dead);
  } catch {
    return;
  }
  const holder = holderOf(dead);
  if (holder !== undefined) linkSync(dead, lock);
  rmSync(dead, { force: true });
  if (holder !== undefined) throw new LockedError(holder);
}

/** The process that holds a lock; undefined when there is no lock or its process has died. */
function holderOf(file: string): number | undefined {
  const [, pid, start] = /^(\d+) (\d*)\n$/.exec(readText(file) ?? "") ?? [];
  const holder = Number(pid);
  if (!Number.isSafeInteger(holder) || holder <= 0 || !isAlive(holder)) return undefined;
  // A number is used again for a later process, which began at another time.
  return start && startOf(holder) !== start ? undefined : holder;
}

function readText(file: string): string | undefined {
  try {
    return readFileSync(file, "utf8");
  } catch {
    return undefined;
  }
}

function isAlive(pid: number): boolean {
  try {
    process.kill(pid, 0);
    return true;
  } catch (error) {
    return (error as NodeJS.ErrnoException).code === "EPERM";
  }
}

/** When a process began, in ticks since the machine did; undefined where the system does not say. */
function startOf(pid: number): string | undefined {
  const stat = readText(`/proc/${pid}/stat`);
  return stat?.slice(stat.lastIndexOf(")") + 2).split(" ")[19];
}
