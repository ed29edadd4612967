import { closeSync, fsyncSync, openSync, readFileSync, renameSync, rmSync, writeFileSync } from "node:fs";
import { sha256 } from "../digest.ts";

/** What a build found when it looked at its inputs; lies beside what is remembered of the content. */
export const SNAPSHOT = "inputs.json";

/** Raised whenever what is written takes another shape: what an older or newer program wrote is then not read. */
const FORMAT = "brevarkiv-state 5";

/**
 * Writes a value as JSON under its checksum, in one step: a reader finds the old file or the new one, whole.
 * @param durable whether to wait until the disk has it
 */
export function writeChecked(file: string, value: unknown, durable: boolean): void {
  const json = JSON.stringify(value);
  const temporary = `${file}.new`;
  try {
    const descriptor = openSync(temporary, "w");
    try {
      writeFileSync(descriptor, `${FORMAT} ${sha256(json)}\n${json}`);
      if (durable) fsyncSync(descriptor);
    } finally {
      closeSync(descriptor);
    }
    renameSync(temporary, file);
  } catch (error) {
    rmSync(temporary, { force: true });
    throw error;
  }
}

/**
 * What {@link writeChecked} wrote; undefined when it is absent, cut off, of another format or otherwise not what was written.
 * @param isExpected whether the value has the shape the caller reads
 */
export function readChecked<T>(file: string, isExpected: (value: unknown) => value is T): T | undefined {
  let text: string;
  try {
    text = readFileSync(file, "utf8");
  } catch {
    return undefined;
  }
  const end = text.indexOf("\n");
  const json = text.slice(end + 1);
  if (end < 0 || text.slice(0, end) !== `${FORMAT} ${sha256(json)}`) return undefined;
  const value: unknown = JSON.parse(json);
  return isExpected(value) ? value : undefined;
}

/** Whether a value is an object with keys, as most of what is remembered is. */
export function isRecord(value: unknown): value is Record<string, unknown> {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}
