import type { ValueField } from "../model/field-kinds.ts";
import { PAGE_FIELDS } from "../model/publication-fields.ts";
import { isRecordKind, RECORDS } from "../model/record-fields.ts";
import type { ParsedPublication } from "./parse-publication.ts";
import type { KeyPath } from "./yaml.ts";

/** The fields that hold records with a web address, and its key in them: documents, url. */
const WITH_ADDRESS = Object.entries(PAGE_FIELDS).flatMap(([field, { kind }]) => {
  const keys = isRecordKind(kind) ? Object.entries<ValueField>(RECORDS[kind]) : [];
  return keys.flatMap(([key, declared]) => (declared.kind === "url" ? [{ field, key }] : []));
});

/** The addresses on other sites that front matter leads to, and where in it each is written. */
export function linksBesideText(fields: ParsedPublication["fields"]): { url: string; path: KeyPath }[] {
  const values = fields as Readonly<Record<string, unknown>>;
  return WITH_ADDRESS.flatMap(({ field, key }) => {
    const value = values[field];
    if (!Array.isArray(value)) return linkIn(value, key, [field]);
    return value.flatMap((record, index) => linkIn(record, key, [field, index]));
  });
}

function linkIn(record: unknown, key: string, path: KeyPath): { url: string; path: KeyPath }[] {
  const url = typeof record === "object" && record !== null ? (record as Record<string, unknown>)[key] : undefined;
  return typeof url === "string" ? [{ url, path: [...path, key] }] : [];
}
