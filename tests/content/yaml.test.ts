import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { stringify } from "yaml";
import { readFrontMatter } from "../../src/content/front-matter.ts";
import { type KeyPath, readYaml } from "../../src/content/yaml.ts";
import "../support/sample.ts";

describe("what plain YAML values mean", () => {
  test.each<[string, unknown]>([
    ["012", 12],
    ["12:30", "12:30"],
    ["2023-09-14", "2023-09-14"],
    ["2023-09", "2023-09"],
    ["2023", 2023],
    ["yes", "yes"],
    ["no", "no"],
    ["on", "on"],
    ["true", true],
    ["null", null],
    ["~", null],
    ["", null],
    ["0x1F", 31],
    ["1_000", "1_000"],
    ["500 000", "500 000"],
    ["Hej # kommentar", "Hej"],
    ["Hej #inte-heller", "Hej"],
    ["Hej#inte", "Hej#inte"],
  ])("%s", (written, value) => {
    const { data, problems } = readYaml(`key: ${written}\n`);
    expect(problems).toEqual([]);
    expect(data).toEqual({ key: value });
  });

  test("folded and kept lines", () => {
    const { data } = readYaml("a: >-\n  ett\n  två\nb: |\n  ett\n  två\n");
    expect(data).toEqual({ a: "ett två", b: "ett\ntvå\n" });
  });
});

describe("positions", () => {
  const text = 'a: 1\nb:\n  - x\n  - name: y\n    e-mail: z\n"c d": { e: [f, g] }\nåäö: sist\n';

  test.each<[KeyPath, "key" | "value", number, number]>([
    [["a"], "key", 1, 1],
    [["a"], "value", 1, 4],
    [["b"], "key", 2, 1],
    [["b", 0], "value", 3, 5],
    [["b", 1, "name"], "key", 4, 5],
    [["b", 1, "name"], "value", 4, 11],
    [["b", 1, "e-mail"], "value", 5, 13],
    [["c d"], "key", 6, 1],
    [["c d", "e", 1], "value", 6, 17],
    [["åäö"], "value", 7, 6],
    // What is absent stands where its nearest parent does.
    [["b", 1, "role"], "value", 4, 5],
    [["b", 9], "value", 3, 3],
    [["saknas"], "value", 1, 1],
    [["a", "b", "c"], "value", 1, 4],
  ])("%j, its %s: line %d, column %d", (path, what, line, column) => {
    expect(readYaml(text).locate(path, what)).toEqual({ line, column });
    expect(readYaml(text, 11).locate(path, what)).toEqual({ line: line + 10, column });
  });

  test("of every value in any text are where the value is written", () => {
    const leaf = fc.nat({ max: 1_000_000 }).map((value) => `v${value}v`);
    const tree = fc.letrec<{ node: unknown }>((tie) => ({
      node: fc.oneof(
        { maxDepth: 3 },
        leaf,
        fc.array(tie("node"), { minLength: 1, maxLength: 3 }),
        fc.dictionary(fc.stringMatching(/^[a-zå]{1,5}$/), tie("node"), { minKeys: 1, maxKeys: 3 }),
      ),
    })).node;
    fc.assert(
      fc.property(tree, fc.nat({ max: 5 }), (data, comments) => {
        const source = "# kommentar å\n".repeat(comments) + stringify({ root: data });
        const lines = source.split("\n");
        const { locate } = readYaml(source);
        const visit = (value: unknown, path: KeyPath): void => {
          if (typeof value === "string") {
            const { line, column } = locate(path);
            expect(lines[line - 1]?.slice(column - 1)).toBe(value);
          } else if (Array.isArray(value)) {
            for (const [index, item] of value.entries()) visit(item, [...path, index]);
          } else {
            for (const [key, item] of Object.entries(value as object)) {
              const { line, column } = locate([...path, key], "key");
              expect(lines[line - 1]?.slice(column - 1).startsWith(`${key}:`)).toBe(true);
              visit(item, [...path, key]);
            }
          }
        };
        visit(data, ["root"]);
      }),
      { numRuns: 200 },
    );
  });

  test("lie within the text, whatever stands in it", () => {
    fc.assert(
      fc.property(
        fc.oneof(
          fc.string({ maxLength: 80 }),
          fc
            .array(fc.constantFrom(..."ab:-#'\"[]{}|>&*!%@`, \n\t?=~0"), { maxLength: 60 })
            .map((parts) => parts.join("")),
        ),
        (source) => {
          const lines = source.split("\n");
          const { problems } = readYaml(source);
          for (const { line, column, message, hint } of problems) {
            expect(line).toBeGreaterThanOrEqual(1);
            expect(line).toBeLessThanOrEqual(lines.length);
            expect(column).toBeGreaterThanOrEqual(1);
            expect(message).not.toBe("");
            expect(hint).toBeTruthy();
          }
        },
      ),
      { numRuns: 1_000 },
    );
  });
});

describe("front matter", () => {
  test("any text at all is read without a crash, and either has problems or a body", () => {
    const alphabet = [
      "---",
      "---\n",
      "\n",
      "---js\n",
      "a: b\n",
      "- x\n",
      "text\n",
      "  ",
      "----",
      "...\n",
      "\u0000",
      "å",
    ];
    fc.assert(
      fc.property(fc.array(fc.oneof(fc.constantFrom(...alphabet), fc.string({ maxLength: 5 }))), (parts) => {
        const { problems, body, bodyLine } = readFrontMatter(parts.join(""));
        if (problems.length === 0)
          expect(
            parts
              .join("")
              .split("\n")
              .slice(bodyLine - 1)
              .join("\n"),
          ).toBe(body);
      }),
      { numRuns: 1_000 },
    );
  });

  test.each<[string, string, string, number]>([
    ["a plain one", "---\na: 1\n---\nHej\n", "Hej\n", 4],
    ["a line inside the text that looks like a fence", "---\na: 1\n---\nHej\n---\nDå\n", "Hej\n---\nDå\n", 4],
    ["no line end after the fence", "---\na: 1\n---", "", 4],
    ["spaces after the fences", "--- \na: 1\n---\t\nHej", "Hej", 4],
    ["an empty one", "---\n---\nHej", "Hej", 3],
  ])("%s", (_name, text, body, bodyLine) => {
    const read = readFrontMatter(text);
    expect(read.problems).toEqual([]);
    expect(read.body).toBe(body);
    expect(read.bodyLine).toBe(bodyLine);
  });

  test("the same broken text is broken the second time too", () => {
    const broken = "---\ntitle: [\n---\nHej\n";
    const first = readFrontMatter(broken).problems;
    expect(first.length).toBeGreaterThan(0);
    expect(readFrontMatter(broken).problems).toEqual(first);
  });
});
