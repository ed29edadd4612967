/** Mending: what is written, what is left alone, and that nothing is lost on the way. */
import { chmodSync, existsSync, mkdirSync, readFileSync, rmSync, symlinkSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { readYaml } from "../../src/content/yaml.ts";
import type { Edit } from "../../src/diagnostics.ts";
import { openLedger } from "../../src/engine/ledger/ledger-file.ts";
import { Workshop } from "../../src/files/workshop.ts";
import { writeRenamed } from "../../src/files/write-renamed.ts";
import { EditableText } from "../../src/mending/editable-text.ts";
import { mend } from "../../src/mending/mend.ts";
import { writeMending } from "../../src/mending/write-mending.ts";
import { lean, place, publish } from "../ledger/support.ts";
import { brevarkiv, brevarkivHere } from "../support/program.ts";
import { contentFolder, type Files, filesBelow, letter, MINIMAL, SAMPLE, TODAY } from "../support/sample.ts";

const LETTER = "issues/2026/brev.md";
const FRONT = "title: Brev\ndate: 2026-03\nslug: brev";
const PICTURE = readFileSync(join(SAMPLE, "issues/2025/bilder/cykel.png"));
const WITH_PICTURE: Files = {
  [LETTER]: letter(FRONT, "![En cykel](min cykel.png)"),
  "issues/2026/min cykel.png": PICTURE,
};

async function mended(content: string) {
  const mending = await mend(content, TODAY, openLedger(content).ledger?.state);
  if (!mending) throw new Error("the folder cannot be read");
  return { mending, refusal: await writeMending(content, mending) };
}

const text = (content: string, path = LETTER): string => readFileSync(join(content, path), "utf8");

describe("bytes that no edit is for", () => {
  const line = fc.stringMatching(/^[a-zåäö#*• \t"]{0,12}$/);
  const lineEnd = fc.constantFrom("\n", "\r\n", "\r");

  test("stay as they are, with a byte order mark, line ends of any kind and a last line without one", () => {
    fc.assert(
      fc.property(
        fc.boolean(),
        lineEnd,
        fc.array(line, { maxLength: 8 }),
        line,
        fc.array(fc.nat(7)),
        (hasMark, end, lines, last, chosen) => {
          const all = [...lines.map((own) => [own, end] as const), [last, ""] as const];
          const written = (parts: readonly string[]) => (hasMark ? "\ufeff" : "") + parts.join("");
          const editable = new EditableText(Buffer.from(written(all.map((parts) => parts.join("")))));
          const edited = new Set(chosen.filter((index) => (all[index]?.[0] ?? "") !== ""));
          for (const index of edited) {
            const edit: Edit = { line: index + 1, column: 1, was: all[index]?.[0] ?? "", text: "ny" };
            expect(editable.fits([edit])).toBe(true);
            editable.add([edit]);
          }
          const expected = written(all.map(([own, end], index) => (edited.has(index) ? "ny" : own) + end));
          expect(editable.bytes().toString()).toBe(expected);
        },
      ),
      { numRuns: 300 },
    );
  });

  test("edits that overlap or are not found do not fit", () => {
    const editable = new EditableText(Buffer.from("ett två\ntre"));
    editable.add([{ line: 1, column: 1, was: "ett t", text: "" }]);
    expect(editable.fits([{ line: 1, column: 4, was: " två", text: "" }])).toBe(false);
    expect(editable.fits([{ line: 2, column: 1, was: "två", text: "" }])).toBe(false);
    expect(editable.fits([{ line: 9, column: 1, was: "tre", text: "" }])).toBe(false);
    expect(editable.fits([{ line: 2, column: 1, was: "tre", text: "" }])).toBe(true);
  });

  test("a letter from Windows keeps its line ends, and a line that is added has them too", async () => {
    const windows = `\ufeff${letter(FRONT, "| a | b |\n| 1 | 2 |\n\n•\tEn\n•\tTvå")}`
      .trimEnd()
      .replaceAll("\n", "\r\n");
    const content = contentFolder(MINIMAL, { [LETTER]: windows });
    await mended(content);
    expect(text(content)).toBe(windows.replace("| a | b |", "| a | b |\r\n|---|---|").replaceAll("•\t", "- "));
  });
});

describe("nothing is left to mend after mending", () => {
  const PARTS = [
    "#Rubrik",
    "##Under",
    "## Rätt",
    "# Ett",
    "•\ta",
    "o\tb",
    "-Punkt",
    "-en till",
    "1.Ett",
    "2.Två",
    "\n\n",
  ];
  const MORE = [
    "**fet **",
    "*a *",
    "**",
    "[a] (/b/)",
    "[a](b c.pdf)",
    "a\tb",
    "| a | b |",
    "> ",
    "{.x}",
    "2023. ",
    "a@b.se",
  ];
  const body = fc.array(fc.tuple(fc.constantFrom(...PARTS, ...MORE, "ord"), fc.constantFrom("\n", " ", "")), {
    maxLength: 12,
  });

  test("of any text", async () => {
    const content = contentFolder(MINIMAL);
    await fc.assert(
      fc.asyncProperty(body, async (parts) => {
        writeFileSync(join(content, LETTER), letter(FRONT, parts.flat().join("")));
        await mended(content);
        const once = text(content);
        expect((await mended(content)).mending.texts).toEqual(new Map());
        expect(text(content)).toBe(once);
      }),
      { numRuns: 25 },
    );
  });

  test("of any front matter, which is read as well as before or better", () => {
    const lines = fc.array(
      fc.constantFrom(
        "title: A: b",
        "summary: x #4",
        "\t- a",
        "topics:",
        "  - b",
        "a:b",
        "c: @d",
        '"e" f',
        "g: #5",
        "\th: i",
      ),
      { maxLength: 7 },
    );
    fc.assert(
      fc.property(lines, (written) => {
        let yaml = written.join("\n");
        for (let round = 0; ; round += 1) {
          expect(round).toBeLessThan(15);
          const { problems, warnings } = readYaml(yaml);
          const editable = new EditableText(Buffer.from(yaml));
          for (const { fix } of [...problems, ...warnings])
            if (fix && editable.fits(fix.edits)) editable.add(fix.edits);
          const next = editable.bytes().toString();
          if (next === yaml) break;
          yaml = next;
        }
      }),
      { numRuns: 150 },
    );
  });
});

describe("a file with spaces in its name", () => {
  test("keeps it where the new name is another file's", async () => {
    const content = contentFolder(MINIMAL, { ...WITH_PICTURE, "issues/2026/min-cykel.png": "annat" });
    await mended(content);
    expect(text(content)).toContain("![En cykel](<min cykel.png>)");
    expect(text(content, "issues/2026/min-cykel.png")).toBe("annat");
  });

  test("has both names while the texts are written, and only the old one where that fails", () => {
    const content = contentFolder(MINIMAL, WITH_PICTURE);
    const renaming = { from: "issues/2026/min cykel.png", to: "issues/2026/min-cykel.png" };
    class Failing extends Workshop {
      override writeTogether(): never {
        expect(filesBelow(content)).toEqual(expect.arrayContaining([renaming.from, renaming.to]));
        throw new Error("the disk is full");
      }
    }
    expect(() => writeRenamed(new Failing(content), content, [renaming], [])).toThrow("the disk is full");
    expect(existsSync(join(content, renaming.from))).toBe(true);
    expect(existsSync(join(content, renaming.to))).toBe(false);
  });

  test("gets its name where an earlier run was stopped between the two", async () => {
    const content = contentFolder(MINIMAL, { ...WITH_PICTURE, "issues/2026/min-cykel.png": PICTURE });
    await mended(content);
    expect(text(content)).toContain("![En cykel](min-cykel.png)");
    expect(existsSync(join(content, "issues/2026/min cykel.png"))).toBe(false);
  });

  test("keeps it where a text that is not UTF-8 may refer to it", async () => {
    const other = Buffer.from(letter("title: Två\ndate: 2026", "En gräns: ![Cykel](<min cykel.png>)"), "latin1");
    const content = contentFolder(MINIMAL, { ...WITH_PICTURE, "issues/2026/latin.md": other });
    const { mending } = await mended(content);
    expect(mending.left.map(({ why }) => why)).toEqual([expect.stringContaining("latin.md refers to it")]);
    expect(readFileSync(join(content, "issues/2026/latin.md"))).toEqual(other);
  });

  test("keeps it where a published text refers to it, or an earlier version of one", async () => {
    const at = lean(
      place({ [LETTER]: letter(FRONT, "![En cykel](<min cykel.png>)"), "issues/2026/min cykel.png": PICTURE }, MINIMAL),
    );
    expect((await publish(at)).diagnostics.filter(({ severity }) => severity === "error")).toEqual([]);
    writeFileSync(
      join(at.content, "issues/2026/ny.md"),
      letter("title: Ny\ndate: 2026-04", "![En cykel](min cykel.png)"),
    );
    const { mending } = await mended(at.content);
    expect(mending.renamings).toEqual([]);
    expect(mending.left.map(({ why }) => why)).toEqual([expect.stringContaining("it keeps its name, as ")]);
    expect(text(at.content, "issues/2026/ny.md")).toContain("![En cykel](min cykel.png)");
  });
});

describe("a published text", () => {
  const PUBLISHED = letter(FRONT, "-Punkt\n-en till");

  test("is left alone, and check does not say that it can be mended", async () => {
    const at = lean(place({ [LETTER]: PUBLISHED }, MINIMAL));
    await publish(at);
    const { mending } = await mended(at.content);
    expect(text(at.content)).toBe(PUBLISHED);
    expect(mending.left.map(({ why }) => why)).toEqual([expect.stringContaining("this text is published")]);
    const { stderr } = await brevarkivHere(["check"], join(at.content, ".."));
    expect(stderr).toContain("list-broken");
    expect(stderr).not.toContain("can be mended");
  });

  test("is mended where it says again what was published, and only there", async () => {
    const right = letter(`${FRONT}\nsummary: "Upphandling: så"`, "Hej!");
    const at = lean(place({ [LETTER]: right }, MINIMAL));
    await publish(at);
    writeFileSync(join(at.content, LETTER), right.replaceAll('"', ""));
    await mended(at.content);
    expect(text(at.content)).toBe(right);
    writeFileSync(join(at.content, LETTER), right.replaceAll('"', "").replace("så", "nu"));
    const { mending } = await mended(at.content);
    expect(text(at.content)).toContain("summary: Upphandling: nu");
    expect(mending.left).toHaveLength(1);
  });
});

describe("writing", () => {
  test("nothing, where a file was saved meanwhile", async () => {
    const other = "issues/2026/annat.md";
    const content = contentFolder(MINIMAL, {
      [LETTER]: letter(FRONT, "#Rubrik"),
      [other]: letter("title: B\ndate: 2026", "#Två"),
    });
    const mending = await mend(content, TODAY, undefined);
    if (!mending) throw new Error("the folder cannot be read");
    const saved = letter(FRONT, "#Rubrik\n\nMer text.");
    writeFileSync(join(content, LETTER), saved);
    expect(await writeMending(content, mending)).toContain("was saved while it was mended");
    expect(text(content)).toBe(saved);
    expect(text(content, other)).toContain("#Två");
    expect(existsSync(join(content, ".brevarkiv-check"))).toBe(false);
  });

  test("nothing through a link that took the place of a folder", async () => {
    const content = contentFolder(MINIMAL, { [LETTER]: letter(FRONT, "#Rubrik") });
    const elsewhere = contentFolder(MINIMAL, { [LETTER]: letter(FRONT, "#Rubrik") });
    const mending = await mend(content, TODAY, undefined);
    rmSync(join(content, "issues/2026"), { recursive: true });
    symlinkSync(join(elsewhere, "issues/2026"), join(content, "issues/2026"));
    if (mending) expect(await writeMending(content, mending)).toContain("is in the way");
    expect(text(elsewhere)).toContain("#Rubrik");
  });

  test("nothing in a folder that may only be read", async () => {
    const content = contentFolder(MINIMAL, WITH_PICTURE);
    mkdirSync(join(content, "issues/2027"));
    const before = filesBelow(content);
    chmodSync(content, 0o555);
    const uid = process.getuid?.() === 0 ? 65_534 : undefined;
    chmodSync(join(content, ".."), 0o755);
    const run = await brevarkiv(["check", "--fix"], join(content, ".."), { ...(uid !== undefined && { uid }) });
    chmodSync(content, 0o755);
    expect(run.stderr).toContain("no permission");
    expect(run.code).toBe(2);
    expect(filesBelow(content)).toEqual(before);
    expect(text(content)).toBe(WITH_PICTURE[LETTER]);
  });
});

describe("the command", () => {
  const folder = () => join(contentFolder(MINIMAL, { [LETTER]: letter(FRONT, "#Rubrik\n\n[a](/saknas/)") }), "..");

  test("without --fix ends with how much can be mended", async () => {
    const { code, stderr } = await brevarkivHere(["check"], folder());
    expect(code).toBe(1);
    expect(stderr).toMatch(/^1 of these can be mended by: npx brevarkiv check --fix\n$/m);
  });

  test("shows a diff, checks what is left, and ends as check does", async () => {
    const at = folder();
    const { code, stdout, stderr } = await brevarkivHere(["check", "--fix"], at);
    expect(stdout).toContain(`--- content/${LETTER}\n+++ content/${LETTER}\n`);
    expect(stdout).toContain("\n-#Rubrik\n+# Rubrik\n");
    expect(stderr).toMatch(/^1 file mended\ncontent\S+ error dead-link: [^\n]+\nnot fit to publish: [^\n]+\n$/);
    expect(code).toBe(1);
    expect((await brevarkivHere(["check", "--fix"], at)).stderr).toContain("nothing here has only one right answer");
  });

  test("with --dry-run shows the same and writes nothing", async () => {
    const at = folder();
    const { stdout, stderr } = await brevarkivHere(["check", "--fix", "--dry-run"], at);
    expect(stdout).toContain("\n-#Rubrik\n+# Rubrik\n");
    expect(stderr).toContain("nothing written (dry run): 1 file would be mended");
    expect(text(join(at, "content"))).toContain("#Rubrik");
    expect((await brevarkivHere(["check", "--dry-run"], at)).code).toBe(2);
  });

  test("as JSON names what can be mended, and what was", async () => {
    const at = folder();
    const { diagnostics, fixable } = JSON.parse((await brevarkivHere(["check", "--format", "json"], at)).stdout);
    expect(fixable).toBe(1);
    expect(diagnostics[0].fix).toEqual({ edits: [{ line: 7, column: 1, was: "#Rubrik", text: "# Rubrik" }] });
    const { mended: files } = JSON.parse((await brevarkivHere(["check", "--fix", "--format", "json"], at)).stdout);
    expect(files).toEqual([{ file: `content/${LETTER}`, diff: expect.stringContaining("+# Rubrik") }]);
  });

  test("shows signs that a terminal would obey as text", async () => {
    const at = join(contentFolder(MINIMAL, { [LETTER]: letter(FRONT, "\u001b[31mröd\n\n#Rubrik") }), "..");
    const { stdout } = await brevarkivHere(["check", "--fix"], at);
    expect(stdout).toContain("\\u001b[31mröd");
    expect(stdout).not.toContain("\u001b");
  });
});
