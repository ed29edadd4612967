/** One process at a time, also where processes do not see each other: in containers and on machines that share a folder. */
import { type ChildProcess, spawn, spawnSync } from "node:child_process";
import { once } from "node:events";
import {
  existsSync,
  mkdirSync,
  readdirSync,
  readFileSync,
  rmSync,
  symlinkSync,
  utimesSync,
  writeFileSync,
} from "node:fs";
import { hostname } from "node:os";
import { join } from "node:path";
import { expect, test, vi } from "vitest";
import { isOfAnEarlierRun, ownHolder } from "../../src/files/holder.ts";
import { InTheWayError } from "../../src/files/in-the-way-error.ts";
import { LockedError, takeLock, withLock } from "../../src/files/lock.ts";
import { skipped, without } from "../support/programs.ts";
import { ROOT, temporaryFolder } from "../support/sample.ts";

const MINUTE = 60_000;

/** A lock as another process has left it. */
function leave(text: string, age = 0): string {
  const folder = temporaryFolder();
  const lock = join(folder, "lock");
  writeFileSync(lock, text);
  const touched = (Date.now() - age) / 1_000;
  utimesSync(lock, touched, touched);
  return folder;
}

const elsewhere = (host = "annan"): string => `1 5 0000/pid:[1] ${host}\n`;

test("a lock is held, and released", () => {
  const folder = temporaryFolder();
  const release = takeLock(folder);
  expect(() => takeLock(folder)).toThrow(LockedError);
  release();
  expect(readdirSync(folder)).toEqual([]);
  takeLock(folder)();
});

test("a process that cannot be seen holds its lock for as long as it shows life", () => {
  expect(() => takeLock(leave(elsewhere(), 4 * MINUTE))).toThrow(
    /process 1 of another container or machine \(annan\) .*wait 5 minutes or remove .*lock$/,
  );
  takeLock(leave(elsewhere(), 6 * MINUTE))();
});

test("a time to come holds nobody up", () => {
  takeLock(leave(elsewhere(), -60 * MINUTE))();
});

test("a lock that this machine left before it started is dead, and one of another machine is not", () => {
  const holder = { pid: 1, start: "5", place: "0000/pid:[1]", host: hostname() };
  expect(isOfAnEarlierRun(holder, 0)).toBe(true);
  expect(isOfAnEarlierRun(holder, Date.now())).toBe(false);
  expect(isOfAnEarlierRun({ ...holder, host: "annan" }, 0)).toBe(false);
});

test("a lock of an older version, which does not say where its process is", () => {
  expect(() => takeLock(leave("1 5\n"))).toThrow(LockedError);
  takeLock(leave("1 5\n", 6 * MINUTE))();
});

test("a holder shows life, and never touches a lock that another has taken over", () => {
  vi.useFakeTimers();
  try {
    const folder = temporaryFolder();
    const lock = join(folder, "lock");
    const release = takeLock(folder);
    utimesSync(lock, 1, 1);
    vi.advanceTimersByTime(15_000);
    expect(spawnSync("stat", ["-c", "%Y", lock]).stdout.toString()).not.toBe("1\n");
    writeFileSync(lock, elsewhere());
    utimesSync(lock, 1, 1);
    vi.advanceTimersByTime(15_000);
    release();
    expect(readFileSync(lock, "utf8")).toBe(elsewhere());
  } finally {
    vi.useRealTimers();
  }
});

test("a link or a folder in place of a lock is removed, not followed", () => {
  const folder = temporaryFolder();
  const outside = join(temporaryFolder(), "file");
  writeFileSync(outside, ownHolder());
  symlinkSync(outside, join(folder, "lock"));
  takeLock(folder)();
  mkdirSync(join(folder, "lock"));
  takeLock(folder)();
  expect(readFileSync(outside, "utf8")).toBe(ownHolder());
});

test("a folder that is there only while it is locked", async () => {
  const root = temporaryFolder();
  const folder = join(root, "låst");
  await withLock(folder, async () => {
    writeFileSync(join(folder, "halvfärdigt"), "");
    await expect(withLock(folder, () => {})).rejects.toThrow(LockedError);
    expect(existsSync(join(folder, "lock"))).toBe(true);
  });
  expect(readdirSync(root)).toEqual([]);
  symlinkSync(temporaryFolder(), folder);
  await expect(withLock(folder, () => {})).rejects.toThrow(InTheWayError);
});

const UNSHARE = ["--user", "--map-root-user", "--pid", "--fork", "--kill-child"];
const SKIP =
  without("unshare") ||
  (spawnSync("unshare", [...UNSHARE, "true"]).status === 0 ? "" : skipped("no PID namespaces here"));

/** Takes the lock in a PID namespace of its own, as in a container, and says so. */
function container(folder: string): ChildProcess {
  const script = `
    import { takeLock } from ${JSON.stringify(join(ROOT, "src/files/lock.ts"))};
    try { takeLock(process.argv[1]); console.log("taken"); setInterval(() => {}, 1000); }
    catch (error) { console.log(error.name + error.message); }`;
  const node = [process.execPath, "--import", "tsx", "--input-type=module", "-e", script, folder];
  return spawn("unshare", [...UNSHARE, ...node], { cwd: ROOT, stdio: ["ignore", "pipe", "inherit"] });
}

async function answer(child: ChildProcess): Promise<string> {
  const [chunk] = (await once(child.stdout as NodeJS.EventEmitter, "data")) as [Buffer];
  return chunk.toString().trim();
}

test.skipIf(SKIP)(`two containers on one folder: one works, and the other waits for its end${SKIP}`, async () => {
  const folder = temporaryFolder();
  const first = container(folder);
  try {
    expect(await answer(first)).toBe("taken");
    // Each is process 1 of its own namespace, or nearly so.
    expect(await answer(container(folder))).toMatch(/of another container or machine/);
    expect(() => takeLock(folder)).toThrow(/of another container or machine/);
  } finally {
    first.kill("SIGKILL");
    await once(first, "exit");
  }
  expect(() => takeLock(folder)).toThrow(LockedError);
  const long = (Date.now() - 6 * MINUTE) / 1_000;
  utimesSync(join(folder, "lock"), long, long);
  takeLock(folder)();
  rmSync(folder, { recursive: true });
});
