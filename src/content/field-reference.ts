/** The tables of fields in docs/content-format.md, made from their declarations. */
import type { PublicationField, ValueField, ValueKind } from "../model/field-kinds.ts";
import { ISSUE_FIELDS, NEWS_FIELDS, PAGE_FIELDS } from "../model/publication-fields.ts";
import { isRecordKind, RECORDS, type RecordKind } from "../model/record-fields.ts";
import { kindSchema } from "./kind-schemas.ts";

type Declared = PublicationField<RecordKind>;

/** How the reference names the kinds of values. */
const KIND_NAMES: Readonly<Record<ValueKind, string>> = {
  text: "text",
  identifier: "text or whole number",
  date: "partial date",
  time: "event time",
  slug: "slug",
  alias: "old address",
  language: "language code",
  email: "e-mail address",
  phone: "phone number",
  url: "web address",
  file: "file",
  organisation: "organisation",
  topic: "id",
  flag: "`true`, `false`",
  integer: "whole number",
  amount: "number from 0 up",
  currency: "text",
  fileType: "text",
  system: "text",
  checksum: "text",
};

/** Markdown of the tables, without what surrounds them. */
export function fieldReference(): string {
  const fields = Object.entries<Declared>(PAGE_FIELDS);
  const rows = fields.map(([name, field]) => [
    code(name),
    valueName(field),
    requiredIn(name),
    sentence(field.meaning ?? field.about ?? ""),
  ]);
  const records = fields.flatMap(([name, { kind, register }]) =>
    isRecordKind(kind) ? recordRows(name, kind, register) : [],
  );
  return [
    table(["Key", "Value", "Required", "Meaning"], rows),
    "The keys of each group. Where an id of a register can take the place of a group, it says so.",
    table(["In", "Key", "Value", "Required", "Meaning"], records),
  ].join("\n\n");
}

function valueName({ kind, many }: Declared): string {
  if (many === "one or list") return "one group, or a list of them";
  if (many) return "list";
  return isRecordKind(kind) ? "group" : KIND_NAMES[kind];
}

/** In the files of which kinds it must be. */
function requiredIn(name: string): string {
  const tables: Readonly<Record<string, Readonly<Record<string, Declared>>>> = {
    issues: ISSUE_FIELDS,
    news: NEWS_FIELDS,
    pages: PAGE_FIELDS,
  };
  const kinds = Object.entries(tables).flatMap(([kind, declared]) => (declared[name]?.required ? [kind] : []));
  const isForPagesOnly = !Object.hasOwn(ISSUE_FIELDS, name);
  if (isForPagesOnly) return "pages only";
  return kinds.length === Object.keys(tables).length ? "yes" : kinds.join(", ");
}

function recordRows(field: string, kind: RecordKind, register: Declared["register"]): string[][] {
  const rows = Object.entries<ValueField>(RECORDS[kind]).map(([name, declared]) => [
    code(field),
    code(name),
    declared.list ? `list (${KIND_NAMES[declared.kind]})` : KIND_NAMES[declared.kind],
    declared.required ? "yes" : "",
    sentence(declared.about ?? kindSchema(declared.kind, "").description ?? ""),
  ]);
  const reference = [code(field), "", "id", "", `An id from \`${register}.yaml\` in place of the group`];
  return register ? [...rows, reference] : rows;
}

function code(name: string): string {
  return `\`${name}\``;
}

/** Without its full stop, as the cells of the reference have none. */
function sentence(text: string): string {
  return text.replace(/\.$/, "").replaceAll("|", "\\|");
}

function table(heads: readonly string[], rows: readonly (readonly string[])[]): string {
  const line = (cells: readonly string[]): string => `|${cells.map((cell) => (cell ? ` ${cell} ` : " ")).join("|")}|`;
  return [line(heads), `|${"---|".repeat(heads.length)}`, ...rows.map(line)].join("\n");
}
