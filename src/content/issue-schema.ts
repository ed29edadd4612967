/**
 * The front matter of an issue, a news article and a page, as zod schemas made from the tables of fields in `model/publication-fields.ts`
 * and `model/record-fields.ts`. The JSON Schemas in docs/schemas are generated from here (`npm run schemas`).
 */
import { z } from "zod";
import type { PublicationField } from "../model/field-kinds.ts";
import { ISSUE_FIELDS, NEWS_FIELDS, PAGE_FIELDS } from "../model/publication-fields.ts";
import { isRecordKind, type RecordKind } from "../model/record-fields.ts";
import { reference } from "./fields.ts";
import { type KindSchema, kindSchema } from "./kind-schemas.ts";
import { type RecordSchema, recordSchema } from "./record-schemas.ts";

type OneSchema<F> = F extends { readonly kind: infer K }
  ? K extends RecordKind
    ? F extends { readonly register: string }
      ? z.ZodUnion<[z.ZodType<string, string>, RecordSchema<K>]>
      : RecordSchema<K>
    : KindSchema<K>
  : never;

type ManySchema<F> = F extends { readonly many: "list" }
  ? z.ZodArray<OneSchema<F>>
  : F extends { readonly many: "one or list" }
    ? z.ZodUnion<[OneSchema<F>, z.ZodArray<OneSchema<F>>]>
    : OneSchema<F>;

type FieldSchema<F> = F extends { readonly required: true } ? ManySchema<F> : z.ZodOptional<ManySchema<F>>;

type PublicationSchema<T> = z.ZodObject<{ -readonly [N in keyof T]: FieldSchema<T[N]> }, z.core.$strict>;

function publicationSchema<T extends Readonly<Record<string, PublicationField<RecordKind>>>>(
  table: T,
): PublicationSchema<T> {
  const shape = Object.fromEntries(Object.entries(table).map(([name, field]) => [name, fieldSchema(field)]));
  return z.strictObject(shape) as unknown as PublicationSchema<T>;
}

function fieldSchema(field: PublicationField<RecordKind>): z.ZodType {
  const { about, required, many } = field;
  const one = oneSchema(field);
  const value = many === "list" ? z.array(one) : many === "one or list" ? z.union([one, z.array(one)]) : one;
  const optional = required ? value : value.optional();
  return about !== undefined && (many || isRecordKind(field.kind)) ? optional.describe(about) : optional;
}

function oneSchema({ kind, about, many, register }: PublicationField<RecordKind>): z.ZodType {
  if (!isRecordKind(kind)) return kindSchema(kind, !many && about);
  return register ? z.union([reference(register), recordSchema(kind)]) : recordSchema(kind);
}

export const issueSchema = publicationSchema(ISSUE_FIELDS);
export const newsSchema = publicationSchema(NEWS_FIELDS);
export const pageSchema = publicationSchema(PAGE_FIELDS);

/** Front matter as it is written; every field but `title` and `date` may be absent. */
export type IssueFrontMatter = z.input<typeof issueSchema>;
export type IssueFields = z.output<typeof issueSchema>;
export type NewsFields = z.output<typeof newsSchema>;
export type PageFields = z.output<typeof pageSchema>;
export type ContactFields = NonNullable<IssueFields["contacts"]>[number];
export type DocumentFields = NonNullable<IssueFields["documents"]>[number];
export type FundingFields = Exclude<NonNullable<IssueFields["funding"]>, readonly unknown[]>;
