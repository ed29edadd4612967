import { closeSync, fsyncSync, openSync, readFileSync, renameSync, writeSync } from "node:fs";
import { sha256 } from "../digest.ts";

/**
 * Writes a value as JSON under its checksum, in one step: a reader finds the old file or the new one, whole.
 * @param durable whether to wait until the disk has it
 */
export function writeChecked(file: string, value: unknown, durable: boolean): void {
  const json = JSON.stringify(value);
  const temporary = `${file}.new`;
  const descriptor = openSync(temporary, "w");
  try {
    writeSync(descriptor, `${sha256(json)}\n${json}`);
    if (durable) fsyncSync(descriptor);
  } finally {
    closeSync(descriptor);
  }
  renameSync(temporary, file);
}

/** What {@link writeChecked} wrote; undefined when it is absent, cut off or otherwise not what was written. */
export function readChecked(file: string): unknown {
  let text: string;
  try {
    text = readFileSync(file, "utf8");
  } catch {
    return undefined;
  }
  const json = text.slice(65);
  return text[64] === "\n" && sha256(json) === text.slice(0, 64) ? (JSON.parse(json) as unknown) : undefined;
}
