import { describe, expect, test } from "vitest";
import { amountsIn } from "../../../src/importers/letter/facts/amounts.ts";
import { organisationsIn } from "../../../src/importers/letter/facts/names.ts";
import { compose } from "./helpers.ts";

describe("sums", () => {
  test.each([
    ["500 000 kr", [[500_000, "SEK"]]],
    ["500\u00a0000 kronor", [[500_000, "SEK"]]],
    ["1,5 miljoner kronor", [[1_500_000, "SEK"]]],
    [
      "2 mnkr och 350 tkr",
      [
        [2_000_000, "SEK"],
        [350_000, "SEK"],
      ],
    ],
    ["16 miljarder kr", [[16_000_000_000, "SEK"]]],
    ["€45,000", [[45_000, "EUR"]]],
    ["SEK 1.2 million", [[1_200_000, "SEK"]]],
    ["45 000 euro", [[45_000, "EUR"]]],
    ["500:-", [[500, "SEK"]]],
    ["1,500 miljoner kronor", []],
    ["15 kommuner", []],
    ["år 2023 kr", [[2023, "SEK"]]],
    ["070-123 45 67", []],
  ])("%j", (text, expected) => {
    expect(amountsIn(text).map(({ amount, currency }) => [amount, currency])).toEqual(expected);
  });
});

describe("organisations in a list", () => {
  test.each([
    ["Region X, Y kommun och Länsstyrelsen", ["Region X", "Y kommun", "Länsstyrelsen"]],
    [
      "Exempelförbundet, EF, Region Prov, RUN och Länsstyrelsen, LS,",
      ["Exempelförbundet", "Region Prov", "Länsstyrelsen"],
    ],
    ["Region Prov, LRF och Företagarna", ["Region Prov", "LRF", "Företagarna"]],
    ["Länsstyrelsen (LS) och Region Prov (RP)", ["Länsstyrelsen", "Region Prov"]],
    ["both the Example Council and Test University", ["Example Council", "Test University"]],
    ["Region Prov och kommunerna i länet", undefined],
    ["", undefined],
  ])("%j", (text, expected) => {
    expect(organisationsIn(text)).toEqual(expected);
  });
});

/** The facts of a text under a heading. */
function facts(heading: string, text: string) {
  const { frontMatter, repairs } = compose(
    `Inledning\n\nLite text först, som det brukar vara.\n\n${heading}\n\n${text}`,
  );
  return { ...frontMatter, unclear: repairs.filter(({ rule }) => rule === "facts-unclear").length };
}

describe("contacts", () => {
  test.each([
    ["Anna Exempel, anna@example.se", [{ name: "Anna Exempel", email: "anna@example.se" }]],
    ["Anna Exempel <anna@example.se>", [{ name: "Anna Exempel", email: "anna@example.se" }]],
    ["Anna Exempel, 070-123 45 67", [{ name: "Anna Exempel" }]],
    [
      "Anna-Lena von Prov (samordnare), Exempelkommunen, tel 070-1, a@example.se",
      [{ name: "Anna-Lena von Prov", email: "a@example.se", organisation: "Exempelkommunen", role: "samordnare" }],
    ],
    [
      "Anna Exempel\nUpphandlingsstrateg\nRegion Prov\n070-123 45 67\nanna@example.se",
      [{ name: "Anna Exempel", email: "anna@example.se", organisation: "Region Prov", role: "Upphandlingsstrateg" }],
    ],
    [
      "Anna Exempel\n\nanna@example.se\n\nBo Prov\n\nbo@example.se",
      [
        { name: "Anna Exempel", email: "anna@example.se" },
        { name: "Bo Prov", email: "bo@example.se" },
      ],
    ],
  ])("%j", (text, expected) => {
    expect(facts("Kontaktpersoner", text)).toMatchObject({ contacts: expected, unclear: 0 });
  });

  test.each(["Kansliet, kansli@example.se", "Anna Exempel, a@example.se, b@example.se"])("doubtful: %j", (text) => {
    const { contacts, unclear } = facts("Kontakt", text);
    expect([contacts, unclear]).toEqual([undefined, 1]);
  });

  test("people in running text are not contacts", () => {
    const { contacts } = facts("Nytt", "Vi tackar Anna Exempel, anna@example.se, för all hjälp under åren som gått.");
    expect(contacts).toBeUndefined();
  });
});

describe("funding", () => {
  test.each([
    [
      "Region Prov har beviljat 1,5 mnkr till Föreningen Exempel.",
      { amount: 1_500_000, currency: "SEK", funders: ["Region Prov"], recipient: "Föreningen Exempel" },
    ],
    [
      "Arbetet finansieras av Region Prov och Exempelkommunen med 200 000 kr.",
      { amount: 200_000, currency: "SEK", funders: ["Region Prov", "Exempelkommunen"] },
    ],
    [
      "Projektet har fått 80 000 euro från Europeiska unionen för 2024–2026.",
      { amount: 80_000, currency: "EUR", funders: ["Europeiska unionen"], period: "2024–2026" },
    ],
    [
      "The project is funded by the Example Council with 45,000 euros.",
      { amount: 45_000, currency: "EUR", funders: ["Example Council"] },
    ],
    [
      "Finansiär: Region Prov\nBelopp: 75 000 kr\nPeriod: 2024",
      { amount: 75_000, currency: "SEK", funders: ["Region Prov"], period: "2024" },
    ],
  ])("%j", (text, expected) => {
    const { funding, unclear } = facts("Finansiering", text);
    expect([funding, unclear]).toEqual([expected, 0]);
  });

  test("each part of a sentence has its own", () => {
    const { funding } = facts("Finansiering", "Region Prov bidrar med 2 mnkr och Provstads kommun med 350 tkr.");
    expect(funding).toEqual([
      { amount: 2_000_000, currency: "SEK", funders: ["Region Prov"] },
      { amount: 350_000, currency: "SEK", funders: ["Provstads kommun"] },
    ]);
  });

  test.each([
    "Region Prov bidrar med ca 2 mnkr.",
    "Kommunerna i länet bidrar med 200 000 kr.",
    "Det hela kostar 200 000 kr.",
  ])("doubtful: %j", (text) => {
    const { funding, unclear } = facts("Finansiering", text);
    expect([funding, unclear]).toEqual([undefined, 1]);
  });

  test("sums elsewhere are not funding", () => {
    expect(facts("Nytt", "Region Prov köper varor för 2 mnkr.").funding).toBeUndefined();
  });
});

describe("events", () => {
  test.each([
    ["14 maj 2024: Frukostmöte", { title: "Frukostmöte", start: "2024-05-14" }],
    [
      "14 maj 2024 kl. 8.00–9.30, Frukostmöte",
      { title: "Frukostmöte", start: "2024-05-14T08:00", end: "2024-05-14T09:30" },
    ],
    ["Frukostmöte, 14 maj 2024", { title: "Frukostmöte", start: "2024-05-14" }],
    ["16–17 maj 2024 – Konferens", { title: "Konferens", start: "2024-05-16", end: "2024-05-17" }],
    // The letter is of March 2024. 14 May is a Tuesday in 2024 and a Wednesday in 2025.
    ["tisdag 14 maj: Frukostmöte", { title: "Frukostmöte", start: "2024-05-14" }],
    ["onsdag 14 maj: Frukostmöte", { title: "Frukostmöte", start: "2025-05-14" }],
    ["Tuesday, May 14, 7:00pm: Breakfast", { title: "Breakfast", start: "2024-05-14T19:00" }],
    [
      "Breakfast – 14 May 2024, 6:30 pm - 8 pm",
      { title: "Breakfast", start: "2024-05-14T18:30", end: "2024-05-14T20:00" },
    ],
    ["14 maj 2024 kl 8–9: Frukostmöte", { title: "Frukostmöte", start: "2024-05-14T08:00", end: "2024-05-14T09:00" }],
  ])("%j", (text, expected) => {
    const { events, unclear } = facts("Kalender", text);
    expect([events, unclear]).toEqual([[expected], 0]);
  });

  test.each([
    "14 maj: Frukostmöte",
    "måndag 14 maj 2024: Frukostmöte",
    "14 maj 2024",
    "14 maj 2024 eller 15 maj 2024: Möte",
    "Nästa möte med styrelsen är den 14 maj 2024 kl 18.",
    "The monthly meeting will be on Tuesday May 14th at 7:00pm in the hall.",
    "Join us | Hall | Tuesday May 14, 6:30 pm - 8 pm",
    "14 maj 2024: Läs mer här",
    "14 May 2024: this meeting",
    "14 maj 2024: Årsmöte, kl 18 fika",
  ])("doubtful: %j", (text) => {
    const { events, unclear } = facts("Kalender", text);
    expect([events, unclear]).toEqual([undefined, 1]);
  });
});

test("a day alone on its line is no row of a calendar, and nothing to repair", () => {
  const { events, unclear } = facts("Kalender", "Tisdag 14 maj\n\nVi ses.");
  expect([events, unclear]).toEqual([undefined, 0]);
});

describe("blocks of labelled rows", () => {
  test.each([
    ["Datum: 14 maj 2024\nTid: 18.00\nPlats: Hallen", { title: "Frukost", start: "2024-05-14T18:00", place: "Hallen" }],
    ["When: 14 May 2024, 6 pm\nPrice: 12.50 euro", { title: "Frukost", start: "2024-05-14T18:00" }],
    ["När: 14 maj 2024\nVar: Hallen", { title: "Frukost", start: "2024-05-14", place: "Hallen" }],
  ])("%j", (text, expected) => {
    expect(facts("Frukost", text).events).toEqual([expected]);
  });

  test("a date without time and place is that of the letter", () => {
    expect(facts("Om brevet", "Datum: 14 maj 2024\nRedaktör: Anna Exempel").events).toBeUndefined();
  });
});

describe("documents", () => {
  test.each([
    ["Slutrapport, pdf", { title: "Slutrapport", type: "pdf" }],
    ["Slutrapport (pdf, 592 kB)", { title: "Slutrapport", type: "pdf" }],
    ["Slutrapport <https://www.example.se/s.pdf>", { title: "Slutrapport", url: "https://www.example.se/s.pdf" }],
    ["Mall, Word", { title: "Mall", type: "docx" }],
    [
      "Blankett, pdf <https://www.example.se/hamta?id=7>",
      { title: "Blankett", type: "pdf", url: "https://www.example.se/hamta?id=7" },
    ],
  ])("%j", (text, expected) => {
    expect(facts("Att läsa", `Nu finns mer.\n\n${text}`).documents).toEqual([expected]);
  });
});

describe("links that name no document", () => {
  test.each([
    "Vi har sett that data <https://www.example.se/b.pdf> i dag.",
    "Läs mer <https://www.example.se/a.pdf>",
    "Ladda ner rapporten <https://www.example.se/a.pdf>",
    "here <https://www.example.se/a.pdf>",
    "this report <https://www.example.se/a.pdf>",
    "den här rapporten, pdf <https://www.example.se/a.pdf>",
    "(pdf) <https://www.example.se/a.pdf>",
    "https://www.example.se/a.pdf",
    "Allt finns i vår rapport <https://www.example.se/a.pdf>, som alla får läsa.",
  ])("%j", (text) => {
    expect(facts("Att läsa", `Nu finns mer.\n\n${text}`).documents).toBeUndefined();
  });

  test("below a heading for documents a file has its own name at least", () => {
    const text = "Läs den här <https://www.example.se/plan-2024.pdf>\n\nVår budget <https://www.example.se/b.xlsx>";
    expect(facts("Dokument", text).documents).toEqual([
      { title: "plan-2024.pdf", url: "https://www.example.se/plan-2024.pdf" },
      { title: "Vår budget", url: "https://www.example.se/b.xlsx" },
    ]);
  });
});

describe("topics", () => {
  test.each([
    ["Om direktupphandling och UDD Enter.", ["direktupphandling", "udd-enter"]],
    ["Om Dalastrategins mål, och UDD.", ["dalastrategin", "upphandlingsdialog-dalarna"]],
    ["Om plastpåsar och matkassar.", undefined],
  ])("%j", (text, expected) => {
    expect(facts("Nytt", text).topics).toEqual(expected);
  });
});
