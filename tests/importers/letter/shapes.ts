/** Texts and pages that are nothing but one thing, of any length: what makes a rule slow is in one of them. */

const SENTENCE = "Det här är en vanlig mening i ett långt brev, och den är inte ensam. ";

/** Repeats a part, which may have its number in it, until the text is so long. */
function filled(part: string | ((index: number) => string)): (length: number) => string {
  return (length) => {
    const parts: string[] = [];
    for (let index = 0, written = 0; written < length; index += 1) {
      const next = typeof part === "string" ? part : part(index);
      parts.push(next);
      written += next.length;
    }
    return parts.join("");
  };
}

function within(before: string, part: Parameters<typeof filled>[0], after = ""): (length: number) => string {
  return (length) => before + filled(part)(length) + after;
}

type Shapes = Readonly<Record<string, (length: number) => string>>;

export const TEXTS: Shapes = {
  "sentences on one line": filled(SENTENCE),
  "one long word": filled("a"),
  "long lines": filled(`${SENTENCE}\n`),
  "short lines": filled("ord\n"),
  paragraphs: filled(`${SENTENCE}\n\n`),
  "short paragraphs": filled("kort\n\n"),
  "empty lines": within("a", "\n", "b"),
  blanks: within("a", " ", "b"),
  tabs: filled("a\t"),
  "web addresses": filled((index) => `https://www.example.se/sida/${index} `),
  "lines with an address": filled((index) => `Läs mer: https://www.example.se/sida/${index}\n`),
  "numbered links": filled((index) => `[${index}] https://www.example.se/${index}\n`),
  "a long web address": within("https://www.example.se/", "a"),
  "web addresses without an end": filled("https://"),
  "brackets after an address": within("https://a/", ")"),
  "mail addresses": filled((index) => `anna.${index}@example.se `),
  "mail addresses without an end": filled(`${"a.".repeat(120)}@${"b.".repeat(120)} `),
  "signs of mail addresses": filled("@"),
  quotes: filled(`> ${SENTENCE}\n`),
  "quotes in quotes": filled((index) => `${">".repeat((index % 20) + 1)} ord\n`),
  "quotes and answers": filled("> x\ny\n"),
  "quotation signs": filled(">"),
  "quotation marks": filled('"'),
  rules: filled("-----\n"),
  hyphens: filled("-"),
  emphasis: filled("*a* _b_ "),
  headings: filled(`RUBRIK\n\n${SENTENCE}\n\n`),
  "starred headings": filled(`*** Rubrik ***\n\n${SENTENCE}\n\n`),
  "a list": filled("- punkt\n"),
  "a numbered list": filled((index) => `${index}. punkt\n`),
  "lists in lists": filled((index) => `${" ".repeat((index % 30) * 2)}- punkt\n`),
  "lead-ins": filled("x:\n"),
  "a table by tabs": filled("a\tb\tc\n"),
  "a table by bars": filled("| a | b | c |\n"),
  brackets: filled("["),
  "links of Markdown": filled("[a](b) "),
  "base64 in lines": filled("TWFuIGlzIGRpc3Rpbmd1aXNoZWQsIG5vdCBvbmx5IGJ5IGhpcyByZWFzb24sIGJ1dCBieSB0\n"),
  "base64 on one line": filled("TWFuIGlzIGRpc3Rpbmd1aXNoZWQs"),
  "misread letters": filled("Ã¥Ã¤Ã¶ "),
  "signs of misread letters": filled("Ã"),
  "merge tags": filled("*|A|* {{b}} %%c%% "),
  "merge tags without an end": filled("*|{{%%["),
  days: filled((index) => `${(index % 28) + 1} mars 2023 kl. 10.00 `),
  "a calendar": within("Kalender\n\n", (index) => `${(index % 28) + 1} mars 2023: Möte om inköp\n`),
  "telephone numbers": filled("070-123 45 67 "),
  "personal numbers": filled("19121212-1212 "),
  contacts: within("Kontaktpersoner\n\n", "Anna Exempel, anna@example.se\n"),
  funders: within("Finansiering\n\n", "Region X ger 500 kr till Y. "),
  "steering groups": filled("Representanter från A, B "),
  topics: filled("plast "),
  "forwarded mails": filled("-----Ursprungligt meddelande-----\nFrån: Anna <anna@example.se>\nTill: Bo\n\n"),
  footers: filled("Avregistrera dig\n\n"),
  signatures: filled("-- \nAnna\n"),
  "HTML in text": filled("<b>a</b> &amp; "),
};

export const PAGES: Shapes = {
  paragraphs: filled(`<p>${SENTENCE}</p>`),
  "one paragraph": within("<p>", SENTENCE),
  words: filled("<span>ord</span> "),
  "bold words": filled("<b>ord</b> "),
  links: filled((index) => `<a href="https://www.example.se/${index}">l</a> `),
  "rows of a table": within("<table>", "<tr><td>a</td><td>b</td></tr>"),
  "cells of a row": within("<table><tr>", "<td>a</td>"),
  "items of a list": within("<ul>", "<li>a</li>"),
  headings: filled("<h2>Rubrik</h2><p>text</p>"),
  lines: filled("ord<br>"),
  "lines and empty lines": filled("ord<br><br>"),
  pictures: filled((index) => `<img src="https://www.example.se/${index}.png" alt="x">`),
  "styles of names": within("<style>", (index) => `.c${index}{color:red}`, "</style><p class=c1>a</p>"),
  "paragraphs with a style": within("<style>.a{font-weight:bold}</style>", "<p class=a>ord</p>"),
  entities: filled("&nbsp;&amp;"),
  comments: filled("<!-- a -->b"),
  quotations: filled("<blockquote>a</blockquote>"),
  code: within("<pre>", "rad\n"),
  boxes: filled("<div>a</div>"),
};
