import type { z } from "zod";
import type { Diagnostic, Position } from "../diagnostics.ts";
import type { Contact, Organisation, OrganisationName, Topic } from "../model/archive.ts";
import { didYouMean } from "../suggest.ts";
import type { ContentFiles } from "./content-files.ts";
import { ID } from "./fields.ts";
import { organisationsSchema, peopleSchema, topicsSchema } from "./registers-schema.ts";
import { validate } from "./validate.ts";
import { type KeyPath, readYaml } from "./yaml.ts";

/** Something a register does not know. */
export interface Unknown {
  readonly rule: string;
  readonly message: string;
  readonly hint: string;
}

/** A reference found, or why not. */
export type Found<T> = { readonly value: T } | { readonly unknown: Unknown };

/** What is defined once and referred to by id or name. */
export interface Registers {
  readonly organisations: ReadonlyMap<string, Organisation>;
  readonly people: ReadonlyMap<string, Contact>;
  readonly topics: ReadonlyMap<string, Topic>;
  /** By id, or by a name or alias as a letter writes it; any other name stands for itself, without an id. */
  organisation(reference: string): Found<OrganisationName>;
  person(id: string): Found<Contact>;
  topic(id: string): Found<string>;
}

/** Reads `organisations.yaml`, `people.yaml` and `topics.yaml`, each of which may be absent. */
export async function loadRegisters(files: ContentFiles): Promise<{ registers: Registers; diagnostics: Diagnostic[] }> {
  const diagnostics: Diagnostic[] = [];
  const read = async <T extends z.ZodType>(name: string, schema: T) => {
    const register = await readRegister(files, name, schema);
    diagnostics.push(...register.diagnostics);
    return register;
  };
  const organisationFile = await read("organisations.yaml", organisationsSchema);
  const topicFile = await read("topics.yaml", topicsSchema);
  const peopleFile = await read("people.yaml", peopleSchema);

  const organisations = new Map(
    Object.entries(organisationFile.value ?? {}).map(([id, { name, aliases = [], url, description }]) => [
      id,
      { id, name, aliases, ...(url && { url }), ...(description && { description }) },
    ]),
  );
  const byName = new Map<string, string>();
  for (const { id, name, aliases } of organisations.values()) {
    for (const [index, spelling] of [name, ...aliases].entries()) {
      const other = byName.get(nameKey(spelling));
      if (other !== undefined && other !== id) {
        const path = index === 0 ? [id, "name"] : [id, "aliases", index - 1];
        diagnostics.push(
          organisationFile.problem(
            path,
            "duplicate-name",
            `"${spelling}" already means the organisation "${other}"`,
            "keep the name in one of the two",
          ),
        );
      }
      byName.set(nameKey(spelling), id);
    }
  }
  const organisation = (reference: string): Found<OrganisationName> => {
    const direct = organisations.get(reference);
    if (direct) return { value: { name: direct.name, id: direct.id } };
    if (ID.test(reference)) return unknownId("organisation", "organisations", reference, [...organisations.keys()]);
    const id = byName.get(nameKey(reference));
    return { value: { name: reference, ...(id !== undefined && { id }) } };
  };

  const topics = new Map(
    Object.entries(topicFile.value ?? {}).map(([id, { name, aliases = [], description }]) => [
      id,
      { id, name, aliases, ...(description && { description }) },
    ]),
  );

  const people = new Map<string, Contact>();
  for (const [id, { name, email, organisation: employer, role }] of Object.entries(peopleFile.value ?? {})) {
    const found = employer === undefined ? undefined : organisation(employer);
    if (found && "unknown" in found) {
      diagnostics.push(
        peopleFile.problem([id, "organisation"], found.unknown.rule, found.unknown.message, found.unknown.hint),
      );
    }
    const known = found && "value" in found ? found.value : undefined;
    people.set(id, { name, ...(email && { email }), ...(known && { organisation: known }), ...(role && { role }) });
  }

  return {
    diagnostics,
    registers: {
      organisations,
      people,
      topics,
      organisation,
      person: (id) => lookUp(people, "person", "people", id),
      topic: (id) => {
        const found = lookUp(topics, "topic", "topics", id);
        return "value" in found ? { value: id } : found;
      },
    },
  };
}

async function readRegister<T extends z.ZodType>(files: ContentFiles, name: string, schema: T) {
  const file = files.display(name);
  let locate = (_path: KeyPath): Position => ({ line: 1, column: 1 });
  const problem = (path: KeyPath, rule: string, message: string, hint: string): Diagnostic => ({
    file,
    ...locate(path),
    severity: "error",
    rule,
    message,
    hint,
  });
  if (!files.has(name)) return { value: undefined, diagnostics: [], problem };

  const content = await files.text(name);
  if ("problem" in content) return { value: undefined, diagnostics: [{ file, ...content.problem }], problem };
  const reading = readYaml(content.text);
  locate = reading.locate;
  if (reading.problems.length > 0)
    return { value: undefined, diagnostics: reading.problems.map((fault) => ({ file, ...fault })), problem };
  const result = validate(schema, reading);
  return "problems" in result
    ? { value: undefined, diagnostics: result.problems.map((fault) => ({ file, ...fault })), problem }
    : { value: result.value, diagnostics: [], problem };
}

function lookUp<T>(register: ReadonlyMap<string, T>, what: string, file: string, id: string): Found<T> {
  const value = register.get(id);
  return value === undefined ? unknownId(what, file, id, [...register.keys()]) : { value };
}

function unknownId(what: string, file: string, id: string, known: readonly string[]): { unknown: Unknown } {
  return {
    unknown: {
      rule: `unknown-${what}`,
      message: `no ${what} has the id "${id}"`,
      hint: didYouMean(id, known) ?? `add it to content/${file}.yaml`,
    },
  };
}

/** Names are compared without regard to case, Unicode form and runs of space. */
function nameKey(name: string): string {
  return name.normalize("NFC").toLowerCase().replace(/\s+/g, " ").trim();
}
