/** `brevarkiv import` as an editor uses it: real processes, real files. */
import { chmodSync, existsSync, mkdirSync, readdirSync, rmSync, symlinkSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, test } from "vitest";
import { brevarkiv, brevarkivHere } from "../../support/program.ts";
import { build, check, filesBelow, fingerprint, ROOT, temporaryFolder, UDD, writeFiles } from "../../support/sample.ts";
import { LONG_TEXT, mail, mbox, PICTURE, project, read } from "./support.ts";

const OTHER_TEXT = LONG_TEXT.replaceAll("hösten", "våren").replace("tre träffar", "fyra träffar");
const THIRD_TEXT = LONG_TEXT.replace("Anmäl dig senast", "Ingen behöver anmäla sig men den som vill kan göra det");

/** Everything in a folder but what the import itself stores. */
function issues(folder: string): string[] {
  return filesBelow(join(folder, "content/issues")).filter((path) => path !== "2026/2026-01-hej.md");
}

describe("a first import", () => {
  test("writes each letter of a mailbox below the year, says what the file is and what became of it", async () => {
    const folder = project({
      "brev.mbox": mbox([
        mail({ id: "1@example.se", subject: "Höstens träffar" }),
        mail({
          id: "2@example.se",
          subject: "Vårens träffar",
          date: "Mon, 4 Mar 2024 08:00:00 +0100",
          text: OTHER_TEXT,
        }),
      ]),
    });
    const { code, stdout, stderr } = await brevarkivHere(["import", "brev.mbox"], folder);
    expect(stderr).toMatch(/^brev\.mbox: mail$/m);
    expect(stderr).toMatch(/^imported content\/issues\/2023\/2023-09-14-hostens-traffar\.md \(brev\.mbox#1\)$/m);
    expect(stderr).toMatch(/^2 imported, \d+ to mend by hand$/m);
    expect(stdout).toBe("");
    expect(code).toBe(0);
    expect(issues(folder)).toEqual(["2023/2023-09-14-hostens-traffar.md", "2024/2024-03-04-varens-traffar.md"]);
    const text = read(folder, "content/issues/2023/2023-09-14-hostens-traffar.md");
    expect(text).toContain("title: Höstens träffar\n");
    expect(text).toContain("date: 2023-09-14\n");
    expect(text).toContain("tre träffar om inköp");
    expect(text).not.toContain("mottagare@example.se");
  });

  test("passes check, and a site is built of it", async () => {
    const folder = project({ "a.eml": mail({ subject: "Höstens träffar" }) });
    expect((await brevarkivHere(["import", "a.eml"], folder)).code).toBe(0);
    expect((await check(join(folder, "content"))).lines).toEqual([]);
    const site = await build(join(folder, "content"));
    expect(site.page("/nyhetsbrev/2023/hostens-traffar/")).toContain("tre träffar om inköp");
  });

  test("the real letter becomes exactly the issue that is published", async () => {
    const published = "issues/2023/2023-09-udd-enter.md";
    const letter = "tests/importers/paloma/2023-09-udd-enter/input/2023-09-udd-enter.txt";
    const folder = project(
      { "2023-09-udd-enter.txt": read(ROOT, letter) },
      { "topics.yaml": read(UDD, "topics.yaml") },
    );
    const address = "https://public.paloma.se/webversion/WebVersionRaw?cid=15132&mid=766449";
    writeFiles(folder, {
      "2023-09-udd-enter.url": `[InternetShortcut]\r\nURL=${address}&emailkey=00000000-0000-0000-0000-000000000000\r\n`,
    });
    expect((await brevarkivHere(["import", "2023-09-udd-enter.txt"], folder)).code).toBe(0);
    expect(read(join(folder, "content"), published)).toBe(read(UDD, published));
  });

  test("leaves nothing of its own behind but the note of what it wrote", async () => {
    const folder = project({ "a.eml": mail() });
    await brevarkivHere(["import", "a.eml"], folder);
    const names = readdirSync(join(folder, "content")).filter((name) => name.startsWith("."));
    expect(names).toEqual([".imported.json"]);
    expect(Object.keys(JSON.parse(read(folder, "content/.imported.json")).issues)).toEqual([
      "issues/2023/2023-09-14-exempelbrevet.md",
    ]);
  });
});

describe("importing again", () => {
  test("changes no byte, also where the notes are lost or damaged", async () => {
    const folder = project({ "brev.mbox": mbox([mail({ id: "1@x.se" }), mail({ id: "2@x.se", text: OTHER_TEXT })]) });
    await brevarkivHere(["import", "brev.mbox"], folder);
    const before = fingerprint(join(folder, "content"));
    for (const notes of [undefined, "{ damaged", '{"version":1,"issues":{"issues/x.md":{"written":"no hash"}}}', ""]) {
      const file = join(folder, "content/.imported.json");
      if (notes === undefined) rmSync(file);
      else writeFileSync(file, notes);
      const { code, stderr } = await brevarkivHere(["import", "brev.mbox", "--update"], folder);
      expect(stderr).toMatch(/^2 unchanged, 0 to mend by hand$/m);
      expect(code).toBe(0);
      expect(fingerprint(join(folder, "content"))).toEqual(before);
    }
  });

  test("a newer version is shown and touches nothing; --update takes it in", async () => {
    const folder = project({ "a.eml": mail() });
    await brevarkivHere(["import", "a.eml"], folder);
    const before = fingerprint(join(folder, "content"));
    writeFiles(folder, { "a.eml": mail({ text: LONG_TEXT.replace("tre träffar", "sju träffar") }) });

    const shown = await brevarkivHere(["import", "a.eml"], folder);
    expect(shown.stderr).toMatch(/^-.*tre träffar/m);
    expect(shown.stderr).toMatch(/^\+.*sju träffar/m);
    expect(shown.stderr).toMatch(/^content\/issues\/2023\/2023-09-14-exempelbrevet\.md changed-source: /m);
    expect(shown.code).toBe(0);
    expect(fingerprint(join(folder, "content"))).toEqual(before);

    const updated = await brevarkivHere(["import", "a.eml", "--update"], folder);
    expect(updated.stderr).toMatch(/^updated content\/issues\/2023\/2023-09-14-exempelbrevet\.md/m);
    expect(read(folder, "content/issues/2023/2023-09-14-exempelbrevet.md")).toContain("sju träffar");
    expect((await brevarkivHere(["import", "a.eml"], folder)).stderr).toMatch(/^1 unchanged/m);
  });

  test("an issue edited by hand is never overwritten, with or without notes", async () => {
    const folder = project({ "a.eml": mail() });
    await brevarkivHere(["import", "a.eml"], folder);
    const file = "content/issues/2023/2023-09-14-exempelbrevet.md";
    const edited = read(folder, file).replace("tre träffar", "de tre träffarna");
    writeFiles(folder, { [file]: edited, "a.eml": mail({ text: LONG_TEXT.replace("tre träffar", "sju träffar") }) });

    const { code, stderr } = await brevarkivHere(["import", "a.eml", "--update"], folder);
    expect(stderr).toMatch(/^skipped .*edited by hand/m);
    expect(stderr).toMatch(/^\+.*sju träffar/m);
    expect(code).toBe(0);
    expect(read(folder, file)).toBe(edited);

    rmSync(join(folder, "content/.imported.json"));
    await brevarkivHere(["import", "a.eml", "--update"], folder);
    expect(read(folder, file)).toBe(edited);
  });

  test("an edited issue whose source has not changed is not reported", async () => {
    const folder = project({ "a.eml": mail() });
    await brevarkivHere(["import", "a.eml"], folder);
    const file = "content/issues/2023/2023-09-14-exempelbrevet.md";
    writeFiles(folder, { [file]: read(folder, file).replace("tre träffar", "de tre träffarna") });
    const { stderr } = await brevarkivHere(["import", "a.eml", "--update"], folder);
    expect(stderr).toMatch(/^unchanged .*edited by hand since it was imported$/m);
    expect(stderr).toMatch(/^1 unchanged, 0 to mend by hand$/m);
  });

  test("a saved page that was saved again after a correction is a newer version of it", async () => {
    const page = `<html lang="sv"><head><title>Brev</title></head><body><h1>Brev</h1><p>${LONG_TEXT}</p></body></html>`;
    const folder = project({ "2023-09-brev.html": page });
    await brevarkivHere(["import", "2023-09-brev.html"], folder);
    writeFiles(folder, { "2023-09-brev.html": page.replace("tre träffar", "sju träffar") });
    const { stderr } = await brevarkivHere(["import", "2023-09-brev.html", "--update"], folder);
    expect(stderr).toMatch(/^updated /m);
    expect(issues(folder)).toHaveLength(1);
  });

  test("an issue that was moved is known again where it lies", async () => {
    const folder = project({ "a.eml": mail() });
    await brevarkivHere(["import", "a.eml"], folder);
    const from = "content/issues/2023/2023-09-14-exempelbrevet.md";
    writeFiles(folder, { "content/issues/gamla/brev.md": read(folder, from), [from]: undefined });
    expect((await brevarkivHere(["import", "a.eml"], folder)).stderr).toMatch(/^1 unchanged/m);
    expect(issues(folder)).toEqual(["gamla/brev.md"]);
  });

  test("an issue that was removed stays away until --update", async () => {
    const folder = project({ "a.eml": mail() });
    await brevarkivHere(["import", "a.eml"], folder);
    const file = "content/issues/2023/2023-09-14-exempelbrevet.md";
    const text = read(folder, file);
    writeFiles(folder, { [file]: undefined });
    const { stderr } = await brevarkivHere(["import", "a.eml"], folder);
    expect(stderr).toMatch(/^skipped \(a\.eml\): it was imported before .* removed/m);
    expect(existsSync(join(folder, file))).toBe(false);
    await brevarkivHere(["import", "a.eml", "--update"], folder);
    expect(read(folder, file)).toBe(text);
  });
});

describe("one letter in several forms", () => {
  test("the mail of a text and a colleague's copy of it are one issue, whatever the order", async () => {
    for (const order of [
      ["a.eml", "b.eml"],
      ["b.eml", "a.eml"],
    ]) {
      const folder = project({
        "a.eml": mail({ id: "1@example.se" }),
        "b.eml": mail({ id: "till-en-kollega@example.se" }),
      });
      const { stderr, code } = await brevarkivHere(["import", ...order], folder);
      expect(stderr).toMatch(
        /^skipped content\/issues\/2023\/2023-09-14-exempelbrevet\.md \(.\.eml\): the same letter/m,
      );
      expect(stderr).toMatch(/^1 imported, 1 skipped/m);
      expect(code).toBe(0);
      expect(issues(folder)).toEqual(["2023/2023-09-14-exempelbrevet.md"]);
      expect((await brevarkivHere(["import", ...order], folder)).stderr).toMatch(/^1 unchanged, 1 skipped/m);
    }
  });

  test("the mail of a web version is taken before its text, whatever the order", async () => {
    const letters = {
      "2023-09-brev.txt": `Exempelbrevet\n\nSe det i webbläsaren\n\n${LONG_TEXT}\nSkickat med Paloma\n`,
      "a.eml": mail({ id: "1@example.se" }),
    };
    for (const order of [
      ["a.eml", "2023-09-brev.txt"],
      ["2023-09-brev.txt", "a.eml"],
    ]) {
      const folder = project(letters);
      const { stderr } = await brevarkivHere(["import", ...order], folder);
      expect(stderr).toMatch(/^imported .* \(a\.eml\)$/m);
      expect(stderr).toMatch(/^skipped .* \(2023-09-brev\.txt\): the same letter/m);
      expect(issues(folder)).toEqual(["2023/2023-09-14-exempelbrevet.md"]);
    }
    const folder = project(letters);
    await brevarkivHere(["import", "2023-09-brev.txt"], folder);
    const { stderr } = await brevarkivHere(["import", "a.eml", "--update"], folder);
    expect(stderr).toMatch(/^skipped .* \(a\.eml\): its words are there already, from another source$/m);
  });

  test("the same words in another month are another letter", async () => {
    const folder = project({
      "brev.mbox": mbox([mail({ id: "1@x.se" }), mail({ id: "2@x.se", date: "Sat, 14 Oct 2023 08:00:00 +0200" })]),
    });
    expect((await brevarkivHere(["import", "brev.mbox"], folder)).stderr).toMatch(/^2 imported/m);
  });
});

describe("names", () => {
  test("two letters of one subject and day get two names and two addresses, the same in every run", async () => {
    const mails = [
      mail({ id: "1@x.se" }),
      mail({ id: "2@x.se", text: OTHER_TEXT }),
      mail({ id: "3@x.se", text: THIRD_TEXT }),
    ];
    const results = [];
    for (let run = 0; run < 2; run += 1) {
      const folder = project({ "brev.mbox": mbox(mails) });
      expect((await brevarkivHere(["import", "brev.mbox"], folder)).code).toBe(0);
      expect((await check(join(folder, "content"))).lines).toEqual([]);
      results.push(fingerprint(join(folder, "content")));
      expect(issues(folder)).toHaveLength(3);
    }
    expect(results[0]).toEqual(results[1]);
  });

  test("a file that stands in the way is left, and the letter is named otherwise", async () => {
    const folder = project(
      { "a.eml": mail() },
      { "issues/2023/2023-09-14-exempelbrevet.md": "---\ntitle: Ett annat\ndate: 2023\nslug: annat\n---\n\nHej!\n" },
    );
    await brevarkivHere(["import", "a.eml"], folder);
    expect(read(folder, "content/issues/2023/2023-09-14-exempelbrevet.md")).toContain("Ett annat");
    expect(issues(folder)).toEqual(["2023/2023-09-14-exempelbrevet-2.md", "2023/2023-09-14-exempelbrevet.md"]);
  });

  test("a letter without a date is a draft that says so, and the archive is still fit to publish", async () => {
    const folder = project({ "brev.html": `<html><body><h1>Utan datum</h1><p>${LONG_TEXT}</p></body></html>` });
    const { code, stderr } = await brevarkivHere(["import", "brev.html"], folder);
    expect(code).toBe(0);
    expect(stderr).toMatch(/^content\/issues\/utan-datum\/brev\.md date-unknown: /m);
    const text = read(folder, "content/issues/utan-datum/brev.md");
    expect(text).toContain("draft: true\n");
    expect(text).toContain("# Brevets datum är okänt.");
    expect((await check(join(folder, "content"))).lines).toEqual([]);
  });

  test("a letter from the future is a draft", async () => {
    const folder = project({ "a.eml": mail({ date: "Fri, 1 Jan 2100 08:00:00 +0100" }) });
    const { stderr } = await brevarkivHere(["import", "a.eml"], folder);
    expect(stderr).toMatch(/date-unknown: .*: 2100-01-01$/m);
    expect((await check(join(folder, "content"))).lines).toEqual([]);
  });
});

describe("faults", () => {
  test("bad files never stop the good ones: 1, and each is named with its reason", async () => {
    const folder = project({
      "brev/a.eml": mail({ id: "1@x.se" }),
      "brev/b.zip": Buffer.from("PK\u0003\u0004 no zip at all"),
      "brev/c.bin": Buffer.from([0, 1, 2, 3]),
      "brev/d/e.eml": mail({ id: "2@x.se", text: OTHER_TEXT, subject: "Vårens träffar" }),
      "brev/tom.txt": "",
    });
    const { code, stderr } = await brevarkivHere(["import", "brev", join("brev", "c.bin")], folder);
    expect(stderr).toMatch(/^failed \(brev\/c\.bin\): what it is cannot be told; name its kind with --from$/m);
    expect(stderr).toMatch(/^2 imported, .*1 failed/m);
    expect(code).toBe(1);
    expect(issues(folder)).toHaveLength(2);
  });

  test("a folder is read in sorted order and never through links", async () => {
    const secret = temporaryFolder();
    writeFiles(secret, { "hemligt.eml": mail({ subject: "Hemligt", text: THIRD_TEXT }) });
    const folder = project({
      "brev/b.eml": mail({ id: "b@x.se" }),
      "brev/a.eml": mail({ id: "a@x.se", text: OTHER_TEXT }),
    });
    symlinkSync(secret, join(folder, "brev/mapp"));
    symlinkSync(join(secret, "hemligt.eml"), join(folder, "brev/fil.eml"));
    symlinkSync(join(folder, "brev"), join(folder, "brev/krets"));
    const { stderr } = await brevarkivHere(["import", "brev"], folder);
    expect(stderr.indexOf("brev/a.eml")).toBeLessThan(stderr.indexOf("brev/b.eml"));
    expect(stderr).toMatch(/^2 imported, /m);
    expect(stderr.toLowerCase()).not.toContain("hemligt");
  });

  test("the archive itself is not read, though it is in the folder", async () => {
    const folder = project({ "brev/a.eml": mail() });
    await brevarkivHere(["import", "brev", "--keep-original"], folder);
    const before = fingerprint(folder);
    const { stderr } = await brevarkivHere(["import", "."], folder);
    expect(stderr).toMatch(/^1 unchanged, 0 to mend by hand$/m);
    expect(fingerprint(folder)).toEqual(before);
  });

  test("nothing is written through a link in the archive", async () => {
    const elsewhere = temporaryFolder();
    const folder = project({ "a.eml": mail() });
    symlinkSync(elsewhere, join(folder, "content/issues/2023"));
    const { code, stderr } = await brevarkivHere(["import", "a.eml"], folder);
    expect(stderr).toMatch(/^failed \(a\.eml\): .*2023 is in the way, where a folder is to be written/m);
    expect(code).toBe(1);
    expect(readdirSync(elsewhere)).toEqual([]);
  });

  test("a folder that cannot be written: 2, without a stack, and nothing half done", async () => {
    const folder = project({ "a.eml": mail() });
    const before = fingerprint(folder);
    const isRoot = process.getuid?.() === 0;
    chmodSync(folder, 0o755);
    if (!isRoot) chmodSync(join(folder, "content"), 0o555);
    const { code, stderr } = await brevarkiv(["import", "a.eml"], folder, isRoot ? { uid: 65_534 } : {});
    chmodSync(join(folder, "content"), 0o755);
    expect(stderr).toMatch(/^error: .*no permission$/m);
    expect(stderr).not.toContain("    at ");
    expect(code).toBe(2);
    expect(fingerprint(folder)).toEqual(before);
  });

  test.each([
    ["no path", ["import"], /missing required argument/],
    ["a path that is not there", ["import", "finns-inte.eml"], /^error: finns-inte\.eml is not there$/m],
    ["an unknown kind", ["import", "a.eml", "--from", "gopher"], /Allowed choices are auto, paloma/],
    ["a report of another kind", ["import", "a.eml", "--report", "r.pdf"], /does not end with \.md .* or \.json/],
    ["a report to nowhere", ["import", "a.eml", "--report", "x/r.md"], /there is no folder x/],
    ["an archive that is not there", ["import", "a.eml", "--into", "x/y/issues"], /there is no folder x\/y/],
    ["a folder that is a file", ["import", "a.eml", "--into", "a.eml"], /a\.eml is not a folder/],
    [
      "a folder where letters are not read",
      ["import", "a.eml", "--into", "content/news"],
      /letters are read from content\/issues/,
    ],
    ["the content folder itself", ["import", "a.eml", "--into", "content"], /letters are read from content\/issues/],
    ["an unknown option", ["import", "a.eml", "--force"], /unknown option/],
  ])("wrong usage, %s: 2, and nothing is written", async (_name, args, message) => {
    const folder = project({ "a.eml": mail() });
    const before = fingerprint(folder);
    const { code, stderr } = await brevarkivHere(args, folder);
    expect(stderr).toMatch(message);
    expect(code).toBe(2);
    expect(fingerprint(folder)).toEqual(before);
  });

  test("a broken site.yaml: 1, with its place", async () => {
    const folder = project({ "a.eml": mail() }, { "site.yaml": "name: [\n" });
    const { code, stderr } = await brevarkivHere(["import", "a.eml"], folder);
    expect(stderr).toMatch(/site\.yaml:\d+:\d+ error yaml: /);
    expect(code).toBe(1);
  });

  test("two imports at once: the second has to wait", async () => {
    const folder = project({ "a.eml": mail() });
    mkdirSync(join(folder, "content/.brevarkiv-import"));
    // Held by this process, which is alive.
    writeFileSync(join(folder, "content/.brevarkiv-import/lock"), `${process.pid} \n`);
    const { code, stderr } = await brevarkivHere(["import", "a.eml"], folder);
    expect(stderr).toBe("error: another import is at work here; try again when it is done\n");
    expect(code).toBe(2);
  });
});

describe("options", () => {
  test("--dry-run says the same and writes nothing", async () => {
    const folder = project({ "brev.mbox": mbox([mail({ id: "1@x.se" }), mail({ id: "2@x.se", text: OTHER_TEXT })]) });
    const before = fingerprint(folder);
    const { code, stderr } = await brevarkivHere(["import", "brev.mbox", "--dry-run", "--keep-original"], folder);
    expect(stderr).toMatch(/^would be imported content\/issues\/2023\/2023-09-14-exempelbrevet\.md/m);
    expect(stderr).toMatch(/^nothing written \(dry run\): 2 imported, /m);
    expect(code).toBe(0);
    expect(fingerprint(folder)).toEqual(before);
  });

  test("--keep-original keeps each original once, byte for byte, where no site is made of it", async () => {
    const original = mail();
    const folder = project({ "a.eml": original });
    for (let run = 0; run < 2; run += 1) await brevarkivHere(["import", "a.eml", "--keep-original"], folder);
    const [kept, ...others] = filesBelow(join(folder, "originals"));
    expect(others).toEqual([]);
    expect(kept).toMatch(/^[0-9a-f]{64}\.eml$/);
    expect(read(folder, `originals/${kept}`)).toBe(original);
    expect(read(folder, "content/issues/2023/2023-09-14-exempelbrevet.md")).toContain(`sha256: ${kept?.slice(0, 64)}`);
    const site = await build(join(folder, "content"));
    expect(filesBelow(site.folder).filter((path) => path.includes(kept?.slice(0, 10) ?? "?"))).toEqual([]);
  });

  test("--into names the archive", async () => {
    const folder = project({ "a.eml": mail() });
    await brevarkivHere(["import", "a.eml", "--into", join("content", "issues", "gamla")], folder);
    expect(issues(folder)).toEqual(["gamla/2023/2023-09-14-exempelbrevet.md"]);
    const elsewhere = temporaryFolder();
    mkdirSync(join(elsewhere, "arkiv"));
    const { code } = await brevarkivHere(["import", "a.eml", "--into", join(elsewhere, "arkiv/brev")], folder);
    expect(code).toBe(0);
    expect(filesBelow(elsewhere)).toEqual(["arkiv/.imported.json", "arkiv/brev/2023/2023-09-14-exempelbrevet.md"]);
  });

  test("--from names a kind that cannot be detected", async () => {
    const folder = project({ "brev.bin": "Hej alla glada!\n\nDet här är ett kort brev.\n" });
    const { stderr } = await brevarkivHere(["import", "brev.bin", "--from", "markdown"], folder);
    expect(stderr).toMatch(/^brev\.bin: .*Markdown/m);
  });
});

describe("reports", () => {
  const HTML = `<html lang="sv"><head><title>Brev med brister</title></head><body><h1>Brev med brister</h1>
<p>${LONG_TEXT}</p><p><img src="bild.png" width="300" height="200"></p>
<p>Mer finns <a href="https://www.example.se/mer">här</a>.</p></body></html>`;

  test("the Markdown report is in the site's language, fault by fault, with file and line", async () => {
    const folder = project({ "2023-09-brister.html": HTML, "bild.png": PICTURE });
    const { stderr } = await brevarkivHere(["import", "2023-09-brister.html", "--report", "rapport.md"], folder);
    const report = read(folder, "rapport.md");
    expect(report).toContain("# Att åtgärda efter importen");
    const file = issues(folder).find((path) => path.endsWith(".md"));
    const lines = read(folder, `content/issues/${file}`).split("\n");
    const line = lines.findIndex((each) => each.includes("[här](")) + 1;
    expect(line).toBeGreaterThan(0);
    expect(report).toMatch(/^## Länktext som inte säger .* \(1\)$/m);
    expect(report).toMatch(new RegExp(`^- \`content/issues/${file}\`: rad ${line} \`här `, "m"));
    expect(report).toMatch(/^I källan och i arkivet: \d+ och \d+ ord, 1 och 1 länkar, 1 och 1 bilder/m);
    expect(stderr).toMatch(new RegExp(`^content/issues/${file}:${line} link-text: `, "m"));
  });

  test("the JSON report has each letter, how it ended and its repairs", async () => {
    const folder = project({ "2023-09-brister.html": HTML, "bild.png": PICTURE, "x.bin": Buffer.from([0]) });
    const { code } = await brevarkivHere(
      ["import", "2023-09-brister.html", "x.bin", "--report", "rapport.json"],
      folder,
    );
    expect(code).toBe(1);
    const report = JSON.parse(read(folder, "rapport.json"));
    expect(report.counts).toEqual({ imported: 1, updated: 0, unchanged: 0, skipped: 0, failed: 1 });
    expect(report.letters.map(({ status }: { status: string }) => status)).toEqual(["imported", "failed"]);
    expect(report.letters[0].repairs).toContainEqual({
      rule: "link-text",
      about: expect.any(String),
      line: expect.any(Number),
    });
    expect(report.repairs["link-text"]).toBe(1);
    expect(report.letters[0].account).toMatchObject({ source: { links: 1, pictures: 1, headings: 1 }, lost: 0 });
    expect(report.account.source).toEqual(report.letters[0].account.source);
  });

  test("the HTML report says the same, and may be replaced by another report", async () => {
    const folder = project({ "2023-09-brister.html": HTML, "bild.png": PICTURE });
    for (let round = 1; round <= 2; round += 1) {
      const { code } = await brevarkivHere(["import", "2023-09-brister.html", "--report", "rapport.html"], folder);
      expect(code, String(round)).toBe(0);
    }
    const report = read(folder, "rapport.html");
    expect(report).toMatch(/^<!doctype html>/);
    expect(report).toContain("<h1>Att åtgärda efter importen</h1>");
    expect(report).toMatch(/<h2>Länktext som inte säger .* \(1\)<\/h2>/);
  });

  test("a difference is in the report too", async () => {
    const folder = project({ "a.eml": mail() });
    await brevarkivHere(["import", "a.eml"], folder);
    writeFiles(folder, { "a.eml": mail({ text: LONG_TEXT.replace("tre träffar", "sju träffar") }) });
    await brevarkivHere(["import", "a.eml", "--report", "rapport.md"], folder);
    expect(read(folder, "rapport.md")).toMatch(/```diff\n[^`]*\+.*sju träffar/);
  });
});
