import type { IssueFrontMatter } from "../../core.ts";
import { type Entry, LONGEST_ENTRY, rowsOf, type Section, sentencesOf } from "./blocks.ts";
import { type Finding, partsOf } from "./contacts.ts";
import { isOrganisation, isPerson, isRole, isSurelyOrganisation, organisationsIn } from "./names.ts";

type Leader = NonNullable<IssueFrontMatter["leadership"]>[number];
type Member = NonNullable<IssueFrontMatter["steeringGroup"]>[number];

/** Sentences that name the steering group. `members` is a list of organisations. */
const SENTENCES: readonly RegExp[] = [
  /^(?:representanter|företrädare|ledamöter) (?:från|för) (?<members>.{3,400}?,?) (?:utgör|bildar|ingår i|sitter i|är) (?:en |uppdragets |projektets )?styrgrupp(?:en)?(?!\p{L})/iu,
  /^styrgruppen (?:består av|utgörs av|är|omfattar) (?:representanter (?:från|för) |företrädare (?:från|för) )?(?<members>[^.:]{3,400})\.?$/iu,
  /^i styrgruppen (?:ingår|sitter|finns) (?:representanter (?:från|för) )?(?<members>[^.:]{3,400})\.?$/iu,
  /^(?<members>\p{Lu}.{3,400}?,?) (?:utgör|bildar) (?:tillsammans )?(?:en |uppdragets |projektets )?styrgrupp(?:en)?(?!\p{L})/iu,
  /^representatives (?:of|from) (?<members>.{3,400}?,?) (?:form|make up|are|sit (?:on|in)) (?:the |a )?steering (?:group|committee)(?!\p{L})/iu,
  /^the steering (?:group|committee) (?:consists of|comprises|includes|is made up of) (?:representatives (?:of|from) )?(?<members>[^.:]{3,400})\.?$/iu,
  /^(?<members>\p{Lu}.{3,400}?,?) (?:form|make up) (?:the|a) steering (?:group|committee)(?!\p{L})/iu,
];

/** The steering group's organisations: a list under its name, or a sentence that names them. */
export function findSteeringGroup(sections: readonly Section[]): Finding<Member> {
  const found = new Map<string, Member>();
  const unclear: string[] = [];
  const add = (member: Member) => {
    const key = `${member.organisation}|${member.name ?? ""}`;
    if (!found.has(key)) found.set(key, member);
  };
  for (const { kind, entries, announced } of sections) {
    const lists = [...(kind === "steeringGroup" ? [rowsIn(entries)] : []), ...listsOf(announced, "steeringGroup")];
    for (const entry of lists.flat()) {
      const member = memberOf(entry);
      if (member) add(member);
      else unclear.push(entry.text.slice(0, 200));
    }
    for (const { text } of entries) {
      if (!/styrgrupp|steering (?:group|committee)/iu.test(text.slice(0, 20_000))) continue;
      for (const sentence of sentencesOf(text)) {
        const members = firstMatch(sentence);
        if (members === undefined) continue;
        const organisations = organisationsIn(members);
        if (organisations) for (const organisation of organisations) add({ organisation });
        else unclear.push(sentence.slice(0, 200));
      }
    }
  }
  return { found: [...found.values()], unclear };
}

function firstMatch(sentence: string): string | undefined {
  for (const pattern of SENTENCES) {
    const match = pattern.exec(sentence);
    if (match?.groups?.members) return match.groups.members;
  }
  return undefined;
}

/** Who leads the assignment: a list under its name or announced by it, "Name, organisation och role". */
export function findLeadership(sections: readonly Section[]): Finding<Leader> {
  const found = new Map<string, Leader>();
  const unclear: string[] = [];
  for (const { kind, entries, announced } of sections) {
    const lists = [...(kind === "leadership" ? [rowsIn(entries)] : []), ...listsOf(announced, "leadership")];
    for (const [entry, isSure] of lists.flatMap((list) =>
      list.map((each) => [each, hasOrganisations(list)] as const),
    )) {
      const leader = leaderOf(entry, isSure);
      if (leader) found.set(leader.name.toLowerCase(), found.get(leader.name.toLowerCase()) ?? leader);
      else unclear.push(entry.text.slice(0, 200));
    }
  }
  return { found: [...found.values()], unclear };
}

function listsOf(announced: Section["announced"], kind: string): Entry[][] {
  return announced.filter((list) => list.kind === kind).map(({ entries }) => rowsIn(entries));
}

function rowsIn(entries: readonly Entry[]): Entry[] {
  return entries.flatMap(rowsOf).filter(isListed);
}

function isListed({ text, isItem }: Entry): boolean {
  return text.length <= LONGEST_ENTRY && (isItem || (text.length <= 120 && !/[.!?:]$/.test(text)));
}

interface Parts {
  readonly name: string | undefined;
  readonly organisation: string | undefined;
  readonly role: string | undefined;
}

/** Name, organisation and role of an item, in any order. */
function readParts({ text }: Entry): Parts {
  const parts = partsOf(text).flatMap(withRole);
  const role = parts.find(isRole);
  const rest = parts.filter((part) => part !== role && !/@|^\+?[\d\s()-]+$/.test(part));
  const name = rest.find(isPerson);
  const others = rest.filter((part) => part !== name);
  const organisation =
    others.find(isSurelyOrganisation) ?? (name === undefined ? undefined : others.find(isOrganisation));
  return { name, organisation, role };
}

/** "Exempelkommunen och sammankallande" is two parts. */
function withRole(part: string): string[] {
  const match = /^(.{2,200}?)\s(?:och|samt|and|tillika)\s(.{2,80})$/u.exec(part);
  return match?.[1] && match[2] && isRole(match[2]) ? [match[1], match[2]] : [part];
}

/** Whether most items of a list certainly name an organisation, so that the others do so in the same place. */
function hasOrganisations(list: readonly Entry[]): boolean {
  return list.filter((entry) => readParts(entry).organisation !== undefined).length * 2 > list.length;
}

function leaderOf(entry: Entry, isInPlace: boolean): Leader | undefined {
  const { name, organisation = isInPlace ? secondPart(entry) : undefined, role } = readParts(entry);
  if (name === undefined || organisation === undefined) return undefined;
  return { name, organisation, ...(role && { role }) };
}

function secondPart(entry: Entry): string | undefined {
  const second = partsOf(entry.text).flatMap(withRole)[1];
  return second !== undefined && isOrganisation(second) ? second : undefined;
}

function memberOf(entry: Entry): Member | undefined {
  const { name, organisation, role } = readParts(entry);
  if (organisation !== undefined) return { organisation, ...(name && { name }), ...(role && { role }) };
  return name === undefined && isOrganisation(entry.text) ? { organisation: entry.text } : undefined;
}
