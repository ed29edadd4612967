import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { issueSchema } from "../../../src/content/issue-schema.ts";
import type { SourceBody } from "../../../src/importers/importer.ts";
import { composeLetter } from "../../../src/importers/letter/compose-letter.ts";
import { issueNames } from "../../../src/importers/name-issue.ts";
import { CONTEXT, compose, PNG, sourceLetter } from "./helpers.ts";

const html = (content: string): SourceBody => ({ format: "html", content });
const markdown = (content: string): SourceBody => ({ format: "markdown", content });

describe("names", () => {
  test.each([
    ["Fwd: Re: [Exempellistan] Nyhetsbrev mars", "Nyhetsbrev mars"],
    ["SV: VB: Höstens kurser", "Höstens kurser"],
    ["Hej *|FNAME|*, här är brevet", "Hej, här är brevet"],
    ["Två\r\nrader", "Två rader"],
    ["NÃ¤tverket vÃ¤xer", "Nätverket växer"],
    ["Dolt\u202e tecken\u0007", "Dolt tecken"],
  ])("the subject %j becomes the title %j", (subject, title) => {
    expect(compose("Text.", { subject }).frontMatter.title).toBe(title);
  });

  test("a letter without a name is named after its first heading, and reported", () => {
    const { frontMatter, repairs } = compose(html("<h1>Vårens kurser</h1><p>Text.</p>"), { subject: undefined });
    expect(frontMatter.title).toBe("Vårens kurser");
    expect(repairs.map(({ rule }) => rule)).toContain("title-unknown");
  });

  test.each([
    ["text", "Kort\n\nKort\n\nKort"],
    ["html", "<p>Kort<br>Kort<br>Kort</p>"],
  ] as const)("a title is taken out of the %s once, and nothing else that says the same", (format, content) => {
    const { frontMatter, body } = compose({ format, content }, { subject: undefined });
    expect(frontMatter.title).toBe("Kort");
    expect(body.match(/Kort/g)).toHaveLength(2);
  });

  test("a letter of signs only is not taken for its title", () => {
    expect(compose({ format: "markdown", content: "[[[[" }, { subject: "???" }).body.trim()).not.toBe("");
  });

  test.each([
    ["Nyhetsbrev nr 3 från Exempelnätet", 3],
    ["Nyhetsbrev nummer 3–4, 2024", "3–4"],
    ["Newsletter #12", 12],
    ["Nyhetsbrev 2/2024", 2],
    ["Nyhetsbrev mars 2024", undefined],
    ["Kurs 1.5.2024", undefined],
  ])("%j has the number %j", (subject, number) => {
    expect(compose("Text.", { subject }).frontMatter.number).toEqual(number);
  });

  test.each([
    ["Nyhetsbrev september 2023", "september"],
    ["Nyhetsbrev nummer 1, 2023", "nummer-1"],
    ["Nyhetsbrev 2023", "nyhetsbrev-2023"],
    ["Con", "brev-con"],
    ["🎉🎉", "brev"],
  ])("%j gets the slug %j", (subject, slug) => {
    expect(compose("Text.", { subject }).frontMatter.slug).toBe(slug);
  });

  test("a slug that another issue of the year has gets a number", () => {
    const taken = new Set(["2024 mars", "2024 mars-2"]);
    const context = { ...CONTEXT, isSlugTaken: (year: string, slug: string) => taken.has(`${year} ${slug}`) };
    const letter = sourceLetter("Text.", { subject: "Nyhetsbrev mars 2024" });
    expect(composeLetter(letter, context).frontMatter.slug).toBe("mars-3");
  });
});

describe("what a source says of itself", () => {
  test("its slug is kept, unless another issue of the year has it", () => {
    const context = { ...CONTEXT, isSlugTaken: (_: string, slug: string) => slug === "hej" };
    const slugOf = (slug: string) =>
      composeLetter(sourceLetter("Text.", { facts: { slug } }), context).frontMatter.slug;
    expect([slugOf("hej"), slugOf("tjena")]).toEqual(["hej-2", "tjena"]);
  });

  test("topics that the register does not have are reported", () => {
    const { frontMatter, repairs } = compose("Text.", { facts: { topics: ["udd-enter", "rymdfart"] } });
    expect(frontMatter.topics).toEqual(["udd-enter"]);
    expect(repairs).toContainEqual({ rule: "facts-unclear", about: "topics: rymdfart" });
  });
});

describe("dates", () => {
  test.each([
    [undefined, "Nyhetsbrev september 2023", "2023-09"],
    [undefined, "Nyhetsbrev 14 mars 2023", "2023-03-14"],
    [undefined, "Newsletter, March 14, 2023", "2023-03-14"],
    [undefined, "Nyhetsbrev 2023", "2023"],
    [undefined, "Välkommen den 14 mars 2023", "1000"],
    [undefined, "Nytt om målen för 2030", "1000"],
    [undefined, "Nyhetsbrev 31 februari 2023", "1000"],
    ["2024-03-14", "Nyhetsbrev september 2023", "2024-03-14"],
    ["2023", "Nyhetsbrev september 2023", "2023-09"],
  ])("declared %j and named %j: %j", (date, subject, expected) => {
    const { frontMatter, repairs } = compose("Text.", { date, subject });
    expect(frontMatter.date).toBe(expected);
    expect(frontMatter.draft).toBe(expected === "1000" ? true : undefined);
    expect(repairs.some(({ rule }) => rule === "date-unknown")).toBe(expected === "1000");
  });
});

describe("what belongs to the mail service", () => {
  const TEXT = "Nätet växer och vi blir fler för varje dag som går.";
  test.each([
    "Visa i webbläsaren",
    "Se det i webbläsaren",
    "Klicka här för att läsa nyhetsbrevet i din webbläsare",
    "Har du problem att läsa brevet? Visa i webbläsaren",
    "View this email in your browser",
    "Having trouble viewing this email? View online",
    "Tipsa en vän",
  ])("at the top: %s", (line) => {
    expect(compose(`${line}\n\n${TEXT}\n\n${TEXT}`).body.trim()).toBe(`${TEXT}\n\n${TEXT}`);
  });

  test.each([
    "Avregistrera dig",
    "Avregistrera nyhetsbrev",
    "Klicka här för att avsluta din prenumeration på nyhetsbrevet",
    "Vill du inte längre få våra utskick? Avregistrera dig här.",
    "Du får det här mejlet för att du är medlem.\n\nAvsluta prenumeration",
    "Detta mail har skickats till dig som kund.\n\nAvregistrera dig | Uppdatera dina uppgifter",
    "Unsubscribe",
    "You are receiving this email because you opted in.\n\nUnsubscribe from this list | Update your preferences",
    "Copyright © 2023 Exempelnätet, All rights reserved.\n\nOur mailing address is:\nExempelnätet, Storgatan 1, 123 45 Exempelstad\n\nUnsubscribe",
    "Skickat med Paloma",
    "Powered by Mailchimp",
    "Sent with Buttondown",
    "Do not click this link\n\nSkickat med Paloma",
    "Exempelnätets nyhetsbrev\n\nAvregistrera\nHär kan du läsa våra tidigare nyhetsbrev\n\nwww.example.se\n\nSkickat med Paloma",
    "Dela på Facebook\n\nTweeta\n\nAvregistrera",
    "© 2024 Exempelnätet\n\nUnsubscribe",
  ])("at the bottom: %s", (footer) => {
    expect(compose(`${TEXT}\n\n${TEXT}\n\n${footer}`).body.trim()).toBe(`${TEXT}\n\n${TEXT}`);
  });

  test.each([
    "Du kan avregistrera dig från kursen till och med den 3 maj.",
    "Anmäl dig senast den 3 maj och avanmäl dig om du får förhinder.",
    "Skriv till oss om du vill se fler utbildningar på webben.",
    "Vi delar lokal med Exempelföreningen.",
    "Nyhetsbrevet har fått en ny form, som du ser.",
    "Vill du få vårt nyhetsbrev? Anmäl dig på webbplatsen.",
    "www.example.se",
    "Exempelnätet, Storgatan 1, 123 45 Exempelstad",
    "Läs i vår integritetspolicy hur forskarna behandlar svaren.",
    "Powered by the sun: solceller på skolans tak.",
    "Forward planning is what procurement is about.",
    "Like many others, we have moved.",
  ])("what the letter says itself stays, though it is the last: %s", (line) => {
    const { body } = compose(`${TEXT}\n\n${line}`);
    expect(body.replace(/[<>]|\[(.*?)\]\(.*?\)/g, "$1")).toContain(line);
  });

  test("links to the service are known by where they lead, whatever they are called", () => {
    const { body } = compose(
      html(`<p>${TEXT}</p><p><a href="https://example.us1.list-manage.com/unsubscribe?u=1&id=2">Hej då</a></p>`),
    );
    expect(body.trim()).toBe(TEXT);
  });

  test("a line in the middle of a long letter is the letter's own", () => {
    const long = Array.from({ length: 60 }, (_, index) => `Stycke nummer ${index} i ett långt brev.`);
    const { body } = compose([...long.slice(0, 15), "Avregistrera dig", ...long.slice(15)].join("\n\n"));
    expect(body).toContain("Avregistrera dig");
  });
});

describe("merge tags and recipients", () => {
  test.each([
    ["Hej *|FNAME|*!", "Hej!"],
    ["Hej {{ subscriber.first_name | default: 'vän' }},", "Hej,"],
    ["Hej [FNAME]!", "Hej!"],
    ["Hej %%first_name%%!", "Hej!"],
    ["Hej %FIRSTNAME% och välkommen!", "Hej och välkommen!"],
    ["{% if medlem %}Hej!{% endif %}", "Hej!"],
    ["*|IF:MEDLEM|*Du är medlem.*|END:IF|*", "Du är medlem."],
    ["Koden {% rabatt %} ger 10 % på allt.", "Koden {% rabatt %} ger 10 % på allt."],
    ["Upp 10 % till 20 % i år.", "Upp 10 % till 20 % i år."],
    ["Se [bilaga 1] och [namnlista].", "Se [bilaga 1] och [namnlista]."],
  ])("%j → %j", (line, expected) => {
    const { body } = compose(`${line}\n\nOch så lite mer text i brevet.`);
    expect(body.split("\n")[0]?.replaceAll("\\", "")).toBe(expected);
  });

  test("tags in HTML, in links and in marked text", () => {
    const { body } = compose(html('<p>Hej <b>*|FNAME|*</b>!</p><p>Se <a href="*|ARCHIVE|*">arkivet</a> nu.</p>'));
    expect(body.trim()).toBe("Hej!\n\nSe arkivet nu.");
  });

  test("who it was sent to is taken out of the greeting, and their address out of everything", () => {
    const recipients = ["Anna Exempel <anna@example.se>"];
    const { body } = compose(
      "Hej Anna!\n\nAnna Exempel-Lund leder kursen.\n\nVi skrev till anna@example.se och bo@example.se.\n\nSkickat till anna@example.se",
      { recipients },
    );
    expect(body.trim()).toBe("Hej!\n\nAnna Exempel-Lund leder kursen.\n\nVi skrev till och <bo@example.se>.");
  });

  test("a letter that its sender sent to themselves keeps its contact", () => {
    const sender = "Exempelnätet <info@example.se>";
    const { body } = compose("Skriv till info@example.se.", {
      recipients: [sender],
      source: { system: "mail", sender },
    });
    expect(body).toContain("info@example.se");
  });

  test("a subscriber's key is nowhere left", () => {
    const key = "emailkey=00000000-0000-0000-0000-000000000000";
    const letter = compose(`Läs https://www.example.se/?a=1&${key} och ${key} nu.`, { subject: `Brev ?${key}` });
    expect(JSON.stringify(letter.frontMatter) + letter.body).not.toContain("emailkey");
    expect(letter.body).toContain("https://www.example.se/?a=1");
  });
});

describe("structure", () => {
  test("headings begin at the second level, skip none, and do not say the title again", () => {
    const { body } = compose(
      html("<h1>Exempelbrevet</h1><h3>Ett</h3><p>a</p><h5>Två</h5><p>b</p><h3>Tre</h3><p>c</p><h2> </h2>"),
    );
    expect(body.split("\n").filter((line) => line.startsWith("#"))).toEqual(["## Ett", "### Två", "## Tre"]);
  });

  test.each([
    ["här", true],
    ["Läs mer", true],
    ["klicka här »", true],
    ["https://www.example.se/x", true],
    ["Läs mer om plast", false],
    ["anna@example.se", false],
  ])("a link called %j: reported %j", (text, isReported) => {
    const href = text.includes("@") ? `mailto:${text}` : "https://www.example.se/x";
    const { repairs } = compose(html(`<p>Nu finns allt <a href="${href}">${text}</a> att läsa.</p>`));
    expect(repairs.some(({ rule }) => rule === "link-text")).toBe(isReported);
  });

  test.each([
    ['<p>Där stod det <a href="https://www.example.se/x">här</a>.</p>', "[här](https://www.example.se/x)"],
    ['<p>Se <a href="https://www.example.se/x">https://www.example.se/x</a></p>', "<https://www.example.se/x>"],
    ['<p>Se <a href="https://www.example.se/x">www.example.se/_x_</a></p>', "](https://www.example.se/x)"],
  ])("a report of %s finds the link itself", (content, written) => {
    const { body, repairs } = compose(
      html(`<p>Läs mer om skärgården, Närke och www.example.se/xyz i hällarna.</p>${content}`),
    );
    const [find = ""] = repairs.flatMap(({ rule, find }) =>
      rule === "link-text" && find?.startsWith(written[0] ?? "") ? [find] : [],
    );
    expect(body.split("\n").findIndex((line) => line.includes(find))).toBe(2);
    expect(find).toContain(written.slice(0, -1));
  });

  test("lines that HTML only breaks become what they look like", () => {
    const long =
      "Det här är ett stycke som är så långt att det inte kan vara något annat än ett stycke, hur det än är brutet i mejlet.";
    const { body } = compose(
      html(`<p>${long}<br>${long}</p><p>Ta med:<br>penna<br>papper</p><p>Exempelhuset<br>Storgatan 1</p>`),
    );
    expect(body.trim()).toBe(`${long}\n\n${long}\n\nTa med:\n\n- penna\n- papper\n\nExempelhuset\\\nStorgatan 1`);
  });

  test("a long letter without headings is reported, a short one is not", () => {
    const has = (words: number) =>
      compose("Det här är vad vi har att säga om saken. ".repeat(words / 10)).repairs.some(
        ({ rule }) => rule === "heading-missing",
      );
    expect([has(50), has(400)]).toEqual([false, true]);
  });
});

describe("language", () => {
  const SWEDISH =
    "Det här är ett brev som vi har skrivit för att berätta vad som har hänt och hur det går med arbetet. Vi hoppas att ni vill vara med när nästa möte hålls, och att ni hör av er om något är oklart.";
  const ENGLISH =
    "This is a letter that we have written to tell you what has happened and how the work is going. We hope that you will be with us when the next meeting is held, and that you tell us if anything is not clear.";
  const FINNISH =
    "Tämä on kirje, jonka olemme kirjoittaneet, että te tiedätte mitä on tapahtunut. Me toivomme, että myös te olette mukana kun kokous on, ja että se ei ole liian aikaisin. Jos ei, niin se on myös hyvä.";
  test.each([
    [SWEDISH, undefined, undefined],
    [SWEDISH, "en", undefined],
    [ENGLISH, undefined, "en"],
    [ENGLISH, "sv", "en"],
    [FINNISH, undefined, "fi"],
    [SWEDISH, "se", "se"],
    ["Hej!", "en-GB", "en-GB"],
  ])("%s marked %j: %j", (text, mark, language) => {
    const { frontMatter } = compose(html(`<html lang="${mark ?? ""}"><p>${text}</p>`));
    expect(frontMatter.language).toBe(language);
  });

  test("where neither words nor mark tell it, a person is asked", () => {
    const { repairs, frontMatter } = compose("lorem ipsum dolor sit amet ".repeat(20));
    expect(repairs.map(({ rule }) => rule)).toContain("language-unknown");
    expect(frontMatter.language).toBeUndefined();
  });
});

describe("summary", () => {
  test.each([
    ["Tre nya kurser och ett farväl", "Tre nya kurser och ett farväl"],
    ["Nätet växer och vi blir", undefined],
    ["Exempelbrevet", undefined],
    ["Nyhetsbrev mars 2024", undefined],
    ["Visa i webbläsaren nu genast", undefined],
  ])("the preview %j becomes %j", (preheader, summary) => {
    const { frontMatter } = compose("Nätet växer och vi blir fler för varje dag som går.", { preheader });
    expect(frontMatter.summary).toBe(summary);
  });
});

describe("files", () => {
  const picture = { name: "../../etc/bild.png", bytes: PNG };
  const body = html('<p>Se</p><p><img src="cid:1" alt="En bild"></p><p><img src="cid:2" alt="Samma bild"></p>');

  test("pictures lie beside the issue, named after it; the same picture is one file", () => {
    const files = new Map([
      ["cid:1", picture],
      ["cid:2", { ...picture, name: "b.jpg" }],
    ]);
    const letter = compose(body, { files });
    expect([...letter.files.keys()]).toEqual(["2024-03-14-exempelbrevet-1.png"]);
    expect(letter.body).toContain("![En bild](2024-03-14-exempelbrevet-1.png)");
    expect(letter.body).toContain("![Samma bild](2024-03-14-exempelbrevet-1.png)");
  });

  test.each([
    ["rapport.pdf", "%PDF-1.7 …", true],
    ["../../../rapport.pdf", "%PDF-1.7 …", true],
    ["schema.csv", "a;b\n1;2", true],
    ["rapport.pdf", "<html><script>alert(1)</script>", false],
    ["rapport.pdf", "MZ\u0090", false],
    ["virus.exe", "MZ", false],
    ["bild.svg", "<svg onload=alert(1)>", false],
    ["sida.html", "<p>Hej</p>", false],
    ["schema.csv", "<!DOCTYPE html><script>", false],
    ["kontakt.vcf", "BEGIN:VCARD", false],
    ["brev.doc", "MZ\u0090\u0000", false],
    ["schema.csv", "\u007fELF\u0002", false],
    ["schema.csv", "MZ;antal\n1;2", true],
    ["motet.ics", "#!/bin/sh\n", false],
    ["anteckning.txt", "<?xml version='1.0'?><svg>", false],
  ])("the attachment %s of %j is taken: %j", (name, content, isTaken) => {
    const { frontMatter, files, repairs } = compose("Text.", {
      attachments: [{ name, bytes: new TextEncoder().encode(content) }],
    });
    expect(frontMatter.documents?.length ?? 0).toBe(isTaken ? 1 : 0);
    expect(repairs.some(({ rule }) => rule === "attachment-refused")).toBe(!isTaken);
    for (const file of files.keys()) expect(file).toMatch(/^[a-z0-9-]+\.[a-z]+$/);
  });

  test.each([
    ["plan.pdf?key=hemlig", "plan"],
    ["Planen 2024.pdf?access_token=hemlig&x=1", "Planen 2024"],
    ["plan@key=hemlig.pdf", "plan"],
  ])("a key in the name %s is not published", (name, title) => {
    const original = { name, bytes: new TextEncoder().encode("%PDF-1.7") };
    const letter = compose("Text.", { attachments: [original], source: { system: "html", file: name } });
    expect(JSON.stringify([letter.frontMatter, [...letter.files.keys()]])).not.toContain("hemlig");
    expect(letter.frontMatter.documents?.[0]?.title).toBe(title);
  });

  test("nor is one in the name of an issue's file", () => {
    const name = issueNames("brev.html?cid=1&emailkey=hemlig", "2024-03", "mars", "sv").next().value;
    expect(name).toBe("2024-03-brev-html");
    // A question in a subject is no query.
    expect(issueNames("Kommer du? Vi ses", undefined, "", "sv").next().value).toBe("kommer-du-vi-ses");
  });

  test("a file that a Markdown letter links to comes with it", () => {
    const files = new Map([["bilagor/plan.pdf", { name: "plan.pdf", bytes: new TextEncoder().encode("%PDF-1.7") }]]);
    const { body, frontMatter } = compose(markdown("Se [planen](bilagor/plan.pdf) och [den andra](borta.pdf)."), {
      files,
    });
    expect(body.trim()).toBe("Se [planen](2024-03-14-exempelbrevet-1.pdf) och den andra.");
    expect(frontMatter.documents).toEqual([{ title: "planen", file: "2024-03-14-exempelbrevet-1.pdf" }]);
  });
});

test("HTML in Markdown becomes Markdown, and code stays code", () => {
  const { body } = compose(
    markdown(
      '## Nytt\n\n<div class="x"><p>Ett <b>fett</b> ord<br>och ett till.</p></div>\n\n`{{ namn }}` är en *tagg*.\n\n<script>alert(1)</script>',
    ),
  );
  expect(body.trim()).toBe("## Nytt\n\nEtt **fett** ord\\\noch ett till.\n\n`{{ namn }}` är en *tagg*.");
});

test("a personal identity number is reported without what tells it", () => {
  const { repairs } = compose("Uppge 19121212-1212 eller 121212+1212, men inte 556677-8899 eller 121212-1213.");
  const found = repairs.filter(({ rule }) => rule === "personal-number");
  expect(found.map(({ about }) => about)).toEqual(["19121212-XXXX", "121212+XXXX"]);
});

describe("whatever comes", () => {
  const anything = fc.oneof(
    fc.string({ unit: "grapheme", maxLength: 400 }),
    fc.string({ unit: "binary", maxLength: 200 }),
    fc
      .array(
        fc.constantFrom(
          "Kontakt\n",
          "Anna Exempel, anna@example.se\n",
          "- punkt\n",
          "1. ett\n",
          "> citat\n",
          "\n",
          "\n\n",
          "Styrgrupp\n",
          "Finansiering\n\n",
          "Region X ger 500 kr till Y\n",
          "Rubrik\n=====\n",
          "*|FNAME|* ",
          "{{ x }}",
          "https://a.se/?emailkey=1 ",
          "Kalender\n\n",
          "14 mars 2024: Möte\n",
          "Datum: 31 februari 2024\n",
          "Avregistrera\n",
          "emailkey=1",
          "%65mailkey=1 ",
          "\u202e",
          "Ã¥",
          "<table><tr><td>",
          "</td></tr>",
          "<b>",
          "<a href='javascript:x'>y</a>",
          "<img src=x alt=y>",
          "<h1>",
          "Rapport, pdf\n",
          "-- \n",
        ),
        { maxLength: 40 },
      )
      .map((parts) => parts.join("")),
  );
  const format = fc.constantFrom("text" as const, "html" as const, "markdown" as const);
  const maybe = fc.option(anything, { nil: undefined });

  test("the schema accepts the front matter, and no file leaves the folder", () => {
    fc.assert(
      fc.property(format, anything, maybe, maybe, maybe, anything, (kind, content, subject, date, preheader, name) => {
        const letter = compose(
          { format: kind, content },
          { subject, date, preheader, name, attachments: [{ name, bytes: PNG }], recipients: [name], language: name },
        );
        const result = issueSchema.safeParse(letter.frontMatter);
        expect(result.error?.issues ?? []).toEqual([]);
        for (const file of letter.files.keys()) expect(file).toMatch(/^[a-z0-9][a-z0-9-]*\.[a-z]+$/);
      }),
      { numRuns: 1_000 },
    );
  });

  const word = fc.stringMatching(/^[a-zåäö]{2,9}$/);
  const paragraph = fc.array(word, { minLength: 8, maxLength: 30 }).map((words) => `${words.join(" ")}.`);
  test("the words of a text stand in the issue, in order", () => {
    fc.assert(
      fc.property(fc.array(paragraph, { minLength: 1, maxLength: 8 }), (paragraphs) => {
        const words = (text: string) => text.match(/[\p{L}\p{N}]+/gu);
        expect(words(compose(paragraphs.join("\n\n")).body)).toEqual(words(paragraphs.join(" ")));
      }),
      { numRuns: 300 },
    );
  });

  test("the same letter gives the same issue", () => {
    fc.assert(
      fc.property(format, anything, (kind, content) => {
        expect(compose({ format: kind, content })).toEqual(compose({ format: kind, content }));
      }),
      { numRuns: 100 },
    );
  });
});
