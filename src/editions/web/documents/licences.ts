import { existsSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { ROOT } from "../../../program.mjs";
import { pagefindLicence } from "../search/pagefind.ts";
import { textDocument, type WebDocument } from "./web-document.ts";

/** The licences of all programs and styles in a site. Each asks to be in every copy. */
export function licences({ search }: { readonly search: boolean }): WebDocument {
  const own = join(ROOT, "LICENSE");
  const parts = [
    // A copy of the program that lacks the file builds all the same.
    ...(existsSync(own) ? [["Brevarkiv: the stylesheets and scripts in this folder", readFileSync(own, "utf8")]] : []),
    ...(search ? [["Pagefind: the program beside the index of the search", pagefindLicence()]] : []),
  ];
  return textDocument(
    "assets/licences.txt",
    parts.map(([title, text = ""]) => `${title}\n\n${text.trim()}\n`).join("\n\n"),
  );
}
