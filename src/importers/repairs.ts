import type { Amounts } from "./account.ts";
import type { RepairRule, Trace } from "./importer.ts";

/** What is wrong, and how a person repairs it. */
interface RepairWords {
  readonly title: string;
  readonly todo: string;
}

/** The texts of the repair report, in one language. */
export interface ReportWords {
  readonly heading: string;
  readonly summary: (letters: number, repairs: number) => string;
  readonly nothing: string;
  readonly line: string;
  readonly wholeLetter: string;
  readonly differencesHeading: string;
  readonly notImportedHeading: string;
  readonly more: (count: number) => string;
  readonly account: (source: Amounts, issue: Amounts, lost: number) => string;
  readonly source: string;
  readonly skipped: string;
  readonly failed: string;
  /** The folder of letters without a known year. */
  readonly undatedFolder: string;
  /** A comment in the front matter of such a letter. */
  readonly undatedComment: string;
  readonly removed: string;
  readonly traces: Readonly<Record<Trace, string>>;
  readonly rules: Readonly<Record<RepairRule, RepairWords>>;
}

const sv: ReportWords = {
  heading: "Att åtgärda efter importen",
  summary: (letters, repairs) =>
    `${repairs === 1 ? "En sak" : `${repairs} saker`} i ${letters === 1 ? "ett brev" : `${letters} brev`} behöver en människa.`,
  nothing: "Ingenting behöver åtgärdas.",
  line: "rad",
  wholeLetter: "hela brevet",
  differencesHeading: "Skillnader",
  more: (count) => ` och ${count} till`,
  account: (source, issue, lost) =>
    `I källan och i arkivet: ${source.words} och ${issue.words} ord, ${source.links} och ${issue.links} länkar, ${source.pictures} och ${issue.pictures} bilder, ${source.tables} och ${issue.tables} tabeller, ${source.headings} och ${issue.headings} rubriker. ${lost} ord har gått förlorade utan att någon regel tar bort dem.`,
  notImportedHeading: "Det som inte importerades",
  source: "Källa",
  skipped: "hoppades över",
  failed: "misslyckades",
  undatedFolder: "utan-datum",
  undatedComment: "Brevets datum är okänt. Skriv rätt datum på raden date och ta bort raden draft.",
  removed: "Borttaget ur breven",
  traces: {
    comment: "kommentarer",
    change: "strukna ändringar",
    hidden: "dolda texter",
    label: "redigeringsprogrammets egna ord",
    warning: "varningar från e-postservern",
  },
  rules: {
    "picture-without-alt": {
      title: "Bild utan beskrivning",
      todo: "Titta på bilden och skriv inom hakparentesen vad den visar: ![Två personer skriver under ett avtal](bild.jpg).",
    },
    "picture-missing": {
      title: "Bild som saknas",
      todo: "Bilden fanns inte med i det som importerades. Leta upp den, lägg den bredvid brevet och sätt in den i texten, eller låt den vara borta.",
    },
    "picture-broken": {
      title: "Bild som är trasig",
      todo: "Bilden är avhuggen, skadad eller av ett slag som webbläsare inte visar. Leta upp den på nytt, lägg den bredvid brevet och sätt in den i texten, eller låt den vara borta.",
    },
    "link-text": {
      title: "Länktext som inte säger vart länken leder",
      todo: "Skriv om länktexten så att den går att förstå utan meningen runt omkring: hellre ”Läs årsrapporten” än ”Läs mer”.",
    },
    "redirect-unresolved": {
      title: "Länk som går genom utskickstjänsten",
      todo: "Öppna länken i en webbläsare, kopiera adressen du kommer till och skriv den i stället. När tjänsten stängs slutar länken att fungera.",
    },
    "link-lost": {
      title: "Länk till något som inte fanns med",
      todo: "Länken gick till en fil eller sida bredvid brevet. Leta upp den, lägg filen bredvid brevet och länka till den, eller skriv adressen dit. Orden står kvar utan länk.",
    },
    "heading-missing": {
      title: "Brev utan rubriker",
      todo: "Dela in brevet med rubriker, en rad som börjar med ##, om det är längre än några stycken.",
    },
    "language-unknown": {
      title: "Okänt språk",
      todo: "Är brevet skrivet på ett annat språk än webbplatsens, lägg till raden language, till exempel language: en.",
    },
    "date-unknown": {
      title: "Okänt eller orimligt datum",
      todo: "Ta reda på när brevet skickades, skriv det på raden date så noga som det är känt och ta bort raden draft: true.",
    },
    "title-unknown": {
      title: "Okänd titel",
      todo: "Skriv brevets ämnesrad på raden title.",
    },
    encoding: {
      title: "Tecken som har gått förlorade",
      todo: "Jämför med originalet och skriv rätt bokstäver där det står � eller något obegripligt.",
    },
    "personal-number": {
      title: "Möjligt personnummer",
      todo: "Kontrollera om det är ett personnummer. Ta i så fall bort det innan brevet publiceras.",
    },
    "attachment-refused": {
      title: "Bilaga som inte togs med",
      todo: "Filer av det här slaget kan inte publiceras bredvid ett brev. Spara bilagan som pdf och lägg den bredvid brevet, eller låt den vara borta.",
    },
    "facts-unclear": {
      title: "Uppgifter som inte gick att tolka",
      todo: "Jämför uppgifterna överst i filen med brevets text och rätta dem.",
    },
    "changed-source": {
      title: "Källan säger något annat än arkivet",
      todo: "Jämför med skillnaden nedan. Vill du ha den nya texten, importera en gång till med --update.",
    },
    "edited-by-hand": {
      title: "Redigerat för hand",
      todo: "Brevet har ändrats sedan det importerades och skrivs aldrig över. För själv in det du vill ha av skillnaden nedan.",
    },
    "words-lost": {
      title: "Ord som har gått förlorade",
      todo: "Mer än två procent av brevets ord kom inte med, trots att ingen regel tar bort dem. Jämför med originalet och skriv dit det som saknas.",
    },
    "not-public": {
      title: "Var inte offentligt i källan",
      todo: "Brevet är ett utkast. Ta bort raden draft: true bara om alla får läsa det, annars hela filen.",
    },
    "forward-unclear": {
      title: "Vidarebefordrat brev som kan innehålla någons egna rader",
      todo: "Brevet är ett utkast. Kontrollera datum, avsändare och text, ta bort det som den som skickade det vidare har skrivit och sedan raden draft: true.",
    },
  },
};

const en: ReportWords = {
  heading: "To mend after the import",
  summary: (letters, repairs) =>
    `${repairs === 1 ? "One thing" : `${repairs} things`} in ${letters === 1 ? "one letter" : `${letters} letters`} need a person.`,
  nothing: "Nothing needs mending.",
  line: "line",
  wholeLetter: "the whole letter",
  differencesHeading: "Differences",
  more: (count) => ` and ${count} more`,
  account: (source, issue, lost) =>
    `In the source and in the archive: ${source.words} and ${issue.words} words, ${source.links} and ${issue.links} links, ${source.pictures} and ${issue.pictures} pictures, ${source.tables} and ${issue.tables} tables, ${source.headings} and ${issue.headings} headings. ${lost} words were lost though no rule removes them.`,
  notImportedHeading: "What was not imported",
  source: "Source",
  skipped: "skipped",
  failed: "failed",
  undatedFolder: "undated",
  undatedComment: "The letter's date is not known. Write the right date on the line date, and remove the line draft.",
  removed: "Removed from the letters",
  traces: {
    comment: "comments",
    change: "tracked deletions",
    hidden: "hidden texts",
    label: "labels of the editor",
    warning: "warnings of the mail server",
  },
  rules: {
    "picture-without-alt": {
      title: "Picture without a description",
      todo: "Look at the picture and write in the square brackets what it shows: ![Two people sign an agreement](picture.jpg).",
    },
    "picture-missing": {
      title: "Picture that is missing",
      todo: "The picture was not in what was imported. Find it, put it beside the letter and into the text, or leave it out.",
    },
    "picture-broken": {
      title: "Picture that is broken",
      todo: "The picture is cut off, damaged or of a kind that browsers do not show. Find it again, put it beside the letter and into the text, or leave it out.",
    },
    "link-text": {
      title: "Link text that does not say where the link leads",
      todo: 'Rewrite the link text so that it can be understood by itself: "Read the annual report" rather than "Read more".',
    },
    "redirect-unresolved": {
      title: "Link that passes through the mail service",
      todo: "Open the link in a browser, copy the address you come to and write that instead. When the service closes, the link dies.",
    },
    "link-lost": {
      title: "Link to something that did not come along",
      todo: "The link led to a file or page beside the letter. Find it, put the file beside the letter and link to it, or write its address. The words are there without a link.",
    },
    "heading-missing": {
      title: "Letter without headings",
      todo: "Divide the letter with headings, a line that begins with ##, if it is longer than a few paragraphs.",
    },
    "language-unknown": {
      title: "Language not known",
      todo: "If the letter is in another language than the site, add the line language, for example language: en.",
    },
    "date-unknown": {
      title: "Date not known, or not possible",
      todo: "Find out when the letter was sent, write it on the line date as precisely as it is known, and remove the line draft: true.",
    },
    "title-unknown": {
      title: "Title not known",
      todo: "Write the letter's subject on the line title.",
    },
    encoding: {
      title: "Characters that have been lost",
      todo: "Compare with the original and write the right letters in place of � or what makes no sense.",
    },
    "personal-number": {
      title: "Possible Swedish personal identity number",
      todo: "Check whether it is one. If so, remove it before the letter is published.",
    },
    "attachment-refused": {
      title: "Attachment that was left out",
      todo: "Files of this kind cannot be published beside a letter. Save it as pdf and put it beside the letter, or leave it out.",
    },
    "facts-unclear": {
      title: "Facts that could not be read with certainty",
      todo: "Compare the facts at the top of the file with the letter's text, and correct them.",
    },
    "changed-source": {
      title: "The source says something else than the archive",
      todo: "Look at the difference below. If you want the new text, import once more with --update.",
    },
    "edited-by-hand": {
      title: "Edited by hand",
      todo: "The letter has been changed since it was imported and is never overwritten. Take what you want of the difference below yourself.",
    },
    "words-lost": {
      title: "Words that were lost",
      todo: "More than two percent of the letter's words did not come along though no rule removes them. Compare with the original and write what is missing.",
    },
    "not-public": {
      title: "Not public in its source",
      todo: "The letter is a draft. Remove the line draft: true only if anybody may read it; otherwise remove the file.",
    },
    "forward-unclear": {
      title: "Forwarded letter that may hold words of the person who forwarded it",
      todo: "The letter is a draft. Check date, sender and text, remove what the person who forwarded it wrote, and then the line draft: true.",
    },
  },
};

/** @param language BCP 47; English stands in for one that has no words here */
export function reportWords(language: string): ReportWords {
  return language.split("-")[0] === "sv" ? sv : en;
}
