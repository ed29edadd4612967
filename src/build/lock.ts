import { closeSync, openSync, readFileSync, rmSync, writeSync } from "node:fs";
import { join } from "node:path";

/** Another build is at work on the same site. */
export class LockedError extends Error {}

/** Holds a site for one build at a time; released by the returned function. */
export function takeLock(folder: string): () => void {
  const file = join(folder, "lock");
  for (let attempt = 0; attempt < 3; attempt += 1) {
    try {
      const descriptor = openSync(file, "wx");
      writeSync(descriptor, `${process.pid} ${startOf(process.pid) ?? ""}\n`);
      closeSync(descriptor);
      return () => rmSync(file, { force: true });
    } catch (error) {
      if ((error as NodeJS.ErrnoException).code !== "EEXIST") throw error;
    }
    const holder = holderOf(file);
    if (holder !== undefined)
      throw new LockedError(`process ${holder} is building this site; try again when it is done`);
    rmSync(file, { force: true });
  }
  throw new LockedError("another process is building this site; try again when it is done");
}

/** The process that holds a lock; undefined when it has died and left it behind. */
function holderOf(file: string): number | undefined {
  let text: string;
  try {
    text = readFileSync(file, "utf8");
  } catch {
    return undefined;
  }
  const [pid = Number.NaN, start = ""] = text
    .trim()
    .split(" ")
    .map((part, index) => (index === 0 ? Number(part) : part));
  if (typeof pid !== "number" || !Number.isInteger(pid) || pid <= 0 || !isAlive(pid)) return undefined;
  // A number is used again for a later process, which began at another time.
  return start !== "" && startOf(pid) !== start ? undefined : pid;
}

function isAlive(pid: number): boolean {
  try {
    process.kill(pid, 0);
    return true;
  } catch (error) {
    return (error as NodeJS.ErrnoException).code === "EPERM";
  }
}

/** When a process began, in ticks since the machine did; undefined where the system does not tell. */
function startOf(pid: number): string | undefined {
  try {
    const stat = readFileSync(`/proc/${pid}/stat`, "utf8");
    return stat.slice(stat.lastIndexOf(")") + 2).split(" ")[19];
  } catch {
    return undefined;
  }
}
