import { linkingSv } from "./linking-sv.ts";

/** Swedish. */
export const sv = {
  /** How dates and numbers are written (BCP 47). */
  locale: "sv-SE",
  /** The parts of addresses. They are permanent: changing one moves pages. */
  paths: {
    issues: "nyhetsbrev",
    latest: "senaste",
    news: "nyheter",
    topics: "amnen",
    organisations: "organisationer",
    events: "kalender",
    search: "sok",
    corrections: "rattelser",
    finder: "hitta",
    follow: "folj",
    /** Below the address of a text, with a number. */
    version: "version",
    linking: "lanka",
    embed: "embed",
    /** Topics in the frames of other sites, and the form with the newest text only. */
    embeddedTopic: "amne",
    card: "kort",
  },
  /** The word that an editor writes as the reason where a withdrawal must remove the text too. Readers never see it. */
  removalReason: "personuppgifter",
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
    /** Beside a link that no longer works: "fungerade inte den 20 november 2026" */
    linkDead: (date: string) => `fungerade inte ${date}`,
    archivedCopy: "arkiverad kopia",
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
    permalink: "Kopiera länken",
    cite: "Hänvisa till brevet",
    /** Before the address: who published what, and when. */
    citation: (publisher: string, title: string, newsletter: string, date: string) =>
      `${publisher}, ”${title}”, ${newsletter}, ${date},`,
    neighbours: "Fler nyhetsbrev",
    previous: "Föregående",
    next: "Nästa",
  },
  corrections: {
    title: "Rättelser",
    description: (name: string) =>
      `Vad som har rättats i nyhetsbrev, nyheter och sidor från ${name} sedan de publicerades.`,
    empty: "Inga rättelser har gjorts.",
    /** "Rättat den 3 oktober 2023" */
    corrected: (date: string) => `Rättat ${date}`,
    all: "Alla rättelser",
    earlier: "Så stod det tidigare",
    version: (number: number) => `Version ${number}`,
    versionOf: (heading: string) => `Tidigare version av ${heading}.`,
    /** Above an earlier version; a link to the text as it is now follows. */
    versionNotice: "Det här är en tidigare version av texten, som senare har rättats. Läs den rättade texten:",
  },
  linking: linkingSv,
  embed: {
    latest: (name: string) => `Nyhetsbrev från ${name}`,
    newest: (name: string) => `Senaste nyhetsbrevet från ${name}`,
    newestAbout: (topic: string) => `Det senaste om ${topic}`,
    moreAbout: (topic: string) => `Mer om ${topic}`,
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
    /** "25 januari 2022 kl. 13.00", of a time "13:00" or "13:00–15:15" */
    at: (date: string, time: string) => `${date} kl. ${time.replaceAll(":", ".")}`,
    /** Of an event whose beginning is known to the day only: "25 januari 2022, till kl. 15.15" */
    until: (date: string, time: string) => `${date}, till kl. ${time.replace(":", ".")}`,
    about: "Läs mer:",
    /** Also the title of one year's page: "Kalender 2022" */
    year: (year: number) => `Kalender ${year}`,
    order: "Ordnade efter datum, med kommande aktiviteter överst.",
    subscribe: "Prenumerera på kalendern",
    count: (count: number) => (count === 1 ? "1 aktivitet" : `${count} aktiviteter`),
  },
  feeds: {
    news: (name: string) => `Nyheter från ${name}`,
    corrections: (name: string) => `Rättelser från ${name}`,
    /** "Plast – Upphandlingsdialog Dalarna" */
    about: (topic: string, name: string) => `${topic} – ${name}`,
    issuesDescription: (name: string) => `Nyhetsbreven från ${name}, med hela texten.`,
    aboutDescription: (topic: string, name: string) => `Nyhetsbrev och nyheter från ${name} om ämnet ${topic}.`,
    correction: (heading: string) => `Rättelse: ${heading}`,
    of: (name: string) => `Flöden från ${name}`,
  },
  follow: {
    title: "Följ oss",
    description: (name: string) => `Så får du veta när ${name} publicerar något nytt.`,
    all: "Alla sätt att följa oss",
    mail: "E-post",
    feeds: "Flöden",
    whatIsAFeed:
      "Ett flöde är en fil på webben där det senaste alltid finns. Ett läsprogram hämtar filen med jämna mellanrum och visar vad som har tillkommit. Du behöver inte lämna namn eller e-postadress. Hela texterna ingår, så du kan läsa dem direkt i programmet.",
    howToFollow:
      "Så här gör du: Högerklicka på länken Atom vid det flöde i listan nedan som du vill följa, och kopiera den. På en mobil håller du fingret på länken tills menyn visas. Öppna läsprogrammet, välj att lägga till ett flöde och klistra in adressen.",
    readers: "Läsprogram",
    outlook:
      "Klassiska Outlook för Windows kan läsa flöden: högerklicka på mappen för RSS i mapplistan, välj att lägga till en ny RSS-feed och klistra in adressen. Hittar du ingen sådan mapp kan du använda ett annat program.",
    programs:
      "Thunderbird är gratis och läser flöden på datorn. NetNewsWire gör det på Mac, Iphone och Ipad. Feedly och Inoreader är webbtjänster som också finns som appar.",
    list: "Alla flöden",
    formats:
      "Atom, RSS och JSON Feed är tre format med samma innehåll. De flesta läsprogram klarar både Atom och RSS. Är du osäker väljer du Atom.",
    opml: "Hämta alla flöden som en OPML-fil",
    opmlText: "En OPML-fil lägger till alla flödena på en gång i läsprogram som kan importera den.",
    complete:
      "Atomflödena omfattar hela arkivet. Äldre texter ligger i arkivfiler som flödet länkar till, enligt RFC 5005.",
    feed: "Flöde",
    calendar: "Kalender",
    howToSubscribe:
      "Prenumerera på kalendern, så syns våra aktiviteter bland dina egna. Kopiera adressen nedan. I Outlook väljer du ”Lägg till kalender” och ”Prenumerera från webben” och klistrar in den. Andra kalenderprogram har en liknande funktion. Nya och ändrade aktiviteter kommer med när programmet hämtar kalendern igen.",
    undated: "Aktiviteter utan exakt datum finns bara på webbplatsen.",
    calendarAddress: "Kalenderns adress",
    calendarPage: "Se alla aktiviteter",
    lettersAddress: "Adressen till flödet med nyhetsbrev",
    event: "Kalenderfil\u00a0(ics)",
    eventOf: (title: string) => `Kalenderfil (ics): ${title}`,
  },
  search: {
    title: "Sök",
    description: (name: string) => `Sök i nyhetsbrev, nyheter och sidor från ${name}.`,
    field: "Sök i arkivet",
    button: "Sök",
    /** Names and values in the page's address, which searches are linked to by: permanent as `paths` are. */
    parameters: { year: "ar", topic: "amne", organisation: "organisation", kind: "typ" },
    kinds: { issue: "nyhetsbrev", news: "nyheter", page: "sidor" },
    limits: "Begränsa sökningen",
    year: "År",
    allYears: "Alla år",
    topic: "Ämne",
    allTopics: "Alla ämnen",
    organisation: "Organisation",
    allOrganisations: "Alla organisationer",
    kind: "Typ av text",
    allKinds: "Alla typer",
    /** What one text is called. */
    kindOf: { issue: "Nyhetsbrev", news: "Nyhet", page: "Sida" },
    searching: "Söker …",
    found: { one: "{count} träff", other: "{count} träffar" },
    none: "Inga träffar på ”{query}”",
    noneWithin: "Inga träffar",
    advice:
      "Kontrollera stavningen, eller prova färre eller kortare ord. Sökningen hittar ord som börjar med det du skriver: ”upphandling” hittar ”upphandlingarna”, men inte ”livsmedelsupphandling”.",
    withoutLimits: { one: "Visa {count} träff utan begränsningar", other: "Visa {count} träffar utan begränsningar" },
    more: "Visa fler",
    failed: "Sökningen gick inte att läsa in. Ladda om sidan, eller använd listorna nedan.",
    unscripted:
      "Sökningen fungerar bara med JavaScript. Utan JavaScript hittar du allt i listorna nedan. Vill du hitta ett ord på en sida kan du använda webbläsarens egen sökning: tryck Ctrl + F, eller ⌘ + F på en Mac.",
    lists: "Allt i arkivet",
    empty: "Arkivet är tomt än så länge.",
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
  gone: {
    title: "Sidan har tagits bort",
    /** Before the title of what was withdrawn. */
    name: "Här fanns",
    reason: "Skäl",
    start: "Till startsidan",
  },
  finder: {
    title: "Gamla adresser",
    description: (name: string) => `Vart gamla länkar till brev och sidor från ${name} leder i dag.`,
    lead: "Har du en gammal länk till ett brev eller en sida? Klistra in adressen, så visar vi var innehållet finns nu.",
    /** The form field's name in the address: /hitta/?adress=… */
    parameter: "adress",
    label: "Gammal adress",
    example: "Hela adressen, eller allt från det första snedstrecket.",
    button: "Visa sidan",
    fallback:
      "Kommer du tillbaka hit kan sidan ha kvar sin gamla adress. Prova att öppna länken. Går det inte är adressen okänd för oss, eller så är webbservern inte inställd för att slå upp den. Sök då i tabellen med webbläsarens sökfunktion.",
    years: "Adresser till äldre brev och nyheter finns i tabellerna för varje år.",
    /** Title of the page of one year. */
    year: (year: number) => `Gamla adresser, ${year}`,
    yearDescription: (year: number) => `Gamla adresser till det som publicerades år ${year}.`,
    from: "Gammal adress",
    to: "Finns nu på",
    below: "Tre punkter sist i en adress betyder att allt som börjar så leder dit.",
    count: (count: number) => (count === 1 ? "1 sida" : `${count} sidor`),
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
    original: "Bilden i full storlek",
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
  systems: {
    paloma: "Paloma",
    wordpress: "WordPress",
    mailchimp: "Mailchimp",
    substack: "Substack",
    buttondown: "Buttondown",
    beehiiv: "beehiiv",
    ghost: "Ghost",
    mail: "e-post",
  } as Readonly<Record<string, string>>,
};

/** Every text of the site's own. Swedish is the model; the compiler finds what another language lacks. */
export type Strings = typeof sv;
