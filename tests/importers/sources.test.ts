/**
 * What each importer reads: `sources/<kind>/<case>/input*` and the readings that must come of it, in `readings.yaml`.
 * `UPDATE=1` rewrites the expected files. Inputs in `sources/none` are not of any kind.
 */
import { readdirSync, readFileSync, symlinkSync, writeFileSync } from "node:fs";
import { Socket } from "node:net";
import { join, relative, sep } from "node:path";
import fc from "fast-check";
import { afterAll, describe, expect, test, vi } from "vitest";
import { parse, stringify } from "yaml";
import { readFrontMatter } from "../../src/content/front-matter.ts";
import type { Reading, SourceLetter } from "../../src/importers/importer.ts";
import { atMost, ImportLimitError, isWithin, MESSAGE } from "../../src/importers/limits.ts";
import { openInput, walkFolder } from "../../src/importers/sources/input.ts";
import { isObject } from "../../src/importers/sources/json.ts";
import { temporaryFolder, UDD, writeFiles } from "../support/sample.ts";
import { detect, readAll, shown, zipOf } from "./sources/support.ts";

const FOLDER = join(import.meta.dirname, "sources");

/** No importer ever asks the network, also not for the pictures and addresses in letters. */
const connect = vi.spyOn(Socket.prototype, "connect").mockImplementation(() => {
  throw new Error("a socket was opened");
});
afterAll(() => expect(connect).not.toHaveBeenCalled());

const cases = subfolders(FOLDER).flatMap((kind) => subfolders(join(FOLDER, kind)).map((name) => ({ kind, name })));

describe("fixtures", () => {
  test("there are some of every kind", () => {
    expect(cases.length).toBeGreaterThan(80);
  });

  test.each(cases.filter(({ kind }) => kind !== "none"))("$kind/$name", async ({ kind, name }) => {
    const folder = join(FOLDER, kind, name);
    const expected = join(folder, "readings.yaml");
    const actual = { readings: (await readInput(folder, kind)).map((reading) => shown(reading, folder)) };
    const plain = JSON.parse(JSON.stringify(actual)) as object;
    if (process.env.UPDATE) writeFileSync(expected, stringify(plain, { lineWidth: 0, aliasDuplicateObjects: false }));
    expect(plain).toEqual(parse(readFileSync(expected, "utf8")));
  });

  test.each(cases.filter(({ kind }) => kind === "none"))("no letter: $name", async ({ kind, name }) => {
    expect(await detect(openInput(inputOf(join(FOLDER, kind, name))))).toBeUndefined();
  });
});

function subfolders(folder: string): string[] {
  return readdirSync(folder, { withFileTypes: true })
    .filter((entry) => entry.isDirectory())
    .map((entry) => entry.name);
}

function inputOf(folder: string): string {
  const inputs = readdirSync(folder).filter((name) => /^input(?:\.|$)/.test(name));
  const [first, ...more] = inputs.length > 1 ? inputs.filter((name) => !/\.(?:url|webloc)$/.test(name)) : inputs;
  if (first === undefined || more.length > 0) throw new Error(`${folder} must hold one input`);
  return join(folder, first);
}

/** An input that is a folder of no kind is walked as the command does. */
async function readInput(folder: string, kind: string): Promise<Reading[]> {
  const path = inputOf(folder);
  const input = openInput(path);
  const paths = input.isFolder && !(await detect(input)) ? [...walkFolder(path)] : [path];
  const readings: Reading[] = [];
  for (const each of paths) {
    const importer = await detect(openInput(each));
    if (!importer) continue;
    expect(importer.kind, each).toBe(kind);
    readings.push(...(await readAll(each)));
  }
  return readings;
}

function only(readings: readonly Reading[]): SourceLetter {
  expect(readings).toHaveLength(1);
  const [reading] = readings;
  if (!reading || !("letter" in reading)) throw new Error(JSON.stringify(reading));
  return reading.letter;
}

describe("exports", () => {
  const exports = cases.filter(({ kind }) => ["mailchimp", "substack", "buttondown"].includes(kind));

  test.each(exports)("$kind/$name is the same in a zip, and in a folder of the zip", async ({ kind, name }) => {
    const folder = inputOf(join(FOLDER, kind, name));
    for (const wrapper of ["", "export 2023/"]) {
      const zip = join(temporaryFolder(), "export.zip");
      const entries = [...walkFolder(folder)].map((path) => ({
        name: wrapper + relative(folder, path).split(sep).join("/"),
        data: readFileSync(path),
      }));
      writeFileSync(zip, zipOf(entries));
      expect((await detect(openInput(zip)))?.kind).toBe(kind);
      const fromZip = (await readAll(zip)).map((reading) => shown(reading, `${zip}/${wrapper}`));
      const fromFolder = (await readAll(folder)).map((reading) => shown(reading, folder));
      expect(fromZip).toEqual(fromFolder);
    }
  });

  test("a Ghost export in a zip brings its pictures", async () => {
    const folder = join(FOLDER, "ghost/export");
    const zip = join(temporaryFolder(), "export.zip");
    const pictures = ["a", "b"].map((name) => `content/images/2023/09/${name}.png`);
    const data = readFileSync(join(folder, "input.json"));
    writeFileSync(
      zip,
      zipOf([
        { name: "exempel.ghost.2023-11-14-12-00-00.json", data },
        ...pictures.map((name) => ({ name, data: readFileSync(join(folder, name)) })),
      ]),
    );
    const [first] = await readAll(zip);
    expect(first && "letter" in first && [...first.letter.files.keys()]).toEqual(pictures);
  });
});

test("the source of a letter of Paloma's is what front matter has", async () => {
  const issue = readFileSync(join(UDD, "issues/2023/2023-09-udd-enter.md"), "utf8");
  const { data } = readFrontMatter(issue);
  const { sha256: _, ...expected } = (isObject(data) && isObject(data.source) && data.source) || {};
  const folder = temporaryFolder();
  writeFiles(folder, {
    "2023-09-udd-enter.txt": "Brevet\n\nSkickat med Paloma",
    "2023-09-udd-enter.url":
      "[InternetShortcut]\r\nURL=https://public.paloma.se/webversion/WebVersionRaw?cid=15132&mid=766449&emailkey=1-2\r\n",
  });
  const letter = only(await readAll(join(folder, "2023-09-udd-enter.txt")));
  expect(JSON.stringify(letter.source)).toBe(JSON.stringify(expected));
  expect(letter.identity).toBe("paloma:15132/766449");
});

test("files are never reached through links", async () => {
  const folder = temporaryFolder();
  const outside = temporaryFolder();
  writeFiles(outside, {
    "hemlig.png": "hemligt",
    "brev.url": "[InternetShortcut]\nURL=https://public.paloma.se/webversion/x?cid=1&mid=2",
  });
  writeFiles(folder, {
    "brev.html": '<html><img src="bild.png"><img src="mapp/hemlig.png"></html>',
    "andra/x.txt": "",
  });
  symlinkSync(join(outside, "hemlig.png"), join(folder, "bild.png"));
  symlinkSync(outside, join(folder, "mapp"));
  symlinkSync(join(outside, "brev.url"), join(folder, "brev.url"));
  symlinkSync(folder, join(folder, "andra/runt"));
  const letter = only(await readAll(join(folder, "brev.html")));
  expect([...letter.files.keys()]).toEqual([]);
  expect(letter.kind).toBe("html");
  expect([...walkFolder(folder)].map((path) => relative(folder, path))).toEqual([join("andra", "x.txt"), "brev.html"]);
});

test("the parts of a saved page are not letters", async () => {
  const root = temporaryFolder();
  const page = "<html><body>Text</body></html>";
  const parts = ["brev_files/ram.html", "brev_files/djupare/ram.html", "brev-filer/ram.html"];
  const letters = ["brev.html", "annat_files/brev.html", "files/brev.html"];
  writeFiles(root, Object.fromEntries([...parts, ...letters].map((path) => [path, page])));
  const read = (await readAll(root, "html")).map((reading) => shown(reading, root) as { place: string });
  expect(read.map(({ place }) => place).sort()).toEqual(letters.sort());
});

test("limits cannot be switched off", () => {
  expect(() => atMost(MESSAGE, MESSAGE.most)).not.toThrow();
  expect(() => atMost(MESSAGE, MESSAGE.most + 1)).toThrow(new ImportLimitError("the message is larger than 64 MB"));
  expect(() => atMost(MESSAGE, Number.NaN)).toThrow(ImportLimitError);
  expect(() => atMost(MESSAGE, Number.POSITIVE_INFINITY)).toThrow(ImportLimitError);
  for (const most of [0, -1, Number.NaN, Number.POSITIVE_INFINITY, 1.5]) {
    expect(() => isWithin({ most, exceeded: "x" }, 1)).toThrow(RangeError);
  }
});

describe("mail that we write comes back", () => {
  const sign = fc.oneof(
    fc.constantFrom(..."abcåäöÅÄÖ –”“€ &<>'=?_"),
    fc.string({ unit: "grapheme", minLength: 1, maxLength: 1 }),
  );
  const visible = (text: string) => text.replace(/[\p{C}\p{Z}\uFFFD]+/gu, " ").trim();
  const line = fc.array(sign, { minLength: 1, maxLength: 40 }).map((signs) => visible(signs.join("")));
  const name = line.map((text) => `${text.replace(/["\\/;]/g, "")}.pdf`);
  const encoding = fc.constantFrom("base64", "quoted-printable", "8bit");
  const body = fc.array(line, { minLength: 1, maxLength: 10 }).map((lines) => lines.join("\n"));

  test("subject, text and attachments, whatever their signs and encodings", async () => {
    const folder = temporaryFolder();
    const property = fc.asyncProperty(
      line,
      body,
      encoding,
      fc.array(name, { maxLength: 3 }),
      async (subject, text, how, names) => {
        const path = join(folder, "brev.eml");
        writeFileSync(path, compose(subject, text, how, names));
        const letter = only(await readAll(path, "mail"));
        expect(letter.subject ?? "").toBe(subject);
        expect(letter.body.content.trim()).toBe(text.trim());
        expect(letter.attachments.map((file) => file.name)).toEqual(names);
      },
    );
    await fc.assert(property, { numRuns: 150 });
  });
});

function compose(subject: string, text: string, encoding: string, attachments: readonly string[]): string {
  const word = (part: string) => `=?utf-8?B?${Buffer.from(part).toString("base64")}?=`;
  const words: string[] = [];
  for (const sign of subject) {
    const last = words.pop() ?? "";
    words.push(...(Buffer.byteLength(last + sign) <= 30 ? [last + sign] : [last, sign]));
  }
  const files = attachments.map((name) =>
    [
      "--gräns",
      "Content-Type: application/pdf",
      `Content-Disposition: attachment;`,
      ` filename*=utf-8''${encodeURIComponent(name).replace(/['()*!]/g, (sign) => `%${sign.charCodeAt(0).toString(16)}`)}`,
      "",
      "%PDF-1.4",
    ].join("\r\n"),
  );
  return [
    "From: brev@example.se",
    `Subject: ${words.map(word).join("\r\n ")}`,
    "Date: Thu, 14 Sep 2023 08:00:00 +0200",
    "MIME-Version: 1.0",
    'Content-Type: multipart/mixed; boundary="gräns"',
    "",
    "--gräns",
    "Content-Type: text/plain; charset=utf-8",
    `Content-Transfer-Encoding: ${encoding}`,
    "",
    encoded(text, encoding),
    ...files,
    "--gräns--",
    "",
  ].join("\r\n");
}

function encoded(text: string, encoding: string): string {
  const bytes = Buffer.from(text.replaceAll("\n", "\r\n"));
  if (encoding === "8bit") return bytes.toString();
  if (encoding === "base64") return bytes.toString("base64").replace(/.{76}/g, "$&\r\n");
  const signs = [...bytes].map((byte) => `=${byte.toString(16).toUpperCase().padStart(2, "0")}`);
  return signs.join("").replace(/(?:=..){25}/g, "$&=\r\n");
}
