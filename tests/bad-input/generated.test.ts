/** Bad input that cannot lie in a folder as it is: foreign encodings, large files, links, missing folders. */
import { existsSync, mkdirSync, symlinkSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, test } from "vitest";
import { buildSite } from "../../src/engine/build-site.ts";
import {
  build,
  check,
  contentFolder,
  type Files,
  formatted,
  letter,
  MINIMAL,
  TODAY,
  temporaryFolder,
  writeFiles,
} from "../support/sample.ts";
import { growth, LINEAR } from "../support/processor-time.ts";

const LETTER = "issues/2026/brev.md";
const FRONT = "title: Brev från våren\ndate: 2026-03\nslug: brev";

async function linesFor(changes: Files): Promise<string[]> {
  return (await check(contentFolder(MINIMAL, changes))).lines;
}

function utf16(text: string, { bigEndian = false, mark = true } = {}): Uint8Array {
  const bytes = Buffer.from((mark ? "\uFEFF" : "") + text, "utf16le");
  return bigEndian ? bytes.swap16() : bytes;
}

test.runIf(process.platform === "linux").each(["rad\nbrytning.txt", "om\\vänt.txt", "styr\u009btecken.txt"])(
  "a file that no address can name: %j",
  async (name) => {
    const lines = await linesFor({ [`files/${name}`]: "x" });
    expect(lines).toEqual([expect.stringContaining("error file-name: its name holds a sign that no address can have")]);
  },
);

describe("encodings", () => {
  const text = letter(FRONT, "Gränslös dialog.");
  test.each<[string, Uint8Array, string[]]>([
    ["UTF-8 with a byte order mark is accepted", Buffer.from(`\uFEFF${text}`), []],
    ["Windows line ends are accepted", Buffer.from(text.replaceAll("\n", "\r\n")), []],
    ["old Macintosh line ends are accepted", Buffer.from(text.replaceAll("\n", "\r")), []],
    [
      "UTF-16, small end first, is refused by name",
      utf16(text),
      [`content/${LETTER}:1:1 error encoding: the file is saved as UTF-16; save it again as UTF-8`],
    ],
    [
      "UTF-16, big end first, is refused by name",
      utf16(text, { bigEndian: true }),
      [`content/${LETTER}:1:1 error encoding: the file is saved as UTF-16; save it again as UTF-8`],
    ],
    [
      "UTF-16 without a mark is refused",
      utf16(text, { mark: false }),
      [
        `content/${LETTER}:1:1 error encoding: the file is saved as UTF-16 or another binary format; save it again as UTF-8`,
      ],
    ],
    [
      "Latin-1 is refused at its first foreign letter",
      Buffer.from(text, "latin1"),
      [
        `content/${LETTER}:2:15 error encoding: the file is not UTF-8; it looks like Latin-1 (Windows-1252); save it again as UTF-8`,
      ],
    ],
    [
      "a picture named .md is refused",
      Buffer.from("89504e470d0a1a0a0000000d49484452", "hex"),
      [
        `content/${LETTER}:1:1 error encoding: the file is saved as UTF-16 or another binary format; save it again as UTF-8`,
      ],
    ],
  ])("%s", async (_name, bytes, expected) => {
    expect(await linesFor({ [LETTER]: bytes })).toEqual(expected);
  });

  test("Windows line ends shift no line or column", async () => {
    const wrong = letter("title: Brev\r\ndate: 2026-02-31", "Hej [där](/saknas/)").replace(/\r?\n/g, "\r\n");
    expect(await linesFor({ [LETTER]: wrong })).toEqual([
      `content/${LETTER}:3:7 error date: "2026-02-31" is not in the calendar; check the month and the day`,
    ]);
  });

  test("a byte order mark shifts no column", async () => {
    expect(await linesFor({ [LETTER]: `\uFEFF${letter("titel: Brev\ndate: 2026-03\ntitle: Brev")}` })).toEqual([
      `content/${LETTER}:2:1 error unknown-key: unknown key "titel"; did you mean "title"?`,
    ]);
  });

  test("site.yaml and the registers are held to the same", async () => {
    expect(await linesFor({ "site.yaml": utf16("name: Föreningen Exempel\n") })).toEqual([
      "content/site.yaml:1:1 error encoding: the file is saved as UTF-16; save it again as UTF-8",
    ]);
    expect(
      await linesFor({ "topics.yaml": Buffer.from("odling:\n  name: Grönsaksodling\n", "latin1") }),
    ).toContain(
      "content/topics.yaml:2:11 error encoding: the file is not UTF-8; it looks like Latin-1 (Windows-1252); save it again as UTF-8",
    );
  });
});

describe("code in front matter is never run", () => {
  test.each(["js", "javascript", "JS", " js", "coffee", "json5", "toml"])("---%s", async (language) => {
    const proof = join(temporaryFolder(), "the-code-ran");
    const code = `require("node:fs").writeFileSync(${JSON.stringify(proof)}, "x")`;
    const text = `---${language}\n{ title: ${code} || "Brev", date: "2026-03" }\n---\n\nHej!\n`;
    expect(await linesFor({ [LETTER]: text })).toEqual([
      `content/${LETTER}:1:1 error front-matter-language: front matter in "${language.trim()}" is refused, as it could run as code; begin the file with a line "---" and write YAML`,
    ]);
    expect(existsSync(proof)).toBe(false);
  });

  test("not in the body, nor in a page, a news article or a draft", async () => {
    const proof = join(temporaryFolder(), "the-code-ran");
    const code = `---js\n{ title: require("node:fs").writeFileSync(${JSON.stringify(proof)}, "x") }\n---\n`;
    const lines = await linesFor({
      "pages/kod.md": code,
      "news/kod.md": code,
      [LETTER]: letter(FRONT, code),
      "issues/2026/utkast.md": letter(`${FRONT}-2\ndraft: true`, code),
    });
    expect(lines.map((line) => line.split(" ").slice(0, 3).join(" "))).toEqual([
      "content/issues/2026/brev.md:7:1 warning heading-accident:",
      "content/issues/2026/utkast.md:8:1 warning heading-accident:",
      "content/news/kod.md:1:1 error front-matter-language:",
      "content/pages/kod.md:1:1 error front-matter-language:",
    ]);
    expect(existsSync(proof)).toBe(false);
  });

  test("forbidden keys reach no prototype", async () => {
    const poison = letter(`${FRONT}\n__proto__:\n  polluted: yes\nconstructor: { prototype: { polluted: yes } }`);
    await linesFor({ [LETTER]: poison, "topics.yaml": "odling:\n  name: O\n  __proto__: { polluted: yes }\n" });
    expect(({} as Record<string, unknown>).polluted).toBeUndefined();
  });
});

describe("size", () => {
  const words = "Detta är en lång rad i ett mycket långt brev om ingenting alls. ";

  test("a letter of 2 MB is refused by its size", async () => {
    const body = words.repeat(Math.ceil(2_000_000 / Buffer.byteLength(words)));
    expect(await linesFor({ [LETTER]: letter(FRONT, body) })).toEqual([
      `content/${LETTER}:1:1 error file-size: the file is 2.0 MB; a text file may be at most 1 MB; save pictures as files of their own beside the letter`,
    ]);
  });

  test("a letter just below the limit is read", async () => {
    const body = `${words.trim()}\n\n`.repeat(Math.floor(990_000 / (Buffer.byteLength(words) + 1)));
    expect(await linesFor({ [LETTER]: letter(FRONT, body) })).toEqual([]);
  });

  // What takes a parser quadratic or exponential time in some implementations.
  test.each<[string, number, (size: number) => string]>([
    ["brackets", 25_000, (size) => "[".repeat(size)],
    ["nested quotes", 1_250, (size) => `${"> ".repeat(size)}hej`],
    // Four times as deep is sixteen times as long.
    ["nested lists", 100, (size) => Array.from({ length: size }, (_, depth) => `${"  ".repeat(depth)}- x`).join("\n")],
    ["emphasis", 2_500, (size) => "*a **b ".repeat(size)],
    ["links", 5_000, (size) => "[a](".repeat(size)],
    ["tables", 500, (size) => `|${"a|".repeat(size)}\n|${"-|".repeat(size)}\n|${"b|".repeat(size)}`],
    ["backticks", 500, (size) => Array.from({ length: size }, (_, i) => `${"`".repeat(i % 300)} x`).join(" ")],
    ["ampersands", 12_500, (size) => "&".repeat(size)],
    ["less-than signs", 7_500, (size) => "<a ".repeat(size)],
    ["addresses", 2_500, (size) => "https://example.org/a ".repeat(size)],
    ["the same heading", 750, (size) => "## Rubrik\n\n".repeat(size)],
    ["footnotes", 500, (size) => Array.from({ length: size }, (_, i) => `x[^${i}]\n\n[^${i}]: y\n`).join("\n")],
  ])("a letter of nothing but %s is read in proportion to its length", async (_name, size, body) => {
    const content = contentFolder(MINIMAL);
    const read = async (length: number): Promise<void> => {
      writeFiles(content, { [LETTER]: letter(FRONT, body(length)) });
      const { lines } = await check(content);
      // Too heavy a page is a fair answer; a crash is not.
      expect(lines.filter((line) => !/ (?:warning [a-z-]+|error heading-empty): /.test(line))).toEqual([]);
    };
    expect(await growth(read, size)).toBeLessThan(LINEAR);
  });
});

describe("folders and links", () => {
  test("a content folder that is not there", async () => {
    const content = join(temporaryFolder(), "content");
    const { lines } = await check(content);
    expect(lines).toEqual([
      "content:1:1 error content-folder: the content folder cannot be read; name it with --content DIR",
    ]);
  });

  test("a content folder that is a file", async () => {
    const content = join(temporaryFolder(), "content");
    writeFileSync(content, "x");
    const { lines } = await check(content);
    expect(lines).toEqual([
      "content:1:1 error content-folder: the content folder cannot be read; name it with --content DIR",
    ]);
  });

  test("an empty content folder", async () => {
    const content = join(temporaryFolder(), "content");
    mkdirSync(content);
    const { lines } = await check(content);
    expect(lines).toEqual([
      "content/site.yaml:1:1 error missing-site: there is no site.yaml; copy one from another archive and change it",
    ]);
  });

  test("no site.yaml beside letters", async () => {
    expect(await linesFor({ "site.yaml": undefined })).toEqual([
      "content/site.yaml:1:1 error missing-site: there is no site.yaml; copy one from another archive and change it",
    ]);
  });

  test("a file whose name only looks like the one that is written", async () => {
    const decomposed = "ma\u030altavla.txt";
    const composed = decomposed.normalize("NFC");
    const lines = await linesFor({
      [LETTER]: letter(`${FRONT}\ndocuments:\n  - title: Måltavla\n    file: ${composed}`, `[a](${composed})`),
      [`issues/2026/${decomposed}`]: "mitt i prick",
    });
    const what = `there is no file "${composed}" here; its name looks the same but is made of other signs; rename the file with the letters a–z`;
    expect(lines).toEqual([
      `content/${LETTER}:7:11 error missing-file: ${what}`,
      expect.stringMatching(/^content\/issues\/2026\/brev\.md:10:5 error missing-link: .*looks the same/),
    ]);
  });

  test("symbolic links are named and never followed", async () => {
    const secret = join(temporaryFolder(), "secret");
    mkdirSync(secret);
    writeFileSync(join(secret, "brev.md"), letter(FRONT, "hemligt"));
    const content = contentFolder(MINIMAL, { "files/plats.txt": "x" });
    symlinkSync(join(secret, "brev.md"), join(content, "issues/2026/brev.md"));
    symlinkSync(secret, join(content, "files/mapp"));
    symlinkSync(join(secret, "finns-inte"), join(content, "files/trasig.pdf"));
    const { lines } = await check(content);
    const link = "1:1 error file-kind: this is a link or a special file, which is not read; put the file itself here";
    expect(lines).toEqual([
      `content/files/mapp:${link}`,
      `content/files/trasig.pdf:${link}`,
      `content/issues/2026/brev.md:${link}`,
    ]);
  });

  test("hidden files and folders are not content", async () => {
    const broken = "---\ntitle: [\n";
    expect(
      await linesFor({ "issues/.obsidian/x.md": broken, "issues/2026/._brev.md": broken, ".git/issues/x.md": broken }),
    ).toEqual([]);
  });

  test("names with spaces, letters with marks and quotes", async () => {
    const content = contentFolder(MINIMAL, {
      "issues/2026/Mars – vårens 'brev'.md": letter(FRONT, '[plan](<Årets plan (ny).pdf>) och [b](%C3%85rets%20plan%20(ny).pdf)'),
      "issues/2026/Årets plan (ny).pdf": "%PDF-1.4\n",
    });
    const { lines } = await check(content);
    expect(lines).toEqual([]);
  });
});

describe("what looks bad and is not", () => {
  test("an archive without a single letter builds, and says so on the page", async () => {
    const content = contentFolder(MINIMAL, {
      issues: undefined,
      "topics.yaml": undefined,
      "organisations.yaml": undefined,
      "people.yaml": undefined,
    });
    const site = await build(content);
    expect(site.result.diagnostics).toEqual([]);
    expect(site.page("/")).toContain("Arkivet är tomt än så länge.");
    expect(site.page("/nyhetsbrev/")).toContain("Arkivet är tomt än så länge.");
    expect(site.page("/nyhetsbrev/senaste/")).toContain('<a href="/nyhetsbrev/">');
  });

  test("empty registers are registers", async () => {
    expect(await linesFor({ "topics.yaml": "", "organisations.yaml": "# inget än\n", "people.yaml": "{}\n" })).toEqual([]);
  });

  test("every problem stands on one line without control characters", async () => {
    const content = contentFolder(MINIMAL, {
      [LETTER]: letter('title: "a\\nb\\e[31mc\\0d\\u2028e\\u202ef"\ndate: "2026\\n03"\ntopics: ["a\\nb"]\n"nyc\\nkel": 1\n'),
    });
    const result = await buildSite({ contentDir: content, output: undefined, today: TODAY, drafts: false });
    expect(result.diagnostics.length).toBeGreaterThan(2);
    for (const line of formatted(result.diagnostics, content)) {
      expect(line).not.toMatch(/[\p{Cc}\u2028\u2029\u202a-\u202e\u2066-\u2069]/u);
    }
  });
});
