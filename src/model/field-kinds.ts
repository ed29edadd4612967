/**
 * How a field is declared. The tables are `record-fields.ts` and `publication-fields.ts`. From them derive the schemas, the order in
 * the file, the text's hash, the types of the archive and of pages, the facts beside a text, and the reference in the docs.
 */

/** The kinds of values. The schema of each is in `content/kind-schemas.ts`, its type in the archive in `archive.ts`. */
export type ValueKind =
  | "text"
  | "identifier"
  | "date"
  | "time"
  | "slug"
  | "alias"
  | "language"
  | "email"
  | "phone"
  | "url"
  | "file"
  | "organisation"
  | "topic"
  | "flag"
  | "integer"
  | "amount"
  | "currency"
  | "fileType"
  | "system"
  | "checksum";

/** A field of a record, such as the e-mail address of a contact. */
export interface ValueField {
  readonly kind: ValueKind;
  /** One sentence for editors. The kind's own where absent. */
  readonly about?: string;
  readonly required?: true;
  /** Whether it holds several values. */
  readonly list?: true;
  /** Its place in the line that shows the record: from 1. "joined": shown together with another. "hidden": not shown to readers. */
  readonly place: number | "joined" | "hidden";
  /** Whether `issue` of the site's strings has a label for it. */
  readonly labelled?: true;
}

/** The fields of a record by name, in the order of the file. */
export type RecordTable = Readonly<Record<string, ValueField>>;

/** The type of a record. @typeParam V the type of a value of each kind */
export type RecordOf<T extends RecordTable, V extends Record<ValueKind, unknown>> = {
  readonly [N in keyof T as T[N] extends { required: true } ? N : never]: RecordValue<T[N], V>;
} & {
  readonly [N in keyof T as T[N] extends { required: true } ? never : N]?: RecordValue<T[N], V>;
};

type RecordValue<F extends ValueField, V extends Record<ValueKind, unknown>> = F extends { list: true }
  ? readonly V[F["kind"]][]
  : V[F["kind"]];

/** A field of an issue, a news article or a page. */
export interface PublicationField<R extends string> {
  /** Of its value, or of each where there are several. */
  readonly kind: ValueKind | R;
  /** One sentence for editors. The kind's own where absent. */
  readonly about?: string;
  /** What the reference says where that is more. */
  readonly meaning?: string;
  readonly required?: true;
  readonly many?: "list" | "one or list";
  /** The register whose ids can take the place of a record. */
  readonly register?: "people";
  /**
   * Whether it is part of what the text says to its readers. Then it counts in the text's hash, and a change of a published one needs
   * a correction.
   */
  readonly hashed: boolean;
  /** Where readers see it. "facts": in the list of facts beside the text, in feeds and in search. "apart": by a part of the page of its own. */
  readonly shown: "head" | "facts" | "apart" | "nowhere";
  /** Where the archive has it: with what lists show, or with what only the text's own page shows. */
  readonly kept: "lists" | "page" | "nowhere";
  /** Whether it has a value also where the file has none. */
  readonly always?: true;
  /** The section of facts that it shares with others. Its name is that of a word in `issue` of the site's strings. */
  readonly section?: "organisation";
}
