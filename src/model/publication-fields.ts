import type { PublicationField, RecordOf, ValueKind } from "./field-kinds.ts";
import type { RecordKind, RecordTables } from "./record-fields.ts";

type Table = Readonly<Record<string, PublicationField<RecordKind>>>;

/** The fields of an issue, in the order of the file. Their names are permanent: importers and other tools write them. */
export const ISSUE_FIELDS = {
  title: {
    kind: "text",
    required: true,
    about: "The whole title.",
    meaning: "The whole title, the page's `h1`",
    hashed: true,
    shown: "apart",
    kept: "lists",
  },
  heading: {
    kind: "text",
    about: "The short name used in lists: Nyhetsbrev september 2023",
    meaning: "The short name in lists. The title where absent",
    hashed: true,
    shown: "head",
    kept: "lists",
    always: true,
  },
  number: {
    kind: "identifier",
    about: "The letter's number within its year.",
    meaning: 'The issue\'s number: `1`, `"3–4"`',
    hashed: true,
    shown: "head",
    kept: "lists",
  },
  date: {
    kind: "date",
    required: true,
    about: "When it was sent.",
    meaning: "When it was sent or published",
    hashed: true,
    shown: "head",
    kept: "lists",
  },
  updated: {
    kind: "date",
    about: "The date of the last change worth telling.",
    meaning: "The last change worth telling",
    hashed: false,
    shown: "head",
    kept: "lists",
  },
  corrections: {
    kind: "correction",
    many: "list",
    about: "What was put right after it was published, and when.",
    meaning: "What was put right after publication. Shown in a box on the page and on `/rattelser/`",
    hashed: false,
    shown: "head",
    kept: "lists",
  },
  slug: {
    kind: "slug",
    meaning: "The last part of the address. Made from `heading` or `title` where absent",
    hashed: false,
    shown: "nowhere",
    kept: "nowhere",
  },
  language: {
    kind: "language",
    meaning: "The text's language. The site's where absent",
    hashed: true,
    shown: "head",
    kept: "lists",
    always: true,
  },
  draft: {
    kind: "flag",
    about: "true: not published yet.",
    meaning: "`true`: shown by `serve`, left out by `build` and `check`. Its own faults are still reported",
    hashed: false,
    shown: "head",
    kept: "lists",
    always: true,
  },
  held: {
    kind: "flag",
    about: "false: known to have existed, but the archive does not hold its text.",
    meaning: "`false`: a catalogue entry, see below",
    hashed: true,
    shown: "head",
    kept: "lists",
    always: true,
  },
  summary: {
    kind: "text",
    about: "One or two sentences for lists and search engines.",
    meaning: "One or two sentences for lists, link previews and search engines",
    hashed: true,
    shown: "head",
    kept: "lists",
  },
  contacts: {
    kind: "contact",
    many: "list",
    register: "people",
    about: "Who answers questions.",
    hashed: true,
    shown: "facts",
    kept: "page",
  },
  steeringGroup: {
    kind: "steeringGroupMember",
    many: "list",
    about: "The steering group's organisations.",
    hashed: true,
    shown: "facts",
    kept: "page",
    section: "organisation",
  },
  leadership: {
    kind: "leader",
    many: "list",
    about: "Who leads the assignment (uppdragsledning).",
    hashed: true,
    shown: "facts",
    kept: "page",
    section: "organisation",
  },
  funding: {
    kind: "funding",
    many: "one or list",
    about: "Who pays how much.",
    hashed: true,
    shown: "facts",
    kept: "page",
  },
  documents: {
    kind: "document",
    many: "list",
    about: "Files and pages the text refers to.",
    hashed: true,
    shown: "facts",
    kept: "page",
  },
  events: {
    kind: "event",
    many: "list",
    about: "Dated events the text tells of.",
    hashed: true,
    shown: "facts",
    kept: "lists",
  },
  topics: {
    kind: "topic",
    many: "list",
    about: "Topics, by their ids.",
    meaning: "Ids from `topics.yaml`",
    hashed: false,
    shown: "apart",
    kept: "lists",
  },
  source: {
    kind: "source",
    about: "Where the text came from.",
    hashed: false,
    shown: "apart",
    kept: "lists",
  },
  aliases: {
    kind: "alias",
    many: "list",
    about: "Old addresses that must lead here.",
    hashed: false,
    shown: "nowhere",
    kept: "lists",
  },
} as const satisfies Table;

/** The fields of a news article. */
export const NEWS_FIELDS = {
  ...ISSUE_FIELDS,
  date: { ...ISSUE_FIELDS.date, about: "When it was published." },
} as const satisfies Table;

const { required: _, ...DATE_IF_ANY } = ISSUE_FIELDS.date;

/** The fields of a page. */
export const PAGE_FIELDS = {
  ...ISSUE_FIELDS,
  date: { ...DATE_IF_ANY, about: "The date of what the page tells of." },
  slug: {
    ...ISSUE_FIELDS.slug,
    required: true,
    about: "The address below the site's root: om-udd, or om-udd/historik",
  },
  order: {
    kind: "integer",
    about: "Place among the pages of the same section; the lowest comes first.",
    meaning: "Place among the pages of a section, lowest first",
    hashed: false,
    shown: "nowhere",
    kept: "lists",
    always: true,
  },
} as const satisfies Table;

/** The names of the fields in a table that have a property of a certain value. */
export type FieldsWith<T, P extends keyof PublicationField<RecordKind>, X> = {
  [N in keyof T]: T[N] extends { readonly [Q in P]: X } ? N : never;
}[keyof T];

/** Those that count in the text's hash. */
export type HashedField = FieldsWith<typeof PAGE_FIELDS, "hashed", true>;
/** Those in the list of facts. */
export type FactField = FieldsWith<typeof PAGE_FIELDS, "shown", "facts">;

/** The names of the fields with a property of a certain value, in the order of the file. */
export function fieldsWith<const P extends "hashed" | "shown", const X extends boolean | string>(
  property: P,
  value: X,
): readonly FieldsWith<typeof PAGE_FIELDS, P, X>[] {
  return Object.entries<PublicationField<RecordKind>>(PAGE_FIELDS).flatMap(([name, field]) =>
    (field[property] as unknown) === value ? [name as FieldsWith<typeof PAGE_FIELDS, P, X>] : [],
  );
}

/** Some fields of a publication as the archive has them. @typeParam V the type of a value of each kind */
export type FieldsOf<T, N extends keyof T, V extends Record<ValueKind, unknown>> = {
  readonly [K in N as IsThere<T[K]> extends true ? K : never]: FieldValue<T[K], V>;
} & {
  readonly [K in N as IsThere<T[K]> extends true ? never : K]?: FieldValue<T[K], V>;
};

/** A list is there also where it is empty. */
type IsThere<F> = F extends { required: true } | { always: true } | { many: string } ? true : false;

type FieldValue<F, V extends Record<ValueKind, unknown>> = F extends { many: string }
  ? readonly OneValue<F, V>[]
  : OneValue<F, V>;

type OneValue<F, V extends Record<ValueKind, unknown>> = F extends { kind: infer K }
  ? K extends RecordKind
    ? RecordOf<RecordTables[K], V>
    : K extends ValueKind
      ? V[K]
      : never
  : never;
