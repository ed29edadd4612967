import { type BigIntStats, lstatSync } from "node:fs";

/** Size, inode and times of a file, as one comparable text. */
export type FileSignature = string;

/** A file system's clock ticks no finer than this; a second write within a tick leaves the signature as it was. */
const TICK_MILLISECONDS = 2_000;

/** @throws when the file is not there */
export function signatureOf(file: string): FileSignature {
  const { size, ino, mtimeNs, ctimeNs } = lstatSync(file, { bigint: true });
  return `${size}:${ino}:${mtimeNs}:${ctimeNs}`;
}

/** A signature that a further hard link to the file, which changes the time of its inode, leaves as it was. */
export function linkableSignatureOf(file: string): FileSignature | undefined {
  const stats = lstatSync(file, { bigint: true, throwIfNoEntry: false });
  return stats?.isFile() ? linkableSignatureOfStats(stats) : undefined;
}

/** @see linkableSignatureOf */
export function linkableSignatureOfStats({ size, ino, mtimeNs, mode }: BigIntStats): FileSignature {
  return `${size}:${ino}:${mtimeNs}:${mode}`;
}

/** Changes whenever a file or folder is added to a folder, removed from it or renamed in it. */
export function folderSignatureOf(folder: string): FileSignature | undefined {
  const stats = lstatSync(folder, { bigint: true, throwIfNoEntry: false });
  return stats?.isDirectory() ? `${stats.ino}:${stats.mtimeNs}` : undefined;
}

/**
 * Whether a signature taken at a moment can be trusted from then on: a file that had just been changed may have been
 * changed again without its times showing it (the problem git calls "racy").
 */
export function isSettled(signature: FileSignature, takenAt: number): boolean {
  // The last of its numbers, in milliseconds and not in nanoseconds.
  const changed = Number(signature.slice(signature.lastIndexOf(":") + 1, -6));
  return takenAt - changed > TICK_MILLISECONDS;
}
