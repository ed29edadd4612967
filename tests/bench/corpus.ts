/** Letters that nobody wrote: as many as asked for, of about 500 words, and the same in every run. */

export interface Letter {
  readonly slug: string;
  readonly title: string;
  /** A whole date, `2005-01-03`. */
  readonly date: string;
  readonly summary: string;
  readonly topics: readonly string[];
  readonly contacts: readonly { readonly name: string; readonly email: string; readonly organisation: string }[];
  readonly steeringGroup: readonly string[];
  readonly funding: { readonly amount: number; readonly funders: readonly string[] };
  readonly documents: readonly { readonly title: string; readonly url: string; readonly type: string }[];
  readonly body: string;
}

export const TOPICS: readonly { readonly id: string; readonly name: string }[] = [
  "Forskning",
  "Miljö",
  "Vård",
  "Skola",
  "Energi",
  "Digitalt",
  "Klimat",
  "Kultur",
  "Bostad",
  "Transport",
  "Demokrati",
  "Näringsliv",
].map((name) => ({ id: ascii(name), name }));

const DAY = 86_400_000;
const FIRST_DAY = Date.UTC(2005, 0, 3);
const LAST_DAY = Date.UTC(2024, 11, 18);
/** The days that newer letters are spread over. They end before the year does, so that none of them opens a new year. */
const NEWER_DAYS = 12;

const WORDS =
  "och att det som en på är av för med till den har de inte om ett men var sig från vi så kan när år under också efter eller nu sin där vid mot ska skulle kommer ut få finns vara hade alla andra mycket än här då sedan över bara in blir upp även vad två vill ha många hur mer går kronor detta nya hans utan sina något svenska allt första fick måste mellan blev bli dag någon några stora varit dess kunde arbete forskning projekt nätverk styrgrupp medlemmar kommun region universitet högskola vårdcentral folkhälsa äldreomsorg miljö hållbarhet utveckling samverkan kunskap metod studie resultat rapport seminarium konferens inbjudan anmälan nyhetsbrev ansökan utlysning finansiering stiftelse stöd bidrag ledning samordnare möte beslut handlingsplan strategi mål uppföljning utvärdering erfarenhet praktik teori analys enkät intervju deltagare försök pilot digitalisering öppna data teknik bredband landsbygd stad skärgård fjäll sjö ström ånga ålder öppenhet ökning översikt ändring ämne åtgärd området viktigt gemensam långsiktig tydlig särskild nationell europeisk lokal regional årlig".split(
    " ",
  );
const FIRST_NAMES = "Anna Erik Åsa Lars Örjan Karin Göran Märta Björn Elin Östen Sara".split(" ");
const LAST_NAMES = "Lindström Åkesson Öberg Nilsson Sjögren Björk Hägg Ström Persson Wåhlin".split(" ");
const ORGANISATIONS = [
  "Göteborgs universitet",
  "Region Skåne",
  "Umeå kommun",
  "Malmö högskola",
  "Luleå tekniska universitet",
  "Länsstyrelsen Örebro",
  "Karolinska institutet",
  "Västra Götalandsregionen",
  "Linköpings universitet",
  "Sveriges Kommuner och Regioner",
  "Chalmers tekniska högskola",
  "Högskolan i Gävle",
];
const FUNDERS = [
  "Vinnova",
  "Formas",
  "Forte",
  "Vetenskapsrådet",
  "Energimyndigheten",
  "KK-stiftelsen",
  "Mistra",
  "Tillväxtverket",
];

/** `count` letters, oldest first, spread evenly over twenty years. */
export function letters(count: number): Letter[] {
  const step = (LAST_DAY - FIRST_DAY) / Math.max(1, count - 1);
  return Array.from({ length: count }, (_, position) => letter(position + 1, FIRST_DAY + step * position));
}

/** A letter newer than all of `letters(count)`. */
export function newerLetter(count: number, position: number): Letter {
  return letter(count + 1 + position, LAST_DAY + DAY * (1 + (position % NEWER_DAYS)));
}

/** The file of a letter. All tools read the same one. */
export function letterFile({ date, slug }: Letter): string {
  return `${date.slice(0, 4)}/${slug}.md`;
}

/** The content of that file: front matter and Markdown. */
export function letterText(letter: Letter): string {
  const { funding } = letter;
  return [
    "---",
    `title: "${letter.title}"`,
    `date: ${letter.date}`,
    `slug: ${letter.slug}`,
    `summary: ${letter.summary}`,
    "topics:",
    ...letter.topics.map((topic) => `  - ${topic}`),
    "contacts:",
    ...letter.contacts.flatMap(({ name, email, organisation }) => [
      `  - name: ${name}`,
      `    email: ${email}`,
      `    organisation: ${organisation}`,
    ]),
    "steeringGroup:",
    ...letter.steeringGroup.map((organisation) => `  - organisation: ${organisation}`),
    "funding:",
    `  amount: ${funding.amount}`,
    "  currency: SEK",
    "  funders:",
    ...funding.funders.map((funder) => `    - ${funder}`),
    "documents:",
    ...letter.documents.flatMap(({ title, url, type }) => [
      `  - title: ${title}`,
      `    url: ${url}`,
      `    type: ${type}`,
    ]),
    "---",
    "",
    letter.body,
    "",
  ].join("\n");
}

function letter(number: number, time: number): Letter {
  const dice = new Dice(number);
  const id = String(number).padStart(6, "0");
  const [first = "", ...rest] = dice.words(3);
  return {
    slug: `brev-${id}-${rest.map(ascii).join("-")}`,
    title: `Nyhetsbrev ${number}: ${capital(first)} ${rest.join(" ")}`,
    date: new Date(time).toISOString().slice(0, 10),
    summary: `${capital(dice.words(18).join(" "))}.`,
    topics: dice.some(TOPICS, 2).map((topic) => topic.id),
    contacts: times(2, () => {
      const [given, family] = [dice.one(FIRST_NAMES), dice.one(LAST_NAMES)];
      return {
        name: `${given} ${family}`,
        email: `${ascii(given)}.${ascii(family)}@example.se`,
        organisation: dice.one(ORGANISATIONS),
      };
    }),
    steeringGroup: dice.some(ORGANISATIONS, 3),
    funding: { amount: 50_000 * (1 + dice.below(90)), funders: dice.some(FUNDERS, 3) },
    documents: times(2, (position) => {
      const type = dice.one(["pdf", "docx", "xlsx"]);
      const url = `https://www.example.se/dokument/${id}-${position}.${type}`;
      return { title: `${capital(dice.words(1).join())} ${dice.words(1).join()}`, url, type };
    }),
    body: body(dice, id),
  };
}

/** Headings, paragraphs, both kinds of lists, a quotation and a table. */
function body(dice: Dice, id: string): string {
  const sentence = () => `${capital(dice.phrase(7 + dice.below(9)))}.`;
  const paragraph = (sentences: number) => times(sentences, sentence).join(" ");
  const heading = (level: number) => `${"#".repeat(level)} ${capital(dice.words(3 + dice.below(3)).join(" "))}`;
  const list = (items: number, words: number, mark: (position: number) => string) =>
    times(items, (position) => `${mark(position)} ${capital(dice.phrase(words))}`).join("\n");
  const row = () =>
    `| ${capital(dice.words(2).join(" "))} | ${1 + dice.below(28)}/${1 + dice.below(12)} | ${capital(dice.words(1).join())} | ${dice.below(400)} |`;
  return [
    heading(2),
    paragraph(4),
    paragraph(3),
    heading(3),
    paragraph(3),
    list(5, 8, () => "-"),
    heading(2),
    paragraph(4),
    times(2, () => `> ${sentence()}`).join("\n"),
    heading(3),
    list(4, 7, (position) => `${position + 1}.`),
    paragraph(3),
    heading(2),
    ["| Aktivitet | Datum | Ort | Antal |", "| --- | :---: | --- | ---: |", ...times(5, row)].join("\n"),
    paragraph(3),
    heading(2),
    paragraph(4),
    `Läs mer på [webbplatsen](https://www.example.se/brev/${id}) eller kontakta <info@example.se>.`,
  ].join("\n\n");
}

/** Chance that gives the same for the same seed (mulberry32). */
class Dice {
  #state: number;

  constructor(seed: number) {
    this.#state = 0x5eed + seed * 7919;
  }

  below(limit: number): number {
    this.#state = (this.#state + 0x6d2b79f5) | 0;
    let mixed = Math.imul(this.#state ^ (this.#state >>> 15), 1 | this.#state);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return Math.floor((((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32) * limit);
  }

  one<T>(choices: readonly T[]): T {
    return choices[this.below(choices.length)] as T;
  }

  /** Different ones, in any order. */
  some<T>(choices: readonly T[], count: number): T[] {
    const left = [...choices];
    return times(count, () => left.splice(this.below(left.length), 1)[0] as T);
  }

  words(count: number): string[] {
    return times(count, () => this.one(WORDS));
  }

  /** Words, a few of them strong, emphasised or linked. */
  phrase(count: number): string {
    const words = this.words(count).map((word, position) => {
      const chance = position < 2 || position >= count - 2 ? 1000 : this.below(1000);
      if (chance < 30) return `**${word}**`;
      if (chance < 55) return `*${word}*`;
      if (chance < 70) return `[${word}](https://www.example.se/${ascii(word)}/${this.below(9999)})`;
      return word;
    });
    return words.join(" ");
  }
}

function times<T>(count: number, make: (position: number) => T): T[] {
  return Array.from({ length: count }, (_, position) => make(position));
}

function capital(text: string): string {
  return text.charAt(0).toUpperCase() + text.slice(1);
}

function ascii(text: string): string {
  return text.normalize("NFD").replace(/\p{M}/gu, "").toLowerCase();
}
