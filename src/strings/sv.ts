/** Swedish. */
export const sv = {
  /** How dates and numbers are written (BCP 47). */
  locale: "sv-SE",
  /** The parts of addresses. They are a promise: changing one moves pages. */
  paths: {
    issues: "nyhetsbrev",
    latest: "senaste",
    news: "nyheter",
    topics: "amnen",
    organisations: "organisationer",
    events: "kalender",
  },
  layout: {
    skip: "Till innehållet",
    start: "Start",
    startOf: (name: string) => `${name}, till startsidan`,
    mainMenu: "Huvudmeny",
    breadcrumbs: "Du är här",
    footer: "Sidfot",
    pageAddress: "Sidans adress",
  },
  start: {
    newest: "Senaste nyhetsbrevet",
    previous: "Tidigare nyhetsbrev",
    all: "Alla nyhetsbrev",
    news: "Nyheter",
    allNews: "Alla nyheter",
    follow: "Följ oss",
    contacts: "Kontakt",
    empty: "Arkivet är tomt än så länge. Det första nyhetsbrevet visas här när det har publicerats.",
  },
  issues: {
    title: "Nyhetsbrev",
    description: (name: string) => `Arkivet över alla nyhetsbrev från ${name}.`,
    count: (count: number) => (count === 1 ? "1 nyhetsbrev" : `${count} nyhetsbrev`),
    /** Title of the page of one year. */
    year: (year: number) => `Nyhetsbrev ${year}`,
    yearDescription: (year: number, name: string) => `Nyhetsbreven från ${name} år ${year}.`,
    years: "År",
    subjects: "Ämnen och organisationer",
    latest: "Senaste nyhetsbrevet",
    notHeld: "Texten saknas i arkivet",
    draft: "Utkast",
    draftNotice: "Det här är ett utkast. Det publiceras inte förrän raden draft: true har tagits bort.",
    empty: "Arkivet är tomt än så länge.",
  },
  issue: {
    kicker: "Nyhetsbrev",
    sent: "Skickat",
    published: "Publicerad",
    updated: (date: string) => `Uppdaterat ${date}`,
    /** Of a news article or a page. */
    updatedOther: (date: string) => `Uppdaterad ${date}`,
    dateUnknown: "månad och dag är okända",
    number: "Nummer",
    facts: "Uppgifter om brevet",
    factsOther: "Fakta",
    contacts: "Kontaktpersoner",
    organisation: "Organisation",
    steeringGroup: "Styrgrupp",
    leadership: "Uppdragsledning",
    funding: "Finansiering",
    funders: "Finansiärer",
    recipient: "Mottagare",
    period: "Period",
    documents: "Dokument",
    documentUnknown: "länk saknas",
    events: "Aktiviteter",
    topics: "Ämnen",
    source: "Källa",
    sender: "Avsändare",
    /** "Skickat med Paloma i september 2023" */
    sentWith: (system: string, date: string | undefined) =>
      date ? `Skickat med ${system} ${date}.` : `Skickat med ${system}.`,
    inMonth: (date: string) => `i ${date}`,
    inYear: (date: string) => `år ${date}`,
    onDay: (date: string) => `den ${date}`,
    originalAt: "Läs brevet i utskickstjänstens webbversion",
    originalPageAt: "Läs originalet",
    notHeldTitle: "Brevets text finns inte i arkivet",
    notHeldIssue: "Vi vet att brevet skickades ut. Sammanfattningen här är skriven för arkivet.",
    notHeldOther:
      "Originalets text finns inte i arkivet. Den här sammanfattningen är skriven för arkivet utifrån kända uppgifter.",
    colophon: "Utgivare när brevet skickades",
    permalink: "Permanent adress",
    neighbours: "Fler nyhetsbrev",
    previous: "Föregående",
    next: "Nästa",
  },
  page: {
    children: "I det här avsnittet",
  },
  news: {
    title: "Nyheter",
    description: (name: string) => `Nyheter från ${name}.`,
    empty: "Det finns inga nyheter ännu.",
  },
  topics: {
    title: "Ämnen",
    description: (name: string) => `Nyhetsbrev, nyheter och sidor från ${name}, ordnade efter ämne.`,
    one: "Ämne",
    empty: "Inget är ordnat efter ämne ännu.",
    matches: (count: number) => (count === 1 ? "1 text" : `${count} texter`),
  },
  organisations: {
    title: "Organisationer",
    description: (name: string) => `Organisationer som nämns i nyhetsbrev, nyheter och på sidor från ${name}.`,
    one: "Organisation",
    empty: "Inga organisationer är registrerade ännu.",
    website: "Webbplats",
    mentionedAs: "Roll",
    roles: {
      steeringGroup: "i styrgruppen",
      leadership: "i uppdragsledningen",
      funder: "finansiär",
      recipient: "mottagare av medel",
      contact: "kontaktpersonens arbetsgivare",
    },
  },
  kinds: { issue: "Nyhetsbrev", news: "Nyheter", page: "Sidor" },
  events: {
    title: "Kalender",
    description: (name: string) => `Aktiviteter hos ${name}, ordnade efter datum.`,
    empty: "Det finns inga aktiviteter i kalendern.",
    /** "25 januari 2022 kl. 13.00" */
    at: (date: string, time: string) => `${date} kl. ${time}`,
    about: "Läs mer:",
  },
  notFound: {
    title: "Sidan finns inte",
    description: "Adressen leder inte till någon sida.",
    lead: "Vi hittar ingen sida på den här adressen. Kontrollera att den är rätt skriven, eller leta vidare härifrån.",
    suggestions: "Leta vidare",
  },
  moved: {
    title: "Sidan har flyttat",
    text: "Den här adressen leder vidare till",
  },
  file: {
    kilobytes: (value: string) => `${value} kB`,
    megabytes: (value: string) => `${value} MB`,
  },
  markdown: {
    table: "Tabell",
    footnotes: "Fotnoter",
    footnote: "Fotnot",
    backToText: "Tillbaka till texten, fotnot",
    section: "avsnitt",
  },
  /** What a new issue holds before it is written. */
  newIssue: {
    comment: [
      "Ta bort raden draft: true när brevet ska publiceras.",
      "Så här lägger du till fler uppgifter (ta bort # i början av raden):",
      "summary: En eller två meningar som visas i listor.",
      "contacts:",
      "  - name: Förnamn Efternamn",
      "    email: namn@kommun.se",
      "documents:",
      "  - title: Dokumentets titel",
      "    url: https://www.example.se/dokument.pdf",
    ],
    body: "## Första rubriken\n\nSkriv brevets text här.",
  },
  systems: { paloma: "Paloma", wordpress: "WordPress", mailchimp: "Mailchimp", mail: "e-post" } as Readonly<
    Record<string, string>
  >,
};

/** Every text the site says by itself. Swedish is the model; the compiler finds what another language lacks. */
export type Strings = typeof sv;
