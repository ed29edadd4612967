import { expect, test } from "vitest";
import { compose } from "./helpers.ts";

const SENTENCE = "Det här är en vanlig mening i ett långt brev, och den är inte ensam. ";

test.each([
  ["20 MB of text", `${SENTENCE.repeat(8)}\n\n`.repeat(36_000)],
  ["a line of 5 MB", "a b ".repeat(1_250_000)],
  [
    "tags without an end",
    `${"*|".repeat(500_000)}${"{{".repeat(500_000)}${"%%".repeat(500_000)}${"[".repeat(500_000)}`,
  ],
  ["tags", "*|A|* ".repeat(500_000)],
  ["signs of broken letters", "Ã".repeat(2_000_000)],
  ["footers", "Avregistrera dig\n\n".repeat(50_000)],
  ["personal numbers", "19121212-1212 ".repeat(50_000)],
  ["contacts", `Kontaktpersoner\n\n${"Anna Exempel, anna@example.se\n".repeat(50_000)}`],
  ["funders", `Finansiering\n\n${"Region X ger 500 kr till Y. ".repeat(50_000)}`],
  ["steering groups", "Representanter från A, B ".repeat(100_000)],
  ["days", `Kalender\n\n${"14 mars 2023: Möte\n".repeat(50_000)}`],
  ["topics", "plast ".repeat(500_000)],
])("hostile text takes no more than its length: %s", (_, text) => {
  const start = performance.now();
  compose(text);
  // Each takes a few seconds at most; anything quadratic would take minutes.
  expect(performance.now() - start).toBeLessThan(40_000);
});
