import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { readPlainYaml } from "../../src/content/plain-yaml.ts";
import { readYamlCarefully } from "../../src/content/yaml.ts";
import { growth, LINEAR } from "../support/processor-time.ts";
import { SAMPLE, UDD } from "../support/sample.ts";

/** Everything that means something in YAML, and what only looks like it. */
const PIECES = [
  ..."\n -:#'\"[]{},|>&*!%@`?~\t\\".split(""),
  ...["  ", ": ", " #", "- ", "? ", "''", "\\n", "<<: ", "--- ", "...\n", "|-\n  ", ">+\n  "],
  ...[
    "a",
    "key: v\n",
    "x:\n",
    "- a\n",
    "  - x: 1\n",
    "key: [a, b]\n",
    "key: {a: 1}\n",
    "”a”",
    "a #4\n",
    "key: #4\n",
    "'a': b\n",
    "1: 2\n",
  ],
  ...["null", "Null", "~", "true", "True", "yes", "null: 1\n", "constructor: 1\n", "__proto__: 1\n"],
  ...["0", "012", "-0", "+1", "1_000", "0x1F", "0o17", "0b11", "1e3", "1e400", ".5", "5.", "1.2.3", "-.inf", ".NaN"],
  ...[
    "12:30",
    "2023-01-01",
    "99999999999999999999",
    "å",
    "\u00a0",
    "\u2028",
    "\ufeff",
    "\u0007",
    "\u{1f600}",
    "\ud800",
  ],
];

const files = [UDD, SAMPLE].flatMap((folder) =>
  readdirSync(folder, { recursive: true, encoding: "utf8" })
    .filter((name) => /\.(?:md|yaml)$/.test(name))
    .map((name) => readFileSync(join(folder, name), "utf8"))
    .map((text) => text.split("---\n")[1] ?? text),
);

const soup = fc.array(fc.constantFrom(...PIECES), { maxLength: 12 }).map((pieces) => pieces.join(""));
const damaged = fc
  .tuple(
    fc.constantFrom(...files),
    fc.array(fc.tuple(fc.nat(), fc.nat(4), fc.constantFrom("", ...PIECES)), { maxLength: 6 }),
  )
  .map(([file, changes]) =>
    changes.reduce((text, [place, length, piece]) => {
      const at = place % (text.length + 1);
      return text.slice(0, at) + piece + text.slice(at + length);
    }, file),
  );

describe("the fast reader of YAML", () => {
  it("reads nearly all files of our own", () => {
    const plain = files.filter((text) => readPlainYaml(text));
    expect(plain.length).toBeGreaterThan(files.length * 0.8);
  });

  it("reads what it reads as the careful reader does, and nothing that has a fault", () => {
    fc.assert(
      fc.property(fc.oneof(soup, damaged), (text) => {
        const plain = readPlainYaml(text);
        if (!plain) return;
        const { data, problems, warnings } = readYamlCarefully(text);
        expect({ data: plain.data, problems: [], warnings: [] }, JSON.stringify(text)).toEqual({
          data,
          problems,
          warnings,
        });
      }),
      { numRuns: 5_000 },
    );
  });

  it.each(["a:", "- ", " ", '"', "[a, ", "#", "a: b "])("takes no longer than a text is long: %j", async (piece) => {
    const read = (size: number): void =>
      expect(readPlainYaml(`${piece.repeat(size / piece.length)}\t`)).toBeUndefined();
    expect(await growth(read, 200_000)).toBeLessThan(LINEAR);
  });
});
