import { join, posix } from "node:path";
import type { Diagnostic } from "../../diagnostics.ts";
import { isRecord, readChecked } from "../../files/checked-file.ts";
import { statsOf } from "../../files/regular-file.ts";
import { PERSONAL } from "../../ledger/event.ts";

/** What is to be removed from the content of what was withdrawn to protect somebody. */
export interface Removal {
  /** The address that was withdrawn. */
  readonly path: string;
  /** Below the content folder, in the order in which they go. */
  readonly files: readonly string[];
}

/** Lists what is to go while it goes: once a file is gone, the text that refers to it can no longer be read. */
export const REMOVAL_LIST = ".brevarkiv-removal.json";

/** The list as it was written; undefined where it is damaged or of another version. */
export function readRemoval(contentDir: string): Removal | undefined {
  return readChecked(join(contentDir, REMOVAL_LIST), isRemoval);
}

/** A removal that was stopped: what is left in the content is not to be there. */
export function unfinishedRemoval(contentDir: string): Diagnostic[] {
  if (!statsOf(join(contentDir, REMOVAL_LIST))) return [];
  const removal = readRemoval(contentDir);
  const file = posix.join(contentDir.replaceAll("\\", "/"), REMOVAL_LIST);
  const message = removal
    ? `what was withdrawn at ${removal.path} is not removed as a whole: that was stopped`
    : "something that was withdrawn is not removed as a whole, and this list of what is left cannot be read";
  const command = `npx brevarkiv withdraw ${removal?.path ?? "ADDRESS"} --reason ${PERSONAL}`;
  const hint = removal
    ? `run: ${command}`
    : `run: ${command}, with the address that was withdrawn, and remove this file`;
  return [{ file, line: 1, column: 1, severity: "error", rule: "withdrawn-text", message, hint }];
}

function isRemoval(value: unknown): value is Removal {
  return (
    isRecord(value) &&
    typeof value.path === "string" &&
    Array.isArray(value.files) &&
    value.files.every((path) => typeof path === "string")
  );
}
