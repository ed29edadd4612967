import type { Importer, Input, Reading } from "../importer.ts";
import { eachFile } from "./input.ts";
import { isPage, letterOfPage, publicAddress, readPage } from "./page.ts";

/** Any letter saved as a web page: one file with its pictures beside it, or all in one (.mhtml). */
export const html: Importer = {
  kind: "html",
  label: "saved web pages",
  detect: isPage,
  read: (input) => eachFile(input, isPage, readSavedPage),
};

async function* readSavedPage(input: Input): AsyncIterable<Reading> {
  const page = await readPage(input);
  const url = publicAddress(page.address);
  yield { letter: letterOfPage(input, page, { kind: "html", source: { system: "web", ...(url && { url }) } }) };
}
