import { rmSync } from "node:fs";
import { join } from "node:path";
import { sha256 } from "../hash.ts";
import { isBelow } from "./below.ts";
import { InTheWayError } from "./in-the-way-error.ts";
import { linkOrCopy } from "./link-or-copy.ts";
import { isRegular, readRegular } from "./regular-file.ts";
import type { PlannedFile, Workshop } from "./workshop.ts";

/**
 * Gives files other names and writes the texts that refer to them. The files have both names while the texts are written, so that
 * each text finds what it refers to whenever this is stopped: what is left then is a second name.
 * @returns why nothing was written, where another file has a new name or a text is not as it was
 */
export function writeRenamed(
  workshop: Workshop,
  root: string,
  renamings: readonly { readonly from: string; readonly to: string }[],
  texts: readonly PlannedFile[],
): string | undefined {
  const added: string[] = [];
  const giveBack = (): void => {
    for (const file of added) rmSync(file, { force: true });
  };
  try {
    for (const { from, to } of renamings) {
      const [old, file] = [from, to].map((path) => join(root, path)) as [string, string];
      if (!isBelow(from) || !isBelow(to) || !isRegular(old)) throw new InTheWayError(old, "file");
      if (isRegular(file) && sha256(readRegular(file)) === sha256(readRegular(old))) continue;
      linkOrCopy(old, file);
      added.push(file);
    }
    const refusal = workshop.writeTogether(root, texts);
    if (refusal !== undefined) {
      giveBack();
      return refusal;
    }
  } catch (error) {
    giveBack();
    if (error instanceof InTheWayError) return error.message;
    throw error;
  }
  // The texts need the old names no more, and nothing is given back from here on.
  for (const { from } of renamings) rmSync(join(root, from));
  return undefined;
}
