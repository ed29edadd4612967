/**
 * What mail services add to letters, in Swedish and English (with a few lines of Norwegian, Danish, Finnish and German, as templates
 * are often left untranslated). Extend by adding lines. Each pattern is matched with one whole line, or one whole sentence of it,
 * of at most 400 characters, without surrounding spaces.
 */

/** Names of services, as in "Sent with …". */
const SERVICES =
  "paloma|mailchimp|substack|buttondown|beehiiv|ghost|get ?a ?newsletter|apsis(?: one)?|rule(?: ?mailer)?|ungapped|mailerlite|sendinblue|brevo|campaign monitor|constant contact|hubspot|convertkit|kit|revue|tinyletter|mailjet|sendgrid|anpdm|lime|carma|voyado|make ?mail|e?market(?:ing)? ?platform|flowmailer|squarespace|wordpress(?:\\.com)?|jetpack|cision|mynewsdesk|notified|intuit mailchimp|moosend|activecampaign|zoho(?: campaigns)?|newsletter2go|cleverreach|rapidmail|follow\\.it|feedburner|sender(?:\\.net)?|imakenews(?:\\.com)?|listserv|topica|stripo|bee(?: ?free)?";

/** "this letter" in its many names. */
const LETTER =
  "(?:det här |detta |den här |denna |vårt |våra |mitt |dina )?(?:nyhetsbrev(?:et|en)?|utskick(?:et|en)?|mejl(?:et)?|mail(?:et)?|e-?mail(?:et)?|e-?post(?:en|meddelande(?:t|n)?|utskick)?|e-?brev(?:et)?|brev(?:et)?|meddelande(?:t)?|månadsbrev(?:et)?|nyheter)";
const THIS_LETTER =
  "(?:this|our|the|these)?\\s?(?:e-?mails?|newsletters?|messages?|mailings?|letters?|campaign|updates?)";

const COPYRIGHT = "(?:legal information\\. |all contents (?:are )?|(?:™|®) and )?(?:copyright ?)?(?:©|\\(c\\))";
/** A character in the name of an owner. Full stops are only in abbreviations. */
const OWNER = "(?:[^.!?]|\\b(?:inc|ltd|co|corp|llc|gmbh)\\.)";
/** Social networks. */
const NETWORKS =
  "(?:facebook|twitter|x|instagram|linked ?in|youtube|bluesky|mastodon|tiktok|threads|pinterest|vimeo|flickr)";

/** The same where another letter could be meant, so that "this" must be said. */
const THIS_VERY_LETTER = "(?:this|these|our) (?:e-?mails?|newsletters?|messages?|mailings?|letters?|updates?)";
const DETTA_BREV =
  "(?:det här|detta|den här|denna|de här|dessa|vårt|våra) (?:nyhetsbrev(?:et|en)?|utskick(?:et|en)?|mejl(?:et|en)?|mail(?:et|en)?|e-?mail(?:et)?|e-?post(?:en|meddelande(?:t|n)?|utskick)?|e-?brev(?:et)?|brev(?:et|en)?|meddelande(?:t|n)?|månadsbrev(?:et)?)";

export type Zone = "anywhere" | "ends" | "bottom";

export interface BoilerplateRule {
  /** A label for readers of the table. */
  readonly what: string;
  /** `ends`: near the top or the bottom; `bottom`: near the bottom. */
  readonly zone: Zone;
  readonly pattern: RegExp;
  /** The same in any part of a line. */
  readonly within: RegExp;
}

const rule = (what: string, zone: Zone, ...patterns: readonly string[]): BoilerplateRule[] =>
  patterns.map((pattern) => ({
    what,
    zone,
    pattern: new RegExp(`^[(*\\s]*(?:${pattern})[)*\\s.!:»>→™®|]*$`, "iu"),
    within: new RegExp(pattern, "iu"),
  }));

/** Lines that belong to the mail service in any context. */
export const CERTAIN: readonly BoilerplateRule[] = [
  ...rule(
    "sent from a phone",
    "ends",
    "skickat från (?:min|mitt|en) .{1,40}",
    "(?:skickat|sent|sendt|lähetetty|gesendet) (?:från|from|fra|von) (?:outlook|mail|yahoo|proton).{0,40}",
    "sent from (?:my|an?) .{1,40}",
    "sendt fra min .{1,40}",
    "lähetetty .{1,40}(?:puhelimesta|iphonesta|ipadista|laitteesta)",
    "von (?:meinem|meiner) .{1,40} gesendet",
    "(?:hämta|skaffa|get|hent|holen sie sich|hanki) outlook (?:för|for|til|für|) ?(?:ios|android|mac).{0,20}",
  ),
  ...rule(
    "view in browser",
    "ends",
    `(?:klicka här för att )?(?:se|visa|läsa?|öppna|titta på) (?:${LETTER} |det |detta |den )?(?:här )?(?:i|på|som) (?:din |en |ditt )?(?:webb?läsare[n]?|webben|webbversion|webbsida|webb|nätet)(?: här)?`,
    "(?:visa |se |läs |öppna )?(?:som )?webb?version(?:en)?",
    `(?:har du |om du har |får du )?(?:problem|svårt|svårigheter)(?: med)? att (?:läsa|se|visa|öppna) .{0,40}?(?:brev|mejl|mail|utskick|e-?post|bilderna).{0,60}`,
    `(?:ser|visas) ${LETTER} (?:inte |konstigt|fel).{0,80}`,
    `kan du inte (?:läsa|se) ${LETTER}.{0,80}`,
    `(?:please )?(?:click here to |click to )?(?:view|read|open|see) (?:${THIS_LETTER}|it|this)?\\s?(?:online|(?:in|on) (?:your |a |the )?(?:web ?)?browser|(?:in|on|as) (?:your |a |the )?web(?: ?page| ?version| ?site)?)(?: here)?`,
    "(?:view |read )?(?:the )?(?:online|web|browser) ?version",
    `(?:having |if you(?: are|.re) having )?(?:trouble|problems|difficulty) (?:viewing|reading|seeing) (?:.{0,40}\\b)?(?:this|these|the (?:e-?mail|message|newsletter|images)).{0,100}`,
    `(?:is |if )?${THIS_LETTER} (?:is )?not (?:displaying|displayed|showing).{0,100}\\??`,
    "(?:vis|se|les|læs) (?:i|på) (?:nettleser|nettleseren|browser|browseren|nettet)|im browser (?:ansehen|anzeigen|öffnen)|näytä selaimessa|avaa selaimessa",
  ),
  ...rule(
    "unsubscribe",
    "ends",
    `(?:klicka (?:här |på länken )?för att |du kan (?:när som helst |alltid )?|här kan du )?(?:avregistrera|avprenumerera|avanmäla?|avsluta|avbeställa?|säg(?:a)? upp|stoppa)(?: (?:dig|mig|er|oss|här|din|min|ditt|mitt|på|från|prenumeration(?:en)?(?: på)?|e-?postadress(?:en)?|adress(?:en)?|listan|sändlistan|utskickslistan|våra|framtida|alla|genom att klicka|via länken|denna länk|den här länken|och|eller|${LETTER})){0,9}`,
    `(?:om (?:du|ni) inte (?:längre )?(?:vill|önskar)|vill (?:du|ni) (?:inte(?: längre)?|slippa)) (?:ha|få|ta emot|motta(?:ga)?|prenumerera på) .{0,30}(?:nyhetsbrev|utskick|mejl|mail|e-?post|brev|information från oss).{0,120}`,
    "vill du inte (?:längre )?(?:ha|få|ta emot) (?:fler|flera|mer).{0,40}",
    "(?:click here to |click to |you can |you may |please )?unsubscribe(?: (?:here|me|from (?:[^:?]|:(?=//)){1,60}|instantly|at any ?time|using .{0,40}|by .{0,60}|in one click|now|or .{0,60}|instructions|link|preferences))?",
    "(?:to|for a quick) unsubscribe\\b.{0,140}",
    `(?:(?:för att|om du vill|vill du|du kan|här kan du)(?: när som helst)? )(?:avsluta|säga upp|avbeställa|ändra) (?:din |er )?prenumeration.{0,120}`,
    `(?:(?:för att|om du vill|vill du) )(?:avregistrera|avprenumerera|avanmäla)(?: (?:dig|er|dig från ${LETTER}|från ${LETTER}|din adress|din e-?postadress))?,? (?:klicka|gå till|skicka|svara|mejla|besök|kan du).{0,100}`,
    `(?:to stop|för att sluta|vill du sluta) (?:receiving|getting|få|ta emot|prenumerera på) (?:this|these|our|future|such|den här|det här|de här|dessa|våra|fler|framtida)? ?(?:${THIS_LETTER}|${LETTER}).{0,140}`,
    "if you(?:.d| would)? (?:wish|want|like|prefer|rather)(?: to| like to)? (?:unsubscribe|opt[- ]?out|be (?:removed|taken off)|stop receiving|not (?:to )?receive|no longer receive).{0,200}",
    "(?:if you )?no longer (?:wish|want|like)(?: to)? (?:receive|get|hear|see) .{0,220}",
    "(?:if you )?(?:don.t|do not) (?:wish|want|like) to (?:receive|get|hear|see) (?:.{0,40}\\b)?(?:this|these|our|future|further|such|any ?more|(?:by|via) e-?mail|e-?mails?|newsletters?|announcements?|mailings?)\\b.{0,220}",
    "(?:(?:to|click here to) )(?:be (?:instantly )?removed|remove yourself|remove your (?:e-?mail )?address) from .{0,120}",
    "(?:to )?(?:be )?remove(?:d)? my e-?mail address.{0,60}",
    `(?:you can |to )?(?:change|manage|edit|update) (?:how you receive|your) (?:${THIS_LETTER}|(?:e-?mail |subscription |newsletter |communication )?(?:preferences|subscriptions?|settings|profile)).{0,80}`,
    `(?:ändra|uppdatera|hantera) (?:din |dina |min |mina )?(?:prenumeration(?:en|er|sinställningar)?|profil(?:en)?|uppgifter|inställningar|kontaktuppgifter|intressen|e-?postinställningar)(?: här)?`,
    "want to (?:change|update) how you receive.{0,60}",
    "(?:to|click here to) (?:change|update|manage|edit|modify) your (?:mailing list|subscription|subscriber|e-?mail|delivery|newsletter|communication) (?:options|information|preferences|address|settings|profile|frequency).{0,140}",
    "you can update your preferences.{0,60}(?:unsubscribe.{0,40})?",
    "(?:meld deg av|avmeld|frameld|abmelden|peruuta tilaus|peru tilaus|lopeta tilaus).{0,60}",
  ),
  ...rule(
    "why you got it",
    "ends",
    `(?:du|ni) (?:har fått|får|fick|mottar|tar emot|erhåller|har tagit emot) ${DETTA_BREV}(?![\\p{L}]).{0,250}`,
    `(?:det här|detta|denna|den här) (?:nyhetsbrev(?:et)?|utskick(?:et)?|mejl(?:et)?|mail(?:et)?|e-?post(?:meddelande(?:t)?)?|brev(?:et)?|meddelande(?:t)?) (?:har skickats|skickades|är skickat|skickas|gick|går) (?:ut )?till(?![\\p{L}]).{0,200}`,
    `(?:you(?: are|.re|.ve| have)? )(?:now |currently )?(?:receiv(?:e|ed|ing)|get|got|getting|been sent) (?:${THIS_VERY_LETTER}\\b|(?:this|these) because ).{0,250}`,
    `we(?: are|.re|.ve| have)? (?:sent|sending) (?:you )?${THIS_VERY_LETTER} (?:to you )?(?:because|as|since) .{0,200}`,
    "you(?: are|.re) (?:currently )?subscribed (?:as|to|with)\\b.{0,120}",
    "(?:the|your) (?:subscribed |registered )?e-?mail address (?:for|of|on) (?:your|this) (?:subscription|list|account) is.{0,60}",
    "(?:din|den) (?:registrerade |anmälda )?(?:e-?postadress|mejladress|adress) (?:för|i) (?:din |denna )?(?:prenumeration(?:en)?|sändlista(?:n)?|listan) är.{0,60}",
    `${THIS_VERY_LETTER} (?:was|is|has been) (?:sent|delivered) to\\b.{0,200}`,
    "you.re on (?:this|our) (?:list|mailing list).{0,120}",
    "you.re (?:currently )?a free subscriber to .{0,150}",
  ),
  ...rule(
    "forward",
    "ends",
    `(?:klicka här för att )?(?:tipsa (?:en |någon |dina )?(?:vän|vänner|kollega|kollegor|kompis)|vidarebefordra|skicka vidare|dela)(?: (?:om |gärna )?(?:${LETTER}|det))?(?: till (?:en |någon |dina )?(?:vän|vänner|kollega|kollegor|kompis|andra))?(?: (?:om )?${LETTER})?`,
    `(?:forward|send|share) (?:${THIS_LETTER}|it)?(?: ?(?:to|with) (?:a |your )?(?:friends?|colleagues?))?`,
    "if you (?:like|enjoy|enjoyed|love) .{1,60}, (?:please )?(?:tell|forward (?:it|this) to|share (?:it|this) with) (?:a|your) friends?",
    "(?:om du (?:gillar|tycker om) .{1,60}, )?(?:tipsa|berätta för) (?:gärna )?(?:en|dina) (?:vän|vänner|kollega|kollegor)(?: om (?:oss|det))?",
    "(?:forward to a friend|tell a friend(?: about us)?|refer a friend|forward)",
    `(?:please )?(?:feel free to )?(?:(?:forward|pass|send|share) ${THIS_VERY_LETTER}|forward it)(?: on)? to (?:a friend|friends|other|your|anyone|someone|colleagues).{0,80}`,
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
    "(?:start writing|get the app|start your (?:own )?(?:newsletter|substack|ghost).{0,40}|publish on substack)",
    "like|comment|restack|read in app|open in app",
  ),
  ...rule(
    "copyright",
    "bottom",
    `(?!.*\\bissn\\b)${COPYRIGHT}${OWNER}{0,80}(?:19|20)\\d{2}${OWNER}{0,120}`,
    `copyright,? (?:19|20)\\d{2}${OWNER}{0,120}`,
    `(?:${COPYRIGHT}|copyright\\s).{0,200}(?:all rights reserved|alla rättigheter (?:förbehålls|reserverade|förbehållna)).{0,40}`,
    "(?:all rights reserved|alla rättigheter förbehåll(?:na|s|er)?)",
  ),
  ...rule(
    "mailing address",
    "bottom",
    "(?:our (?:mailing|postal) address is|vår (?:post|besöks)?adress är)\\b:?.{0,200}",
  ),
];

/** Lines that belong to the service's footer only below a line that certainly does. */
export const FOOTER: readonly BoilerplateRule[] = [
  ...rule("forward", "ends", "click here to (?:send|forward|tell|share)(?: .{1,30})?"),
  ...rule("vendor", "bottom", `(?:${SERVICES})`),
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
    "(?:please )?(?:read )?(?:our |the )?(?:legal (?:&|and) )?(?:\\p{L}{1,20} )?(?:privacy (?:policy|notices?|statement)|privacy|terms(?: of (?:service|use))?|terms and conditions|legal(?: (?:notice|information))?|cookies)",
    "(?:important: ?)?(?:please (?:read|review)|if you (?:wish|want|would like) to (?:read|review)) our .{0,50}(?:privacy|terms|polic(?:y|ies))\\b.{0,50}",
    "add us to your address book|lägg till oss i (?:din )?adressbok(?:en)?",
  ),
  ...rule(
    "following",
    "bottom",
    `(?:följ|gilla|besök|hitta) (?:oss|mig)(?: gärna)?(?: på .{1,60})?|(?:följ|gilla) på ${NETWORKS}`,
    `(?:follow|like|find|visit|join|friend) (?:us|me)(?: on .{1,60})?|(?:follow|like|friend|become a fan|connect|fan)(?: with us)? on ${NETWORKS}`,
    NETWORKS,
  ),
  ...rule(
    "subscription",
    "bottom",
    "this is a (?:posting|mailing|message) from .{1,60}",
    "(?:update |manage |modify |change |edit |switch |my |your |e-?mail ){1,3}(?:e-?mail |subscription |newsletter |notification |communication |delivery )?(?:preferences|subscriptions?|settings|format|address|account|profile|options)",
    "(?:request|report|get|order) .{0,10}(?:new )?subscriptions?(?: problems?)?|(?:sign up for|subscribe to) (?:more |a new |other )(?:free )?(?:newsletters?|lists?).{0,40}|(?:re)?subscribe|modify|change|update|manage",
    "(?:uppdatera|hantera|ändra|byt|mina|dina) (?:e-?post)?(?:inställningar|prenumerationer|format|adress|konto|profil|uppgifter)|prenumerera",
    "(?:to (?:receive|get)|if you would like to (?:switch to|change)|click here to receive) .{0,60}(?:plain text|text[- ]only|html|format).{0,60}",
    "it (?:may|can|might) take (?:up to )?.{1,30}days?.{0,60}|det kan ta (?:upp till )?.{1,30} dag(?:ar)?.{0,60}",
    "your (?:e-?mail )?address will be (?:deleted|removed) from .{1,80}|.{0,80}\\b(?:click|press) (?:on )?[\"“”']?send[\"“”']?",
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
  /\/\/[\w-]+\.substack\.com\/(?:subscribe|action\/disable_email)(?:[/?]|$)/iu,
  /\*\|(?:UNSUB|ARCHIVE|FORWARD|UPDATE_PROFILE|LIST|REWARDS|ABOUT_LIST)/iu,
  /(?:\{\{|%7B%7B)[^}]{0,80}(?:unsubscribe|preferences|view_in_browser|web_?version|archive_?url)/iu,
  /%%(?:unsubscribe|view|forward|profile)/iu,
];
