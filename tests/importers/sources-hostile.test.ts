/** Inputs made to harm: each is refused in words, quickly, and stops no letter but its own. */
import { symlinkSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { afterEach, beforeAll, beforeEach, describe, expect, test } from "vitest";
import type { Kind, Reading } from "../../src/importers/importer.ts";
import { openInput, walkFolder } from "../../src/importers/sources/input.ts";
import { processorTime } from "../support/processor-time.ts";
import { temporaryFolder, writeFiles } from "../support/sample.ts";
import { detect, readAll, type ZipEntry, zipOf } from "./sources/support.ts";

/** Of processor time: longer than any of these takes on a slow machine, and far shorter than what is quadratic takes. */
const SECONDS = 60;
let start: number;
beforeEach(() => {
  start = processorTime();
});
afterEach(() => {
  expect(processorTime() - start).toBeLessThan(SECONDS);
});

let folder: string;
beforeAll(() => {
  folder = temporaryFolder();
});

async function readBytes(name: string, bytes: string | Uint8Array, kind?: Kind): Promise<Reading[]> {
  const path = join(folder, name);
  writeFileSync(path, bytes);
  return readAll(path, kind);
}

/** What became of each, in short: the name of a letter, or why there is none. */
function outcomes(readings: readonly Reading[]): string[] {
  return readings.map((reading) => {
    if ("letter" in reading) return reading.letter.subject ?? reading.letter.name;
    return "skipped" in reading ? `skipped: ${reading.skipped}` : `failed: ${reading.failed}`;
  });
}

describe("archives", () => {
  const table =
    "post_id,post_date,is_published,type,title\n1.a,2023-01-01,true,newsletter,Ett\n2.b,2023-01-01,true,newsletter,Två\n";
  const good: ZipEntry[] = [
    { name: "posts.csv", data: table },
    { name: "posts/1.a.html", data: "<p>Ett</p>" },
  ];
  const second = (entry: Partial<ZipEntry>): ZipEntry => ({ name: "posts/2.b.html", data: "<p>Två</p>", ...entry });
  const readZip = async (entries: readonly ZipEntry[], count?: number) =>
    outcomes(await readBytes("export.zip", zipOf(entries, count), "substack"));

  test.each([
    ["../../utanför.html", "the name in the archive leads out of it"],
    ["posts/../../x", "the name in the archive leads out of it"],
    ["/etc/passwd", "the name in the archive begins at the disk's root"],
    ["C:/Windows/x", "the name in the archive begins at the disk's root"],
    ["\\\\server\\x", "the name in the archive begins at the disk's root"],
    ["posts\\2.b.html", "the name in the archive holds signs that no file name has"],
    ["posts/\u0000.html", "the name in the archive holds signs that no file name has"],
    [`posts/${"å".repeat(2_000)}`, "the name of a file in the archive is longer than 1 kB characters"],
    ["posts/1.a.html", "the archive has another file of the same name"],
  ])("the name %.40s", async (name, why) => {
    expect(await readZip([...good, { name, data: "x" }])).toEqual([
      `failed: ${why}`,
      "Ett",
      "failed: the export lacks it",
    ]);
  });

  test("thousands of names that lead out are one line", async () => {
    const odd = Array.from({ length: 3_000 }, (_, i) => ({ name: `../${i}`, data: "x" }));
    expect(await readZip([...good, second({}), ...odd])).toEqual([
      "failed: the name in the archive leads out of it (and so it is with 2999 more)",
      "Ett",
      "Två",
    ]);
  });

  test.each<[string, Partial<ZipEntry>, string]>([
    ["a symbolic link", { data: "/etc/passwd", mode: 0o120777 }, "it is a symbolic link"],
    ["an encrypted entry", { flags: 0x801 }, "it is encrypted; unpack the archive with its password first"],
  ])("%s", async (_, entry, why) => {
    expect(await readZip([...good, second(entry)])).toEqual([`failed: ${why}`, "Ett", "failed: the export lacks it"]);
  });

  test.each<[string, Partial<ZipEntry>, RegExp]>([
    ["a size that is said to be smaller", { data: "x".repeat(100_000), lie: { size: 10 } }, /too many bytes/],
    ["a size that is said to be larger", { lie: { size: 1_000 } }, /not enough bytes/],
    ["a size that no letter has", { lie: { size: 2 ** 31 } }, /a file in the archive is larger than 64 MB/],
    ["a bomb", { data: Buffer.alloc(60_000_000) }, /a file in the archive grows more than 250 times when unpacked/],
    ["a checksum that is wrong", { lie: { crc: 1 } }, /it is damaged in the archive/],
  ])("%s", async (_, entry, why) => {
    const [first, failure, ...more] = await readZip([...good, second(entry)]);
    expect([first, more]).toEqual(["Ett", []]);
    expect(failure).toMatch(why);
  });

  test.each<[string, () => readonly ZipEntry[], number | undefined, RegExp]>([
    [
      "entries over each other",
      () => [...good, second({ offset: 0 })],
      undefined,
      /files in the archive lie over each other/,
    ],
    [
      "packed bytes that go on into the next entry",
      () => [{ ...second({ lie: { packed: 500 } }) }, ...good],
      undefined,
      /lie over each other/,
    ],
    ["more entries said than there are", () => good, 40_000, /central directory|unexpected EOF/],
    ["very many entries said", () => good, 2 ** 40, /the archive has more than 50,000 files/],
  ])("%s", async (_, entries, count, why) => {
    const path = join(folder, "export.zip");
    writeFileSync(path, zipOf(entries(), count));
    // An archive over a limit is reported as such; a damaged one is not of any kind.
    const kind = await detect(openInput(path)).catch((error: Error) => error.message);
    if (kind !== undefined) expect(kind).toMatch(why);
    expect((await readZip(entries(), count)).join()).toMatch(why);
  });

  test("100,000 entries", async () => {
    const entries = Array.from({ length: 100_000 }, (_, index) => ({ name: `posts/${index}.x.html`, data: "" }));
    expect(await readZip([...good, ...entries])).toEqual(["failed: the archive has more than 50,000 files"]);
  });

  test("a zip in a zip is not opened", async () => {
    const inner = zipOf([...good, second({})]);
    expect(await readZip([...good, { name: "inre.zip", data: inner }])).toEqual(["Ett", "failed: the export lacks it"]);
  });

  test.each(["", "PK\u0003\u0004", `PK\u0003\u0004${"\u0000".repeat(500)}`])("not a zip (%#)", async (text) => {
    expect((await readBytes("export.zip", text, "substack"))[0]).toHaveProperty("failed");
  });
});

describe("tables", () => {
  const header = "id,web_title,status,content_html\n";

  test("a field of 100 MB", async () => {
    const table = Buffer.concat([
      Buffer.from(`${header}1,Ett,confirmed,<p>Ett</p>\n2,Två,confirmed,"`),
      Buffer.alloc(100_000_000, "x"),
    ]);
    expect(outcomes(await readBytes("input.csv", table))).toEqual([
      "Ett",
      "failed: a row of the table is larger than 32 MB",
    ]);
  });

  test("a quotation mark that is never closed", async () => {
    const table = `${header}1,Ett,confirmed,<p>Ett</p>\n2,Två,confirmed,"<p>Två</p>\n3,Tre,confirmed,x\n`;
    const [first, failure] = outcomes(await readBytes("input.csv", table));
    expect([first, failure?.startsWith("failed: ")]).toEqual(["Ett", true]);
  });

  test("100,000 columns", async () => {
    const table = `${header}1,Ett,confirmed,x${",".repeat(100_000)}\n`;
    expect(outcomes(await readBytes("input.csv", table))).toEqual(["failed: the table has more than 1,000 columns"]);
  });

  test("300,000 rows", async () => {
    const table = header + "1,Ett,draft,x\n".repeat(300_000);
    expect(outcomes(await readBytes("input.csv", table)).at(-1)).toBe("failed: the table has more than 200,000 rows");
  });

  test("columns named as an object's own parts", async () => {
    const table = "id,web_title,status,content_html,__proto__,constructor\n1,Ett,confirmed,x,y,z\n";
    expect(outcomes(await readBytes("input.csv", table))).toEqual(["Ett"]);
  });
});

describe("JSON", () => {
  const start = '{"db":[{"meta":{"exported_on":1,"version":"5"},"data":{"posts":';

  test.each<[string, string, string]>([
    [
      "a million lists in each other",
      `${start}${"[".repeat(1_000_000)}`,
      "the JSON is nested more than 200 levels deep",
    ],
    [
      "a million objects in each other",
      start + '{"a":'.repeat(1_000_000),
      "the JSON is nested more than 200 levels deep",
    ],
    ["what is cut off", `${start}[{"title":"x`, "the JSON cannot be read; it is damaged or cut off"],
    ["no posts", `${start}null}}]}`, "there is no list of posts in the export"],
    ["posts that are none", `${start}[null,1,"x",[]]}}]}`, ""],
  ])("%s", async (_, json, why) => {
    expect(outcomes(await readBytes("input.json", json, "ghost"))).toEqual(why ? [`failed: ${why}`] : []);
  });

  test("brackets within texts are not counted, and values of other kinds are not taken for texts", async () => {
    const post = {
      title: { toString: 1 },
      slug: '[{\\"[{'.repeat(1_000),
      html: "<p>x</p>",
      status: "published",
      type: ["page"],
      __proto__: null,
    };
    const readings = await readBytes("input.json", `${start}${JSON.stringify([post])}}}]}`, "ghost");
    expect(readings).toHaveLength(1);
    expect(readings[0]).toHaveProperty("letter");
  });
});

describe("feeds", () => {
  const refusal = "failed: the feed declares a document type, which no feed needs and a trap would";
  const lol = Array.from({ length: 10 }, (_, i) => `<!ENTITY l${i + 1} "${`&l${i};`.repeat(10)}">`).join("");

  test.each<[string, string, string]>([
    [
      "entities that multiply",
      `<?xml version="1.0"?><!DOCTYPE rss [<!ENTITY l0 "ha">${lol}]><rss version="2.0"><channel><item><title>&l9;</title></item></channel></rss>`,
      refusal,
    ],
    [
      "an entity that is a file",
      `<!DOCTYPE rss [<!ENTITY x SYSTEM "file:///etc/passwd">]><rss version="2.0"><channel><item><description>&x;</description></item></channel></rss>`,
      refusal,
    ],
    ["a document type further on", `<rss version="2.0"><!DOCTYPE x></rss>`, refusal],
    [
      "elements in each other",
      `<rss version="2.0"><channel>${"<a>".repeat(1_000_000)}`,
      "failed: the feed is nested more than 200 levels deep",
    ],
    ["an element never closed", `<rss version="2.0"><channel><item`, "failed: the feed is cut off or damaged"],
    [
      "text never closed",
      `<rss version="2.0"><channel><item><description><![CDATA[`,
      "failed: the feed is cut off or damaged",
    ],
    ["nothing in it", `<rss version="2.0"></rss>`, "failed: the feed cannot be read; it is damaged or cut off"],
  ])("%s", async (_, xml, why) => {
    expect(outcomes(await readBytes("input.xml", xml))).toEqual([why]);
  });

  test("100,000 entries", async () => {
    const xml = `<rss version="2.0"><channel>${"<item><title>x</title></item>".repeat(100_000)}</channel></rss>`;
    expect(await readBytes("input.xml", xml)).toHaveLength(100_000);
  });

  test("a post of WordPress that opens code four hundred thousand times", async () => {
    const item = `<title>Kod</title><link>https://gamla.example.se/kod/</link><content:encoded><![CDATA[${"<pre> ".repeat(400_000)}]]></content:encoded><wp:status>publish</wp:status><wp:post_type>post</wp:post_type>`;
    const feed = `<rss version="2.0" xmlns:content="http://purl.org/rss/1.0/modules/content/" xmlns:wp="http://wordpress.org/export/1.2/"><channel><item>${item}</item></channel></rss>`;
    expect(outcomes(await readBytes("kod.xml", feed))).toEqual(["Kod"]);
  });
});

describe("mail", () => {
  const head = "From: brev@example.se\r\nTo: a@example.se\r\nSubject: Prov\r\nMIME-Version: 1.0\r\n";
  const multipart = (boundary: string) => `Content-Type: multipart/mixed; boundary="${boundary}"\r\n\r\n`;

  test.each<[string, () => string, string]>([
    [
      "a header without end",
      () => head + "X-Långt: ja\r\n".repeat(200_000),
      "failed: the message's header is larger than 1 MB",
    ],
    [
      "a header field without end",
      () => `${head}X: ${"å".repeat(2_000_000)}`,
      "failed: the message's header is larger than 1 MB",
    ],
    [
      "a folded field without end",
      () => `${head}X: y${"\r\n z".repeat(500_000)}`,
      "failed: the message's header is larger than 1 MB",
    ],
    [
      "headers of parts without end",
      () => `${head}${multipart("b")}${`--b\r\nX: ${"y".repeat(1_000)}\r\n\r\nz\r\n`.repeat(1_500)}`,
      "failed: the message's header is larger than 1 MB",
    ],
    [
      "10,000 parts in each other",
      () => head + Array.from({ length: 10_000 }, (_, i) => `${multipart(`b${i}`)}--b${i}\r\n`).join(""),
      "failed: the message has parts within parts more than 50 levels deep",
    ],
    [
      "100,000 parts",
      () => `${head}${multipart("b")}${"--b\r\n\r\nx\r\n".repeat(100_000)}`,
      "failed: the message has more than 2,000 parts",
    ],
    [
      "larger than a message can be",
      () => `${head}\r\n${"x".repeat(65 * 1024 * 1024)}`,
      "failed: the message is larger than 64 MB",
    ],
  ])("%s", async (_, message, why) => {
    expect(outcomes(await readBytes("input.eml", message(), "mail"))).toEqual([why]);
  });

  test("messages in each other", async () => {
    const inner = Array.from({ length: 300 }).reduce<string>(
      (text) => `${head}Content-Type: message/rfc822\r\n\r\n${text}`,
      "Text",
    );
    expect(outcomes(await readBytes("input.eml", inner, "mail")).at(-1)).toMatch(
      /^failed: .* more than 50 levels deep/,
    );
  });

  test("lines that look like boundaries", async () => {
    const open = Array.from(
      { length: 40 },
      (_, i) => `${multipart(`${"b".repeat(60)}${i}`)}--${"b".repeat(60)}${i}\r\n`,
    ).join("");
    const message = `${head}${open}\r\n${`--${"b".repeat(60)}x\r\n`.repeat(100_000)}`;
    expect(outcomes(await readBytes("input.eml", message, "mail"))).toEqual(["Prov"]);
  });

  test("30 MB of base64, and of quoted-printable", async () => {
    for (const [encoding, line] of [
      ["base64", `${"QUJD".repeat(19)}\r\n`],
      ["quoted-printable", `${"=C3=A5".repeat(12)}=\r\n`],
    ] as const) {
      const message = `${head}Content-Type: text/plain; charset=utf-8\r\nContent-Transfer-Encoding: ${encoding}\r\n\r\n${line.repeat(400_000)}`;
      expect(outcomes(await readBytes("input.eml", message, "mail"))).toEqual(["Prov"]);
    }
  });

  test("a subject and a list of recipients that would keep a machine busy", async () => {
    const message = `From: a@example.se\r\nSubject: ${"=?utf-8?Q?".repeat(20_000)}\r\nTo: ${'"<(,'.repeat(50_000)}\r\n\r\nText`;
    expect(await readBytes("input.eml", message, "mail")).toHaveLength(1);
  });

  test("an mbox with a message that is too large among others", async () => {
    const message = (subject: string, text: string) =>
      `From a@example.se Thu Sep 14 08:00:00 2023\nFrom: a@example.se\nSubject: ${subject}\n\n${text}\n\n`;
    const mbox = message("Ett", "x") + message("Två", `${"x".repeat(999)}\n`.repeat(70_000)) + message("Tre", "y");
    expect(outcomes(await readBytes("input.mbox", mbox))).toEqual([
      "Ett",
      "failed: the message is larger than 64 MB",
      "Tre",
    ]);
  });
});

describe("pages and Markdown", () => {
  test.each<[string, string]>([
    ["references without end", `<html>${'<img src="'.repeat(1_000_000)}`],
    ["a million pictures", `<html>${'<img src="x.png">'.repeat(1_000_000)}`],
    ["styles", `<html>${"url( url('".repeat(1_000_000)}`],
    ["comments", `${"<!-- ".repeat(1_000_000)}<html>`],
    ["tags before the beginning", `<html>${"<link <meta <base ".repeat(300_000)}`],
    ["Paloma's footer again and again", `<html>${"Skickat med <a> ".repeat(500_000)}`],
    [
      "Paloma's addresses",
      `<html>${"https://public.paloma.se/webversion/x?cid=1&mid=2 ".repeat(200_000)} Skickat med Paloma`,
    ],
  ])("%s", async (_, html) => {
    expect(await readBytes("input.html", html, "html")).toHaveLength(1);
  });

  test("more pictures than a letter has", async () => {
    const files = Object.fromEntries(Array.from({ length: 2_001 }, (_, i) => [`sida_files/${i}.png`, "x"]));
    const html = `<html>${Object.keys(files)
      .map((name) => `<img src="${name}">`)
      .join("")}</html>`;
    writeFiles(folder, { ...files, "sida.html": html });
    expect(outcomes(await readAll(join(folder, "sida.html")))).toEqual([
      "failed: the letter shows or carries more than 2,000 files",
    ]);
  });

  test("a page that is larger than a letter can be", async () => {
    expect(outcomes(await readBytes("input.html", `<html>${" ".repeat(33 * 1024 * 1024)}`))).toEqual([
      "failed: the file is larger than 32 MB and can hardly be one letter",
    ]);
  });

  test.each<[string, string]>([
    ["YAML in lists", `---\na: ${"[".repeat(40_000)}\n---\n`],
    ["TOML in lists", `+++\na = ${"[".repeat(40_000)}\n+++\n`],
    ["YAML that multiplies", `---\na: &a [x]\nb: [*a, *a]\n---\n`],
    [
      "front matter that is too long",
      `---\n${Array.from({ length: 6_000 }, (_, n) => `a${n}: ${"b".repeat(4)}\n`).join("")}---\n`,
    ],
    ["TOML that is too long", `+++\n${"# a\n".repeat(15_000)}+++\n`],
  ])("%s", async (_, markdown) => {
    const [reading] = await readBytes("input.md", markdown, "markdown");
    expect(reading).toHaveProperty("failed");
  });

  test("keys that reach an object's prototype", async () => {
    for (const markdown of [
      '+++\ntitle = "x"\n__proto__ = { draft = true, polluted = 1 }\n[constructor]\nprototype = 1\n+++\nText\n',
      "Title: x\nconstructor: y\nprototype: z\n\nText\n",
    ]) {
      const readings = await readBytes("input.md", markdown, "markdown");
      expect(outcomes(readings)).toEqual(["x"]);
      expect(({} as { polluted?: number }).polluted).toBeUndefined();
    }
  });

  test("shortcodes without end", async () => {
    const markdown = `---\ntitle: x\n---\n${"{{< {{% {% {{ ".repeat(200_000)}`;
    expect(await readBytes("input.md", markdown, "markdown")).toHaveLength(1);
  });
});

describe("folders", () => {
  test("special files are not opened, links are not followed", async () => {
    const root = temporaryFolder();
    symlinkSync("/dev/zero", join(root, "noll.html"));
    symlinkSync("/", join(root, "allt"));
    writeFiles(root, { ".dold/a.html": "<html>", "a.html": "<html>A</html>" });
    expect([...walkFolder(root)]).toEqual([join(root, "a.html")]);
    expect(() => openInput("/dev/zero")).toThrow("it is neither a file nor a folder");
  });

  test("folders in each other", () => {
    const root = temporaryFolder();
    writeFiles(root, { [`${"a/".repeat(70)}x.html`]: "<html>" });
    expect(() => [...walkFolder(root)]).toThrow("the folders lie more than 64 levels deep");
  });
});
