/**
 * One rule for every importer: a letter is imported as published only when its source says that it was public, or when the source
 * has no word for it. The table below has every such word. Wherever a service may add values, a row lists those that mean public:
 * a value that is not known withholds the letter.
 */
import { calendarDay } from "./sources/dates.ts";

export type PublicitySource =
  | "wordpress"
  | "ghost"
  | "substack"
  | "buttondown"
  | "beehiiv"
  | "mailchimp"
  | "markdown"
  | "mail";

/** What a source says of who could read a letter: values by the names that the source gives them, in lower case. */
export interface Publicity {
  readonly source: PublicitySource;
  readonly words: Readonly<Record<string, string | undefined>>;
}

/** Why a letter is not imported as published. */
export interface Verdict {
  readonly why: string;
  /** False for what is never a letter, such as a page of the site. */
  readonly isLetter: boolean;
}

/** A word of a source, and what it says of a letter that was public. */
export interface PublicityRule {
  readonly source: PublicitySource;
  readonly word: string;
  /** @param value without spaces at its ends @param today a date to the day */
  isPublic(value: string, today: string): boolean;
  /** `{}` is replaced by the value. */
  readonly why: string;
  readonly isLetter: boolean;
}

type Test = PublicityRule["isPublic"];

const only = (words: string): Test => {
  const pattern = new RegExp(`^(?:${words})$`, "iu");
  return (value) => pattern.test(value);
};
const anyBut = (words: string): Test => {
  const isRefused = only(words);
  return (value, today) => !isRefused(value, today);
};
/** A date that has come. What is not a date says nothing. */
const past: Test = (value, today) => (calendarDay(value) ?? "") <= today;
const future: Test = (value, today) => (calendarDay(value) ?? "9999") > today;
const never: Test = () => false;

/** How YAML 1.1, TOML and strings write it: Hugo and Jekyll read all of them. */
const NO = "false|no|off|n|f|0|";
const no = only(NO);

const TRASH =
  "trash|bin|deleted(?: items| messages)?|papperskorg(?:en)?|borttag(?:et|na)(?: objekt)?|raderade?(?: objekt| meddelanden)?|slettede?(?: post| elementer)?|papirkurv(?:en)?|roskakori|poistetut(?: kohteet)?|papierkorb|gelöschte(?: elemente| objekte)?";
const SPAM =
  "spam|junk(?: e-?mail| mail)?|bulk mail|skräppost|søppelpost|uønsket(?: e-?post| mail)?|roskaposti?|spam-?verdacht|junk-e-mail";
const UNSENT =
  "drafts?|utkast|kladder?|udkast|luonno(?:s|kset)|entw(?:urf|ürfe)|templates|mallar|outbox|unsent messages|utkorg(?:en)?|utboks|udbakke|lähtevät|postausgang";
const SET_ASIDE = only(`${TRASH}|${SPAM}|${UNSENT}|chats?`);
const isKept: Test = (names, today) => !names.split(/[/,]/).some((name) => SET_ASIDE(name.trim(), today));

/** "VS:" is a forward in Danish and Norwegian and a reply in Finnish, so it is not in the list. */
const REPLY = "(?:re|sv|aw|antw|antwort|vl?ast|odp)\\s?(?:\\[\\d{1,3}\\])?\\s?:.*";
const RECALL =
  "(?:recall|message recall|återkalla|återkallelse|tilbagekald|tilbakekall|peruuta|rückruf|zurückrufen)\\s?:.*";
const AUTOMATIC =
  "(?:automatic reply|auto(?:matic)? ?response|out of office|autosvar|automatiskt svar|frånvaromeddelande|automatisk svar|automaattinen vastaus|automatische antwort|abwesenheitsnotiz)\\s?:.*";

const row = (source: PublicitySource, word: string, isPublic: Test, why: string, isLetter = true): PublicityRule => ({
  source,
  word,
  isPublic,
  why,
  isLetter,
});

/** Every word of every source. Rows of a source are asked in this order, and the first that refuses gives the reason. */
export const PUBLICITY_RULES: readonly PublicityRule[] = [
  row("wordpress", "post_type", only("post|newsletters?|nyhetsbrev"), "it is of the kind {}, not a letter", false),
  row("wordpress", "status", only("publish"), "it is not published ({})"),
  // The value is the password.
  row("wordpress", "post_password", only(""), "it is protected by a password"),

  row("ghost", "type", only("post"), "it is a {} of the site, not a letter", false),
  row("ghost", "status", only("published|sent"), "it is not published ({})"),
  row("ghost", "visibility", only("public"), "only some readers could see it ({})"),
  row("ghost", "members-only", never, "a part of it was for members only"),

  row("substack", "type", only("newsletter|podcast"), "it is a {}, not a letter", false),
  row("substack", "is_published", only("true"), "it is not published"),
  row("substack", "audience", only("everyone"), "only some readers could see it ({})"),
  row("substack", "paywall", never, "a part of it was for paying readers only"),

  row("buttondown", "status", only("sent|imported|resending|throttled"), "it is not sent ({})"),
  row("buttondown", "publish_date", (value, today) => value !== "" && past(value, today), "it is not sent"),
  row("buttondown", "email_type", only("public"), "only some readers could see it ({})"),

  row("beehiiv", "status", only("confirmed|published"), "it is not published ({})"),
  row("beehiiv", "audience", only("free|all|both"), "only some readers could see it ({})"),
  row("beehiiv", "hidden_from_feed", no, "it is hidden from the archive"),

  row("mailchimp", "status", only("sent|sending"), "it is not sent ({})"),
  row(
    "mailchimp",
    "type",
    anyBut("automation.*|transactional|customer.?journey"),
    "it was sent to one reader at a time ({})",
  ),

  row("markdown", "file", anyBut("_index"), "it is the page of a section, not a letter", false),
  row("markdown", "folder", anyBut("_?drafts|utkast"), "it is a draft"),
  row("markdown", "draft", no, "it is a draft"),
  row("markdown", "published", (value, today) => !no(value, today) && past(value, today), "it is not published ({})"),
  row("markdown", "publish", anyBut(NO), "it is not published ({})"),
  row("markdown", "status", only("publish(?:ed)?|public|sent|live|final|"), "it is not published ({})"),
  row("markdown", "publishdate", past, "it is not published before {}"),
  row("markdown", "publish_date", past, "it is not published before {}"),
  row("markdown", "expirydate", future, "it is not published after {}"),
  row("markdown", "unpublishdate", future, "it is not published after {}"),
  row("markdown", "headless", no, "it has no page of its own (headless)"),
  row("markdown", "build.render", only("always|true"), "it has no page of its own (render: {})"),
  row("markdown", "build.list", only("always|true|local"), "it is not listed (list: {})"),
  row("markdown", "permalink", anyBut("false"), "it has no page of its own (permalink: {})"),
  row("markdown", "visibility", only("public|"), "only some readers could see it ({})"),
  row("markdown", "private", no, "it is private"),
  row("markdown", "hidden", no, "it is hidden"),
  row("markdown", "unlisted", no, "it is not listed"),
  row("markdown", "password", only(""), "it is protected by a password"),

  row("mail", "flag", anyBut("trash"), "it lies in the trash"),
  row("mail", "flag", anyBut("draft"), "it is a draft"),
  row("mail", "x-unsent", no, "it was never sent"),
  row("mail", "x-mozilla-draft-info", never, "it was never sent"),
  row("mail", "x-uniform-type-identifier", anyBut("com\\.apple\\.mail-draft"), "it was never sent"),
  row("mail", "folder", isKept, "it lies in a folder for what is deleted, unwanted or not sent"),
  row("mail", "x-folder", isKept, "it lies in a folder for what is deleted, unwanted or not sent"),
  row("mail", "x-gmail-labels", isKept, "Gmail has it among what is deleted, unwanted or not sent"),
  row("mail", "sensitivity", only("normal|"), "its sender marked it ({})"),
  row(
    "mail",
    "msip_labels",
    anyBut(
      ".*_name\\s?=\\s?[^;]*(?:confidential|secret|internal|konfidentiell|hemlig|intern|sekretess|vertraulich|luottamuksellinen|fortrolig).*",
    ),
    "its sender marked it confidential",
  ),
  row("mail", "auto-submitted", only("no|"), "a program sent it as an answer ({})"),
  row("mail", "x-autoreply", no, "a program sent it as an answer"),
  row("mail", "x-autorespond", no, "a program sent it as an answer"),
  row("mail", "precedence", anyBut("auto_?reply"), "a program sent it as an answer"),
  row("mail", "subject", anyBut(AUTOMATIC), "a program sent it as an answer"),
  row("mail", "subject", anyBut(RECALL), "it recalls another mail"),
  row("mail", "subject", anyBut(REPLY), "it is a reply"),
];

const LONGEST_VALUE = 60;

/** Why a letter is not imported as published; undefined for one that may be. @param today a date to the day */
export function whyNotPublic({ source, words }: Publicity, today: string): Verdict | undefined {
  for (const { source: of, word, isPublic, why, isLetter } of PUBLICITY_RULES) {
    const value = of === source ? words[word]?.trim() : undefined;
    if (value === undefined || isPublic(value, today)) continue;
    return { why: why.replace("{}", () => value.slice(0, LONGEST_VALUE).toLowerCase()), isLetter };
  }
  return undefined;
}
