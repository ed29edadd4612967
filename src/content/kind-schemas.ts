/** The schema of each kind of value. */
import { z } from "zod";
import type { ValueKind } from "../model/field-kinds.ts";
import { alias, email, eventTime, language, partialDate, phone, reference, slug, text, webAddress } from "./fields.ts";

/** Numbers that systems use as ids may stand without quotes. */
const identifier = (about: string) =>
  z
    .union([z.string().min(1), z.int()])
    .transform(String)
    .describe(about);

const matching = (pattern: RegExp, about: string) => () => z.string().regex(pattern).describe(about);

/** Each is handed what the field says of itself. */
const SCHEMAS = {
  text,
  identifier,
  date: partialDate,
  time: eventTime,
  slug: (about) => (about ? slug.describe(about) : slug),
  alias: () => alias,
  language: () => language,
  email: () => email,
  phone: () => phone,
  url: () => webAddress,
  file: () => text("A file beside the letter, or in a folder below: rapport.pdf"),
  organisation: (about) => text(about || "An organisation's id from content/organisations.yaml, or its name."),
  topic: () => reference("topics"),
  flag: (about) => z.boolean().describe(about),
  integer: (about) => z.int().describe(about),
  amount: (about) => z.number().nonnegative().describe(about),
  currency: matching(/^[A-Z]{3}$/, "ISO 4217: SEK, EUR"),
  fileType: matching(/^[a-z0-9]{1,8}$/, "File type: pdf, docx. Read from the file where it is a local one."),
  system: matching(/^[a-z0-9-]+$/, "Where the text comes from: paloma, wordpress, mail …"),
  checksum: matching(/^[0-9a-f]{64}$/, "SHA-256 of the untouched original."),
} as const satisfies Readonly<Record<ValueKind, (about: string) => z.ZodType>>;

export type KindSchema<K> = K extends ValueKind ? ReturnType<(typeof SCHEMAS)[K]> : never;

/** The schema of one value. @param about what the field says of itself, for the kinds that say nothing of their own */
export function kindSchema(kind: ValueKind, about: string | false | undefined): z.ZodType {
  return SCHEMAS[kind](about || "");
}
