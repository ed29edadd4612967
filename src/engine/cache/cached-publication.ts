import type { Publication, PublicationDetail } from "../../model/archive.ts";
import type { READ_LATER } from "../../model/copy-publication.ts";

/** Fields of a publication that are asked only of the few that a build looks at closely. */
export type SeldomFields = Pick<Publication, "words" | "excerpt" | "externalKeys">;

/** Fields that lists need, and so every build of every publication. */
export type ListFields = Omit<Publication, (typeof READ_LATER)[number]>;

/** What most letters say in these: it is not written where one says the same. */
const USUAL = {
  corrections: [],
  topics: [],
  mentions: [],
  events: [],
  draft: false,
  held: true,
  aliases: [],
  links: [],
  attachments: [],
} satisfies Partial<Publication>;

type UsualField = keyof typeof USUAL;

/** {@link ListFields} without those in which a publication says what most do. */
export type UnusualFields = Omit<ListFields, UsualField> & Partial<Pick<ListFields, UsualField>>;

/** What has to be written of a publication's own fields. */
export function unusualFields(fields: UnusualFields): UnusualFields {
  const isUsual = ([key, value]: [string, unknown]): boolean =>
    key in USUAL && (value === USUAL[key as UsualField] || (Array.isArray(value) && value.length === 0));
  return Object.fromEntries(Object.entries(fields).filter((field) => !isUsual(field))) as unknown as UnusualFields;
}

/** Where a publication's other fields are read. */
export interface FieldSource {
  readonly seldom: SeldomFields;
  /** With spaces between. */
  readonly anchors: string | undefined;
  /** Where there is no summary to be shown in its place. */
  readonly excerpt: string | undefined;
  readDetail(): PublicationDetail;
}

/** A publication that has only the fields of lists for its own, and reads the others when they are asked for. */
class StoredPublication {
  readonly #source: FieldSource;

  constructor(fields: UnusualFields, source: FieldSource) {
    Object.assign(this, USUAL, fields);
    this.#source = source;
  }

  get words(): number {
    return this.#source.seldom.words;
  }

  get excerpt(): string {
    return this.#source.excerpt ?? this.#source.seldom.excerpt;
  }

  get externalKeys(): readonly string[] {
    return this.#source.seldom.externalKeys;
  }

  get anchors(): readonly string[] {
    return this.#source.anchors?.split(" ") ?? [];
  }

  get detail(): PublicationDetail {
    return this.#source.readDetail();
  }
}

/** A publication as it is cached: see `model/copy-publication.ts` for how it is copied. */
export function storedPublication(fields: UnusualFields, source: FieldSource): Publication {
  return new StoredPublication(fields, source) as unknown as Publication;
}
