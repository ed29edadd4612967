import type { Config } from "../../../config.ts";
import type { ValueField } from "../../../model/field-kinds.ts";
import { phoneAddress } from "../../../model/phone.ts";
import { type FactField, fieldsWith, ISSUE_FIELDS } from "../../../model/publication-fields.ts";
import { RECORDS } from "../../../model/record-fields.ts";
import type { Strings } from "../../../strings/strings.ts";
import type { createFilters } from "../filters.ts";
import type { ArticleFacts, FactList, FactSection, NamedOrganisation } from "../view.ts";

const FACTS = fieldsWith("shown", "facts");

/** The facts of a text under their headings, in the order of the file. What is empty is left out. */
export function factSections(facts: ArticleFacts, { issue: words }: Strings): FactSection[] {
  const sections = new Map<string, FactList[]>();
  for (const field of FACTS) {
    const entries = facts[field];
    if (entries.length === 0) continue;
    const declared = ISSUE_FIELDS[field];
    const section = "section" in declared ? declared.section : undefined;
    const title = words[section ?? field];
    const list = { field, ...(section && { title: words[field] }), entries } as FactList;
    sections.set(title, [...(sections.get(title) ?? []), list]);
  }
  return Array.from(sections, ([title, lists]) => ({ title, lists }));
}

/** What a line says of one field of a record. */
export interface FactPart {
  /** Where the values do not say themselves what they are. */
  readonly label?: string;
  readonly values: readonly FactValue[];
}

export interface FactValue {
  readonly text: string;
  /** Where it leads: an address of the site (`/organisationer/exempel/`), or a whole one (`https:`, `mailto:`, `tel:`). */
  readonly address?: string;
}

/** The parts of a record in the order in which a line shows them. */
export type FactParts = (field: FactField, entry: object) => FactPart[];

/** For feeds and search, which show each record as a line. */
export function createFactParts(
  { timeZone }: Pick<Config, "timeZone">,
  { issue: words }: Strings,
  { documentFacts, eventTime, money }: ReturnType<typeof createFilters>,
): FactParts {
  /** @param entry the record that the value belongs to */
  const valuesOf = (name: string, { kind, list }: ValueField, value: unknown, entry: object): FactValue[] => {
    if (kind === "organisation")
      return ((list ? value : [value]) as NamedOrganisation[]).map(({ name: text, address }) => ({
        text,
        ...(address && { address }),
      }));
    if (kind === "amount") return [{ text: money(entry as Parameters<typeof money>[0]) }];
    if (kind === "time") return [{ text: eventTime(entry as Parameters<typeof eventTime>[0]) }];
    const text = String(value);
    if (kind === "email") return [{ text, address: `mailto:${text}` }];
    const address = kind === "phone" ? phoneAddress(text, timeZone) : name === "title" ? addressOf(entry) : undefined;
    return [{ text, ...(address && { address }) }];
  };

  const partsOf: FactParts = (field, entry) => {
    const values = entry as Readonly<Record<string, unknown>>;
    return PLACED[field].flatMap(([name, declared]) => {
      if (values[name] === undefined) return [];
      const label = declared.labelled && words[name as LabelledField];
      return [{ ...(label && { label }), values: valuesOf(name, declared, values[name], entry) }];
    });
  };

  return (field, entry) => {
    const parts = partsOf(field, entry);
    if (field !== "documents") return parts;
    // Type and size belong to the link, so that readers know what comes.
    const facts = documentFacts(entry as Parameters<typeof documentFacts>[0]);
    const withFacts = ({ text, ...rest }: FactValue) => ({ ...rest, text: [text, facts].filter(Boolean).join(", ") });
    return parts.map((part, index) => (index === 0 ? { ...part, values: part.values.map(withFacts) } : part));
  };
}

/** The fields of each record that a line shows, in its order. */
const PLACED = Object.fromEntries(
  FACTS.map((field) => [
    field,
    Object.entries<ValueField>(RECORDS[ISSUE_FIELDS[field].kind])
      .filter(([, { place }]) => typeof place === "number")
      .sort(([, a], [, b]) => Number(a.place) - Number(b.place)),
  ]),
) as unknown as Readonly<Record<FactField, readonly (readonly [string, ValueField])[]>>;

/** Where the title of a document or an event leads. */
function addressOf(entry: { readonly url?: string; readonly file?: { readonly address: string } }): string | undefined {
  return entry.url ?? entry.file?.address;
}

/** The names of fields with a label among the site's words. */
type LabelledField = {
  [K in keyof typeof RECORDS]: {
    [N in keyof (typeof RECORDS)[K]]: (typeof RECORDS)[K][N] extends { readonly labelled: true } ? N : never;
  }[keyof (typeof RECORDS)[K]];
}[keyof typeof RECORDS];
