/** What the fuzzer begins with: the small files of the tests that a reader reads. */
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { filesBelow, ROOT } from "../../src/program.mjs";

/** @type {Record<string, RegExp>} */
const SEEDS = {
  ledger: /published\.jsonl$/,
  yaml: /\.yaml$/,
  letter: /tests\/(?:bad-input|sample).*\.md$/,
  markdown: /tests\/(?:content|bad-input|sample).*\.md$/,
  mail: /\.(?:eml|mbox)$/,
  zip: /\.zip$/,
  picture: /\.(?:jpe?g|png|gif|webp|avif)$/,
  pdf: /\.pdf$/,
};
const LARGEST = 32_768;

/**
 * @param {string} reader
 * @returns {[name: string, bytes: Buffer][]}
 */
export function seedsOf(reader) {
  const pattern = SEEDS[reader];
  if (!pattern) throw new Error(`there is no reader ${reader}: ${Object.keys(SEEDS).join(", ")}`);
  return filesBelow(join(ROOT, "tests"))
    .filter((file) => pattern.test(file))
    .map((file) => readFileSync(file))
    .filter((bytes) => bytes.length > 0 && bytes.length <= LARGEST)
    .map((bytes, index) => [`seed-${index}`, bytes]);
}
