/** Files that cannot both be in the site. */
import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { areDistinct, type OwnedPath, pathCollisions } from "../../src/engine/plan/path-collisions.ts";

const A = { file: "content/issues/a.pdf" };
const B = { file: "content/issues/b.pdf" };

function collisionsOf(...files: Pick<OwnedPath, "path" | "owner">[]): string[] {
  const paths = files.map((file): OwnedPath => ({ ...file, address: `/${file.path}`, kind: "file" }));
  const collisions = pathCollisions(paths);
  expect(areDistinct(paths.map(({ path }) => path))).toBe(collisions.length === 0);
  return collisions.map(({ file, message }) => `${file}: ${message}`);
}

test.each<[string, string[]]>([
  ["nothing", []],
  ["neighbours", ["a/index.html", "a/og.png", "b/index.html", "index.html"]],
  ["a file beside a folder that begins with its name", ["a", "ab/index.html", "a.b/index.html"]],
  ["a file named as a folder elsewhere", ["a/index.html", "b/a"]],
])("%s may be there", (_, paths) => expect(collisionsOf(...paths.map((path) => ({ path })))).toEqual([]));

describe("whatever comes first", () => {
  test.each<[string, string, string]>([
    ["two of one name", "a/x.pdf", "a/x.pdf"],
    ["two that differ by case", "a/x.pdf", "A/X.pdf"],
    ["two that differ by the case of a letter beyond a–z", "a/å.pdf", "a/Å.pdf"],
    ["two that differ by Unicode form", "a/\u00e5.pdf", "a/a\u030a.pdf"],
    ["a file and the folder of another", "a", "a/x.pdf"],
    ["a file and a folder far above another", "a/b", "a/b/c/d/x.pdf"],
    ["a file and a folder that differ by case", "A/b", "a/B/c/x.pdf"],
    ["a file and a folder that differ by Unicode form", "a\u030a", "\u00e5/x.pdf"],
  ])("%s collide", (_, one, other) => {
    const beside = { path: "z/y/index.html" };
    expect(collisionsOf(beside, { path: one }, { path: other, owner: A })).toEqual([
      `${A.file}: this file would take the place of /${one}`,
    ]);
    expect(collisionsOf({ path: other, owner: A }, { path: one }, beside)).toEqual([
      `${A.file}: this file would take the place of /${one}`,
    ]);
  });
});

test("below one folder, each file that stands in the way is reported", () => {
  const found = collisionsOf(
    { path: "a/b/x.pdf" },
    { path: "a/b/y.pdf" },
    { path: "a", owner: A },
    { path: "a/b", owner: B },
    { path: "a/c/z.pdf" },
  );
  expect(found).toEqual([
    `${B.file}: this file would take the place of /a/b/x.pdf`,
    `${A.file}: this file would take the place of /a/b/x.pdf`,
  ]);
});

test("two files of ours at one path are a bug", () => {
  expect(() => collisionsOf({ path: "a" }, { path: "A" })).toThrow("A and a cannot both be in the site");
});

test("of any paths, a collision is found exactly where two cannot both be there", () => {
  const name = fc.constantFrom("a", "A", "b", "\u00e5", "\u00c5", "a\u030a");
  const paths = fc.array(fc.array(name, { minLength: 1, maxLength: 4 }), { maxLength: 6 });
  const key = (parts: string[]): string => `${parts.join("/").normalize("NFC").toLowerCase()}/`;
  fc.assert(
    fc.property(paths, (all) => {
      const clash = all.some((one, place) => all.some((other, at) => at !== place && key(other).startsWith(key(one))));
      expect(collisionsOf(...all.map((parts) => ({ path: parts.join("/"), owner: A }))).length > 0).toBe(clash);
    }),
  );
});
