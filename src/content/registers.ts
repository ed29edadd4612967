import type { z } from "zod";
import type { Diagnostic, Fault } from "../diagnostics.ts";
import type { Contact, ExternalLink, Organisation, OrganisationName, Topic } from "../model/archive.ts";
import { didYouMean } from "../suggest.ts";
import type { ContentFiles } from "./content-files.ts";
import { defined } from "./defined.ts";
import { ID } from "./fields.ts";
import { type RegisterFile, readRegister } from "./register-file.ts";
import { organisationsSchema, peopleSchema, topicsSchema } from "./registers-schema.ts";

/** A reference found, or why not; no reason where the register itself could not be read, which is reported once. */
export type Found<T> = { readonly value: T } | { readonly unknown: Fault | undefined };

/** What is defined once and referred to by id or name. */
export interface Registers {
  readonly organisations: ReadonlyMap<string, Organisation>;
  readonly people: ReadonlyMap<string, Contact>;
  readonly topics: ReadonlyMap<string, Topic>;
  /** By id, or by a name or alias as a letter writes it; any other name is used as it is, without an id. */
  organisation(reference: string): Found<OrganisationName>;
  person(id: string): Found<Contact>;
  topic(id: string): Found<string>;
}

/** A link to another site, and the place in the content where it is written. */
export interface PlacedLink extends ExternalLink {
  /** As diagnostics name it. */
  readonly file: string;
}

/** Reads `organisations.yaml`, `people.yaml` and `topics.yaml`, each of which may be absent. */
export function loadRegisters(files: ContentFiles): {
  registers: Registers;
  diagnostics: Diagnostic[];
  /** Where the websites of organisations are written. */
  externalLinks: () => PlacedLink[];
} {
  const organisationFile = readRegister(files, "organisations.yaml", organisationsSchema);
  const topicFile = readRegister(files, "topics.yaml", topicsSchema);
  const peopleFile = readRegister(files, "people.yaml", peopleSchema);
  const { organisations, organisation } = organisationRegister(organisationFile);
  const people = peopleRegister(peopleFile, organisation);
  const topics = new Map(
    topicFile.entries.map(([id, { name, aliases = [], description }]) => [
      id,
      { id, name, aliases, ...(description && { description }) },
    ]),
  );
  return {
    diagnostics: [organisationFile, topicFile, peopleFile].flatMap(({ diagnostics }) => diagnostics),
    externalLinks: () =>
      organisationFile.entries.flatMap(([id, { url }]) =>
        url === undefined ? [] : [{ url, file: organisationFile.file, ...organisationFile.locate([id, "url"]) }],
      ),
    registers: {
      organisations,
      people,
      topics,
      organisation,
      person: (id) => lookUp(people, peopleFile, "person", id),
      topic: (id) => {
        const found = lookUp(topics, topicFile, "topic", id);
        return "value" in found ? { value: id } : found;
      },
    },
  };
}

function organisationRegister(file: RegisterFile<z.output<typeof organisationsSchema>[string]>) {
  const organisations = new Map(
    file.entries.map(([id, { name, aliases = [], url, description }]) => [
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
        const message = `"${spelling}" already means the organisation "${other}"`;
        file.refuse(path, { rule: "duplicate-name", message, hint: "keep the name in one of the two" });
      }
      byName.set(nameKey(spelling), id);
    }
  }
  const organisation = (reference: string): Found<OrganisationName> => {
    if (ID.test(reference)) {
      const found = lookUp(organisations, file, "organisation", reference);
      return "value" in found ? { value: { name: found.value.name, id: reference } } : found;
    }
    const id = byName.get(nameKey(reference));
    return { value: { name: reference, ...(id !== undefined && { id }) } };
  };
  return { organisations, organisation };
}

function peopleRegister(
  file: RegisterFile<z.output<typeof peopleSchema>[string]>,
  organisation: Registers["organisation"],
): Map<string, Contact> {
  const people = new Map<string, Contact>();
  for (const [id, { organisation: employer, ...person }] of file.entries) {
    const found = employer === undefined ? undefined : organisation(employer);
    if (found && "unknown" in found && found.unknown) file.refuse([id, "organisation"], found.unknown);
    const known = found && "value" in found ? found.value : undefined;
    people.set(id, defined({ ...person, organisation: known }));
  }
  return people;
}

function lookUp<T extends { readonly name: string; readonly aliases?: readonly string[] }>(
  register: ReadonlyMap<string, T>,
  file: RegisterFile<unknown>,
  what: string,
  id: string,
): Found<T> {
  const value = register.get(id);
  if (value !== undefined) return { value };
  if (!file.readable) return { unknown: undefined };
  const isNamed = ({ name, aliases = [] }: T): boolean =>
    [name, ...aliases].some((one) => nameKey(one) === nameKey(id));
  const [named, ...others] = [...register].flatMap(([key, entry]) => (isNamed(entry) ? [key] : []));
  const advice = named === undefined ? didYouMean(id, [...register.keys()]) : `write its id: ${named}`;
  const answer = named !== undefined && others.length === 0 && { answer: named };
  if (!ID.test(id)) {
    const hint = `use the id from content/${file.name}: small letters a–z, digits and hyphens`;
    return { unknown: { rule: "id", message: `"${id}" is not an id`, hint: advice ?? hint, ...answer } };
  }
  const message = `no ${what} has the id "${id}"`;
  return { unknown: { rule: `unknown-${what}`, message, hint: advice ?? `add it to content/${file.name}`, ...answer } };
}

/** Names are compared without regard to case, Unicode form and runs of space. */
function nameKey(name: string): string {
  return name.normalize("NFC").toLowerCase().replace(/\s+/g, " ").trim();
}
