import { filesOfRules } from "../../src/editions/web/documents/host-files.ts";
import type { HostRules } from "../../src/editions/web/documents/hosts/host-rules.ts";
import { type Files, temporaryFolder, writeFiles } from "../support/sample.ts";
import type { Served } from "./servers.ts";

/** A site with nothing but rules, a few pages that say where they are, and other files. */
export function siteOf(rules: HostRules, pages: readonly string[], files: Files = {}): Served {
  const folder = temporaryFolder();
  writeFiles(folder, {
    ...Object.fromEntries(pages.map((path) => [`${path}index.html`, `<p>${path}`])),
    "404.html": "<p>saknas",
    ...files,
    ...Object.fromEntries(filesOfRules(rules, "https://www.example.org/").map(({ path, text }) => [path, text])),
  });
  return { folder, basePath: rules.basePath };
}
