import { atMost, type Diagnostic, hasErrors } from "../diagnostics.ts";
import { sha256 } from "../digest.ts";
import type { FileSignature } from "../file-signature.ts";
import type { Publication, PublicationDetail } from "../model/archive.ts";
import { isAfter } from "../model/partial-date.ts";
import type { Addressed } from "./addresses.ts";
import type { ContentFiles } from "./content-files.ts";
import type { ContentMemory, RememberedFile } from "./content-memory.ts";
import type { ContentBase } from "./load-archive.ts";
import { recordLookups, stillHold } from "./lookups.ts";
import { type ParseContext, type ParsedPublication, parsePublication } from "./parse-publication.ts";
import { decodeText } from "./read-text.ts";
import { type ResolveContext, resolvePublication } from "./resolve-publication.ts";

/** A content file on its way: its addresses are known, its body may have to wait for those of the others. */
export interface PendingPublication extends Addressed {
  readonly path: string;
  readonly draft: boolean;
  /** The publication, once every address is known. */
  finish(context: ResolveContext): { publication: Publication | undefined; diagnostics: readonly Diagnostic[] };
}

interface Source {
  readonly kind: Publication["kind"];
  readonly path: string;
  /** The text whose place it takes where it is an earlier version: what it refers to is looked for beside that. */
  readonly current: (Pick<Publication, "address"> & { readonly path: string }) | undefined;
  readonly file: string;
  readonly signature: FileSignature;
}

/** Reads one content file, or recalls what was made of it before. */
export function loadPublication(
  kind: Publication["kind"],
  path: string,
  { files, parsing: context }: Pick<ContentBase, "files" | "parsing">,
  memory: ContentMemory,
  current?: Source["current"],
): { pending?: PendingPublication; diagnostics: readonly Diagnostic[] } {
  const signature = files.signature(path);
  const source = { kind, path, current, file: files.display(path), signature };
  const known = memory.hashOf(path, signature);
  const bytes = known === undefined ? files.bytes(path) : undefined;
  const remembered = memory.recall(path, known ?? sha256(bytes ?? ""));
  if (remembered && !isTooEarly(remembered.publication, context)) {
    return { pending: recalled(source, remembered, files, memory, context), diagnostics: [] };
  }
  return fresh(source, bytes ?? files.bytes(path), memory, context);
}

/** A date comes by itself: only the clock tells whether a remembered letter may be published today. */
function isTooEarly(
  { date, updated, corrections, draft }: RememberedFile["publication"],
  { today }: ParseContext,
): boolean {
  const changes = [...corrections.map((correction) => correction.date), ...(updated === undefined ? [] : [updated])];
  return (date !== undefined && !draft && isAfter(date, today)) || changes.some((change) => isAfter(change, today));
}

/** @param bytes of the file, read once: what is made of them is remembered under their hash */
function fresh(source: Source, bytes: Uint8Array, memory: ContentMemory, context: ParseContext) {
  const { kind, path, current, file } = source;
  const content = decodeText(bytes);
  if ("problem" in content) return { diagnostics: [{ file, ...content.problem }] };
  const { publication: parsed, diagnostics } = parsePublication(kind, path, file, content.text, context);
  if (!parsed) return { diagnostics: atMost(diagnostics) };
  const finish: PendingPublication["finish"] = (resolving) =>
    resolve({ ...source, hash: sha256(bytes) }, { ...parsed, ...current }, diagnostics, memory, resolving);
  const { address, aliases, draft, locate } = parsed;
  return { pending: { path, file, address, aliases, draft, locate, finish }, diagnostics };
}

function recalled(
  source: Source,
  remembered: RememberedFile,
  files: ContentFiles,
  memory: ContentMemory,
  context: ParseContext,
): PendingPublication {
  const { path, current, file, signature } = source;
  const { address, aliases, draft } = remembered.publication;
  const again = () => fresh(source, files.bytes(path), memory, context);
  return {
    path,
    file,
    address,
    aliases,
    draft,
    locate: (keyPath) => again().pending?.locate(keyPath) ?? { line: 1, column: 1 },
    finish: (resolving) => {
      if (!stillHold(remembered.lookups, current ?? { path, address }, resolving.targets)) {
        const { pending, diagnostics } = again();
        return pending?.finish(resolving) ?? { publication: undefined, diagnostics };
      }
      memory.keep(path, remembered.signature === signature ? remembered : { ...remembered, signature });
      return { publication: recalledPublication(remembered, path, memory), diagnostics: remembered.warnings };
    },
  };
}

/** @param faults what was found before; what has an error is never remembered, so that whoever asks is told of it */
function resolve(
  source: Source & { readonly hash: string },
  parsed: ParsedPublication,
  faults: readonly Diagnostic[],
  memory: ContentMemory,
  context: ResolveContext,
) {
  const { targets, lookups } = recordLookups(context.targets);
  const { publication: resolved, diagnostics: all } = resolvePublication(parsed, { ...context, targets });
  const diagnostics = atMost(all);
  const { detail, ...fields } = resolved;
  const json = JSON.stringify(detail);
  const hashOfDetail = sha256(json);
  // What the content file is named shows nowhere on the site.
  const publication = {
    ...fields,
    digest: sha256(`${JSON.stringify({ ...fields, file: "" })}\n${hashOfDetail}`),
  } as Omit<Publication, "detail">;
  const { path, signature, hash } = source;
  const file = { signature, hash, publication, lookups, warnings: diagnostics };
  // A large archive does not fit into memory with all its texts: the detail is read back by who makes the page.
  const taken = !hasErrors([...faults, ...all]) && memory.take(path, file, { json, hash: hashOfDetail });
  return {
    publication: taken ? recalledPublication(file, path, memory) : ({ ...publication, detail } as Publication),
    diagnostics,
  };
}

/** A publication whose detail is read when it is asked for. */
function recalledPublication({ publication }: RememberedFile, path: string, memory: ContentMemory): Publication {
  return new RecalledPublication(publication, () => memory.detail(path)) as unknown as Publication;
}

class RecalledPublication {
  readonly #detail: () => PublicationDetail;

  constructor(fields: Omit<Publication, "detail">, detail: () => PublicationDetail) {
    Object.assign(this, fields);
    this.#detail = detail;
  }

  get detail(): PublicationDetail {
    return this.#detail();
  }
}
