/** What a PDF says of those who made it. */
import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { readPdf } from "../../src/metadata/pdf.ts";
import { growth, LINEAR } from "../support/processor-time.ts";
import "../support/sample.ts";
import { picture } from "./pictures.ts";

const pdf = (information: string, rest = ""): Buffer =>
  Buffer.from(
    `%PDF-1.7\n12 0 obj\n<< ${information} >>\nendobj\n${rest}\ntrailer\n<< /Root 1 0 R /Info 12 0 R >>\n%%EOF\n`,
    "latin1",
  );
const utf16 = `<${Buffer.from("\ufeffÅsa Ek", "utf16le").swap16().toString("hex")}>`;

describe("the author of a PDF", () => {
  test.each([
    ["in plain letters", "/Author (Anna Exempel)", "Anna Exempel"],
    ["with escapes", "/Author (Anna \\(chef\\) \\305hl\\\n\u00e9n)", "Anna (chef) Åhlén"],
    ["as UTF-16 in hexadecimal", `/Title (x) /Author ${utf16}`, "Åsa Ek"],
    ["as UTF-16 in octal", "/Author (\\376\\377\\000A\\000s)", "As"],
    ["empty", "/Author ()", undefined],
    ["absent", "/Title (Author: Anna)", undefined],
  ])("%s", (_, information, author) => expect(readPdf(pdf(information)).author).toBe(author));

  test("of a file that was changed is that of its last information", () => {
    const first = pdf("/Author (Anna)");
    const second = Buffer.from("12 0 obj\n<< /Author (Bo) >>\nendobj\ntrailer\n<< /Info 12 0 R >>\n");
    expect(readPdf(Buffer.concat([first, second])).author).toBe("Bo");
  });

  test("in XMP", () => {
    const xmp = "<x:xmpmeta><dc:creator><rdf:Seq><rdf:li>Örjan</rdf:li></rdf:Seq></dc:creator></x:xmpmeta>";
    expect(readPdf(Buffer.from(`%PDF-1.7\n${xmp}`)).author).toBe("Örjan");
  });

  test("of an encrypted file is not read", () =>
    expect(readPdf(pdf("/Author (\\001\\002)", "<< /Encrypt 3 0 R >>")).author).toBeUndefined());
});

test("a picture in a PDF that says where it was taken is found", () => {
  expect(readPdf(pdf("", picture("phone.jpg").toString("latin1"))).place).toBe(true);
  expect(readPdf(pdf("/Title (x)")).place).toBe(false);
});

test("never crashes, whatever the file holds", () => {
  const part = fc.constantFrom(
    "/Info",
    " 1 0 R",
    "1 0 obj",
    "/Author",
    "(",
    ")",
    "<",
    ">",
    "\\",
    "Exif\0\0",
    "<x:xmpmeta",
  );
  fc.assert(
    fc.property(fc.array(fc.oneof(part, fc.string({ unit: "binary", maxLength: 5 })), { maxLength: 30 }), (parts) => {
      readPdf(Buffer.from(`%PDF-1.7\n${parts.join("")}`, "latin1"));
    }),
    { numRuns: 300 },
  );
});

test.each([
  "/Info 1 0 R 1 0 obj /Author (((( ",
  "<x:xmpmeta <dc:creator> <rdf:li> ",
  "Exif\0\0II*\0\x08\0\0\0\xff\xff",
])("time grows with the length of a file of %j", async (part) => {
  const inputs = new Map([20_000, 80_000].map((size) => [size, Buffer.from(part.repeat(size), "latin1")]));
  expect(await growth((size) => readPdf(inputs.get(size) ?? Buffer.alloc(0)), 20_000)).toBeLessThan(LINEAR);
});
