import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { undoMojibake } from "../../../src/importers/letter/mojibake.ts";

/** What browsers show for the bytes 80–9F of windows-1252. The decoder of Node.js 20 gives control characters instead. */
const SIGNS = "€\u0081‚ƒ„…†‡ˆ‰Š‹Œ\u008dŽ\u008f\u0090‘’“”•–—˜™š›œ\u009džŸ";

/** UTF-8 read as windows-1252, as browsers read that. */
function misread(text: string): string {
  const bytes = [...new TextEncoder().encode(text)];
  return bytes.map((byte) => SIGNS[byte - 0x80] ?? String.fromCharCode(byte)).join("");
}

describe("undone where it is certain", () => {
  test.each(["nätverk", "ÅÄÖ åäö é", "”citat” – tankstreck …", "100 € för 2 m²", "nätverk\u00a0och"])("%j", (text) => {
    expect(undoMojibake(misread(text))).toBe(text);
    expect(undoMojibake(misread(misread(text)))).toBe(text);
  });

  // Misread twice, the second sign of an emoji looks like a Nordic letter, which is not certain.
  test("an emoji that was misread once", () => {
    expect(undoMojibake(misread("Fest 🎉!"))).toBe("Fest 🎉!");
  });

  test.each(["Ã¥ är ett å som gått fel", "SÃO PAULO", "Ã", "â€", "”VÅRÖ”", "från nÃ¤tverket", "�"])(
    "left alone: %j",
    (text) => {
      expect(undoMojibake(text)).toBe(text);
    },
  );
});

const swedish = fc.string({
  unit: fc.constantFrom(..."abcdefghijklmnopqrstuvwxyzåäöéüÅÄÖÉÜABCDEFGHIJ0123456789 .,:;!?–—”’»«…€§½°×©\u00a0"),
  maxLength: 200,
});

test("correct text is never changed", () => {
  fc.assert(
    fc.property(swedish, (text) => undoMojibake(text) === text),
    { numRuns: 20_000 },
  );
});

test("what was misread comes back", () => {
  fc.assert(
    fc.property(swedish, (text) => undoMojibake(misread(text)) === text),
    { numRuns: 5_000 },
  );
});

test("doing it twice changes nothing more", () => {
  const any = fc.oneof(fc.string({ unit: "grapheme" }), swedish.map(misread));
  fc.assert(
    fc.property(any, (text) => undoMojibake(undoMojibake(text)) === undoMojibake(text)),
    { numRuns: 5_000 },
  );
});
