import type { Diagnostic, Fault } from "../diagnostics.ts";
import type { Attachment, Contact, Document, Funding, OrganisationName, Publication } from "../model/archive.ts";
import type { ContactFields, DocumentFields, FundingFields } from "./issue-schema.ts";
import type { MarkdownRenderer, MarkdownWords } from "./markdown.ts";
import type { ParsedPublication } from "./parse-publication.ts";
import type { Found, Registers } from "./registers.ts";
import { documentType, type TargetResolver } from "./targets.ts";
import type { KeyPath } from "./yaml.ts";

export interface ResolveContext {
  readonly registers: Registers;
  readonly targets: TargetResolver;
  readonly renderMarkdown: MarkdownRenderer;
  readonly language: string;
  readonly words: MarkdownWords;
}

/** Looks up what a publication refers to and renders its body. */
export function resolvePublication(
  parsed: ParsedPublication,
  context: ResolveContext,
): { publication: Publication; diagnostics: Diagnostic[] } {
  const { fields, file, address } = parsed;
  const diagnostics: Diagnostic[] = [];
  const refuse = (path: KeyPath, fault: Fault): void => {
    const { rule, message, hint } = fault;
    diagnostics.push({ file, ...parsed.locate(path), severity: "error", rule, message, hint });
  };
  const found = <T>(result: Found<T>, path: KeyPath): T | undefined => {
    if ("value" in result) return result.value;
    if (result.unknown) refuse(path, result.unknown);
    return undefined;
  };
  const organisation = (name: string, path: KeyPath): OrganisationName =>
    found(context.registers.organisation(name), path) ?? { name };

  const contact = (written: ContactFields, path: KeyPath): Contact | undefined => {
    if (typeof written === "string") return found(context.registers.person(written), path);
    const { organisation: employer, ...rest } = written;
    return defined({
      ...rest,
      organisation: employer === undefined ? undefined : organisation(employer, [...path, "organisation"]),
    });
  };
  const fund = (written: FundingFields, path: KeyPath): Funding =>
    defined({
      ...written,
      funders: written.funders.map((funder, index) => organisation(funder, [...path, "funders", index])),
      recipient: written.recipient === undefined ? undefined : organisation(written.recipient, [...path, "recipient"]),
    });
  const document = (written: DocumentFields, path: KeyPath): Document => {
    const { file: reference, ...rest } = written;
    if (reference === undefined) return defined({ ...rest, type: rest.type ?? documentType(rest.url ?? "") });
    const target = context.targets.file(parsed, reference);
    if ("fault" in target) {
      refuse([...path, "file"], target.fault);
      return defined(rest);
    }
    return defined({ ...rest, file: target.attachment, type: rest.type ?? documentType(target.attachment.address) });
  };

  const funding = fields.funding === undefined ? [] : Array.isArray(fields.funding) ? fields.funding : [fields.funding];
  const fundingPath = (index: number): KeyPath => (Array.isArray(fields.funding) ? ["funding", index] : ["funding"]);
  const documents = (fields.documents ?? []).map((written, index) => document(written, ["documents", index]));
  const language = fields.language ?? context.language;
  const resolver = context.targets.forBody(parsed);
  const { body, problems } = context.renderMarkdown(parsed.body, {
    language,
    words: context.words,
    firstLine: parsed.bodyLine,
    ...resolver,
  });
  diagnostics.push(...problems.map((problem) => ({ file, ...problem })));
  diagnostics.push(...sameAddress(file, [...body.attachments, ...documents.flatMap((entry) => entry.file ?? [])]));

  const publication = {
    ...defined({
      kind: parsed.kind,
      file,
      address,
      title: fields.title,
      heading: fields.heading ?? fields.title,
      number: fields.number,
      summary: fields.summary,
      date: fields.date,
      updated: fields.updated,
      source: fields.source && defined(fields.source),
    }),
    order: ("order" in fields ? fields.order : undefined) ?? Number.MAX_SAFE_INTEGER,
    contacts: (fields.contacts ?? []).flatMap((written, index) => contact(written, ["contacts", index]) ?? []),
    steeringGroup: (fields.steeringGroup ?? []).map((member, index) =>
      defined({ ...member, organisation: organisation(member.organisation, ["steeringGroup", index, "organisation"]) }),
    ),
    leadership: (fields.leadership ?? []).map((leader, index) =>
      defined({ ...leader, organisation: organisation(leader.organisation, ["leadership", index, "organisation"]) }),
    ),
    funding: funding.map((written, index) => fund(written, fundingPath(index))),
    documents,
    topics: (fields.topics ?? []).flatMap((id, index) => found(context.registers.topic(id), ["topics", index]) ?? []),
    events: (fields.events ?? []).map(defined),
    language,
    draft: parsed.draft,
    held: fields.held ?? true,
    aliases: parsed.aliases,
    body,
  };
  return { publication: publication as Publication, diagnostics };
}

/** Two files that would be published under one name. */
function sameAddress(file: string, attachments: readonly Attachment[]): Diagnostic[] {
  const seen = new Map<string, string>();
  return attachments.flatMap((attachment) => {
    const other = seen.get(attachment.address) ?? attachment.file;
    seen.set(attachment.address, attachment.file);
    if (other === attachment.file) return [];
    const message = `two files would both be published as ${attachment.address}`;
    return [
      {
        file,
        line: 1,
        column: 1,
        severity: "error" as const,
        rule: "attachment-name",
        message,
        hint: "rename one of them",
      },
    ];
  });
}

/** What is left of an object type when its undefined values are left out. */
type Defined<T> = { [K in keyof T as undefined extends T[K] ? K : never]?: Exclude<T[K], undefined> } & {
  [K in keyof T as undefined extends T[K] ? never : K]: T[K];
};

/** Drops keys without a value, so that "absent" has one form. */
function defined<T extends object>(value: T): Defined<T> {
  return Object.fromEntries(Object.entries(value).filter(([, entry]) => entry !== undefined)) as Defined<T>;
}
