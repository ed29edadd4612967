/** The last lock before the disk: whatever a path says, nothing outside the folder is written or removed. */
import { existsSync, mkdirSync, readFileSync, symlinkSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import fc from "fast-check";
import { expect, test } from "vitest";
import { PageWriter } from "../../src/files/file-writer.ts";
import { filesBelow, temporaryFolder } from "../support/sample.ts";

function place(): { root: string; site: string; beside: string } {
  const root = temporaryFolder();
  const [site, beside] = [join(root, "site"), join(root, "beside.txt")];
  mkdirSync(site);
  writeFileSync(beside, "kept");
  return { root, site, beside };
}

test.each([
  "../beside.txt",
  "a/../../beside.txt",
  "./a",
  "a/./b",
  "a//b",
  "/etc/x",
  "",
  ".",
  "..",
  "a\\..\\..\\b",
  "a/",
])("%j is refused", (path) => {
  const { site, beside } = place();
  expect(() => new PageWriter(site).write(path, "x")).toThrow(/no path below/);
  expect(readFileSync(beside, "utf8")).toBe("kept");
});

test("any path is written below the folder or refused", () => {
  const part = fc.oneof(fc.constantFrom("..", ".", "", "a", "b.html", "å", "..a"), fc.stringMatching(/^[a-z.]{1,4}$/));
  const { root, site } = place();
  fc.assert(
    fc.property(fc.array(part, { minLength: 1, maxLength: 5 }), (parts) => {
      try {
        new PageWriter(site).write(parts.join("/"), "x");
      } catch (error) {
        expect(String(error)).toMatch(/no path below|EEXIST|ENOTDIR|EISDIR/);
      }
      expect(filesBelow(root).filter((file) => !file.startsWith("site/"))).toEqual(["beside.txt"]);
    }),
    { numRuns: 500 },
  );
});

test("a link below the folder is replaced, and not followed", () => {
  const { root, site } = place();
  mkdirSync(join(root, "other"));
  symlinkSync(join(root, "other"), join(site, "brev"));
  symlinkSync(join(root, "beside.txt"), join(site, "fil.txt"));
  const writer = new PageWriter(site);
  writer.write("brev/index.html", "x");
  writer.write("fil.txt", "x");
  expect(existsSync(join(root, "other/index.html"))).toBe(false);
  expect(readFileSync(join(root, "beside.txt"), "utf8")).toBe("kept");
  expect(readFileSync(join(site, "brev/index.html"), "utf8")).toBe("x");
});
