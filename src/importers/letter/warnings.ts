/** Warnings that a recipient's mail server writes into mail from outside: Exchange's, and those of many organisations. */
import type { Root } from "mdast";
import { oneLine, plainText, replaceChildren } from "./tree.ts";

const MAIL =
  "(?:e-?mail(?:et)?|mail(?:et)?|mejl(?:et)?|e-?post(?:en|meddelande(?:t)?)?|message|meddelande(?:t)?|melding(?:en)?|meddelelse(?:n)?|besked|nachricht|sähköposti(?:viesti)?|viesti)";
const OUTSIDE =
  "(?:extern\\p{L}*|external(?:ly)?|outside|utifrån|utanför|udefra|uden for|utenfra|utenfor|außerhalb|ulkopuol\\p{L}*)";

/** Each a whole sentence, in Swedish, English, Danish, Norwegian, Finnish and German. Extend by adding lines. */
const WARNINGS = [
  "(?:du|some people who received this message|you|sie|et) (?:får (?:inte|ikke) ofte?a?|don.t often get|erhalten nicht (?:oft|häufig)|saa usein) .{1,200}",
  "(?:läs|lär dig|learn|finn ut|få mere at vide om|erfahren sie|lue),? (?:om |mer om )?(?:varför|why|hvorfor|warum|miksi) .{1,60}",
  `(?:detta|det här|denne?|dette|this|diese|tämä)(?: är ett| er en)?(?: externt)? ${MAIL} .{0,40}${OUTSIDE}.{0,120}`,
  `${OUTSIDE} (?:avsändare|afsender|avsender|sender|absender|lähettäjä|${MAIL})`,
  "(?:klicka|tryk|klikk|klik) (?:därför |derfor )?(?:inte|ikke) på (?:några )?(?:länkar|länken|links|lenker).{0,160}",
  "(?:öppna|åpne|åbn) (?:inte|ikke) (?:länkar|bilagor|bifogade filer|vedlegg|vedhæftede).{0,160}",
  "(?:please )?(?:do not|don.t|never) (?:click|open|follow|reply)\\b.{0,60}(?:links|attachments).{0,160}",
  "klicken sie nicht auf .{0,40}links.{0,160}",
  "älä (?:avaa|napsauta) .{0,200}",
  `\\[${OUTSIDE}.{0,20}\\]`,
].map((pattern) => new RegExp(`^[[(*\\s–-]*(?:${pattern})[\\])*\\s.!:»>]*$`, "iu"));
/** What such a warning begins with; alone it says nothing. */
const CALLS =
  "[[(*\\s]*(?:obs|varning|viktigt|caution|warning|attention|important|notice|achtung|warnung|advarsel|huomio|varoitus)";
const CALL = new RegExp(`^${CALLS}[\\])*\\s.!:–-]*$`, "iu");
const BEGINS_WITH_CALL = new RegExp(`^${CALLS}\\s?[!:.–-]+\\s*`, "iu");

/** Time: longer paragraphs are text. */
const LONGEST_WARNING = 600;
/** They stand at the top of a mail, or of the mail that was forwarded in it. */
const BLOCKS = 12;

/** Removes the warnings at the top of a letter. @returns how many */
export function removeWarnings(root: Root): number {
  let looked = 0;
  let removed = 0;
  replaceChildren(root, (child) => {
    if (looked > BLOCKS || (child.type !== "paragraph" && child.type !== "heading")) return [child];
    looked += 1;
    if (looked > BLOCKS || !isWarning(plainText(child))) return [child];
    removed += 1;
    return [];
  });
  return removed;
}

function isWarning(text: string): boolean {
  if (text === "" || text.length > LONGEST_WARNING) return false;
  const sentences = oneLine(text.replace(BEGINS_WITH_CALL, "")).split(/(?<=[.!?])\s+/u);
  const isOne = (sentence: string) => WARNINGS.some((pattern) => pattern.test(sentence));
  return sentences.some(isOne) && sentences.every((sentence) => isOne(sentence) || CALL.test(sentence));
}
