/** A Maildir: one message a file, in `cur/` (seen) and `new/`; subfolders are Maildirs of their own with a dot before the name. */
import { readdirSync } from "node:fs";
import { basename, dirname, join } from "node:path";
import type { Reading } from "../../importer.ts";
import { atMost, FOLDER_DEPTH, FOLDER_FILES, MESSAGE } from "../../limits.ts";
import { readUpTo } from "../input.ts";
import { failed } from "../reading.ts";
import { readLetters } from "./message.ts";

/** Not `tmp/`, which holds messages during delivery. */
const FOLDERS = ["cur", "new"];

/** Flags after `:2,` in the name of a message, and what they mean. Windows and some programs write `;2,` or `!2,`. */
const FLAGS: readonly (readonly [flag: string, meaning: string])[] = [
  ["T", "trash"],
  ["D", "draft"],
];

/** Whether a folder has the subfolders of a Maildir. */
export function isMaildir(folder: string): boolean {
  const names = new Set(folderNames(folder));
  return FOLDERS.every((name) => names.has(name));
}

/** Reads the messages of a Maildir and of its subfolders. */
export async function* readMaildir(folder: string, depth = 1): AsyncIterable<Reading> {
  atMost(FOLDER_DEPTH, depth);
  for (const name of FOLDERS) {
    const messages = readdirSync(join(folder, name), { withFileTypes: true }).filter((entry) => entry.isFile());
    atMost(FOLDER_FILES, messages.length);
    for (const entry of messages.map((each) => each.name).sort()) yield* readFile(join(folder, name, entry));
  }
  for (const name of folderNames(folder).sort()) {
    if (!FOLDERS.includes(name) && isMaildir(join(folder, name))) yield* readMaildir(join(folder, name), depth + 1);
  }
}

function folderNames(folder: string): string[] {
  try {
    const entries = readdirSync(folder, { withFileTypes: true });
    return entries.filter((entry) => entry.isDirectory()).map((entry) => entry.name);
  } catch {
    return [];
  }
}

async function* readFile(path: string): AsyncIterable<Reading> {
  const [name = "", flags = ""] = basename(path).split(/[:;!]2,/, 2);
  const flag = FLAGS.find(([sign]) => flags.includes(sign))?.[1];
  try {
    const at = { place: path, folder: dirname(dirname(path)), file: basename(path), name, flag };
    yield* readLetters(readUpTo(MESSAGE, path), at);
  } catch (error) {
    yield failed(path, error);
  }
}
