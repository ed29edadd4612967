import { beginning, type IssueFrontMatter } from "../../core.ts";
import type { Entry, Section } from "./blocks.ts";
import { CONTACT_LINE } from "./fact-rules.ts";
import { isPerson, isRole, isSurelyOrganisation } from "./names.ts";

type Contact = Exclude<NonNullable<IssueFrontMatter["contacts"]>[number], string>;

/** Facts that are certain, and repairs for those that are unclear. */
export interface Finding<T> {
  readonly found: readonly T[];
  readonly unclear: readonly string[];
}

const LONGEST_CONTACT = 400;
const EMAIL = /^[\w.+-]{1,64}@[\p{L}\p{N}.-]{1,190}\.\p{L}{2,24}$/u;
const PHONE = /^(?:(?:tel(?:efon)?|mobil|växel|phone|mobile|cell|switchboard)\.?:?\s*)?\+?[\d(][\d\s()–/-]{5,24}$/iu;

/** Persons under "Kontaktpersoner", announced as contacts, or in a line "Kontakt: …". */
export function findContacts(sections: readonly Section[]): Finding<Contact> {
  const found = new Map<string, Contact>();
  const unclear: string[] = [];
  const take = (entries: readonly Entry[]) => {
    for (const card of cardsOf(entries)) {
      const contact = contactOf(card);
      if (contact) {
        const key = contact.name.toLowerCase();
        found.set(key, { ...contact, ...found.get(key) });
      } else if (card.some((line) => line.includes("@"))) unclear.push(card.join(", "));
    }
  };
  for (const { kind, entries, announced } of sections) {
    if (kind === "contacts") take(entries);
    for (const list of announced) if (list.kind === "contacts") take(list.entries);
    for (const entry of entries) {
      const label = entry.text.length <= LONGEST_CONTACT ? CONTACT_LINE.exec(entry.text)?.[0] : undefined;
      if (label && kind !== "contacts") {
        const text = entry.text.slice(label.length);
        take([{ ...entry, text, lines: [text] }]);
      }
    }
  }
  return { found: [...found.values()], unclear };
}

/** The parts of each person's card: an item, a line with a name and an address, or lines up to an address. */
function cardsOf(entries: readonly Entry[]): string[][] {
  const cards: string[][] = [];
  let open: string[] = [];
  const close = () => {
    if (open.length > 0) cards.push(open);
    open = [];
  };
  for (const entry of entries) {
    if (entry.text.length > LONGEST_CONTACT || (!entry.isItem && isSentence(entry.text))) {
      close();
      continue;
    }
    const mailed = entry.links.flatMap(({ url }) => /^mailto:([^?]{3,300})/i.exec(url)?.[1] ?? []);
    const rows = entry.lines.map(partsOf);
    const isEachPerson = rows.length > 1 && rows.every((row) => isPerson(row[0] ?? "") && row.length > 1);
    if (isEachPerson) {
      close();
      for (const row of rows) cards.push(row);
      continue;
    }
    const parts = rows.flat();
    for (const address of mailed) if (!parts.includes(address)) parts.push(address);
    if (entry.isItem || isPerson(parts[0] ?? "")) close();
    for (const part of parts) open.push(part);
    if (entry.isItem || parts.some((part) => EMAIL.test(part))) close();
  }
  close();
  return cards;
}

function isSentence(text: string): boolean {
  return /[.!?]$/.test(text) && text.split(" ").length > 6;
}

/** "Anna Exempel (samordnare), 070-123 45 67, anna@exempel.se" → its parts. */
export function partsOf(line: string): string[] {
  return beginning(line, LONGEST_CONTACT)
    .replace(CONTACT_LINE, "")
    .replace(/(?:e-?post|e-?mail|mejl|mail)\s?:\s*/giu, ", ")
    .replace(/(?:tel(?:efon)?|mobil|växel|phone|mobile)\.?\s?:\s*/giu, ", ")
    .split(/\s*[,;|·•()<>[\]]\s*|\s+[–—-]\s+|\s+(?=\S+@)|(?<=@\S{1,200})\s+|\s+(?=(?:tel\.?|telefon|mobil)\s+[\d+])/iu)
    .map((part) => part.trim().replace(/[.,:]$/, ""))
    .filter((part) => part !== "");
}

function contactOf(parts: readonly string[]): Contact | undefined {
  const [name = "", ...rest] = parts;
  if (!isPerson(name)) return undefined;
  const emails = rest.filter((part) => EMAIL.test(part));
  // With two addresses or a second person, what belongs to whom is unclear.
  if (emails.length > 1) return undefined;
  const others = rest.filter((part) => !EMAIL.test(part) && !PHONE.test(part));
  const role = others.find((part) => isRole(part));
  const organisation = others.find((part) => isSurelyOrganisation(part));
  return {
    name,
    ...(emails[0] && { email: emails[0] }),
    ...(organisation && { organisation }),
    ...(role && { role }),
  };
}
