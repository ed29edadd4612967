/**
 * How the parts of a letter look in plain text, as tables that a person can extend, in Swedish and English (and a little more
 * where letters in Swedish use it). Each pattern is matched with one line, or a piece of one, of limited length.
 */

/** What an item of a list begins with. `sure`: a list even when it stands alone. */
export const MARKERS: readonly { readonly pattern: RegExp; readonly kind: string; readonly sure: boolean }[] = [
  { pattern: /^[•‣◦▪●○∙■□➢➤►✓✔]\s*(?=\S)/u, kind: "•", sure: true },
  { pattern: /^·\s+(?=\S)/u, kind: "·", sure: true },
  { pattern: /^\*\s+(?=\S)/u, kind: "*", sure: false },
  { pattern: /^\+\s+(?=\S)/u, kind: "+", sure: false },
  { pattern: /^-\s+(?=\S)/u, kind: "-", sure: false },
  { pattern: /^[–—]\s+(?=\S)/u, kind: "–", sure: false },
  { pattern: /^\d{1,3}[.)]\s+(?=\S)/u, kind: "1", sure: false },
];

/** A line that begins with a dash and has one of these is speech ("– Vi är glada, säger Anna"), not an item. */
export const SPEECH =
  /[,”"!?]\s+(?:säger|sa|sade|berättar|menar|konstaterar|förklarar|tycker|fortsätter|tillägger|undrar|skriver|says|said|adds|explains)\s/iu;

/** Ends of a line that announces what follows: "… tar sikte på är.", "består av:". */
export const LEAD_INS: readonly RegExp[] = [
  /:$/u,
  /(?:^|\s)(?:är|följande|enligt följande|består av|omfattar|innehåller|ingår)[.…]?$/iu,
  /(?:^|\s)(?:are|following|as follows|consists of|include|includes|comprises)[.…]?$/iu,
];

/** First lines that name the block below them, with or without a colon. */
export const BLOCK_NAMES: readonly RegExp[] = [
  /^(?:kontakt|kontakter|kontaktperson|kontaktpersoner|kontaktuppgifter|kontakta oss)$/iu,
  /^(?:contact|contacts|contact persons?|contact us)$/iu,
  /^(?:styrgrupp|styrgruppen|uppdragsledning|uppdragsledningen|projektledning|projektledningen|arbetsgrupp|organisation)$/iu,
  /^(?:steering group|steering committee|project management|project lead|project team|organi[sz]ation)$/iu,
  /^(?:finansiering|finansiärer|budget|funding|funders|financing)$/iu,
  /^(?:dokument|bilagor|länkar|läs mer|documents|attachments|links|further reading)$/iu,
  /^(?:kalender|kalendarium|kommande evenemang|på gång|program|calendar|upcoming events|events|dates|agenda)$/iu,
];

/** Short single lines that are not headings. */
export const NOT_HEADINGS: readonly RegExp[] = [
  // Greetings and ends
  /^(?:hej|hejsan|hallå|tjena|kära|käre|bästa|god dag|goddag|god morgon|hello|hi|dear)(?:[\s,!]|$)/iu,
  /^(?:med )?(?:vänlig|vänliga|varma|bästa|allra bästa|soliga|somriga) häls/iu,
  /^(?:hälsningar|väl mött|mvh|vi ses|tack för|hälsar|best regards|kind regards|regards|sincerely|yours|warm regards|best wishes)(?:[\s,!]|$)/iu,
  // Captions and credits
  /^(?:foto|bild|text|källa|illustration|photo|image|picture|caption|source|credit)\s*:/iu,
  /^(?:foto|fotograf|photo by|photographer)\s/iu,
  // A link, an address, a number to call
  /@|https?:\/\/|^www\./iu,
  /^(?:läs mer|läs hela|anmäl dig|till anmälan|klicka|read more|sign up|register|click)(?:\s|$)/iu,
  /^(?:tel|telefon|mobil|phone|e-?post|e-?mail|mejl|adress|address)\b/iu,
  /^\+?[\d\s()/–-]+$/u,
  // A named file: "Uppdragsplan, pdf", "Rapport (pdf, 592 kB)"
  /[,(]\s*(?:pdf|docx?|xlsx?|pptx?|word|excel|powerpoint)\b[^,]{0,20}\)?$/iu,
  // A date or time alone
  /^(?:den\s+)?\d{1,2}(?::e)?\s+\p{L}{3,9}(?:\s+\d{4})?$/iu,
  /^(?:kl\.?\s*)?\d{1,2}[.:]\d{2}/iu,
  // A quotation, speech
  /^["”“„»«'’–—-]/u,
];

/** A line that begins with a time of day is a row of a programme. */
export const TIME_ROW = /^(?:kl\.?\s*)?\d{1,2}[.:]\d{2}\s*(?:[–-]\s*\d{1,2}[.:]\d{2})?\s*[:–-]?\s+\S/iu;

/** So is a line that begins with a day: "14 januari 2025: …", "tisdag 4 mars …", "2025-01-14 …". */
export const DATE_ROW =
  /^(?:(?:mån|tis|ons|tors|fre|lör|sön|mon|tues?|wednes|thurs?|fri|satur|sun)(?:dag|day)?(?:en)?\.?,?\s+)?(?:den\s+)?(?:\d{1,2}(?:\s?[–-]\s?\d{1,2})?(?::e|st|nd|rd|th)?\s+(?:jan|feb|mar|apr|maj|may|jun|jul|aug|sep|okt|oct|nov|dec)\p{L}{0,6}|(?:january|february|march|april|may|june|july|august|september|october|november|december)\s+\d{1,2}|20\d{2}-\d{2}-\d{2}|\d{1,2}\/\d{1,2})(?![\p{L}\d])/iu;

/** Names of blocks whose lines are a list of participants. */
export const LISTED_BLOCKS =
  /^(?:styrgrupp|uppdragsledning|projektledning|ledningsgrupp|arbetsgrupp|steering|project|leadership)/iu;

/** A line of a person's card that is only an e-mail address or a telephone number. */
export const CARD_LINE =
  /^(?:(?:e-?post|e-?mail|mejl)?:?\s?[\w.+-]{1,64}@[\w.-]{1,100}|(?:\p{L}{3,8}[.:]?\s*)?\+?\d[\d\s–-]{6,20})$/iu;

/** Lines of nothing but signs: a rule between parts. */
export const RULE = /^(?:[-=_*~#+.·•–—]\s?){3,}$/u;
export const UNDERLINE = /^(?:={3,}|-{3,}|~{3,}|—{3,}|–{3,})$/u;

/** What opens a quotation and what may close it. Swedish opens and closes with the same sign. */
export const QUOTES: Readonly<Record<string, string>> = {
  '"': '"',
  "”": "”",
  "“": "”",
  "„": "”“",
  "»": "»«",
  "«": "»",
};
