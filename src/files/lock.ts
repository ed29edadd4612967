import { randomUUID } from "node:crypto";
import { linkSync, lstatSync, readdirSync, renameSync, rmdirSync, rmSync, utimesSync } from "node:fs";
import { basename, dirname, join } from "node:path";
import { HERE, type Holder, isOfAnEarlierRun, isRunning, ownHolder, parseHolder } from "./holder.ts";
import { makeFolders } from "./make-folders.ts";
import { readRegular } from "./regular-file.ts";
import { createFile } from "./replace-file.ts";

/** Another process is at work on the same site. */
export class LockedError extends Error {
  constructor(lock: string, holder: Holder | undefined) {
    const isElsewhere = holder !== undefined && holder.place !== HERE;
    const who = holder === undefined ? "another process" : `process ${holder.pid}`;
    const where = isElsewhere ? ` of another container or machine (${holder.host})` : "";
    const otherwise = isElsewhere
      ? `; if it was stopped, wait ${STALE_MILLISECONDS / 60_000} minutes or remove ${lock}`
      : "";
    super(`${who}${where} is building this site; try again when it is done${otherwise}`);
  }
}

const ATTEMPTS = 5;
/** How often a holder shows that it lives. */
const BEAT_MILLISECONDS = 10_000;
/**
 * A lock whose holder cannot be seen from here is taken over when it has shown no life for so long. A holder shows none while it
 * computes without a pause, which takes a minute with the largest archives, and the clocks of machines differ.
 */
const STALE_MILLISECONDS = 5 * 60_000;

/**
 * Holds a folder for one process at a time. A lock left by a process that has died is taken over: at once where it ran in this PID
 * namespace of this machine, else when it has shown no life for {@link STALE_MILLISECONDS}.
 * @returns the function that releases it
 * @throws {LockedError} when another process holds it
 */
export function takeLock(folder: string): () => void {
  const lock = join(folder, "lock");
  // Process numbers of containers that share the folder may be the same.
  const own = `${lock}.${randomUUID()}`;
  const text = ownHolder();
  try {
    // Written under another name and linked, so that the lock is never seen without its holder's name in it.
    createFile(own, text);
    for (let attempt = 0; attempt < ATTEMPTS; attempt += 1) {
      if (claim(own, lock, text)) {
        const beat = setInterval(() => showLife(lock, text), BEAT_MILLISECONDS).unref();
        return () => {
          clearInterval(beat);
          release(lock, text);
        };
      }
      const holder = holderOf(lock);
      if (holder) throw new LockedError(lock, holder);
      removeDead(lock);
    }
    throw new LockedError(lock, undefined);
  } finally {
    rmSync(own, { force: true });
  }
}

/**
 * Does something while a folder is locked, which is there only meanwhile and is emptied then.
 * @throws {LockedError} when another process holds it, {InTheWayError} when something else has its name
 */
export async function withLock<T>(folder: string, task: () => Promise<T> | T): Promise<T> {
  const release = takeLockIn(folder);
  try {
    return await task();
  } finally {
    // Before others may work there. What a killed process left goes too.
    for (const name of readdirSync(folder))
      if (name !== "lock") rmSync(join(folder, name), { force: true, recursive: true });
    release();
    try {
      rmdirSync(folder);
    } catch {
      // Another process has taken the lock already.
    }
  }
}

function takeLockIn(folder: string): () => void {
  for (let attempt = 1; ; attempt += 1) {
    makeFolders(dirname(folder), basename(folder));
    try {
      return takeLock(folder);
    } catch (error) {
      // The process that had the lock has removed the folder in between.
      if ((error as NodeJS.ErrnoException).code !== "ENOENT" || attempt >= ATTEMPTS) throw error;
    }
  }
}

function showLife(lock: string, text: string): void {
  const now = Date.now() / 1_000;
  try {
    if (readText(lock) === text) utimesSync(lock, now, now);
  } catch {
    // A disk that fails; what is written next reports it.
  }
}

/** Comes last: the release may be served already, so nothing fails any more. What stays is taken over when this process is gone. */
function release(lock: string, text: string): void {
  try {
    if (readText(lock) === text) rmSync(lock, { force: true });
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
      createFile(lock, text);
    } catch (second) {
      if ((second as NodeJS.ErrnoException).code !== "EEXIST") throw second;
      return false;
    }
  }
  return readText(lock) === text;
}

/** Takes a dead process's lock out of the way; one that another process took in the meantime is put back. */
function removeDead(lock: string): void {
  const dead = `${lock}.dead.${randomUUID()}`;
  try {
    renameSync(lock, dead);
  } catch {
    return;
  }
  const holder = holderOf(dead);
  if (holder) linkSync(dead, lock);
  rmSync(dead, { force: true, recursive: true });
  if (holder) throw new LockedError(lock, holder);
}

/** The process that holds a lock; undefined when there is no lock or its process has died. */
function holderOf(file: string): Holder | undefined {
  const holder = parseHolder(readText(file) ?? "");
  if (!holder) return undefined;
  const isAlive = holder.place === HERE ? isRunning(holder) : hasShownLife(file, holder);
  return isAlive ? holder : undefined;
}

function hasShownLife(file: string, holder: Holder): boolean {
  const touchedAt = lstatSync(file, { throwIfNoEntry: false })?.mtimeMs;
  if (touchedAt === undefined || isOfAnEarlierRun(holder, touchedAt)) return false;
  // A time to come, which a planted lock can have, holds nobody up for longer.
  return Math.abs(Date.now() - touchedAt) < STALE_MILLISECONDS;
}

function readText(file: string): string | undefined {
  try {
    return readRegular(file).toString("utf8");
  } catch {
    return undefined;
  }
}
