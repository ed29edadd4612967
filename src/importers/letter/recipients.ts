import type { Root } from "mdast";
import type { SourceLetter } from "../importer.ts";
import { mapText, oneLine, replaceChildren } from "./tree.ts";

const GREETING =
  /^(\s{0,20}(?:hej|hejsan|hallå|tjena|kära|käre|bästa|god dag|goddag|god morgon|välkommen|tack|hello|hi|hey|dear|welcome|good morning|thanks|thank you|hei|heisann|kjære|kære|hi der|moi|moikka|terve|hyvä|rakas|hallo|liebe|lieber|guten tag|guten morgen|beste|bonjour|cher|chère|hola)),? (\p{L}[\p{L}.' -]{0,80}?)(?=\s{0,3}(?:[!,.:–]|$))/iu;
/** An e-mail address, with brackets that hold nothing else. */
const ADDRESS = /\s?(?:[<([]\s?[\w.+%-]{1,64}@[\p{L}\p{N}.-]{1,255}\s?[>)\]]|[\w.+%-]{1,64}@[\p{L}\p{N}.-]{1,255})/gu;

/** The recipients of a letter, in lower case. */
export interface Recipients {
  readonly addresses: ReadonlySet<string>;
  /** Whole names and first names. */
  readonly names: ReadonlySet<string>;
}

/** Without the sender, who often is the only visible recipient, all others being blind copies. */
export function recipientsOf({ recipients, source }: SourceLetter): Recipients {
  const sender = source.sender?.toLowerCase() ?? "";
  const addresses = new Set<string>();
  const names = new Set<string>();
  for (const recipient of recipients) {
    const text = recipient.slice(0, 400).toLowerCase();
    const address = /[^\s<>"(),;:]{1,64}@[^\s<>"(),;:]{1,255}/.exec(text)?.[0];
    if (address && sender.includes(address)) continue;
    if (address) addresses.add(address);
    // "kim.ek@example.se"
    const first = /^(\p{L}{2,40})[._]\p{L}/u.exec(address ?? "")?.[1];
    if (first) names.add(first);
    const name = oneLine(text.replace(/[<(]?[^\s<>()]*@[^\s<>()]*[>)]?/g, "").replace(/["']/g, ""));
    if (!/^\p{L}[\p{L}\p{M}.' -]{1,80}$/u.test(name) || sender.includes(name)) continue;
    names.add(name);
    names.add(name.split(" ")[0] ?? name);
  }
  return { addresses, names };
}

/** Removes the names of recipients from greetings ("Hej Anna!" → "Hej!") and their addresses from everything. */
export function removeRecipients(root: Root, recipients: Recipients): void {
  if (recipients.addresses.size === 0 && recipients.names.size === 0) return;
  replaceChildren(root, (child) => {
    const isTheirs =
      child.type === "link" && recipients.addresses.has(child.url.replace(/^mailto:/i, "").toLowerCase());
    return isTheirs ? child.children : [child];
  });
  mapText(root, withoutRecipients(recipients));
}

/** The same for a single text. */
export function withoutRecipients({ addresses, names }: Recipients): (text: string) => string {
  return (text) => {
    const isAddressed = addresses.size > 0 && text.includes("@");
    const rest = isAddressed
      ? text.replace(ADDRESS, (found) =>
          addresses.has(found.replace(/^[\s<([]+|[\s>)\].-]+$/g, "").toLowerCase()) ? "" : found,
        )
      : text;
    return names.size === 0
      ? rest
      : rest.replace(GREETING, (whole, greeting: string, name: string) =>
          names.has(name.trim().toLowerCase()) ? greeting : whole,
        );
  };
}

const ANY_ADDRESS = /[^\s<>"'(),;:/?&=[\]]{1,64}@[^\s<>"'(),;:/?&=[\]]{1,255}/g;
/** Lines of a mail service that name the recipient. */
const TO_READER =
  /^(?:till|to|cc|kopia|skickat till|sent to|mottagare|recipient|prenumerant|subscriber|gäster|guests|deltagare|inbjudna|attendees|invitees|gjester|gæster|vieraat|teilnehmer)(?![\p{L}])/iu;
const SUBSCRIBED = /unsubscribe|subscribed|subscription|prenumer|avregistrera/iu;

/** Whether a line only says who the recipient is, so that it belongs to the mail service. */
export function namesRecipient(recipients: Recipients): (line: string) => boolean {
  if (recipients.addresses.size === 0) return () => false;
  const holds = holdsReader(recipients);
  return (line) => line.length <= 400 && (TO_READER.test(line) || SUBSCRIBED.test(line)) && holds(line);
}

/** Whether a text or the address of a link holds the address of a recipient. */
export function holdsReader({ addresses }: Recipients): (text: string) => boolean {
  if (addresses.size === 0) return () => false;
  return (text) =>
    (text.includes("@") || text.includes("%40")) &&
    (decoded(text).toLowerCase().match(ANY_ADDRESS) ?? []).some((found) => addresses.has(found.replace(/[.-]+$/, "")));
}

function decoded(text: string): string {
  return text.replace(/%40/g, "@").replace(/%2c/gi, ",").replace(/%3d/gi, "=").replace(/%26/g, "&");
}
