/** What an import writes: whole files below a folder, and through no link. */
import { readFileSync, symlinkSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, test } from "vitest";
import { Workshop } from "../../src/files/workshop.ts";
import { sha256 } from "../../src/hash.ts";
import { filesBelow, fingerprint, temporaryFolder, writeFiles } from "../support/sample.ts";

describe("writing", () => {
  const bytes = (text: string) => Buffer.from(text);
  const folders = () => {
    const [root, folder] = [temporaryFolder(), temporaryFolder()];
    return { root, folder, workshop: new Workshop(folder) };
  };

  test("all files of a letter, or none of them", () => {
    const { root, folder, workshop } = folders();
    writeFiles(root, { "2023/b.md": "en annans" });
    const before = fingerprint(root);
    const files = [
      { path: "2023/b-1.png", bytes: bytes("bild") },
      { path: "2023/b/c/d.pdf", bytes: bytes("bilaga") },
      { path: "2023/b.md", bytes: bytes("brev") },
    ];
    expect(workshop.writeTogether(root, files)).toMatch(/in the way/);
    expect(fingerprint(root)).toEqual(before);
    expect(filesBelow(folder)).toEqual([]);
    workshop.writeTogether(root, files.slice(0, 2));
    expect(filesBelow(root)).toEqual(["2023/b-1.png", "2023/b.md", "2023/b/c/d.pdf"]);
  });

  test("a file is replaced only where it is what it is said to be, and put back when another fails", () => {
    const { root, workshop } = folders();
    writeFiles(root, { "a.md": "gammal", "b.md": "redigerad" });
    const replace = (path: string, text: string, before: string) => ({
      path,
      bytes: bytes(text),
      replaces: sha256(before),
    });
    expect(workshop.writeTogether(root, [replace("a.md", "ny", "gammal"), replace("b.md", "ny", "gammal")])).toMatch(
      /in the way/,
    );
    expect(readFileSync(join(root, "a.md"), "utf8")).toBe("gammal");
    workshop.writeTogether(root, [replace("a.md", "ny", "gammal")]);
    expect(readFileSync(join(root, "a.md"), "utf8")).toBe("ny");
  });

  test("what is there already with the same bytes is left", () => {
    const { root, workshop } = folders();
    writeFiles(root, { "a.md": "lika" });
    workshop.writeTogether(root, [{ path: "a.md", bytes: bytes("lika") }]);
    expect(workshop.obstacle(root, { path: "a.md", bytes: bytes("lika") })).toBe("same");
    expect(workshop.obstacle(root, { path: "b.md", bytes: bytes("lika") })).toBe("none");
  });

  test.each([
    "../a.md",
    "a/../../b.md",
    "/a.md",
    "a//b.md",
    "a\\b.md",
    "C:a.md",
    ".a.md",
    "a/.b/c.md",
    "a\0.md",
    "",
    ".",
    "a/",
  ])("a path that leaves the folder or hides in it is refused: %j", (path) => {
    const { root, workshop } = folders();
    expect(workshop.writeTogether(root, [{ path, bytes: bytes("x") }])).toMatch(/in the way/);
    expect(filesBelow(root)).toEqual([]);
  });

  test("nothing is written through a link, to a folder or to a file", () => {
    const { root, workshop } = folders();
    const elsewhere = temporaryFolder();
    writeFileSync(join(elsewhere, "offer.md"), "offer");
    symlinkSync(elsewhere, join(root, "mapp"));
    symlinkSync(join(elsewhere, "offer.md"), join(root, "fil.md"));
    symlinkSync(join(elsewhere, "finns-inte.md"), join(root, "tom.md"));
    for (const path of ["mapp/a.md", "fil.md", "tom.md"]) {
      const planned = { path, bytes: bytes("x"), replaces: sha256("offer") };
      expect(workshop.writeTogether(root, [planned]), path).toMatch(/in the way/);
    }
    expect(filesBelow(elsewhere)).toEqual(["offer.md"]);
    expect(readFileSync(join(elsewhere, "offer.md"), "utf8")).toBe("offer");
  });
});
