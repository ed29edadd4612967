import { closeSync, constants, fstatSync, lstatSync, openSync, readFileSync, type Stats } from "node:fs";

const { O_APPEND, O_CREAT, O_NOFOLLOW, O_NONBLOCK, O_RDONLY, O_RDWR } = constants;

/** A link, a folder, a pipe, a socket or a device is where a file should be. */
export class NotAFileError extends Error {
  constructor(path: string) {
    super(`${path} is a link, a folder or a special file, which is not read: put the file itself there`);
  }
}

/** More than any file that is read whole: a file of nothing but zeros is small in version control, whatever it claims to hold. */
const LARGEST = 2 ** 30;

/** A file is larger than what may be read. */
export class FileSizeError extends Error {
  constructor(path: string) {
    super(`${path} is larger than what can be read: remove it, or make it smaller`);
  }
}

/** Of what is at a path, links not followed; undefined where nothing is, or a file in place of one of its folders. */
export function statsOf(path: string): Stats | undefined {
  try {
    return lstatSync(path, { throwIfNoEntry: false });
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== "ENOTDIR") throw error;
    return undefined;
  }
}

/** Whether there is a file, and not a link to one. */
export function isRegular(path: string): boolean {
  return statsOf(path)?.isFile() ?? false;
}

/**
 * Opens a file for reading. Links are not followed: a pull request can carry one to any file of this machine. A pipe would
 * never end, and opening a device can have any effect, so neither is opened.
 * @returns the descriptor
 * @throws {NotAFileError}
 */
export function openRegular(path: string): number {
  if (!lstatSync(path).isFile()) throw new NotAFileError(path);
  return open(path, O_RDONLY);
}

/**
 * Reads a whole file that is no link.
 * @param limit in bytes
 * @throws {NotAFileError} or {FileSizeError}
 */
export function readRegular(path: string, limit = LARGEST): Buffer {
  const descriptor = openRegular(path);
  try {
    if (fstatSync(descriptor).size > limit) throw new FileSizeError(path);
    return readFileSync(descriptor);
  } finally {
    closeSync(descriptor);
  }
}

/** Opens a file for reading and for adding to its end; it is made where it is absent. @throws {NotAFileError} */
export function openToAppend(path: string): number {
  const stats = lstatSync(path, { throwIfNoEntry: false });
  if (stats && !stats.isFile()) throw new NotAFileError(path);
  return open(path, O_RDWR | O_APPEND | O_CREAT);
}

/** Looks again at what was opened, as it may have taken the place of a file a moment ago. */
function open(path: string, flags: number): number {
  // Windows knows neither flag, and its links were seen above.
  const descriptor = openSync(path, flags | (O_NOFOLLOW ?? 0) | (O_NONBLOCK ?? 0), 0o666);
  if (fstatSync(descriptor).isFile()) return descriptor;
  closeSync(descriptor);
  throw new NotAFileError(path);
}
