import { type Diagnostic, type Fault, placed, type Severity } from "../diagnostics.ts";
import type {
  Attachment,
  Contact,
  Correction,
  Document,
  Funding,
  InternalLink,
  OrganisationName,
  Publication,
  PublicationDetail,
} from "../model/archive.ts";
import { mentionsIn } from "../model/indexes.ts";
import { isLenient } from "../model/is-lenient.ts";
import type { FieldsWith, PAGE_FIELDS } from "../model/publication-fields.ts";
import { defined } from "./defined.ts";
import type { ContactFields, DocumentFields, FundingFields } from "./issue-schema.ts";
import { externalKey } from "./link-health.ts";
import { linksBesideText } from "./links-beside-text.ts";
import type { MarkdownRenderer } from "./markdown.ts";
import type { MarkdownWords } from "./markdown-types.ts";
import type { ParsedPublication } from "./parse-publication.ts";
import type { Found, Registers } from "./registers.ts";
import { documentType, type TargetResolver } from "./targets.ts";
import { textHashes } from "./text-hash.ts";
import type { KeyPath } from "./yaml.ts";

export interface ResolveContext {
  readonly registers: Registers;
  readonly targets: TargetResolver;
  readonly renderMarkdown: MarkdownRenderer;
  readonly language: string;
  readonly words: MarkdownWords;
  /** Whether faults of imported texts are errors, see `strictImports` of site.yaml. */
  readonly strictImports: boolean;
}

/** A publication with all its detail at hand, before its fingerprint is known. */
export type ResolvedPublication = Omit<Publication, "fingerprint">;

/** A new field of these does not compile before it is resolved. */
type ListedField = FieldsWith<typeof PAGE_FIELDS, "kept", "lists">;

/** Looks up what a publication refers to and renders its body. */
export function resolvePublication(
  parsed: ParsedPublication,
  context: ResolveContext,
): { publication: ResolvedPublication; diagnostics: Diagnostic[] } {
  const { kind, fields, file, address, draft, aliases } = parsed;
  const lenient = isLenient(fields, context);
  const references = new References(parsed, context, lenient);
  const facts = references.facts();
  const topics = references.topics();
  const language = fields.language ?? context.language;
  const { body, problems } = context.renderMarkdown(parsed.body, {
    language,
    words: context.words,
    firstLine: parsed.bodyLine,
    imported: fields.source !== undefined,
    lenient,
    ...context.targets.forBody(parsed),
  });
  const attachments = [...body.attachments, ...facts.documents.flatMap((document) => document.file ?? [])];
  const { html, headings, words } = body;
  const beside = linksBesideText(fields);
  const publication = {
    ...defined({
      title: fields.title,
      heading: fields.heading ?? fields.title,
      number: fields.number,
      summary: fields.summary,
      date: fields.date,
      updated: fields.updated,
      corrections: newestCorrectionFirst(fields.corrections ?? []),
      events: (fields.events ?? []).map(defined),
      topics,
      source: fields.source && defined(fields.source),
      language,
      draft,
      held: fields.held ?? true,
      aliases,
      // Pages without a place come last.
      order: kind === "page" ? (("order" in fields ? fields.order : undefined) ?? Number.MAX_SAFE_INTEGER) : undefined,
    } satisfies Record<ListedField, unknown>),
    kind,
    file,
    address,
    excerpt: body.excerpt,
    mentions: mentionsIn(facts),
    words,
    links: [...beside.flatMap((link) => ownLink(link, parsed, context.targets)), ...body.links],
    externalKeys: [
      ...new Set(
        [...beside, ...body.externalLinks].flatMap(({ url }) => (context.targets.onSite(url) ? [] : externalKey(url))),
      ),
    ],
    anchors: headings.map(({ id }) => id),
    ...textHashes(parsed),
    attachments,
    detail: { ...facts, html, headings },
  };
  return {
    publication: publication as ResolvedPublication,
    diagnostics: [
      ...references.diagnostics,
      ...problems.map((problem) => ({ file, ...problem })),
      ...sameAddress(file, attachments),
    ],
  };
}

/** A document or an event may lead to the site itself. Where a text came from is not one of the site's links. */
function ownLink(
  { url, path }: ReturnType<typeof linksBesideText>[number],
  { locate }: ParsedPublication,
  targets: TargetResolver,
): InternalLink[] {
  const own = path[0] === "source" ? undefined : targets.onSite(url);
  return own ? [{ ...own, ...locate(path) }] : [];
}

/** What front matter refers to, looked up; what cannot be found is reported where it stands. */
class References {
  readonly diagnostics: Diagnostic[] = [];
  readonly #parsed: ParsedPublication;
  readonly #registers: Registers;
  readonly #targets: TargetResolver;
  readonly #severity: Severity;

  constructor(parsed: ParsedPublication, { registers, targets }: ResolveContext, lenient: boolean) {
    this.#severity = lenient ? "warning" : "error";
    this.#parsed = parsed;
    this.#registers = registers;
    this.#targets = targets;
  }

  facts(): Omit<PublicationDetail, "html" | "headings"> {
    const { contacts = [], steeringGroup = [], leadership = [], documents = [], funding = [] } = this.#parsed.fields;
    const withOrganisation = <T extends { organisation: string }>(key: string, members: readonly T[]) =>
      members.map((member, index) =>
        defined({ ...member, organisation: this.#organisation(member.organisation, [key, index, "organisation"]) }),
      );
    return {
      contacts: contacts.flatMap((contact, index) => this.#contact(contact, ["contacts", index]) ?? []),
      steeringGroup: withOrganisation("steeringGroup", steeringGroup),
      leadership: withOrganisation("leadership", leadership),
      funding: Array.isArray(funding)
        ? funding.map((grant, index) => this.#funding(grant, ["funding", index]))
        : [this.#funding(funding, ["funding"])],
      documents: documents.map((document, index) => this.#document(document, ["documents", index])),
    };
  }

  topics(): string[] {
    const { topics = [] } = this.#parsed.fields;
    return topics.flatMap((id, index) => this.#found(this.#registers.topic(id), ["topics", index], id) ?? []);
  }

  #refuse(path: KeyPath, written: string, fault: Fault): void {
    const { file, locate } = this.#parsed;
    this.diagnostics.push({ file, severity: this.#severity, ...placed(fault, locate(path), written) });
  }

  #found<T>(result: Found<T>, path: KeyPath, written: string): T | undefined {
    if ("value" in result) return result.value;
    if (result.unknown) this.#refuse(path, written, result.unknown);
    return undefined;
  }

  #organisation(name: string, path: KeyPath): OrganisationName {
    return this.#found(this.#registers.organisation(name), path, name) ?? { name };
  }

  #contact(written: ContactFields, path: KeyPath): Contact | undefined {
    if (typeof written === "string") return this.#found(this.#registers.person(written), path, written);
    const { organisation, ...rest } = written;
    return defined({
      ...rest,
      organisation:
        organisation === undefined ? undefined : this.#organisation(organisation, [...path, "organisation"]),
    });
  }

  #funding(written: FundingFields, path: KeyPath): Funding {
    const { recipient, funders } = written;
    return defined({
      ...written,
      funders: funders.map((funder, index) => this.#organisation(funder, [...path, "funders", index])),
      recipient: recipient === undefined ? undefined : this.#organisation(recipient, [...path, "recipient"]),
    });
  }

  #document(written: DocumentFields, path: KeyPath): Document {
    const { file: reference, ...rest } = written;
    if (reference === undefined) return defined({ ...rest, type: rest.type ?? documentType(rest.url ?? "") });
    const target = this.#targets.file(this.#parsed, reference);
    if ("fault" in target) {
      this.#refuse([...path, "file"], reference, target.fault);
      return defined(rest);
    }
    return defined({ ...rest, file: target.attachment, type: rest.type ?? documentType(target.attachment.address) });
  }
}

/** Those of one day stay in the order in which they are written. */
function newestCorrectionFirst(corrections: readonly Correction[]): Correction[] {
  return [...corrections].sort((a, b) => (a.date < b.date ? 1 : a.date > b.date ? -1 : 0));
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
