/** What lies among letters and is none is named with what to do, whatever kind it is said to be. */
import { mkdirSync, readdirSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, test } from "vitest";
import { detectInputs } from "../../src/importers/detect.ts";
import { KINDS } from "../../src/importers/importer.ts";
import { IMPORTERS } from "../../src/importers/sources/index.ts";
import { brevarkivHere } from "../support/program.ts";
import { temporaryFolder, writeFiles } from "../support/sample.ts";
import { mail, project } from "./command/support.ts";
import { zipOf } from "./sources/support.ts";

const utf16 = (text: string) => Buffer.from(text, "utf16le");
const COMPOUND = Buffer.from("d0cf11e0a1b11ae1", "hex");
const ENCRYPTED = 0x801;

/** Files that cannot be read, each with a word of what to do. */
const UNREADABLE: Readonly<Record<string, readonly [bytes: Buffer, advice: RegExp]>> = {
  "brev.docx": [zipOf([{ name: "word/document.xml", data: "<w:p>Brev</w:p>" }]), /Word document.*web page/],
  "brev.odt": [zipOf([{ name: "content.xml", data: "<text:p>Brev</text:p>" }]), /OpenDocument.*web page/],
  "brev.xlsx": [zipOf([{ name: "xl/workbook.xml", data: "" }]), /Excel/],
  "brev.pptx": [zipOf([{ name: "ppt/presentation.xml", data: "" }]), /PowerPoint/],
  "brev.epub": [zipOf([{ name: "META-INF/container.xml", data: "" }]), /e-book/],
  "locked.zip": [zipOf([{ name: "brev.eml", data: mail(), flags: ENCRYPTED }]), /encrypted.*password/],
  "brev.pdf": [Buffer.from("%PDF-1.7\n<html><p>Brev</p>"), /PDF/],
  "brev.rtf": [Buffer.from("{\\rtf1 Brev}"), /RTF.*web page/],
  "brev.msg": [Buffer.concat([COMPOUND, utf16("__substg1.0_0037001F")]), /\.msg.*\.eml/],
  "locked.docx": [Buffer.concat([COMPOUND, utf16("EncryptedPackage")]), /password/],
  "brev.doc": [Buffer.concat([COMPOUND, utf16("WordDocument")]), /older Office/],
  "brev.pst": [Buffer.from("!BDN\0\0\0\0"), /Outlook.*\.eml/],
  "winmail.dat": [Buffer.from("789f3e22", "hex"), /winmail\.dat.*\.eml/],
  "brev.tar.gz": [Buffer.from("1f8b0800", "hex"), /unpack/],
  "brev.7z": [Buffer.from("377abcaf271c", "hex"), /unpack/],
  "brev.rar": [Buffer.from("526172211a07", "hex"), /unpack/],
  "brev.sqlite": [Buffer.from("SQLite format 3\0"), /database/],
};

function folderOf(files: Readonly<Record<string, string | Buffer>>): string {
  const folder = join(temporaryFolder(), "brev");
  mkdirSync(folder);
  writeFiles(folder, files);
  return folder;
}

describe("files that cannot be read", () => {
  const files = Object.fromEntries(Object.entries(UNREADABLE).map(([name, [bytes]]) => [name, bytes]));

  test("are named in a folder with what to do, also under false names", async () => {
    const renamed = Object.fromEntries(Object.entries(files).map(([name, bytes]) => [`${name}.md`, bytes]));
    for (const each of [files, renamed]) {
      const folder = folderOf(each);
      const { inputs, unread } = await detectInputs([folder], IMPORTERS, undefined, []);
      expect(inputs).toEqual([]);
      expect(unread.map(({ outcome }) => outcome)).toEqual(unread.map(() => "skipped"));
      expect(unread.map(({ place }) => place)).toEqual(
        readdirSync(folder)
          .sort()
          .map((name) => join(folder, name)),
      );
    }
    const folder = folderOf(files);
    const { unread } = await detectInputs([folder], IMPORTERS, undefined, []);
    for (const [name, [, advice]] of Object.entries(UNREADABLE))
      expect(unread.find(({ place }) => place === join(folder, name))?.why, name).toMatch(advice);
  });

  test.each(KINDS)("never become letters with --from %s", async (kind) => {
    const folder = folderOf(files);
    const paths = Object.keys(files).map((name) => join(folder, name));
    const { inputs, unread } = await detectInputs([...paths, folder], IMPORTERS, kind, []);
    expect(inputs).toEqual([]);
    expect(unread.filter(({ outcome }) => outcome === "failed").map(({ place }) => place)).toEqual(paths);
  });
});

describe("parts of a site", () => {
  const SITE = {
    "_config.yml": "---\ntitle: Brev\n---\n",
    "config.toml": "title = 'Brev'\n",
    "brev.njk": "---\ntitle: Brev\n---\n<p>Brev</p>\n",
    "post.html": "---\nlayout: page\n---\n{% for post in site.posts %}{{ post.title }}{% endfor %}\n",
    "base.html": "<!doctype html><title>{{ page.title }}</title><body>{{ content }}</body>\n",
    "list.html": '{{ define "main" }}{{ range .Pages }}<p>{{ .Title }}</p>{{ end }}{{ end }}\n',
    "404.html": "<!doctype html><title>Sidan finns inte</title><p>Sidan finns inte.</p>\n",
    "README.md": "# Våra brev\n\nHär ligger våra brev.\n",
    "LICENSE.md": "# Licence\n\nCC BY 4.0\n",
    "_layouts/default.html": "<!doctype html><p>Brev</p>\n",
    "themes/hugo/content/exempel.md": "---\ntitle: Exempel\n---\nText\n",
    "node_modules/paket/letter.md": "# Letter\n",
  };

  test("are left and named", async () => {
    const { inputs, unread } = await detectInputs([folderOf(SITE)], IMPORTERS, undefined, []);
    expect(inputs).toEqual([]);
    const named = unread.map(({ why }) => why).join("\n");
    for (const name of Object.keys(SITE)) expect(named).toContain(name.split("/")[0]);
  });

  test("are read where the user names them", async () => {
    const folder = folderOf(SITE);
    const { inputs } = await detectInputs([join(folder, "README.md")], IMPORTERS, undefined, []);
    expect(inputs).toHaveLength(1);
  });

  test("are not letters with shortcodes, letters that show code, and the page of a folder with pictures", async () => {
    const letters = {
      "a.md": "---\ntitle: A\ndate: 2024-01-01\n---\n{% include youtube.html id='x' %}\n{{< figure src='x.png' >}}\n",
      "b.md": "# B\n\nSkriv `{% for x in y %}` eller\n\n```\n{{ content }}\n```\n",
      "c/index.md": "---\ntitle: C\ndate: 2024-01-01\n---\n![Brunnen](brunn.png)\n",
      "d/index.html": "<!doctype html><title>D</title><p>Läs <a href='sida.html'>sidan</a> om brunnen.</p>",
      "d/sida.html": "<!doctype html><title>E</title><p>Brunnen är djup.</p>",
    };
    const { inputs, unread } = await detectInputs([folderOf(letters)], IMPORTERS, undefined, []);
    expect(unread).toEqual([]);
    expect(inputs).toHaveLength(Object.keys(letters).length);
  });
});

test("the exit code is 1 where no letter came in, and 0 where all are there", async () => {
  const folder = project({ "brev/brev.pdf": "%PDF-1.7", "brev/anteckning.txt": "Köp mjölk", "a.eml": mail() });
  const skipped = await brevarkivHere(["import", "brev"], folder);
  expect(skipped.stderr).toMatch(/^skipped \(brev\): no letter: anteckning\.txt$/m);
  expect(skipped.code).toBe(1);
  for (let round = 1; round <= 2; round += 1)
    expect((await brevarkivHere(["import", "a.eml"], folder)).code, String(round)).toBe(0);
});
