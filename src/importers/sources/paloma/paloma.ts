import type { Importer, Input, Reading } from "../../importer.ts";
import { decode, isText } from "../decode.ts";
import { eachFile } from "../input.ts";
import { isPage, letterOfPage, type Page, readPage, readText } from "../page.ts";
import { addressBeside } from "./shortcut.ts";
import {
  identityOf,
  isSentWithPaloma,
  linkedWebVersion,
  savedFrom,
  sourceOf,
  type WebVersion,
  webVersionOf,
} from "./web-version.ts";

/** Web versions of Paloma: saved pages, and their text. */
export const paloma: Importer = {
  kind: "paloma",
  label: "web versions from Paloma",
  detect: isOfPaloma,
  read: (input) => eachFile(input, isOfPaloma, readLetter),
};

/** The footer of a letter is at the end of its text; a text about Paloma may name it anywhere. */
const FOOTER_LENGTH = 500;

function isOfPaloma(input: Input): boolean {
  if (input.isFolder || isShortcut(input.path)) return false;
  const page = isPage(input);
  if (!page && !isText(input.head)) return false;
  if (versionBeside(input.path)) return true;
  try {
    // The footer of a large page is beyond the head that has been read.
    const text = decode(input.size > input.head.length ? input.bytes() : input.head);
    if (!page) return isSentWithPaloma(text.trimEnd().slice(-FOOTER_LENGTH));
    return isSentWithPaloma(text) || webVersionOf(savedFrom(text) ?? "") !== undefined;
  } catch {
    return false;
  }
}

function isShortcut(path: string): boolean {
  return /\.(?:url|webloc)$/i.test(path);
}

function versionBeside(path: string): WebVersion | undefined {
  return webVersionOf(addressBeside(path) ?? "");
}

async function* readLetter(input: Input): AsyncIterable<Reading> {
  const page = isPage(input) ? await readPage(input) : readText(input);
  const version = versionOf(input, page);
  const identity = version && identityOf(version);
  yield {
    letter: letterOfPage(input, page, { kind: "paloma", source: sourceOf(version), ...(identity && { identity }) }),
  };
}

/** The shortcut of the person has precedence, then the note of the browser, then the page. */
function versionOf({ path }: Input, page: Page): WebVersion | undefined {
  return versionBeside(path) ?? webVersionOf(page.address ?? "") ?? linkedWebVersion(page.content);
}
