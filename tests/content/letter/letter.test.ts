/**
 * The real letter of September 2023 stands in its archive word for word. It is compared with the letter as it was sent, kept
 * beside this test.
 */
import { createHash } from "node:crypto";
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { type DefaultTreeAdapterTypes, parseFragment } from "parse5";
import { beforeAll, describe, expect, test } from "vitest";
import { loadArchive } from "../../../src/content/load-archive.ts";
import type { Issue } from "../../../src/model/archive.ts";
import { TODAY, UDD } from "../../support/sample.ts";

const SENT = readFileSync(join(import.meta.dirname, "2023-09-udd-enter.txt"), "utf8");
/** Where the letter itself begins and where its footer does. */
const FIRST = "\nUDD Enter\n";
const FOOTER = "\nUDD Enter - Upphandlingsdialog Dalarnas nyhetsbrev\n";

function words(text: string): string[] {
  return text
    .normalize("NFC")
    .replace(/[“”„»«]/g, '"')
    .replace(/[‘’]/g, "'")
    .split(/\s+/)
    .filter(Boolean);
}

/** What a reader sees: text, with a space wherever a block or a line ends. */
function visibleText(html: string): string {
  const walk = (node: DefaultTreeAdapterTypes.ChildNode): string => {
    if (node.nodeName === "#text") return (node as DefaultTreeAdapterTypes.TextNode).value;
    const inner = "childNodes" in node ? node.childNodes.map(walk).join("") : "";
    return /^(?:p|li|h[1-6]|blockquote|br|td|th)$/.test(node.nodeName) ? `${inner}\n` : inner;
  };
  return parseFragment(html).childNodes.map(walk).join("");
}

describe("the letter of September 2023", () => {
  let issue: Issue;
  beforeAll(async () => {
    const { content, diagnostics } = await loadArchive(UDD, { today: TODAY, drafts: false });
    expect(diagnostics.filter(({ severity }) => severity === "error")).toEqual([]);
    const found = content?.archive.issues.find(({ file }) => file.endsWith("issues/2023/2023-09-udd-enter.md"));
    expect(found).toBeDefined();
    issue = found as Issue;
  });

  test("the text kept here has a beginning and a footer to tell it by", () => {
    expect(SENT.split(FIRST)).toHaveLength(2);
    expect(SENT.split(FOOTER)).toHaveLength(2);
  });

  test("every word stands in the body, in the order it was sent, and no other", () => {
    const start = SENT.indexOf(FIRST);
    const letter = SENT.slice(start, SENT.indexOf(FOOTER));
    expect(words(letter).length).toBeGreaterThan(300);
    expect(words(visibleText(issue.detail.html))).toEqual(words(letter));
  });

  test("no line of the footer does", () => {
    const footer = SENT.slice(SENT.indexOf(FOOTER))
      .split("\n")
      .map((line) => line.trim())
      .filter((line) => line !== "");
    expect(footer.length).toBeGreaterThan(5);
    const body = visibleText(issue.detail.html);
    for (const line of footer) expect(body).not.toContain(line);
  });

  test("its front matter says what the letter says", () => {
    expect(issue).toMatchObject({
      title: "Upphandlingsdialog Dalarna Enter september 2023",
      heading: "Nyhetsbrev september 2023",
      date: "2023-09",
      held: true,
      draft: false,
      detail: { funding: [{ amount: 500_000, currency: "SEK" }] },
      source: { system: "paloma" },
    });
    expect(issue.detail.contacts.map(({ name, email }) => [name, email])).toEqual([
      ["Lina Kihlmark", "lina.kihlmark@smedjebacken.se"],
      ["Anders Karlin", "anders.karlin@ludvika.se"],
    ]);
    expect(issue.detail.leadership.map(({ name }) => name)).toEqual([
      "Lina Kihlmark",
      "Anders Karlin",
      "Sten-Rune Lundin",
      "Mikael Källman",
      "Ulrica Persson",
    ]);
    expect(issue.detail.leadership.filter(({ role }) => role === "sammankallande")).toHaveLength(1);
    expect(issue.detail.steeringGroup).toHaveLength(3);
    expect(issue.detail.funding[0]?.funders).toHaveLength(3);
  });

  test("its two documents have no address, since the letter's text has none", () => {
    expect(issue.detail.documents).toHaveLength(2);
    for (const document of issue.detail.documents) {
      expect(document.type).toBe("pdf");
      expect(document.url).toBeUndefined();
      expect(document.file).toBeUndefined();
    }
  });

  test("the hash it names is that of the untouched original", () => {
    expect(issue.source?.sha256).toBe(createHash("sha256").update(SENT).digest("hex"));
  });

  test("no heading in it is put there by somebody else", () => {
    const lines = SENT.split("\n").map((line) => line.trim());
    for (const { text } of issue.detail.headings) expect(lines).toContain(text);
  });
});
