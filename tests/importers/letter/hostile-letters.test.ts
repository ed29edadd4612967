import { expect, test } from "vitest";
import { growth, LINEAR } from "../../support/processor-time.ts";
import { compose } from "./helpers.ts";

const SENTENCE = "Det här är en vanlig mening i ett långt brev, och den är inte ensam. ";

test.each<[string, number, (size: number) => string]>([
  ["text", 1_000, (size) => `${SENTENCE.repeat(8)}\n\n`.repeat(size)],
  ["one line", 200_000, (size) => "a b ".repeat(size)],
  ["blanks", 20_000, (size) => `a${" ".repeat(size)}b`],
  [
    "tags without an end",
    30_000,
    (size) => `${"*|".repeat(size)}${"{{".repeat(size)}${"%%".repeat(size)}${"[".repeat(size)}`,
  ],
  ["tags", 30_000, (size) => "*|A|* ".repeat(size)],
  ["signs of broken letters", 200_000, (size) => "Ã".repeat(size)],
  ["footers", 2_500, (size) => "Avregistrera dig\n\n".repeat(size)],
  ["personal numbers", 5_000, (size) => "19121212-1212 ".repeat(size)],
  ["contacts", 2_000, (size) => `Kontaktpersoner\n\n${"Anna Exempel, anna@example.se\n".repeat(size)}`],
  ["funders", 5_000, (size) => `Finansiering\n\n${"Region X ger 500 kr till Y. ".repeat(size)}`],
  ["steering groups", 10_000, (size) => "Representanter från A, B ".repeat(size)],
  ["days", 2_000, (size) => `Kalender\n\n${"14 mars 2023: Möte\n".repeat(size)}`],
  ["topics", 50_000, (size) => "plast ".repeat(size)],
])("hostile text takes no more than its length: %s", async (_, size, text) => {
  expect(await growth((length) => compose(text(length)), size)).toBeLessThan(LINEAR);
});
