/** The one room that knows Pagefind, which makes the index and reads it in the browser. */
import { readFileSync } from "node:fs";

/** The licence of its program, which is handed out with the index. @throws when the package is not whole */
export function pagefindLicence(): string {
  return readFileSync(new URL("../LICENSE/LICENSE", import.meta.resolve("pagefind")), "utf8");
}

/** A text as Pagefind is to read it. */
export interface SearchRecord {
  /** Where a result leads. */
  readonly url: string;
  /** A whole document. */
  readonly html: string;
}

/** How many indexes are being made: Pagefind has one service for all of a process, to be ended by the last. */
let atWork = 0;

/** References to footnotes and back, which would stand in the middle of a sentence. */
const EXCLUDED = ["sup > a[href^='#_fn']", ".footnotes a[href^='#_ref']"];

/**
 * Indexes texts, whose order decides the bytes.
 * @param language whose rules decide what is the same word; BCP 47
 * @returns every file that Pagefind makes, by its path in the index
 * @throws when Pagefind refuses a record or does not run on this machine
 */
export async function indexRecords(
  records: Iterable<SearchRecord>,
  language: string,
): Promise<Map<string, Uint8Array>> {
  const { createIndex, close } = await import("pagefind");
  atWork += 1;
  try {
    const { index, errors } = await createIndex({ forceLanguage: subtag(language), excludeSelectors: EXCLUDED });
    if (!index) throw new Error(`Pagefind: ${errors.join("; ")}`);
    for (const { url, html } of records) {
      const added = await index.addHTMLFile({ url, content: html });
      if (added.errors.length > 0) throw new Error(`Pagefind: ${url}: ${added.errors.join("; ")}`);
    }
    const made = await index.getFiles();
    if (made.errors.length > 0) throw new Error(`Pagefind: ${made.errors.join("; ")}`);
    return new Map(made.files.map(({ path, content }) => [path, content]));
  } finally {
    atWork -= 1;
    if (atWork === 0) await close();
  }
}

/** What the browser asks for of an index. */
export function isIndexFile(path: string): boolean {
  return /^pagefind-entry\.json$|\.pf_(?:meta|index|fragment)$/.test(path);
}

/** What the browser asks for once, whatever the number of indexes: the program, and the one of its two engines that is used. */
export function isRuntimeFile(path: string, paths: Iterable<string>): boolean {
  const engines = [...paths].filter((other) => /^wasm\..+\.pagefind$/.test(other));
  const used = engines.find((engine) => engine !== "wasm.unknown.pagefind") ?? engines[0];
  return path === "pagefind.js" || path === used;
}

/** The text that a file of the folder `fragment` holds. */
export const FRAGMENT = /^fragment\/(.+)\.pf_fragment$/;

function subtag(language: string): string {
  return language.split("-")[0] ?? language;
}
