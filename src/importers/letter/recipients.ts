import type { Root } from "mdast";
import type { SourceLetter } from "../importer.ts";
import { mapText, oneLine, replaceChildren } from "./tree.ts";

const GREETING =
  /^(\s{0,20}(?:hej|hejsan|hallå|tjena|kära|käre|bästa|god dag|goddag|god morgon|välkommen|tack|hello|hi|dear|welcome|good morning|thanks|thank you)),? (\p{L}[\p{L}.' -]{0,80}?)(?=\s{0,3}(?:[!,.:–]|$))/iu;
const ADDRESS = /\s?[\w.+%-]{1,64}@[\p{L}\p{N}.-]{1,255}/gu;

/** Those a letter was sent to, in lower case. */
export interface Recipients {
  readonly addresses: ReadonlySet<string>;
  /** Whole names and first names. */
  readonly names: ReadonlySet<string>;
}

/** Never the sender, who often sends a letter to themselves and to all others as blind copies. */
export function recipientsOf({ recipients, source }: SourceLetter): Recipients {
  const sender = source.sender?.toLowerCase() ?? "";
  const addresses = new Set<string>();
  const names = new Set<string>();
  for (const recipient of recipients) {
    const text = recipient.slice(0, 400).toLowerCase();
    const address = /[^\s<>"(),;:]{1,64}@[^\s<>"(),;:]{1,255}/.exec(text)?.[0];
    if (address && sender.includes(address)) continue;
    if (address) addresses.add(address);
    const name = oneLine(text.replace(/[<(]?[^\s<>()]*@[^\s<>()]*[>)]?/g, "").replace(/["']/g, ""));
    if (!/^\p{L}[\p{L}\p{M}.' -]{1,80}$/u.test(name) || sender.includes(name)) continue;
    names.add(name);
    names.add(name.split(" ")[0] ?? name);
  }
  return { addresses, names };
}

/** Takes the recipients' names out of greetings ("Hej Anna!" → "Hej!") and their addresses out of everything. */
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
          addresses.has(
            found
              .trim()
              .replace(/[.-]+$/, "")
              .toLowerCase(),
          )
            ? ""
            : found,
        )
      : text;
    return names.size === 0
      ? rest
      : rest.replace(GREETING, (whole, greeting: string, name: string) =>
          names.has(name.trim().toLowerCase()) ? greeting : whole,
        );
  };
}

/** Whether a line only tells a recipient that they are one, so that it belongs to the service. */
export function namesRecipient({ addresses }: Recipients): (line: string) => boolean {
  return (line) =>
    addresses.size > 0 &&
    line.length <= 400 &&
    /^(?:till|to|skickat till|sent to|mottagare|recipient|prenumerant|subscriber)(?![\p{L}])/iu.test(line) &&
    (line.toLowerCase().match(/[^\s<>"(),;:]{1,64}@[^\s<>"(),;:]{1,255}/g) ?? []).some((found) => addresses.has(found));
}
