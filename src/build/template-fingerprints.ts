import { readFileSync } from "node:fs";
import { join } from "node:path";
import { sha256 } from "../digest.ts";
import { ROOT } from "../program.mjs";

/** A name in double or single quotes, or anything else, which could not be followed. */
const REFERENCE = /\{%-?\s*(?:extends|include|from|import)\s+(?:"([^"]+)"|'([^']+)'|(\S+))/g;

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
      for (const [, quoted, plain, computed] of text.matchAll(REFERENCE)) {
        if (computed !== undefined) throw new Error(`${name}: a template is named in quotes, not by ${computed}`);
        read(quoted ?? plain ?? "");
      }
    };
    read(template);
    const fingerprint = sha256([entry, ...[...seen].flat()].join("\0"));
    made.set(template, fingerprint);
    return fingerprint;
  };
}
