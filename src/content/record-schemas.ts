/** The schema of each record, made from its table of fields, with the checks that concern several of its fields. */
import { z } from "zod";
import type { ValueField } from "../model/field-kinds.ts";
import { eventTimeFault } from "../model/partial-date.ts";
import { RECORDS, type RecordKind, type RecordTables } from "../model/record-fields.ts";
import { type KindSchema, kindSchema } from "./kind-schemas.ts";

type ValueSchema<F> = F extends { readonly kind: infer K; readonly list: true }
  ? z.ZodArray<KindSchema<K>>
  : F extends { readonly kind: infer K }
    ? KindSchema<K>
    : never;

type FieldSchema<F> = F extends { readonly required: true } ? ValueSchema<F> : z.ZodOptional<ValueSchema<F>>;

export type RecordSchema<K extends RecordKind> = z.ZodObject<
  { -readonly [N in keyof RecordTables[K]]: FieldSchema<RecordTables[K][N]> },
  z.core.$strict
>;

export function recordSchema<K extends RecordKind>(kind: K): RecordSchema<K> {
  const shape = Object.entries<ValueField>(RECORDS[kind]).map(([name, field]) => [name, valueSchema(field)]);
  const schema = z.strictObject(Object.fromEntries(shape)) as unknown as RecordSchema<K>;
  return (CHECKS[kind] as Check<K> | undefined)?.(schema) ?? schema;
}

function valueSchema({ kind, about, required, list }: ValueField): z.ZodType {
  const one = kindSchema(kind, !list && about);
  const value = list ? z.array(one).min(required ? 1 : 0) : one;
  const optional = required ? value : value.optional();
  return list && about ? optional.describe(about) : optional;
}

function isTime(time: unknown): time is string {
  return typeof time === "string" && eventTimeFault(time) === undefined;
}

type Check<K extends RecordKind> = (schema: RecordSchema<K>) => RecordSchema<K>;

const CHECKS: { readonly [K in RecordKind]?: Check<K> } = {
  document: (schema) =>
    schema.superRefine((value, context) => {
      if (value.url === undefined || value.file === undefined) return;
      const params = { rule: "document", hint: "keep the file and remove the url, or the other way round" };
      context.addIssue({ code: "custom", path: ["url"], message: "a document has either a url or a file", params });
    }),
  event: (schema) =>
    schema.superRefine(({ start, end }, context) => {
      // Asked also where one of them is refused, and is a number such as 13.30.
      if (!isTime(start) || !isTime(end)) return;
      // As far as both are known: an end in 2023 is not before a start in March 2023.
      if (end >= start.slice(0, end.length)) return;
      const params = { rule: "event-end", hint: "correct one of the two" };
      const message = `the end ${end} lies before the start ${start}`;
      context.addIssue({ code: "custom", path: ["end"], message, params });
    }),
};
