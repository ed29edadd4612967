/** Forwards of odd forms, and that time grows with the length. */
import { describe, expect, test } from "vitest";
import type { SourceLetter } from "../../../src/importers/importer.ts";
import { forwardedDay } from "../../../src/importers/letter/forward-date.ts";
import { takeForwarded } from "../../../src/importers/letter/forwarded.ts";
import { readBody } from "../../../src/importers/letter/read-body.ts";
import { textOf } from "../../../src/importers/letter/tree.ts";
import { growth, LINEAR } from "../../support/processor-time.ts";

const HEADER =
  "Från: Brevet <brev@example.se>\nSkickat: den 14 september 2023 10:00\nTill: Kim Ek <kim.ek@mottagare.example>\nÄmne: Höstens nyheter\n";
const BODY = "\nVi träffas i Falun den 3 oktober och talar om inköp.\n";

function mail(content: string, subject = "VB: Höstens nyheter"): SourceLetter {
  return {
    place: "brev.eml",
    name: "brev",
    kind: "mail",
    source: { system: "mail", sender: "Alex Berg <alex.berg@vidare.example>", id: "1@vidare.example" },
    original: new Uint8Array(),
    originalName: "brev.eml",
    subject,
    date: "2023-10-16",
    recipients: [],
    body: { format: "text", content },
    files: new Map(),
    attachments: [],
    repairs: [],
  };
}

function taken(content: string, subject?: string) {
  const letter = mail(content, subject);
  const tree = readBody(letter, "sv");
  return { letter: takeForwarded(letter, tree), text: textOf(tree.root) };
}

test.each([
  ["den 14 september 2023 10:00", "2023-09-14"],
  ["torsdag, 14 september 2023 kl. 10:00", "2023-09-14"],
  ["Thursday, September 14, 2023 10:00 AM", "2023-09-14"],
  ["Thu, Sep 14, 2023 at 8:00 AM", "2023-09-14"],
  ["Thu, 14 Sep 2023 10:00:00 +0200", "2023-09-14"],
  ["tors 14 sep. 2023 kl 08:00", "2023-09-14"],
  ["torsdag den 14. september 2023 10:00", "2023-09-14"],
  ["14. maj 2023 10:00", "2023-05-14"],
  ["torstai 14. syyskuuta 2023 10.00", "2023-09-14"],
  ["tiistai 14. marraskuuta 2023 10.00", "2023-11-14"],
  ["tiistai 14. maaliskuuta 2023 10.00", "2023-03-14"],
  ["Dienstag, 14. März 2023 10:00", "2023-03-14"],
  ["Donnerstag, 14. Dezember 2023 10:00", "2023-12-14"],
  ["14.9.2023 10.00", "2023-09-14"],
  ["2023-09-14 10:00 (GMT+01:00)", "2023-09-14"],
  ["9/14/2023 10:00 AM", "2023-09-14"],
  ["14/09/2023 10:00", "2023-09-14"],
  ["9/10/2023 10:00 AM", "2023-09-10"],
  ["9/10/2023 10:00", undefined],
  ["i går", undefined],
  ["31 september 2023", undefined],
])("the day of %s", (written, day) => expect(forwardedDay(written)).toBe(day));

describe("a header", () => {
  test("with a long list of recipients", () => {
    const people = Array.from({ length: 30 }, (_, index) => `Person ${index} <p${index}@mottagare.example>`).join(
      ";\n",
    );
    const { letter, text } = taken(`${HEADER.replace("Kim Ek <kim.ek@mottagare.example>", people)}${BODY}`);
    expect(text).not.toContain("mottagare.example");
    expect(letter.recipients.join()).toContain("p29@mottagare.example");
    expect(letter.date).toBe("2023-09-14");
    expect(letter.repairs).toEqual([]);
  });

  test("that stands right above another leaves no recipient, whatever is certain", () => {
    const long = "En mening om upphandling. ".repeat(100);
    const { letter, text } = taken(`${long}\n\n${HEADER}Se nedan.\n${HEADER}${BODY}`, "Höstens nyheter");
    expect(text).not.toContain("mottagare.example");
    expect(text).toContain("Vi träffas i Falun");
    expect(letter.repairs).toMatchObject([{ rule: "forward-unclear" }]);
    expect(letter.date).toBe("2023-10-16");
  });

  test("is no line of the letter that only begins like one", () => {
    const content = "Från: Falun till Borås\n\nDatum: 14 september\n\nVi träffas där.";
    expect(taken(content, "Höstens nyheter")).toMatchObject({ letter: { date: "2023-10-16", repairs: [] } });
  });

  test("gives the sender, and nothing of the forwarder", () => {
    const { letter } = taken(`Ring mig! /Alex\n\n${HEADER}${BODY}`);
    expect(letter.source).toEqual({ system: "mail", sender: "Brevet <brev@example.se>" });
    expect(letter.subject).toBe("Höstens nyheter");
    expect(letter.recipients).toContain("Alex Berg <alex.berg@vidare.example>");
  });
});

describe("time grows with the length", () => {
  test.each([
    ["headers in one another", (size: number) => `${HEADER}\n`.repeat(size) + BODY],
    ["headers one below another", (size: number) => `${HEADER}Se nedan, alla.\n`.repeat(size) + BODY],
    ["recipients", (size: number) => HEADER.replace("Kim Ek", "Kim Ek <kim@mottagare.example>;\n".repeat(size)) + BODY],
    ["quotations", (size: number) => `> ${"text ".repeat(10)}\n\n`.repeat(size) + HEADER + BODY],
  ])("%s", async (_, make) => {
    const work = (size: number) => {
      const letter = mail(make(size));
      takeForwarded(letter, readBody(letter, "sv"));
    };
    expect(await growth(work, 300)).toBeLessThan(LINEAR);
  });
});
