import { type IssueFrontMatter, issueSchema } from "../core.ts";
import type { Repair } from "../importer.ts";
import { cleanText } from "./clean-text.ts";

type Fields = { readonly [Key in keyof IssueFrontMatter]?: unknown };

/**
 * Keeps the fields that the schema accepts, without signs that nobody sees; other values are left out and reported, in lists item
 * by item. `title` and `date` must be valid.
 */
export function validFrontMatter(fields: Fields): { frontMatter: IssueFrontMatter; repairs: Repair[] } {
  const repairs: Repair[] = [];
  const kept: Record<string, unknown> = {};
  for (const [key, value] of Object.entries(cleaned(fields) as Fields)) {
    if (value === undefined || (Array.isArray(value) && value.length === 0)) continue;
    const schema = issueSchema.shape[key as keyof typeof issueSchema.shape];
    const isRight = (part: unknown): boolean => {
      if (schema.safeParse(part).success) return true;
      repairs.push({ rule: "facts-unclear", about: `${key}: ${JSON.stringify(value).slice(0, 200)}` });
      return false;
    };
    if (!Array.isArray(value)) {
      if (isRight(value)) kept[key] = value;
      continue;
    }
    const items = value.filter((item) => isRight([item]));
    if (items.length > 0) kept[key] = items;
  }
  return { frontMatter: kept as IssueFrontMatter, repairs };
}

/** A value with each text in it cleaned: names of files, ids of messages and columns of tables hold anything. */
function cleaned(value: unknown): unknown {
  if (typeof value === "string") return cleanText(value);
  if (Array.isArray(value)) return value.map(cleaned);
  if (typeof value !== "object" || value === null) return value;
  return Object.fromEntries(Object.entries(value).map(([key, part]) => [key, cleaned(part)]));
}
