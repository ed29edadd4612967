/** Every rule that a message can carry is explained, in English and in Swedish: the two tables are looked things up in. */
import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, test } from "vitest";

const ROOT = join(import.meta.dirname, "../..");
/** What only `check --external` can find. */
const ASKED = ["external-dead", "external-failing", "external-moved", "external-private"];
const RULES = rulesUsed();

describe.each(["docs/content-format.md", "docs/redaktor.md"])("%s", (document) => {
  const text = readFileSync(join(ROOT, document), "utf8");

  test.each(RULES)("explains %s", (rule) => {
    expect(text).toContain(`\`${rule}\``);
  });
});

/** The rules that stand in the expected lines of the bad-input cases, which cover what editors can do wrong, and those of links. */
function rulesUsed(): string[] {
  const lines = ["tests/bad-input", "tests/ledger/cases"].flatMap((folder) =>
    readdirSync(join(ROOT, folder), { withFileTypes: true })
      .filter((entry) => entry.isDirectory())
      .flatMap(({ name }) => readFileSync(join(ROOT, folder, name, "expected.txt"), "utf8").split("\n")),
  );
  const rules = lines.flatMap(
    (line) => /^\S+:(?:\d+|LINE):\d+ (?:error|warning|note) ([a-z-]+): /.exec(line)?.[1] ?? [],
  );
  return [...new Set([...rules, ...ASKED])].sort();
}
