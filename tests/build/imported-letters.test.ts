/** A letter as it was sent always builds: what nobody can mend is a warning. */
import { createHash } from "node:crypto";
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, test } from "vitest";
import { PICTURE } from "../importers/command/support.ts";
import { build, check, contentFolder, letter, MINIMAL, UDD } from "../support/sample.ts";

const SOURCE = "source: { system: web }";
const SITE = readFileSync(join(MINIMAL, "site.yaml"), "utf8");

const TEXT = `![](2020-01-brev-1.png)

![Pumpen](saknas.png)

[Årets program](/program-2020/) [Delen](#saknas) [Filen](fil.docx) [Arkivet](ftp://example.org/brev)
`;

const facts = (more: string) => `title: Brev\ndate: 2020-01\ntopics: [saknas]\nslug: brev\n${more}`;

function archive(frontMatter: string, site = ""): string {
  return contentFolder(MINIMAL, {
    "site.yaml": `${SITE}\n${site}\n`,
    "issues/2020/2020-01-brev.md": letter(frontMatter, TEXT),
    "issues/2020/2020-01-brev-1.png": PICTURE,
  });
}

const RULES = ["dead-anchor", "dead-link", "image-alt", "link-scheme", "missing-image", "missing-link"];

describe("a letter with a source", () => {
  test("builds, and what cannot be shown is its words", async () => {
    const site = await build(archive(facts(SOURCE)));
    const { diagnostics } = site.result;
    expect(diagnostics.map(({ severity }) => severity)).toEqual(diagnostics.map(() => "warning"));
    expect(new Set(diagnostics.map(({ rule }) => rule))).toEqual(new Set([...RULES, "unknown-topic"]));
    const page = site.page("/nyhetsbrev/2020/brev/");
    expect(page).toContain('src="/nyhetsbrev/2020/brev/2020-01-brev-1.png"');
    expect(page).toMatch(/<p>Pumpen<\/p>/);
    for (const words of ["Filen", "Arkivet"]) expect(page).not.toContain(`${words}</a>`);
    expect(page).not.toMatch(/saknas\.png|fil\.docx|ftp:/);
  });

  test("does not with strictImports, and neither does one without a source", async () => {
    for (const content of [archive(facts(SOURCE), "strictImports: true"), archive(facts(""))]) {
      const { result } = await check(content);
      expect(result.diagnostics.some(({ severity }) => severity === "error")).toBe(true);
    }
  });
});

test("a letter of hundreds of links builds, and its weight is said", async () => {
  const part = (text: string) => createHash("sha256").update(text).digest("hex").slice(0, 12);
  const links = Array.from(
    { length: 400 },
    (_, n) => `- [Report ${part(`a${n}`)}](https://${part(`b${n}`)}.example.org/${part(`c${n}`)}.html)`,
  );
  const content = contentFolder(UDD, {
    "issues/2020/lankar.md": letter("title: Länkar\ndate: 2020-01", links.join("\n")),
  });
  const { diagnostics } = (await build(content)).result;
  expect(diagnostics.filter(({ rule }) => rule === "weight")).toMatchObject([{ severity: "warning" }]);
});
