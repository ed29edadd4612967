/** A zip with a message in each file: a month as a list server gives it, or a folder of saved mails. */
import { basename } from "node:path";
import type { Input, Reading } from "../../importer.ts";
import { HEAD_BYTES, ImportLimitError } from "../../limits.ts";
import { openArchive, readArchive } from "../archive.ts";
import { failed, skipped } from "../reading.ts";
import { readLetters } from "./message.ts";

type IsMail = (head: Uint8Array) => boolean;

/**
 * Judged by the first file in it: lists name theirs by numbers alone. A damaged zip is none.
 * @throws {ImportLimitError}
 */
export async function isZippedMail(input: Input, isMail: IsMail): Promise<boolean> {
  try {
    const archive = await openArchive(input);
    try {
      const [first] = [...archive.names].sort();
      return first !== undefined && isMail(headOf(await archive.read(first)));
    } finally {
      archive.close();
    }
  } catch (error) {
    if (error instanceof ImportLimitError) throw error;
    return false;
  }
}

/** Reads each message; all else in the zip is named. */
export function readZippedMail(input: Input, isMail: IsMail): AsyncIterable<Reading> {
  return readArchive(input, async function* (archive) {
    for (const name of [...archive.names].sort()) {
      const place = `${input.path}/${name}`;
      try {
        const bytes = await archive.read(name);
        const file = basename(name);
        if (isMail(headOf(bytes))) yield* readLetters(bytes, { place, folder: input.path, file, name: file });
        else yield skipped(place, "it is no mail");
      } catch (error) {
        yield failed(place, error);
      }
    }
  });
}

function headOf(bytes: Uint8Array): Uint8Array {
  return bytes.subarray(0, HEAD_BYTES);
}
