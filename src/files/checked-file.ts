import { sha256 } from "../hash.ts";
import { readRegular } from "./regular-file.ts";
import { replaceFile } from "./replace-file.ts";

/** What the inputs of the last build were and what it reported; lies in the cache. */
export const RESULT_FILE = "inputs.json";

/** Raised whenever what is written takes another shape: what an older or newer program wrote is then not read. */
const FORMAT = "brevarkiv-state 6";

/**
 * Writes a value as JSON under its checksum, in one step: a reader finds the old file or the new one, whole.
 * @param durable whether to wait until the disk has it
 */
export function writeChecked(file: string, value: unknown, durable: boolean): void {
  const json = JSON.stringify(value);
  replaceFile(file, `${FORMAT} ${sha256(json)}\n${json}`, { durable });
}

/**
 * What {@link writeChecked} wrote; undefined when it is absent, cut off, of another format or otherwise not what was written.
 * @param isExpected whether the value has the shape the caller reads
 */
export function readChecked<T>(file: string, isExpected: (value: unknown) => value is T): T | undefined {
  let bytes: Buffer;
  try {
    bytes = readRegular(file);
  } catch {
    return undefined;
  }
  const end = bytes.indexOf("\n");
  // The bytes are hashed as they are: text that was decoded would have to be encoded again.
  if (end < 0 || bytes.toString("utf8", 0, end) !== `${FORMAT} ${sha256(bytes.subarray(end + 1))}`) return undefined;
  const value: unknown = JSON.parse(bytes.toString("utf8", end + 1));
  return isExpected(value) ? value : undefined;
}

/** Whether a value is an object with keys, as most cached values are. */
export function isRecord(value: unknown): value is Record<string, unknown> {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}
