/** A move changes the slug of a text, however it is written, and nothing else; or it says that a person must. */
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { expect, test } from "vitest";
import { readIssue } from "../../src/content/read-issue.ts";
import { writeFiles } from "../support/sample.ts";
import { ledgerLines, perform, publishedPlace } from "./support.ts";

const FILE = "issues/2026/var.md";

test.each<[string, string, boolean]>([
  ["on a line", "title: Våren\ndate: 2026-03-03\nslug: varen\n", true],
  ["in quotes", "title: Våren\ndate: 2026-03-03\nslug: 'varen'\n", true],
  ["nowhere", "title: Våren\ndate: 2026-03-03\n", true],
  ["with Windows line ends", "title: Våren\r\ndate: 2026-03-03\r\nslug: varen\r\n", true],
  ["below its key", "title: Våren\nslug:\n  varen\ndate: 2026-03-03\n", false],
  ["as a folded text", "title: Våren\nslug: >-\n  varen\ndate: 2026-03-03\n", false],
  ["with its key in quotes", 'title: Våren\n"slug": varen\ndate: 2026-03-03\n', false],
  ["in braces", "{ title: Våren, slug: varen, date: 2026-03-03 }\n", false],
])("a slug that stands %s", async (_where, facts, isDone) => {
  const at = await publishedPlace();
  const line = facts.includes("\r") ? "\r\n" : "\n";
  const text = `---${line}${facts}---${line}${line}Text.${line}`;
  writeFiles(at.content, { [FILE]: text });
  const before = ledgerLines(at);
  const answer = await perform(at, `move ${FILE} /nyhetsbrev/2026/ny/`);
  const after = readFileSync(join(at.content, FILE), "utf8");
  if (isDone) {
    expect(answer).toEqual([]);
    const [old, changed] = [text, after].map((written) => readIssue(Buffer.from(written)));
    expect(changed).toMatchObject({ body: old?.body, data: { ...(old?.data as object), slug: "ny" } });
  } else {
    expect(answer).toEqual([expect.stringMatching(/^refused: write slug: ny in .* yourself/)]);
    expect(after).toBe(text);
    expect(ledgerLines(at)).toEqual(before);
  }
});
