/**
 * A letter as a new editor writes it, with three photos, a table from a spreadsheet, two events, two documents and a quotation:
 * what `check` says on the way, what `--fix` mends, and what is left to do by hand, until nothing is wrong on its page. `UPDATE=1`
 * writes `first-letter/messages.txt` and `first-letter/finished.md` again.
 */
import { cpSync, existsSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { expect, test } from "vitest";
import { mend } from "../../src/mending/mend.ts";
import { writeMending } from "../../src/mending/write-mending.ts";
import { htmlValidator } from "../support/html-validator.ts";
import { build, check, contentFolder, MINIMAL, TODAY } from "../support/sample.ts";

const FOLDER = join(import.meta.dirname, "first-letter");
const LETTER = "issues/2026/2026-10-hosten.md";
/** What the messages say to write, and no program can know. */
const BY_HAND = [
  ["![](", "![Tre personer bär en korg med potatis]("],
  ["    Det här är den bästa", "> Det här är den bästa"],
  ["se www.foreningen.se", "se [www.foreningen.se](https://www.foreningen.se)"],
] as const;

test("a first letter becomes a page with nothing wrong on it", async () => {
  const content = contentFolder(MINIMAL);
  cpSync(join(FOLDER, "written"), join(content, "issues/2026"), { recursive: true });
  const said: string[] = [];
  const checked = async (step: string): Promise<string[]> => {
    const { lines } = await check(content);
    said.push(`# ${step}`, ...lines, "");
    return lines;
  };

  await checked("check, as it was written");
  const mending = await mend(content, TODAY, undefined);
  if (mending) await writeMending(content, mending);
  await checked("check, after check --fix");
  const file = join(content, LETTER);
  let letter = readFileSync(file, "utf8");
  for (const [was, now] of BY_HAND) {
    expect(letter.split(was)).toHaveLength(2);
    letter = letter.replace(was, now);
  }
  writeFileSync(file, letter);
  const last = await checked("check, after what is mended by hand");
  expect(last.filter((line) => !line.includes(" note "))).toEqual([]);
  compare("messages.txt", said.join("\n"));
  compare("finished.md", letter);

  const site = await build(content);
  const page = site.page("/nyhetsbrev/2026/hostbrev-3-skord-och-arsmote/");
  const { results } = await htmlValidator().validateString(page);
  expect(results.flatMap(({ messages }) => messages.map(({ ruleId, message }) => `${ruleId}: ${message}`))).toEqual([]);
  expect(page.match(/<img /g)).toHaveLength(3);
  for (const part of ["<table", "<blockquote>", "Dagordning", "stadgar.pdf", "Skördefest", "Årsmöte"])
    expect(page).toContain(part);
  expect(page).not.toMatch(/[•\t]\S|\*\*|>#|\]\(/);
});

function compare(name: string, text: string): void {
  const file = join(FOLDER, name);
  if (process.env.UPDATE) writeFileSync(file, text);
  expect(existsSync(file) ? readFileSync(file, "utf8") : "").toBe(text);
}
