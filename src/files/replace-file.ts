import { closeSync, constants, fsyncSync, lstatSync, openSync, renameSync, rmSync, writeFileSync } from "node:fs";
import { InTheWayError } from "./in-the-way-error.ts";

const { O_CREAT, O_EXCL, O_NOFOLLOW, O_WRONLY } = constants;

/**
 * Writes a new file. Created exclusively, so that a link which was planted at its name is not followed.
 * @param durable whether to wait until the disk has it
 * @throws an error with the code EEXIST where something is there
 */
export function createFile(file: string, content: string | Uint8Array, durable = false): void {
  // Windows does not know O_NOFOLLOW.
  const descriptor = openSync(file, O_WRONLY | O_CREAT | O_EXCL | (O_NOFOLLOW ?? 0), 0o666);
  try {
    writeFileSync(descriptor, content);
    if (durable) fsyncSync(descriptor);
  } catch (error) {
    // The disk is full: half a file is none.
    rmSync(file, { force: true });
    throw error;
  } finally {
    closeSync(descriptor);
  }
}

/** Writes a new file, unless something is there already. */
export function createIfAbsent(file: string, content: string | Uint8Array): void {
  try {
    createFile(file, content);
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== "EEXIST") throw error;
  }
}

/**
 * Writes a file in one step: a reader finds the old one or the new one, whole. A link in its place is replaced, never followed.
 * @param unfinished where it lies until it is whole, on the same disk; what a killed run left there is removed
 * @throws {InTheWayError} where a folder has one of the two names
 */
export function replaceFile(
  file: string,
  content: string | Uint8Array,
  { durable = false, unfinished = `${file}.new` }: { readonly durable?: boolean; readonly unfinished?: string } = {},
): void {
  makeRoom(unfinished);
  try {
    createFile(unfinished, content, durable);
    takePlace(unfinished, file);
  } catch (error) {
    rmSync(unfinished, { force: true });
    throw error;
  }
}

/** Gives a finished file its name. @throws {InTheWayError} where a folder has it */
export function takePlace(unfinished: string, file: string): void {
  assertNoFolder(file);
  renameSync(unfinished, file);
}

/** Removes what a killed run left at the name of an unfinished file; of a link, the link. @throws {InTheWayError} */
export function makeRoom(unfinished: string): void {
  assertNoFolder(unfinished);
  rmSync(unfinished, { force: true });
}

function assertNoFolder(path: string): void {
  if (lstatSync(path, { throwIfNoEntry: false })?.isDirectory()) throw new InTheWayError(path, "file");
}
