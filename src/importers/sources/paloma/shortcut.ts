/**
 * The address of a web version, in a shortcut of the same name beside the letter. Dragging the address from the browser into the
 * folder makes one: `brev.url` on Windows, `brev.webloc` on a Mac.
 */
import { readFileSync, statSync } from "node:fs";
import { dirname, join } from "node:path";
import { isPlainFile, stemOf } from "../input.ts";

/** Memory: a shortcut is a few hundred bytes. */
const LARGEST = 64 * 1024;

/** `[InternetShortcut]` has a line `URL=`; a property list has the address as a text, also in its binary form. */
const FORMS: readonly { readonly type: string; readonly address: RegExp }[] = [
  { type: ".url", address: /^URL=\s*(https?:\/\/\S+)/im },
  { type: ".webloc", address: /<string>\s*(https?:\/\/[^\s<]+)/i },
  { type: ".webloc", address: /^bplist00[\s\S]*?(https?:\/\/[\x21-\x7e]+)/ },
];

/** The address in the shortcut beside a file; undefined when there is none. */
export function addressBeside(file: string): string | undefined {
  for (const { type, address } of FORMS) {
    const shortcut = join(dirname(file), `${stemOf(file)}${type}`);
    if (!isPlainFile(shortcut) || statSync(shortcut).size > LARGEST) continue;
    const found = address.exec(readFileSync(shortcut, "latin1"))?.[1];
    if (found) return found.replaceAll("&amp;", "&");
  }
  return undefined;
}
