/**
 * docs/slips.md lists everyday slips with what is said of them. It is made of the cases that test these messages, so that it says
 * what the program says; `UPDATE=1 npx vitest run tests/docs/slips.test.ts` writes it again.
 */
import { cpSync, existsSync, readdirSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { expect, test } from "vitest";
import { loadArchive } from "../../src/content/load-archive.ts";
import { contentFolder, formatted, letter, MINIMAL, ROOT, TODAY } from "../support/sample.ts";

const DOCUMENT = join(ROOT, "docs/slips.md");
const STRAY = "tests/content/stray";
const BAD = "tests/bad-input";

/** By part of the document: folders of cases, each with a slip of one kind in each of its files. */
const PARTS: Readonly<Record<string, readonly string[]>> = {
  "Text that looks like Markdown": readdirSync(join(ROOT, STRAY)).map((name) => `${STRAY}/${name}`),
  "More of the text": cases(
    "heading-empty heading-skips-a-level raw-html html-comment template-code personal-key-in-text",
  ),
  "Front matter": cases(
    "yaml-remark yaml-colon-in-value yaml-unindented-line yaml-tab-on-many-lines yaml-lost-indent yaml-at-sign yaml-unclosed-quote yaml-duplicate-key curly-quotes front-matter-none front-matter-unclosed title-missing title-without-value type-list-for-text type-text-for-list type-amount-text type-boolean unknown-key unknown-key-in-swedish",
  ),
  "Names, ids and addresses": cases(
    "unknown-person unknown-person-name unknown-topic unknown-topic-not-an-id unknown-organisation register-name-for-an-id email-without-at phone-without-area-code web-address address-same-slug slug-number",
  ),
  "Dates and times": cases(
    "date-missing date-in-words date-in-words-with-year date-one-digit date-other-order date-not-in-calendar date-in-the-future event-time-in-words event-time-skipped type-event-without-start same-event-bad-end",
  ),
  Languages: cases("type-language site-language-in-words"),
  "Pictures and documents": cases(
    "image-missing image-name-differs-by-case file-name-in-other-form image-without-description image-on-another-site image-tiff picture-heic image-cut-off image-decoration-and-caption document-missing document-facts document-that-runs",
  ),
  "Links and files": cases(
    "link-dead link-dead-anchor link-without-a-host link-empty link-to-a-draft letter-under-another-name letter-in-an-unknown-place",
  ),
};

function cases(names: string): string[] {
  return names.split(" ").map((name) => `${BAD}/${name}`);
}

/** A slip as a row of the table. */
interface Slip {
  readonly written: string;
  readonly message: string;
  readonly isMended: boolean;
}

test("docs/slips.md has every one of at least 60 slips as the program sees it", async () => {
  const parts: string[] = [];
  let count = 0;
  for (const [title, folders] of Object.entries(PARTS)) {
    const rows: string[] = [];
    for (const folder of folders) {
      for (const slip of await slipsOf(folder)) {
        rows.push(`| ${code(slip.written)} | ${cell(slip.message)} | ${slip.isMended ? "yes" : ""} |`);
      }
    }
    count += rows.length;
    parts.push(`## ${title}\n\n| Written | Said | Mended by \`--fix\` |\n|---|---|---|\n${rows.join("\n")}\n`);
  }
  expect(count).toBeGreaterThanOrEqual(60);
  const text = `${HEAD}\n${parts.join("\n")}`;
  if (process.env.UPDATE) writeFileSync(DOCUMENT, text);
  expect(existsSync(DOCUMENT) ? readFileSync(DOCUMENT, "utf8") : "").toBe(text);
});

const HEAD = `# Everyday slips

What editors write by mistake, what \`npx brevarkiv check\` says of it and what \`npx brevarkiv check --fix\` mends. A test makes this list of the cases in \`tests/\`, so it says what the program says.
\`--fix\` mends only what has one right answer; where a row has no "yes", the message names more than one, or something that only a person knows.
`;

/** The first slip of each file of a case, in the words of its `expected.txt`, which another test compares. */
async function slipsOf(folder: string): Promise<Slip[]> {
  const isText = folder.startsWith(STRAY);
  const content = contentFolder(MINIMAL, isText ? { "issues/2026/brev.md": read(folder, "told.md") } : {});
  if (isText) writeFileSync(join(content, "issues/2026/brev.md"), letter(FRONT, read(folder, "told.md").trimEnd()));
  else cpSync(join(ROOT, folder, "content"), content, { recursive: true });
  const offset = isText ? FRONT_LINES : 0;
  const { diagnostics } = await loadArchive(content, { today: TODAY, drafts: false });
  const said = new Map(
    formatted(diagnostics, content).map((line, index) => [line, diagnostics[index]?.fix !== undefined]),
  );
  const seen = new Set<string>();
  return read(folder, "expected.txt")
    .split("\n")
    .flatMap((line): Slip[] => {
      const [, file = "", row = "", column = "", message = ""] =
        /^(\S+?|content\/.+?):(\d+):(\d+) \w+ [a-z-]+: (.*)$/.exec(line) ?? [];
      if (file === "" || (!isText && seen.has(file))) return [];
      seen.add(file);
      const text = isText ? read(folder, "told.md") : read(join(folder), file);
      const written = text.split("\n")[Number(row) - 1] ?? "";
      const place = `content/issues/2026/brev.md:${Number(row) + offset}:${column}`;
      const isMended = isText
        ? [...said].some(([each, fix]) => fix && each.startsWith(`${place} `))
        : (said.get(line) ?? false);
      return [
        {
          written: column === "1" && row === "1" && !isText ? file.replace(/^content\//, "") : written,
          message,
          isMended,
        },
      ];
    });
}

const FRONT = "title: Brev\ndate: 2026-03\nslug: brev";
const FRONT_LINES = 6;

function read(folder: string, file: string): string {
  const path = join(ROOT, folder, file);
  if (existsSync(path)) return readFileSync(path, "utf8");
  const base = join(MINIMAL, file.replace(/^content\//, ""));
  return existsSync(base) ? readFileSync(base, "utf8") : "";
}

const LONGEST = 100;

/** As code in a cell of a table. */
function code(text: string): string {
  const line = text.trim().replaceAll("\t", "⇥").replaceAll("\u00a0", " ");
  const shown = line.length > LONGEST ? `${line.slice(0, LONGEST)}…` : line;
  const fence = shown.includes("`") ? "``" : "`";
  return shown === ""
    ? ""
    : `${fence}${fence.length > 1 ? " " : ""}${shown.replaceAll("|", "\\|")}${fence.length > 1 ? " " : ""}${fence}`;
}

/** As text that is shown as it is. */
function cell(text: string): string {
  return text.replace(/[\\`*_{}[\]<>#|~]/g, "\\$&");
}
