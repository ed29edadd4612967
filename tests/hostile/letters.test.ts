/** What a letter may try besides scripts: to be run as a template, to leave its folder, to write the archive's own fields. */
import { existsSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { beforeAll, describe, expect, test } from "vitest";
import { readFrontMatter } from "../../src/content/front-matter.ts";
import { LONG_TEXT, mail, PICTURE, project, read } from "../importers/command/support.ts";
import { brevarkivHere } from "../support/program.ts";
import { build, check, filesBelow, fingerprint } from "../support/sample.ts";

const ISSUE = "content/issues/2023/2023-09-14-";

describe("template code", () => {
  test("comes out as text or not at all, and is never run", async () => {
    const code = [
      "{{ 7 * 191 }}",
      "{% for x in [1, 2] %}slinga{% endfor %}",
      "{{ site.constructor }}",
      "{# kommentar #}",
      "{{{ 7 * 191 }}}",
      "<%= 7 * 191 %>",
    ];
    const folder = project({
      "a.eml": mail({
        subject: "Mall {{ 7 * 191 }} {% raw %}",
        text: `${LONG_TEXT}\n${code.join("\n\n")}\n\nTill sist.\n`,
      }),
      "b.md": `---\ntitle: "Mall {{ 7 * 191 }}"\ndate: 2023-09-15\n---\n\n${code.join("\n\n")}\n\nTill sist.\n`,
    });
    const { code: exit } = await brevarkivHere(["import", "a.eml", "b.md"], folder);
    expect(exit).toBe(0);
    const site = await build(join(folder, "content"));
    const pages = filesBelow(site.folder).filter(
      (path) => path.startsWith("nyhetsbrev/2023/") && path.endsWith(".html"),
    );
    expect(pages.length).toBeGreaterThanOrEqual(3);
    for (const path of pages) {
      const html = readFileSync(join(site.folder, path), "utf8");
      expect(html).not.toContain("1337");
      expect(html).not.toContain("slingaslinga");
      expect(html).not.toContain("native code");
    }
  });
});

describe("front matter", () => {
  const SUBJECTS = [
    ["a fence", "Hej\n---\ntitle: Stulen\ndraft: true\n---\n"],
    ["a fence with other line ends", "Hej\r---\rdraft: true\r---\r"],
    ["a Unicode line separator", "Hej\u2028---\u2028draft: true"],
    ["a next-line sign", "Hej\u0085---\u0085draft: true"],
    ["a second key", "Hej\naliases: [/om-oss/]"],
    ["a tag", "!!js/function 'function () { return 1 }'"],
    ["another tag", "!<tag:yaml.org,2002:binary> aGVq"],
    ["an anchor", "&a [*a, *a]"],
    ["an alias", "*alias"],
    ["a merge key", "<<: {draft: true}"],
    ["a comment", "Hej # och resten är borta"],
    ["a mapping", "{title: x, draft: true}"],
    ["a list", "[a, b]"],
    ["a block", "|\n  hej"],
    ["a document end", "...\n---\n"],
    ["a number", "0x1F"],
    ["a date", "2023-09-14"],
    ["nothing", "~"],
    ["a truth", "yes"],
    ["a prototype", "__proto__: {draft: true}"],
    ["only spaces", "   "],
    ["control signs", "He\u0000j\u001b[31m röd\u0007 \u202erotnes"],
    ["a very long one", "Hej ".repeat(30_000)],
  ] as const;
  /** What was imported, a letter for each subject, known by its text. */
  const sign = (number: number): string => `Ett brev med tecknet x${number}x.`;
  let issues: readonly string[];
  beforeAll(async () => {
    const letters = SUBJECTS.map(([, subject], number): [string, string] => [
      `brev/${number}.eml`,
      mail({ id: `${number}@example.se`, subject, text: `${LONG_TEXT}\n${sign(number)}\n` }),
    ]);
    const folder = project(Object.fromEntries(letters));
    const { code } = await brevarkivHere(["import", "brev"], folder);
    expect(code).toBe(0);
    const { result } = await check(join(folder, "content"));
    expect(result.diagnostics.filter(({ severity }) => severity === "error")).toEqual([]);
    const year = join(folder, "content/issues/2023");
    issues = filesBelow(year).map((path) => read(year, path));
  });

  test.each(SUBJECTS.map(([name], number) => [name, number] as const))(
    "a subject of %s is a title and nothing else",
    (_name, number) => {
      const [issue = "", ...more] = issues.filter((text) => text.includes(sign(number)));
      expect(more).toEqual([]);
      const { data, problems } = readFrontMatter(issue);
      expect(problems).toEqual([]);
      const fields = data as Record<string, unknown>;
      expect(fields.draft).toBeUndefined();
      expect(fields.aliases).toBeUndefined();
      expect(typeof fields.title).toBe("string");
      expect(String(fields.title)).not.toMatch(/[\u0000-\u001f\u007f-\u009f\u2028\u2029\u202a-\u202e]/);
    },
  );

  test("a body cannot open front matter of its own", async () => {
    const folder = project({ "a.eml": mail({ text: `---\ntitle: Stulen\ndraft: true\n---\n\n${LONG_TEXT}` }) });
    await brevarkivHere(["import", "a.eml"], folder);
    const { data } = readFrontMatter(read(folder, `${ISSUE}exempelbrevet.md`));
    expect(data).toMatchObject({ title: "Exempelbrevet" });
    expect(data).not.toHaveProperty("draft");
  });
});

describe("names that leave their folder", () => {
  const NAMES = [
    "../../../utanfor",
    "/etc/cron.d/utanfor",
    "..\\\\..\\\\utanfor",
    "C:\\\\utanfor",
    "a/../../../../utanfor",
    ".htaccess",
    "con",
    "nul.md",
    "%2e%2e%2futanfor",
    "utanfor\u0000.md",
  ];

  test("of letters", async () => {
    const folder = project(
      Object.fromEntries(
        NAMES.map((name, index) => [
          `brev/${index}.eml`,
          mail({ id: `${index}@x.se`, subject: name, text: `${LONG_TEXT} Nummer ${index}.` }),
        ]),
      ),
    );
    const before = new Set(filesBelow(folder));
    const { code } = await brevarkivHere(["import", "brev"], folder);
    expect(code).toBe(0);
    const written = filesBelow(folder).filter((path) => !before.has(path));
    expect(written.every((path) => /^content\/(?:\.imported\.json|issues\/2023\/[a-z0-9-]+\.md)$/.test(path))).toBe(
      true,
    );
    expect(written).toHaveLength(NAMES.length + 1);
    expect(existsSync("/etc/cron.d/utanfor")).toBe(false);
  });

  test("of pictures and attachments", async () => {
    const parts = NAMES.map(
      (name, index) =>
        `--x\r\nContent-Type: ${index % 2 ? "application/pdf" : "image/png"}; name="${name}.${index % 2 ? "pdf" : "png"}"\r\nContent-Disposition: attachment; filename="${name}.${index % 2 ? "pdf" : "png"}"\r\nContent-ID: <${index}@x>\r\nContent-Transfer-Encoding: base64\r\n\r\n${PICTURE.toString("base64")}\r\n`,
    );
    const shown = NAMES.map((_name, index) => (index % 2 ? "" : `<img src="cid:${index}@x" alt="Bild ${index}">`)).join(
      "",
    );
    const folder = project({
      "a.eml": `From: Exempel <brev@example.se>\r\nSubject: Bilagor\r\nDate: Thu, 14 Sep 2023 08:00:00 +0200\r\nMessage-ID: <1@x.se>\r\nMIME-Version: 1.0\r\nContent-Type: multipart/related; boundary=x\r\n\r\n--x\r\nContent-Type: text/html\r\n\r\n<p>${LONG_TEXT}</p>${shown}\r\n${parts.join("")}--x--\r\n`,
    });
    const before = new Set(filesBelow(folder));
    const { code } = await brevarkivHere(["import", "a.eml"], folder);
    expect(code).toBe(0);
    const written = filesBelow(folder).filter((path) => !before.has(path));
    expect(written.filter((path) => !/^content\/(?:\.imported\.json|issues\/2023\/[a-z0-9._/-]+)$/.test(path))).toEqual(
      [],
    );
    expect(written.some((path) => path.includes(".."))).toBe(false);
    expect(written.some((path) => path.endsWith(".png"))).toBe(true);
  });
});

test("a personal identity number is reported with its line, and not spread in the report", async () => {
  const number = "19121212-1212"; // the tax authority's own example
  const folder = project({
    "a.eml": mail({ text: `${LONG_TEXT}\nOmbud är Exempel Exempelsson, ${number}, i Exempelstad.\n` }),
  });
  const { stderr } = await brevarkivHere(["import", "a.eml"], folder);
  expect(stderr).toMatch(/^content\/issues\/2023\/2023-09-14-exempelbrevet\.md:\d+ personal-number: /m);
  const line = Number(/exempelbrevet\.md:(\d+) personal-number/.exec(stderr)?.[1]);
  expect(read(folder, `${ISSUE}exempelbrevet.md`).split("\n")[line - 1]).toContain("1212");
});

test("what a letter says cannot steer the terminal or the report", async () => {
  const folder = project({
    "a.eml": mail({
      subject: "\u001b[2J\u001b]0;stulen\u0007Hej `<img src=x onerror=alert(1)>` | **x**",
      html: `<p>${LONG_TEXT}</p><a href="https://click.example/x">\u001b[31m här</a><img src="\u202e\u001b[0m.png" width=200 height=100>`,
    }),
    "\u001b[31mrod.bin": "\u0000",
  });
  const { stderr } = await brevarkivHere(["import", "a.eml", "\u001b[31mrod.bin", "--report", "r.md"], folder);
  expect(stderr).not.toMatch(/[\u0000-\u0008\u000b-\u001f\u007f-\u009f\u202a-\u202e]/);
  const report = read(folder, "r.md");
  expect(report).not.toMatch(/[\u0000-\u0008\u000b-\u001f\u007f-\u009f\u202a-\u202e]/);
  expect(report.replace(/(`+)[\s\S]*?\1/g, "")).not.toContain("<img");
});

test("an archive is as it was when every letter in it fails", async () => {
  const folder = project({ "a.zip": Buffer.from("PK\u0003\u0004trasig"), "b.eml": Buffer.from([0xff, 0xfe, 0, 0]) });
  const before = fingerprint(join(folder, "content"));
  const { code } = await brevarkivHere(["import", "a.zip", "b.eml"], folder);
  expect(code).toBe(1);
  expect(fingerprint(join(folder, "content"))).toEqual(before);
});
