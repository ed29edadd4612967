import { describe, expect, test } from "vitest";
import { compose } from "./helpers.ts";

const TEXT = "Nätet växer och vi blir fler för varje dag som går.";
const below = (footer: string) => compose(`${TEXT}\n\n${TEXT}\n\n${footer}`).body.trim();
const alone = `${TEXT}\n\n${TEXT}`;
const html = (content: string, recipients: readonly string[] = []) =>
  compose({ format: "html", content: `<p>${TEXT}</p>${content}` }, { recipients })
    .body.replace(TEXT, "")
    .trim();

describe("footers that say it in other words", () => {
  test.each([
    "Unsubscribe | Manage My Subscriptions | Change e-mail address",
    "Manage subscription · Unsubscribe · View in browser",
    "Modify Your Account/Unsubscribe",
    "Unsubscribe - Unsubscribe preferences",
    "Subscribe | Unsubscribe | Change Settings | Privacy Policy",
    "Avregistrera dig • Ändra inställningar • Integritetspolicy",
    "You're receiving this because you signed up for Example. Unsubscribe · Email preferences",
    "To stop receiving these emails, you can unsubscribe at any time.",
    "To unsubscribe from this list, go to https://www.example.com/lists",
    "(To unsubscribe, send an e-mail to list@example.com)",
    "To unsubscribe, please visit:\nhttps://www.example.com/registration",
    "If you wish to unsubscribe click here.",
    "If you would prefer not to receive emails with news from Example, please click here: Unsubscribe. It may take up to five working days.",
    "If you do not want to receive future e-mail from this group, please click the link below. Your e-mail address will be deleted from this list.",
    "Du får det här mejlet för att du är medlem i t.ex. Exempelnätet.",
    "To be removed from our mailing lists, send an email to:",
    "The e-mail address for your subscription is",
    "This email was sent to:",
    "Det här utskicket har skickats till:",
    "För att avregistrera dig, klicka här.",
    "För att avsluta din prenumeration, svara på det här mejlet.",
    "För att sluta få våra utskick, klicka här.",
    "Om du inte längre vill få våra nyhetsbrev kan du svara på det här mejlet.",
    "Copyright ©, All rights reserved. Our mailing address is:",
    "Copyright 2024 Example, Inc. All rights reserved.",
    "©2024, Example Inc. All Rights Reserved. Please read our Terms of Service.",
    "follow on Twitter | friend on Facebook | forward to a friend",
    "Gilla på Facebook | Följ oss på LinkedIn | Tipsa en vän",
    "If you like the Example Letter, tell a friend! Click here to send mail",
    "Om du gillar brevet, tipsa gärna en kollega!",
    "Feel free to forward this newsletter to other readers.",
  ])("%s", (footer) => {
    expect(below(footer)).toBe(alone);
  });
});

describe("what stands in the same line and is the letter's", () => {
  test.each([
    ["Kurser | Avregistrera dig", "Kurser"],
    ["Home | Unsubscribe | Courses", "Home | Courses"],
    ["Butiker / Prenumerera / Avregistrera", "Butiker"],
    ["Order history · Return policy · Unsubscribe", "Order history · Return policy"],
    ["© 2024 Exempelnätet. ISSN 1234-5678. Alla rättigheter förbehållna.", "ISSN 1234-5678."],
    ["Copyright 2024 Example, Inc. All rights reserved. Example is a mark.", "Example is a mark."],
    ["Du får det här mejlet för att du är medlem. Nästa möte är den 3 maj.", "Nästa möte är den 3 maj."],
    ["If you wish to opt out of this letter, please click here. Nästa möte är den 3 maj.", "Nästa möte är den 3 maj."],
  ])("%s", (line, rest) => {
    expect(below(line)).toBe(`${alone}\n\n${rest}`);
  });

  test("its links and emphasis are kept", () => {
    const menu =
      '<p><a href="https://example.se/a"><b>Kurser</b></a> | <a href="https://example.se/b">Avregistrera dig</a> | <a href="https://example.se/c">Möten</a></p>';
    expect(html(menu)).toBe("[**Kurser**](https://example.se/a) | [Möten](https://example.se/c)");
  });
});

describe("what only sounds like it", () => {
  test.each([
    "Om du inte kan svara via mejl går det bra att ringa.",
    "Du får mejl när din ansökan är klar.",
    "Ni får nyheter om upphandling av oss på mötet.",
    "För att avregistrera dig från kursen, mejla Exempelnätet senast den 3 maj.",
    "Anmäl/avanmäl dig hos Exempelnätet.",
    "You don't want to get caught without a backup.",
    "You get updates every week when the work has begun.",
    "The message was sent to all members of parliament.",
    "Send it to your local representative.",
    "Difficulty reading small text is common.",
    "Copyright law changed in 2023, and libraries must follow it.",
    "© Anna Exempel",
    "Svårt att läsa innehåll på webben? Här är tipsen.",
    "Lime",
  ])("%s", (line) => {
    expect(below(line)).toBe(`${alone}\n\n${line}`);
  });
});

describe("tables that merge tags have emptied", () => {
  test("one column left is not a table", () => {
    const table =
      "<table border=1><tr><th>Nyheter</th><th>*|A|*</th></tr><tr><td>Ett</td><td>*|B|*</td></tr><tr><td>Två</td><td>*|C|*</td></tr></table>";
    expect(html(table)).toBe("Nyheter\n\nEtt\n\nTvå");
  });

  test("a footer in such a table is a footer", () => {
    const table =
      "<table border=1><tr><th>follow on Twitter | forward to a friend</th><th>*|A|*</th></tr><tr><td>Copyright ©, All rights reserved.</td><td>*|B|*</td></tr></table>";
    expect(html(table)).toBe("");
  });

  test("two columns are data", () => {
    expect(
      html("<table border=1><tr><th>Ort</th><th>Antal</th></tr><tr><td>Exempelby</td><td>3</td></tr></table>"),
    ).toBe("| Ort | Antal |\n| - | - |\n| Exempelby | 3 |");
  });
});

describe("the reader's own address", () => {
  const reader = ["Anna Exempel <anna@example.se>"];
  const lines = (count: number) =>
    Array.from({ length: count }, (_, index) => `<p>Stycke ${index} i brevet.</p>`).join("");

  test.each([
    "<p>Your subscribed e-mail address is: [anna@example.se] - To unsubscribe, please visit the page.</p>",
    "<p>Din prenumeration gäller anna@example.se.</p>",
  ])("the service's line goes, wherever it stands: %s", (line) => {
    expect(html(lines(30) + line + lines(60), reader)).toBe(html(lines(30) + lines(60)));
  });

  test.each([
    "<p>Det här brevet skickades till anna@example.se.</p>",
    "<p>This email was sent to: anna@example.se</p>",
  ])("at the end: %s", (line) => {
    expect(html(lines(3) + line, reader)).toBe(html(lines(3)));
  });

  test("a line of the letter's own stays without it", () => {
    expect(html("<p>Avtalet skickades till anna@example.se i går.</p>", reader)).toBe("Avtalet skickades till i går.");
  });

  test("the brackets around it go with it", () => {
    expect(html("<p>Vi skrev till Anna (anna@example.se) i går.</p>", reader)).toBe("Vi skrev till Anna i går.");
  });

  test.each(["https://example.se/andra/anna@example.se", "https://example.se/?x=lista%2Canna%40example.se"])(
    "a link that holds it leads to the reader's own page: %s",
    (url) => {
      expect(html(`<p>Här kan du <a href="${url}">ändra din beställning</a> av kaffe.</p>`, reader)).toBe(
        "Här kan du ändra din beställning av kaffe.",
      );
    },
  );
});

test("a button that only subscribes is the service's", () => {
  expect(html('<p><a href="https://exempel.substack.com/subscribe?x=1">Subscribe now</a></p>')).toBe("");
});
