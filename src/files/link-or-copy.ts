import { chmodSync, constants, copyFileSync, linkSync } from "node:fs";
import { linkableSignatureOf } from "./file-signature.ts";

const WITHOUT_LINKS = ["EPERM", "ENOTSUP", "EOPNOTSUPP", "EMLINK", "EXDEV", "ENOSYS"];

/**
 * Gives a file a second name. Not every disk has hard links, and those that do have a limit for one file.
 * @param target where nothing is
 * @returns the signature of the copy; undefined for a link, which has that of the source
 */
export function linkOrCopy(source: string, target: string): string | undefined {
  try {
    linkSync(source, target);
    return undefined;
  } catch (error) {
    if (!WITHOUT_LINKS.includes((error as NodeJS.ErrnoException).code ?? "")) throw error;
    copyFileSync(source, target, constants.COPYFILE_EXCL);
    chmodSync(target, 0o644);
    return linkableSignatureOf(target);
  }
}
