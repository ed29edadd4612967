import type { z } from "zod";
import { type Fault, type Problem, placed } from "../diagnostics.ts";
import { nearestOf } from "../suggest.ts";
import { steeringRefusal } from "./fields.ts";
import { SWEDISH_KEYS } from "./swedish-keys.ts";
import type { KeyPath, YamlReading } from "./yaml.ts";

/**
 * Checks parsed YAML against a schema.
 * @returns the validated value, or every problem found, each at the line and column of the key or value it concerns
 */
export function validate<T extends z.ZodType>(
  schema: T,
  reading: Pick<YamlReading, "data" | "locate">,
): { value: z.output<T> } | { problems: Problem[] } {
  const result = schema.safeParse(reading.data ?? {}, { reportInput: true });
  const problems = result.success
    ? steeringProblems(reading.data, [], reading)
    : result.error.issues.flatMap((issue) => problemsOf(issue, [], reading, schema));
  return result.success && problems.length === 0 ? { value: result.data } : { problems };
}

/** Keys, addresses and the like, which no schema of a text looks at. */
function steeringProblems(value: unknown, path: KeyPath, reading: Pick<YamlReading, "locate">): Problem[] {
  const refused = (text: string, at: KeyPath, what: "key" | "value"): Problem[] => {
    const fault = steeringRefusal(text);
    return fault ? [{ ...reading.locate(at, what), severity: "error", ...fault }] : [];
  };
  if (typeof value === "string") return refused(value, path, "value");
  if (typeof value !== "object" || value === null) return [];
  return Object.entries(value).flatMap(([name, part]) => {
    const inside = [...path, Array.isArray(value) ? Number(name) : name];
    return [...refused(name, inside, "key"), ...steeringProblems(part, inside, reading)];
  });
}

type SchemaIssue = z.core.$ZodIssue;

function problemsOf(
  issue: SchemaIssue,
  base: KeyPath,
  reading: Pick<YamlReading, "data" | "locate">,
  schema: z.ZodType,
): Problem[] {
  const path = [...base, ...issue.path.map((step) => (typeof step === "number" ? step : String(step)))];
  const key = path.at(-1);
  const at = (rule: string, message: string, hint: string, what: "key" | "value" = "value"): Problem => ({
    ...reading.locate(path, what),
    severity: "error",
    rule,
    message,
    hint,
  });
  const around = path.slice(0, -1);
  const missing = (): Problem[] => {
    // A key that is misspelt is reported where it stands.
    const isMisspelt = Object.keys(groupAt(reading.data, around)).some(
      (written) => meantKey(written, keysAt(schema, around)) === key,
    );
    return isMisspelt ? [] : [at("required", `${keyName(key)} is missing`, `add a line "${String(key)}: …"`)];
  };

  switch (issue.code) {
    case "unrecognized_keys":
      return unknownKeys(issue.keys, path, reading, schema);
    case "invalid_union": {
      if (issue.input === undefined) return missing();
      const branch = likeliestBranch(issue);
      if (branch) return branch.flatMap((inner) => problemsOf(inner, path, reading, schema));
      if (issue.input === null && strayKeys(String(key), around, reading.data, schema).length > 0) return [];
      return [at("type", `${keyName(key)} has ${described(issue.input)}`, hintForKey(key))];
    }
    case "invalid_type":
      if (issue.input === undefined) return missing();
      if (issue.input === null && strayKeys(String(key), around, reading.data, schema).length > 0) return [];
      return [
        at(
          "type",
          `${keyName(key)} has ${described(issue.input)}, but wants ${wanted(issue.expected)}`,
          typeHint(issue, key, around),
        ),
      ];
    case "too_small":
      if (issue.origin === "number") {
        return [
          at("value", `${keyName(key)} has ${described(issue.input)}`, `write ${issue.minimum} or a larger number`),
        ];
      }
      return [at("empty", `${keyName(key)} is empty`, "fill it in")];
    case "invalid_key":
      return [at("id", `"${String(key)}" is not an id`, "use small letters a–z, digits and hyphens", "key")];
    case "custom":
      return [
        {
          severity: "error",
          ...placed(customFault(issue, hintForKey(key)), reading.locate(path), String(issue.input)),
        },
      ];
    default:
      return [at("value", `${keyName(key)} has ${described(issue.input)}`, hintForKey(key))];
  }
}

/** What a check of a text says of it. */
function customFault({ message, params }: z.core.$ZodIssueCustom, hint: string): Fault {
  return { rule: "value", hint, ...(params as Partial<Fault> | undefined), message };
}

function unknownKeys(
  keys: readonly string[],
  path: KeyPath,
  reading: Pick<YamlReading, "data" | "locate">,
  schema: z.ZodType,
): Problem[] {
  const known = keysAt(schema, path);
  const fault = (key: string, message: string, hint: string, answer?: string): Problem => ({
    severity: "error",
    ...placed(
      { rule: "unknown-key", message, hint, ...(answer !== undefined && { answer }) },
      reading.locate([...path, key], "key"),
      key,
    ),
  });
  const written = Object.keys(groupAt(reading.data, path));
  const emptied = known.map((name) => [name, strayKeys(name, path, reading.data, schema)] as const);
  const strays = new Set(emptied.flatMap(([, stray]) => stray));
  return [
    ...emptied.flatMap(([name, [first]]) => {
      if (first === undefined) return [];
      const hint = `put two spaces before "${first}" and before the lines that belong with it`;
      return [fault(first, `"${first}" stands beside "${name}", and not in it`, hint)];
    }),
    ...keys
      .filter((key) => !strays.has(key))
      .map((key) => {
        const meant = meantKey(key, known);
        const message = `unknown key "${key}"`;
        return fault(
          key,
          message,
          meant
            ? `did you mean "${meant}"?`
            : `remove it, or put it in quotes on the line above if it belongs to that; the keys here are ${known.join(", ")}`,
          certainKey(key, known, written),
        );
      }),
  ];
}

/** The keys that belong into a group and have lost their indent: they stand beside it, and it is empty. */
function strayKeys(group: string, path: KeyPath, data: unknown, schema: z.ZodType): string[] {
  const written = groupAt(data, path);
  if (written[group] !== null) return [];
  const known = keysAt(schema, path);
  const inside = [...keysAt(schema, [...path, group]), ...keysAt(schema, [...path, group, 0])];
  return Object.keys(written).filter((key) => inside.includes(key) && !known.includes(key));
}

/** The key that was probably meant: by a word in Swedish, or by a slip of the fingers. */
function meantKey(written: string, known: readonly string[]): string | undefined {
  if (known.includes(written)) return undefined;
  return meaningsOf(written).find((name) => known.includes(name)) ?? nearestOf(written, known);
}

/** What a word may mean in Swedish. */
function meaningsOf(written: string): readonly string[] {
  const word = written
    .normalize("NFC")
    .toLowerCase()
    .replace(/[\s_-]/g, "");
  return (Object.hasOwn(SWEDISH_KEYS, word) ? SWEDISH_KEYS[word] : undefined) ?? [];
}

/** The key that must be meant: the same word but for capitals, or in Swedish, where it has one meaning and is not there already. */
function certainKey(key: string, known: readonly string[], written: readonly string[]): string | undefined {
  const alike = known.filter((name) => name.toLowerCase() === key.toLowerCase());
  const meant = alike.length > 0 ? alike : meaningsOf(key).filter((name) => known.includes(name));
  const [only] = meant;
  return meant.length === 1 && only !== undefined && !written.includes(only) ? only : undefined;
}

function groupAt(data: unknown, path: KeyPath): Readonly<Record<string, unknown>> {
  let group: unknown = data;
  for (const step of path) group = (group as Record<string | number, unknown> | null | undefined)?.[step];
  return typeof group === "object" && group !== null ? (group as Record<string, unknown>) : {};
}

/** The branch of a union that fits the value's kind: its faults say more than "no branch fits". */
function likeliestBranch(issue: z.core.$ZodIssueInvalidUnion): SchemaIssue[] | undefined {
  return issue.errors.find(
    (branch) => !branch.some((inner) => inner.code === "invalid_type" && inner.path.length === 0),
  );
}

function keyName(key: string | number | undefined): string {
  if (key === undefined) return "the file";
  return typeof key === "number" ? `item ${key + 1} of the list` : `"${key}"`;
}

function described(input: unknown): string {
  if (input === null || input === undefined) return "no value";
  if (Array.isArray(input)) return "a list";
  if (typeof input === "object") return "a group of keys";
  if (typeof input === "string") return `the text "${input}"`;
  return `the value ${String(input)}`;
}

function wanted(expected: string): string {
  const words: Record<string, string> = {
    string: "text",
    number: "a number",
    int: "a whole number",
    boolean: "true or false",
    array: "a list",
    object: "a group of keys",
    record: "a group of keys",
  };
  return words[expected] ?? expected;
}

/** Where an item that is just a text mostly belongs. */
const FIRST_KEYS: Readonly<Record<string, string>> = {
  steeringGroup: "organisation",
  leadership: "name",
  contacts: "name",
  documents: "title",
  events: "title",
};

function typeHint(issue: z.core.$ZodIssueInvalidType, key: string | number | undefined, around: KeyPath): string {
  const { expected, input } = issue;
  if (input === null) return `write something after "${String(key)}:", or remove the line`;
  // YAML has dropped the first 0 of a number without spaces.
  if (key === "phone" && typeof input === "number") return "write it with spaces: 0243-24 80 00, or in quotes";
  if (expected === "string" && typeof input !== "object") return `put it in quotes: ${String(key)}: "${String(input)}"`;
  if (expected === "array") return 'write it as a list: each item on a line of its own, beginning with "  - "';
  if (expected === "boolean") return "write true or false, without quotes";
  const list = typeof key === "number" ? around.at(-1) : undefined;
  if (expected === "object" && typeof input === "string" && typeof list === "string" && Object.hasOwn(FIRST_KEYS, list))
    return `write it as "- ${FIRST_KEYS[list]}: ${input}"`;
  if (expected === "number" && typeof input === "string") return "write digits only, without spaces or a unit: 500000";
  return hintForKey(key);
}

const TIME = "write the day and the time: 2022-01-25T13:00";
const COLOUR = 'write it as "#174f86", in quotes';

function hintForKey(key: string | number | undefined): string {
  const examples: Record<string, string> = {
    start: TIME,
    end: TIME,
    currency: "write three capitals: SEK",
    type: "write the file type in small letters: pdf",
    background: COLOUR,
    surface: COLOUR,
    text: COLOUR,
    muted: COLOUR,
    link: COLOUR,
    accent: COLOUR,
    onAccent: COLOUR,
    line: COLOUR,
    sha256: "write 64 characters 0–9 and a–f",
    system: "write one word in small letters: paloma",
    contacts: "write an id from content/people.yaml, or name: and email:",
    funding: "write amount:, currency: and funders:",
  };
  return (typeof key === "string" ? examples[key] : undefined) ?? "see docs/redaktor.md for how it is written";
}

/** The keys a schema knows at a path, looked through unions, lists and optional fields. */
function keysAt(schema: z.ZodType, path: KeyPath): string[] {
  let branches: Definition[] = [definition(schema)];
  for (const step of path) branches = branches.flatMap((branch) => childrenAt(branch, step));
  return [...new Set(branches.flatMap((branch) => objects(branch).flatMap(({ shape }) => Object.keys(shape ?? {}))))];
}

/** What zod's schema definitions have in common, as far as it is read here. */
interface Definition {
  readonly type: string;
  readonly shape?: Record<string, z.ZodType>;
  readonly options?: readonly z.ZodType[];
  readonly element?: z.ZodType;
  readonly innerType?: z.ZodType;
  readonly valueType?: z.ZodType;
  readonly in?: z.ZodType;
}

function definition(schema: z.ZodType): Definition {
  return schema.def as unknown as Definition;
}

/** A schema taken out of its wrappers: optional fields, unions, transformations. */
function objects(schema: Definition): Definition[] {
  if (schema.innerType) return objects(definition(schema.innerType));
  if (schema.in) return objects(definition(schema.in));
  if (schema.options) return schema.options.flatMap((option) => objects(definition(option)));
  return [schema];
}

function childrenAt(schema: Definition, step: string | number): Definition[] {
  return objects(schema).flatMap(({ element, valueType, shape }) => {
    const child = typeof step === "number" ? element : (shape?.[step] ?? valueType);
    return child ? [definition(child)] : [];
  });
}
