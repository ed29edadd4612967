/**
 * The words by which facts are found in a letter, in Swedish and English. Extend by adding words. All are matched with lines and
 * sentences of limited length, so that no pattern can take long.
 */

export type BlockKind = "contacts" | "steeringGroup" | "leadership" | "funding" | "documents" | "events";

/** Headings of blocks with facts. */
export const BLOCKS: Readonly<Record<BlockKind, RegExp>> = {
  contacts:
    /^(?:våra )?(?:kontakt(?:er|person(?:er)?|uppgifter)?|kontakta (?:oss|gärna)|frågor|har du frågor|contacts?|contact (?:persons?|us|details|information)|questions)\s?[?:]?$/iu,
  steeringGroup: /^(?:styrgrupp(?:en)?|styrelse(?:n)?|steering (?:group|committee)|(?:the )?board)\s?:?$/iu,
  leadership:
    /^(?:uppdragsledning(?:en)?|projektledning(?:en)?|ledningsgrupp(?:en)?|ledning(?:en)?|processledning(?:en)?|project (?:management|lead|leaders?|team)|leadership|management team|lead team)\s?:?$/iu,
  funding:
    /^(?:finansiering(?:en)?|finansiärer(?:na)?|medfinansiering|budget|funding|funders|financing|budget and funding)\s?:?$/iu,
  documents: /^(?:dokument|bilagor|bilaga|filer|documents?|attachments?|files|downloads?)\s?:?$/iu,
  events:
    /^(?:kalender|kalendarium|kalendariet|kommande (?:evenemang|aktiviteter|händelser|möten|träffar|kurser|datum)|på gång|aktiviteter|viktiga datum|datum att (?:hålla reda på|minnas)|calendar|upcoming(?: events| meetings| dates)?|events|key dates|save the dates?|dates for your diary|diary)(?: (?:våren|hösten|spring|autumn)?\s?(?:20\d\d)?)?\s?:?$/iu,
};

/** Lead-ins ("… utsett en uppdragsledning som består av:") of lists with facts. */
export const LEAD_INS: readonly { readonly kind: BlockKind; readonly pattern: RegExp }[] = [
  {
    kind: "leadership",
    pattern:
      /(?:uppdragsledning|projektledning|ledningsgrupp|processledning|project (?:management|team)|leadership|management team)(?:en)?(?!\p{L})/iu,
  },
  { kind: "steeringGroup", pattern: /(?:styrgrupp|steering (?:group|committee))(?:en)?(?!\p{L})/iu },
  {
    kind: "contacts",
    pattern:
      /(?:kontaktperson(?:er)?|kontakta(?: gärna)?|contact(?: persons?| us)?|mer information|more information)[^.]{0,40}:$/iu,
  },
];

/** "Kontakt: Anna Exempel, anna@exempel.se" in one line. */
export const CONTACT_LINE =
  /^(?:kontakt(?:a|person(?:er)?|uppgifter)?|contacts?(?: persons?)?|frågor besvaras av|vid frågor)\s?:\s*/iu;

/** Roles of persons. Swedish ones are compounds, so their ends are matched: "upphandlingsstrateg". */
export const ROLE =
  /^(?:(?:tillförordnad|tf\.?|t\.f\.|vice|biträdande|senior|junior|acting|deputy|assistant|head of|chief|lead|co-)\s?)*[\p{L} -]{0,60}?(?:sammankallande|ordförande|sekreterare|kassör|ledamot|adjungerad|kontaktperson|(?:projekt|process|uppdrags|verksamhets|utvecklings|del|arbets)?ledare|ansvarig|samordnare|koordinator|handläggare|utredare|strateg|upphandlare|inköpare|jurist|controller|ekonom|direktör|chef|redaktör|kommunikatör|administratör|rådgivare|utvecklare|specialist|expert|forskare|doktorand|professor|lektor|lärare|rektor|konsult|miljöinspektör|kommunalråd|regionråd|landshövding|assistent|ombudsman|generalsekreterare|vd|chair(?:man|woman|person)?|convenor|convener|secretary|treasurer|member|coordinator|manager|officer|director|leader|head|editor|adviser|advisor|consultant|researcher|analyst|strategist|administrator|contact(?: person)?|ceo|president)(?:\s(?:för|of|for|på|inom|at|vid|i|in)\s[\p{L}\d &-]{2,60})?$/iu;

/** Parts of names of organisations. */
export const ORGANISATION =
  /(?<!\p{L})(?:\p{L}*kommun(?:en|er|erna)?s?|\p{L}*kommunförbund(?:et)?|\p{L}*region(?:en)?|\p{L}*län|länsstyrelse\p{L}*|landsting\p{L}*|\p{L}*universitet(?:et)?|\p{L}*högskola\p{L}*|\p{L}*verket|\p{L}*myndighet(?:en)?|\p{L}*förbund(?:et)?|\p{L}*förening(?:en)?|\p{L}*stiftelse(?:n)?|\p{L}*bolag(?:et)?|\p{L}*cent(?:er|rum|ret)|\p{L}*nätverk(?:et)?|\p{L}*institut(?:et)?|\p{L}*rådet|\p{L}*nämnden|\p{L}*styrelsen|\p{L}*fond(?:en)?|\p{L}*unionen|\p{L}*kansli(?:et)?|\p{L}*skola(?:n)?|\p{L}*kammaren?|ab|hb|kb|ek\. för\.|science park|council|university|college|agency|authority|department|ministry|office|institute|foundation|association|society|trust|fund|union|commission|network|cent(?:re|er)|company|ltd|inc|llc|gmbh|group|partnership|board|municipality|county|regional?|alliance|chamber)(?!\p{L})/iu;

/** Verbs between who pays and how much. */
export const GIVES =
  /\s(?:har\s|have\s|has\s|had\s)?(?:tillsammans\s|gemensamt\s|också\s|även\s|nu\s|jointly\s|together\s|also\s|now\s)*(?:beviljar|beviljat|finansierar|finansierat|medfinansierar|bidrar med|bidragit med|avsätter|avsatt|ger|gett|givit|skjuter till|skjutit till|stödjer|stöder|satsar|satsat|anslår|anslagit|betalar|tilldelat|tilldelar|beslutat att (?:ge|bevilja|avsätta|satsa|anslå)|beslutade att (?:ge|bevilja|avsätta|satsa|anslå)|står för|grant(?:s|ed)?|award(?:s|ed)?|contribut(?:e|es|ed)|provid(?:e|es|ed)|fund(?:s|ed)?|financ(?:e|es|ed)|commit(?:s|ted)?|gives?|gave|pays?|paid|allocat(?:e|es|ed)|decided to (?:grant|give|award|allocate))(?=\s)/iu;

/** Words before a sum that was not granted. */
export const ABOUT =
  /(?:^|\s)(?:ca\.?|cirka|c:a|omkring|ungefär|runt|drygt|knappt|nästan|upp till|högst|minst|mer än|över|about|around|approximately|approx\.?|roughly|nearly|almost|up to|at most|at least|more than|over)\s*$/iu;

/** Beginnings of sentences, and collective words that name nobody in particular. */
export const NO_ORGANISATION =
  /^(?:kommunerna|regionerna|alla|samtliga|flera|några|övriga|vi|de|det|den|detta|dessa|parterna|deltagarna|medlemmarna|företagen|arbetet|projektet|uppdraget|the municipalities|municipalities|all|several|some|we|they|it|this|these|partners|members|the project)(?!\p{L})/iu;

/** Names of functions, not of persons. */
export const NO_PERSON =
  /^(?:info|kansli|kontakt|redaktion|nyhetsbrev|projekt|support|kundtjänst|registrator|office|contact|news|editor)/iu;

/** Link texts and lines that name a file: "Uppdragsplan, pdf", "Rapport (pdf, 592 kB)". */
export const FILE_TYPES: Readonly<Record<string, string>> = {
  pdf: "pdf",
  word: "docx",
  doc: "doc",
  docx: "docx",
  excel: "xlsx",
  xls: "xls",
  xlsx: "xlsx",
  powerpoint: "pptx",
  ppt: "ppt",
  pptx: "pptx",
  odt: "odt",
  ods: "ods",
  odp: "odp",
  csv: "csv",
};
