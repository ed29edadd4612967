import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, test } from "vitest";
import { amountsIn, amountsSeen, isLarge, lossOf } from "../../src/importers/account.ts";
import { htmlToTree } from "../../src/importers/html/html-to-tree.ts";
import { paragraph, text } from "../../src/importers/letter/tree.ts";
import { textToTree } from "../../src/importers/text/text-to-tree.ts";

const CASES = join(import.meta.dirname, "html/cases");
const treeOf = (html: string) => htmlToTree(html, { files: new Map(), recipients: [] });

describe("the account of a letter", () => {
  // The description of a picture that is missing stands close to the words beside it.
  const cases = readdirSync(CASES).filter((name) => name !== "picture-decorative");
  test.each(cases)("%s loses no words", (name) => {
    const { seen, root } = treeOf(readFileSync(join(CASES, name, "input.html"), "utf8"));
    expect(lossOf(seen, root)).toEqual({ words: 0, examples: "" });
  });

  test("names what was lost, in the order of the source, without addresses", () => {
    const { seen } = treeOf("<p>Brunnen är lagad</p><p>Skriv till karin@falun.example om pumpen</p><p>Brunnen</p>");
    const root = { type: "root" as const, children: [paragraph([text("Brunnen skriv om")])] };
    expect(lossOf(seen, root)).toEqual({ words: 5, examples: "är lagad … till … pumpen brunnen" });
  });

  test("is what a reader sees: neither hidden text, nor scripts, nor what a rule leaves out", () => {
    const { seen, root } = treeOf(
      `<style>p{}</style><p>Lä<b>s</b> mer<span style="display:none">dold</span></p><p style="font-size:0">osynlig</p>
       <h2>Rubrik</h2><table><tr><th>År</th></tr><tr><td>2024</td></tr></table><a href="https://example.org/">länk</a>
       <select><option>val</option></select><img src="x.gif" width="1" height="1"><script>kod()</script>`,
    );
    expect(amountsSeen(seen)).toEqual({ words: 6, links: 1, pictures: 0, tables: 1, headings: 1 });
    expect(amountsIn(root)).toMatchObject({ words: 6, links: 1, pictures: 0, headings: 1 });
  });

  test("of a text counts words and addresses", () => {
    const { seen, root } = textToTree(
      "Brunnen\n=======\n\n1. Läs om pumpen på https://www.example.se/pumpen\n2. Kom\n",
    );
    expect(amountsSeen(seen)).toMatchObject({ words: 6, links: 1 });
    expect(lossOf(seen, root).words).toBe(0);
  });

  test("is reported above two percent", () => {
    const source = { words: 100, links: 0, pictures: 0, tables: 0, headings: 0 };
    expect(isLarge({ words: 2, examples: "" }, source)).toBe(false);
    expect(isLarge({ words: 3, examples: "" }, source)).toBe(true);
  });
});
