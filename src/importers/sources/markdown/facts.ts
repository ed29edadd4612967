/** Translates the front matter of other programs to fields of issues. */
import { type IssueFrontMatter, issueSchema, slugOf } from "../../core.ts";
import type { Repair } from "../../importer.ts";
import { PUBLICITY_RULES } from "../../publicity.ts";
import { calendarDay, sentAt } from "../dates.ts";
import { isObject, type JsonObject } from "../json.ts";
import { languageTag } from "../language.ts";

export interface MarkdownFacts {
  readonly title: string | undefined;
  readonly date: string | undefined;
  readonly summary: string | undefined;
  readonly language: string | undefined;
  readonly sender: string | undefined;
  /** What it says of who can read the letter. */
  readonly words: Readonly<Record<string, string>>;
  /** Further fields of issues. */
  readonly facts: Partial<IssueFrontMatter>;
  /** For what no field exists. */
  readonly repairs: readonly Repair[];
}

/** Names that other programs give our fields, in lower case. The first with a value counts. */
const NAMES = {
  title: ["title", "titel", "rubrik"],
  date: ["date", "publishdate", "publish_date", "published_at", "pubdate", "datum"],
  updated: ["updated", "lastmod", "modified", "last_modified_at"],
  summary: ["summary", "description", "excerpt", "subtitle", "lead", "ingress"],
  language: ["language", "lang", "locale"],
  sender: ["author", "authors"],
  aliases: ["aliases", "redirect_from"],
  topics: ["topics", "tags", "categories", "category"],
} as const;

/** Settings of site generators, which are not about the letter. */
const ABOUT_THE_SITE = new Set(
  "layout type template permalink url weight menu markup cascade outputs eleventynavigation eleventyexcludefromcollections pagination comments sitemap toc math isCJKLanguage"
    .toLowerCase()
    .split(" "),
);

/** Words that say who can read the letter. */
const PUBLICITY_WORDS: ReadonlySet<string> = new Set(
  PUBLICITY_RULES.filter(({ source }) => source === "markdown").map(({ word }) => word),
);

const OWN_FIELDS = issueSchema.shape;

/** Reads front matter of any program. @param language in which tags are written as ids */
export function readFacts(written: JsonObject, language: string): MarkdownFacts {
  const values = new Map(Object.entries(written).map(([key, value]) => [key.toLowerCase(), value]));
  const pick = (names: readonly string[]) => names.map((name) => values.get(name)).find((value) => !isEmpty(value));
  const repairs: Repair[] = [];
  const facts: Record<string, unknown> = {};
  const keep = (key: string, value: unknown): void => {
    if (value === undefined) return;
    const field = OWN_FIELDS[key as keyof typeof OWN_FIELDS];
    if (field.safeParse(value).success) facts[key] = value;
    else repairs.push(unclear(key, value));
  };
  const summary = asText(pick(NAMES.summary));
  const tags = NAMES.topics.flatMap((name) => asList(values.get(name)));
  const topics = [...new Set(tags.map((tag) => slugOf(tag, language)).filter(Boolean))];
  keep("updated", calendarDay(asText(pick(NAMES.updated))));
  keep("topics", topics.length > 0 ? topics : undefined);
  keep("aliases", listOrNothing(pick(NAMES.aliases)));
  const known = new Set<string>([...Object.values(NAMES).flat(), ...PUBLICITY_WORDS, "build", "_build"]);
  for (const [key, value] of values) {
    if (known.has(key) || ABOUT_THE_SITE.has(key) || isEmpty(value)) continue;
    const own = Object.keys(OWN_FIELDS).find((field) => field.toLowerCase() === key && field !== "source");
    if (own) keep(own, value);
    else repairs.push(unclear(key, value));
  }
  return {
    title: asText(pick(NAMES.title)),
    date: dateOf(asText(pick(NAMES.date))),
    summary,
    language: languageTag(asText(pick(NAMES.language))),
    sender: asList(pick(NAMES.sender)).join(", ") || undefined,
    words: wordsOf(values),
    facts: facts as Partial<IssueFrontMatter>,
    repairs,
  };
}

/** Values as text, those of Hugo's `build` (once `_build`) as `build.list`. */
function wordsOf(values: ReadonlyMap<string, unknown>): Record<string, string> {
  const build = values.get("build") ?? values.get("_build");
  const inner = isObject(build) ? Object.entries(build).map(([key, value]) => [`build.${key}`, value] as const) : [];
  const all = [...values, ...inner].filter(([key, value]) => PUBLICITY_WORDS.has(key) && value !== null);
  return Object.fromEntries(all.map(([key, value]) => [key, String(value)]));
}

/** Also a month or a year. */
function dateOf(written: string | undefined): string | undefined {
  return written !== undefined && /^[1-9]\d{3}(?:-\d{2})?$/.test(written) ? written : sentAt(written);
}

function isEmpty(value: unknown): boolean {
  return value === undefined || value === null || value === "" || (Array.isArray(value) && value.length === 0);
}

function asText(value: unknown): string | undefined {
  const text = typeof value === "number" ? String(value) : value;
  return typeof text === "string" && text.trim() !== "" ? text.trim() : undefined;
}

/** A list, or a text with commas. */
function asList(value: unknown): string[] {
  const items: unknown[] = Array.isArray(value) ? value : (asText(value)?.split(",") ?? []);
  return items.flatMap((item) => asText(item) ?? []);
}

function listOrNothing(value: unknown): string[] | undefined {
  const items = asList(value);
  return items.length > 0 ? items : undefined;
}

const LONGEST_SHOWN = 100;

function unclear(key: string, value: unknown): Repair {
  const shown = typeof value === "object" ? JSON.stringify(value) : String(value);
  return { rule: "facts-unclear", about: `${key}: ${shown.slice(0, LONGEST_SHOWN)}` };
}
