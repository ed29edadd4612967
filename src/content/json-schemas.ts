import { z } from "zod";
import { issueSchema, newsSchema, pageSchema } from "./issue-schema.ts";
import { redirectsSchema } from "./redirects-schema.ts";
import { linksSchema, organisationsSchema, peopleSchema, topicsSchema } from "./registers-schema.ts";
import { siteSchema } from "./site-schema.ts";

/** A JSON Schema (draft 2020-12), as far as it is read here. */
export interface JsonSchema {
  readonly [keyword: string]: unknown;
  readonly description?: string;
  readonly type?: string;
  readonly properties?: Readonly<Record<string, JsonSchema>>;
  readonly items?: JsonSchema;
  readonly anyOf?: readonly JsonSchema[];
  readonly required?: readonly string[];
}

const SCHEMAS = {
  issue: issueSchema,
  news: newsSchema,
  page: pageSchema,
  site: siteSchema,
  organisations: organisationsSchema,
  people: peopleSchema,
  topics: topicsSchema,
  links: linksSchema,
  redirects: redirectsSchema,
} as const;

/** The schemas of what editors write, by name: what docs/schemas publishes. */
export function jsonSchemas(): Record<keyof typeof SCHEMAS, JsonSchema> {
  const entries = Object.entries(SCHEMAS).map(([name, schema]) => [
    name,
    { title: `Brevarkiv: ${name}`, ...z.toJSONSchema(schema, { io: "input" }) },
  ]);
  return Object.fromEntries(entries);
}

/** A VS Code snippet. */
export interface Snippet {
  readonly prefix: string;
  readonly body: readonly string[];
  readonly description: string;
  readonly scope: string;
}

/** A snippet for each key of an issue's front matter, so that plain VS Code completes it in a Markdown file. */
export function snippets(): Record<string, Snippet> {
  const { properties = {} } = jsonSchemas().issue;
  return Object.fromEntries(
    Object.entries(properties).map(([key, schema]) => {
      const [first = "", ...rest] = lines(schema);
      const body = first === "" ? [`${key}:`, ...rest] : [`${key}: ${first}`, ...rest];
      let stop = 0;
      const numbered = body.map((line) => line.replaceAll("$", () => `$${++stop}`));
      return [
        `Brevarkiv: ${key}`,
        { prefix: key, body: numbered, description: describe(schema), scope: "markdown,yaml" },
      ];
    }),
  );
}

/** The value of a key as lines: the first beside the key ("" where the value stands below it), $ where something is written. */
function lines(schema: JsonSchema): string[] {
  const { type, properties, items } = objectForm(schema);
  if (items) {
    const [first = "", ...rest] = lines(items);
    return first === ""
      ? ["", ...rest.map((line, index) => (index === 0 ? line.replace(/^ {2}/, "  - ") : `  ${line}`))]
      : ["", `  - ${first}`];
  }
  if (properties) {
    return [
      "",
      ...Object.entries(properties).flatMap(([key, value]) => {
        const [first = "", ...rest] = lines(value);
        return [`  ${key}:${first === "" ? "" : ` ${first}`}`, ...rest.map((line) => `  ${line}`)];
      }),
    ];
  }
  return [type === "boolean" ? "true" : "$"];
}

/** Of several forms a value may have, the one with keys. */
function objectForm(schema: JsonSchema): JsonSchema {
  return schema.anyOf?.find(({ properties }) => properties) ?? schema.anyOf?.[0] ?? schema;
}

function describe(schema: JsonSchema): string {
  return schema.description ?? objectForm(schema).description ?? "";
}
