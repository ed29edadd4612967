import { renameSync, rmSync, writeFileSync } from "node:fs";

/** Replaces a text in one step, so that it is never half. */
export function replaceFile(file: string, text: string): void {
  const temporary = `${file}.new`;
  try {
    writeFileSync(temporary, text);
    renameSync(temporary, file);
  } finally {
    rmSync(temporary, { force: true });
  }
}
