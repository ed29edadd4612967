/**
 * What mail services add to letters, in Swedish and English (with a few lines of Norwegian, Danish, Finnish and German, as templates
 * are often left untranslated). Extend by adding lines. Each pattern is held against one whole line, or one whole sentence
 * of it, of at most 400 characters, without surrounding spaces.
 */

/** Names of services, as they stand in "Sent with …". */
const SERVICES =
  "paloma|mailchimp|substack|buttondown|beehiiv|ghost|get ?a ?newsletter|apsis(?: one)?|rule(?: ?mailer)?|ungapped|mailerlite|sendinblue|brevo|campaign monitor|constant contact|hubspot|convertkit|kit|revue|tinyletter|mailjet|sendgrid|anpdm|lime|carma|voyado|make ?mail|e?market(?:ing)? ?platform|flowmailer|squarespace|wordpress(?:\\.com)?|jetpack|cision|mynewsdesk|notified|intuit mailchimp|moosend|activecampaign|zoho(?: campaigns)?|newsletter2go|cleverreach|rapidmail|follow\\.it|feedburner|sender(?:\\.net)?|stripo|bee(?: ?free)?";

/** "this letter" in its many names. */
const LETTER =
  "(?:det här |detta |den här |denna |vårt |våra |mitt |dina )?(?:nyhetsbrev(?:et|en)?|utskick(?:et|en)?|mejl(?:et)?|mail(?:et)?|e-?mail(?:et)?|e-?post(?:en|meddelande(?:t|n)?|utskick)?|e-?brev(?:et)?|brev(?:et)?|meddelande(?:t)?|månadsbrev(?:et)?|nyheter)";
const THIS_LETTER =
  "(?:this|our|the|these)?\\s?(?:e-?mails?|newsletters?|messages?|mailings?|letters?|campaign|updates?)";

export type Zone = "anywhere" | "ends" | "bottom";

export interface BoilerplateRule {
  /** What it is, for whoever reads the table. */
  readonly what: string;
  /** `ends`: near the top or the bottom; `bottom`: near the bottom. */
  readonly zone: Zone;
  readonly pattern: RegExp;
}

const rule = (what: string, zone: Zone, ...patterns: readonly string[]): BoilerplateRule[] =>
  patterns.map((pattern) => ({ what, zone, pattern: new RegExp(`^(?:${pattern})[\\s.!»>→]*$`, "iu") }));

/** Lines that belong to the mail service, whatever stands around them. */
export const CERTAIN: readonly BoilerplateRule[] = [
  ...rule(
    "view in browser",
    "ends",
    `(?:klicka här för att )?(?:se|visa|läsa?|öppna|titta på) (?:${LETTER} |det |detta |den )?(?:här )?(?:i|på|som) (?:din |en |ditt )?(?:webb?läsare[n]?|webben|webbversion|webbsida|webb|nätet)(?: här)?`,
    "(?:visa |se |läs |öppna )?(?:som )?webb?version(?:en)?",
    `(?:har du |om du har |får du )?(?:problem|svårt|svårigheter)(?: med)? att (?:läsa|se|visa|öppna) .{0,40}?(?:brev|mejl|mail|utskick|e-?post|bilder|innehåll).{0,60}`,
    `(?:ser|visas) ${LETTER} (?:inte |konstigt|fel).{0,80}`,
    `kan du inte (?:läsa|se) ${LETTER}.{0,80}`,
    `(?:click here to |click to )?(?:view|read|open|see) (?:${THIS_LETTER}|it|this)?\\s?(?:online|(?:in|on) (?:your |a |the )?(?:web ?)?browser|(?:in|on|as) (?:your |a |the )?web(?: ?page| ?version| ?site)?)(?: here)?`,
    "(?:view |read )?(?:the )?(?:online|web|browser) ?version",
    `(?:having )?(?:trouble|problems|difficulty) (?:viewing|reading|seeing) .{0,120}`,
    `(?:is|if) ${THIS_LETTER} (?:is )?not (?:displaying|displayed|showing).{0,100}`,
    "(?:vis|se|les|læs) (?:i|på) (?:nettleser|nettleseren|browser|browseren|nettet)|im browser (?:ansehen|anzeigen|öffnen)|näytä selaimessa|avaa selaimessa",
  ),
  ...rule(
    "unsubscribe",
    "ends",
    `(?:klicka (?:här |på länken )?för att |du kan (?:när som helst |alltid )?|här kan du )?(?:avregistrera|avprenumerera|avanmäla?|avsluta|avbeställa?|säg(?:a)? upp|stoppa)(?: (?:dig|mig|er|oss|här|din|min|ditt|mitt|på|från|prenumeration(?:en)?(?: på)?|e-?postadress(?:en)?|adress(?:en)?|listan|sändlistan|utskickslistan|våra|framtida|alla|genom att klicka|via länken|denna länk|den här länken|och|eller|${LETTER})){0,9}`,
    `(?:om du |vill du |vill ni )(?:inte |slippa )(?:längre )?(?:vill )?(?:ha|få|ta emot|prenumerera på|mottaga|få fler|få mer)? ?.{0,30}(?:nyhetsbrev|utskick|mejl|mail|e-?post|brev|information från oss).{0,120}`,
    "vill du inte (?:längre )?(?:ha|få|ta emot) (?:fler|flera|mer).{0,40}",
    "(?:click here to |you can |to )?unsubscribe(?: (?:here|me|from (?:this|our|the|all|these) .{0,50}|instantly|at any ?time|using .{0,40}|by .{0,40}|in one click|now|or .{0,40}))?",
    "(?:if you )?(?:no longer|don.t|do not) (?:wish|want|like)(?: to)? (?:to )?(?:receive|get|hear|see).{0,140}",
    `(?:you can |to )?(?:change|manage|edit|update) (?:how you receive|your) (?:${THIS_LETTER}|(?:e-?mail |subscription |newsletter |communication )?(?:preferences|subscriptions?|settings|profile)).{0,80}`,
    `(?:ändra|uppdatera|hantera) (?:din |dina |min |mina )?(?:prenumeration(?:en|er|sinställningar)?|profil(?:en)?|uppgifter|inställningar|kontaktuppgifter|intressen|e-?postinställningar)(?: här)?`,
    "want to (?:change|update) how you receive.{0,60}",
    "you can update your preferences.{0,60}(?:unsubscribe.{0,40})?",
    "(?:meld deg av|avmeld|frameld|abmelden|peruuta tilaus|peru tilaus|lopeta tilaus).{0,60}",
  ),
  ...rule(
    "why you got it",
    "ends",
    `(?:du|ni) (?:har fått|får|fick|mottar|tar emot|erhåller|har tagit emot) (?:${LETTER})\\b.{0,250}`,
    `(?:det här|detta|denna|den här) (?:nyhetsbrev(?:et)?|utskick(?:et)?|mejl(?:et)?|mail(?:et)?|e-?post(?:meddelande(?:t)?)?|brev(?:et)?|meddelande(?:t)?) (?:har skickats|skickades|är skickat|skickas|gick|går) (?:ut )?till .{0,200}`,
    `(?:you(?: are|.re|.ve| have)? )(?:now )?(?:receiv(?:e|ed|ing)|get|got|getting|been sent) ${THIS_LETTER}\\b.{0,250}`,
    `${THIS_LETTER} (?:was|is|has been) (?:sent|delivered) to .{0,200}`,
    "you.re on (?:this|our) (?:list|mailing list).{0,120}",
    "you.re (?:currently )?a free subscriber to .{0,150}",
  ),
  ...rule(
    "forward",
    "ends",
    `(?:klicka här för att )?(?:tipsa (?:en |någon |dina )?(?:vän|vänner|kollega|kollegor|kompis)|vidarebefordra|skicka vidare|dela)(?: (?:om |gärna )?(?:${LETTER}|det))?(?: till (?:en |någon |dina )?(?:vän|vänner|kollega|kollegor|kompis|andra))?(?: (?:om )?${LETTER})?`,
    `(?:forward|send|share) (?:${THIS_LETTER}|it)?(?: ?(?:to|with) (?:a |your )?(?:friends?|colleagues?))?`,
    "(?:forward to a friend|tell a friend|refer a friend|forward)",
    `(?:was this e-?mail|this email was|did someone) forward(?:ed)? .{0,120}`,
    "(?:har du|fick du) (?:fått )?(?:det här|detta|brevet|mejlet) vidarebefordrat.{0,120}",
  ),
  ...rule(
    "sharing",
    "ends",
    "(?:dela|tweeta|twittra|gilla|posta|pinna)(?: (?:det här|detta|brevet|nyhetsbrevet|sidan))?(?: (?:på|via|med) (?:facebook|twitter|x|linked ?in|instagram|e-?post|mejl|mail|whatsapp|bluesky|mastodon|sociala medier))?",
    "(?:share|tweet|like|pin|post|\\+1|restack)(?: (?:this|it))?(?: (?:on|to|via|by) (?:facebook|twitter|x|linked ?in|instagram|e-?mail|whatsapp|bluesky|mastodon|social media|reddit|hacker news))?",
  ),
  ...rule("honeypot", "anywhere", "do not click (?:on )?this link", "klicka inte på (?:den här|denna) länken?"),
  ...rule(
    "vendor",
    "bottom",
    `(?:nyhetsbrevet (?:är |är ett )?)?(?:e-?mail |newsletter |e-?mail marketing |email )?(?:skickat|skickas|skapat|utskickat|levererat|levereras|drivs|producerat|sent|powered|made|built|delivered|created|crafted|published|published|provided|designed|grow your business)(?: (?:with love|till dig|to you))? (?:med|av|via|genom|by|with|using|on|from|through)(?: hjälp av| ♥| ❤️?)? (?:${SERVICES})\\b.{0,40}`,
    `(?:${SERVICES})`,
    "(?:start writing|get the app|start your (?:own )?(?:newsletter|substack|ghost).{0,40}|publish on substack)",
    "like|comment|restack|read in app|open in app",
  ),
  ...rule(
    "copyright",
    "bottom",
    "(?:copyright )?(?:©|\\(c\\)|copyright)\\s.{0,80}(?:19|20)\\d{2}.{0,120}",
    "(?:copyright )?(?:©|\\(c\\)|copyright)\\s.{0,200}(?:all rights reserved|alla rättigheter (?:förbehålls|reserverade|förbehållna)).{0,40}",
    "(?:all rights reserved|alla rättigheter förbehåll(?:na|s|er)?)",
  ),
  ...rule("mailing address", "bottom", "(?:our (?:mailing|postal) address is|vår (?:post|besöks)?adress är):?.{0,200}"),
];

/** Lines that belong to the service's footer when they stand in it, below a line that certainly does. */
export const FOOTER: readonly BoilerplateRule[] = [
  ...rule(
    "earlier letters",
    "bottom",
    "(?:här (?:kan|hittar) du (?:läsa |hitta |se )?(?:alla |våra |fler ){0,2}tidigare (?:nyhetsbrev|utskick|brev).{0,40}|(?:läs |se |till )?(?:alla |våra ){0,2}tidigare (?:nyhetsbrev|utskick|brev)(?: här)?|(?:till )?nyhetsbrevsarkiv(?:et)?)",
    "(?:view |read |see |browse )?(?:all |our |the ){0,2}(?:past|previous|earlier|older) (?:issues|newsletters|e-?mails|campaigns)(?: here)?|(?:newsletter |e-?mail )?archives?",
  ),
  ...rule(
    "site",
    "bottom",
    "(?:https?://)?(?:[\\p{L}\\p{N}-]+\\.)+\\p{L}{2,}/?",
    "(?:till )?(?:vår )?(?:webbplats|hemsida)|(?:visit )?(?:our )?website",
  ),
  ...rule(
    "postal address",
    "bottom",
    "(?:[^.!?]{0,160}[,\\s|])?(?:SE-?)?\\d{3} ?\\d{2},? \\p{Lu}[\\p{L} -]{1,40}(?:[,|] ?(?:sverige|sweden))?",
    "[^.!?]{0,160}, [A-Z]{2} \\d{5}(?:-\\d{4})?(?:,? (?:usa|united states))?",
    "[^.!?]{0,120}(?:box|postbox|p\\.? ?o\\.? box) \\d{1,6}.{0,60}",
  ),
  ...rule("law", "bottom", "(?:org\\.? ?nr\\.?|organisationsnummer)[:.]? ?[\\d-]{10,13}"),
  ...rule(
    "policy",
    "bottom",
    "(?:läs (?:mer )?om |läs )?(?:vår |hur vi (?:hanterar|behandlar) )?(?:integritetspolicy(?:n)?|personuppgifter|dataskyddspolicy|cookies|gdpr|användarvillkor)(?: här)?",
    "(?:read )?(?:our )?(?:privacy policy|privacy notice|privacy|terms(?: of (?:service|use))?|terms and conditions|legal|cookies)",
    "add us to your address book|lägg till oss i (?:din )?adressbok(?:en)?",
  ),
  ...rule(
    "following",
    "bottom",
    "(?:följ|gilla|besök) oss(?: gärna)?(?: på .{1,60})?:?",
    "(?:follow|like|find|visit) us(?: on .{1,60})?:?",
    "facebook|twitter|x|instagram|linked ?in|youtube|bluesky|mastodon|tiktok",
  ),
];

/** A line above the footer that only says whose letter it was: "Exempelkommunens nyhetsbrev". */
export const SENDER_LINE =
  /^[^.!?:@]{0,90}(?:nyhetsbrev(?:et)?|newsletter|månadsbrev(?:et)?)(?: (?:från|from) [^.!?:@]{1,60})?$/iu;

/** Addresses behind links whose text may be anything. */
export const SERVICE_LINKS: readonly RegExp[] = [
  /[/.?&=_-](?:unsub(?:scribe)?|opt-?out|avregistrera|avprenumerera|avanmalan)(?:[/.?&=_-]|$)/iu,
  /^mailto:[^?]*(?:unsubscribe|avregistrera)/iu,
  /(?:list-manage\d*|campaign-archive\d*|mailchi\.mp)[^?]*\/(?:unsubscribe|profile|vcard|about)/iu,
  /forward-to-friend\d*\.com|[/?&=](?:forward-to-a?-?friend|tipsa-en-van|tellafriend)/iu,
  /\/webversion\/(?:WebVersionRaw|default\.aspx)\?/iu,
  /[/?&=_-](?:view-?in-?browser|viewinbrowser|web-?version|view-?online)(?:[/.?&=_-]|$)/iu,
  /[/?&=](?:manage|update)-?_?(?:preferences|subscription)s?(?:[/.?&=]|$)/iu,
  /\/\/(?:www\.)?(?:mailchimp|paloma|buttondown|beehiiv|substack|getanewsletter)\.(?:com|se|email)\/?(?:\?|$|refer|signup|monkey-rewards)/iu,
  /\*\|(?:UNSUB|ARCHIVE|FORWARD|UPDATE_PROFILE|LIST|REWARDS|ABOUT_LIST)/iu,
  /(?:\{\{|%7B%7B)[^}]{0,80}(?:unsubscribe|preferences|view_in_browser|web_?version|archive_?url)/iu,
  /%%(?:unsubscribe|view|forward|profile)/iu,
];
