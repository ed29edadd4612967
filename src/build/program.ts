import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { sha256 } from "../digest.ts";

const ROOT = join(import.meta.dirname, "../..");

/**
 * Stands for everything of the program that can change a byte: our code, the versions of the packages, and the Node.js
 * that runs it (its tables for dates, numbers and sorting differ from version to version).
 */
export function programFingerprint(): string {
  const sources = [join(ROOT, ".eleventy.ts"), join(ROOT, "package-lock.json"), ...filesBelow(join(ROOT, "src"))];
  const { node, icu, unicode, cldr, tz } = process.versions;
  return sha256([node, icu, unicode, cldr, tz, ...sources.map((file) => sha256(readFileSync(file)))].join("\n"));
}

/**
 * Stands for a page's template and everything it extends, includes or imports, as far as they can be reached by names in
 * quotes, which is how all of ours are written.
 */
export function templateFingerprints(): (template: string) => string {
  const folder = join(ROOT, "templates/web");
  const made = new Map<string, string>();
  const entry = readFileSync(join(folder, "view.njk"), "utf8");
  return (template) => {
    const known = made.get(template);
    if (known !== undefined) return known;
    const seen = new Map<string, string>();
    const read = (name: string): void => {
      if (seen.has(name)) return;
      const text = readFileSync(join(folder, "_includes", name), "utf8");
      seen.set(name, text);
      for (const [, other = ""] of text.matchAll(/\{%-?\s*(?:extends|include|from|import)\s+"([^"]+)"/g)) read(other);
    };
    read(template);
    const fingerprint = sha256([entry, ...[...seen].flat()].join("\0"));
    made.set(template, fingerprint);
    return fingerprint;
  };
}

/** Every file below a folder, in order of path. */
export function filesBelow(folder: string): string[] {
  return readdirSync(folder, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map((entry) => join(entry.parentPath, entry.name))
    .sort();
}
