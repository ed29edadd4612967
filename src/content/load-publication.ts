import { atMost, type Diagnostic, hasErrors } from "../diagnostics.ts";
import { sha256 } from "../digest.ts";
import type { FileSignature } from "../file-signature.ts";
import type { Publication } from "../model/archive.ts";
import { isAfter } from "../model/partial-date.ts";
import type { Addressed } from "./addresses.ts";
import type { ContentFiles } from "./content-files.ts";
import type { ContentMemory, RememberedPublication } from "./content-memory.ts";
import type { ContentBase } from "./load-archive.ts";
import { recordLookups, stillHold } from "./lookups.ts";
import { type ParseContext, type ParsedPublication, parsePublication } from "./parse-publication.ts";
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
  readonly file: string;
  readonly signature: FileSignature;
  readonly hash: string;
  readonly key: string;
}

/** Reads one content file, or recalls what was made of it before. */
export function loadPublication(
  kind: Publication["kind"],
  path: string,
  { files, parsing: context, key: baseKey }: Pick<ContentBase, "files" | "parsing" | "key">,
  memory: ContentMemory,
): { pending?: PendingPublication; diagnostics: readonly Diagnostic[] } {
  const source = sourceOf(kind, path, files, baseKey, memory);
  const remembered = memory.recall(path, source.key);
  if (remembered && !isTooEarly(remembered.publication, context)) {
    return { pending: recalled(source, remembered, files, memory, context), diagnostics: [] };
  }
  return fresh(source, files, memory, context);
}

/** What identifies the file's publication: the file's bytes, its path, and everything else that publications are made of. */
function sourceOf(
  kind: Publication["kind"],
  path: string,
  files: ContentFiles,
  baseKey: string,
  memory: ContentMemory,
): Source {
  const signature = files.signature(path);
  const hash = memory.hashOf(path, signature) ?? sha256(files.bytes(path));
  return { kind, path, file: files.display(path), signature, hash, key: sha256(`${baseKey}\n${path}\n${hash}`) };
}

/** A date comes by itself: only the clock tells whether a remembered letter may be published today. */
function isTooEarly({ date, draft }: RememberedPublication["publication"], { today }: ParseContext): boolean {
  return date !== undefined && !draft && isAfter(date, today);
}

function fresh(source: Source, files: ContentFiles, memory: ContentMemory, context: ParseContext) {
  const { kind, path, file } = source;
  const content = files.text(path);
  if ("problem" in content) return { diagnostics: [{ file, ...content.problem }] };
  const { publication: parsed, diagnostics } = parsePublication(kind, path, file, content.text, context);
  if (!parsed) return { diagnostics: atMost(diagnostics) };
  const finish: PendingPublication["finish"] = (resolving) => resolve(source, parsed, memory, resolving);
  const { address, aliases, draft, locate } = parsed;
  return { pending: { path, file, address, aliases, draft, locate, finish }, diagnostics };
}

function recalled(
  source: Source,
  remembered: RememberedPublication,
  files: ContentFiles,
  memory: ContentMemory,
  context: ParseContext,
): PendingPublication {
  const { path, file } = source;
  const { address, aliases, draft } = remembered.publication;
  const again = () => fresh(source, files, memory, context);
  return {
    path,
    file,
    address,
    aliases,
    draft,
    locate: (keyPath) => again().pending?.locate(keyPath) ?? { line: 1, column: 1 },
    finish: (resolving) => {
      if (!stillHold(remembered.lookups, { path, address }, resolving.targets)) {
        const { pending, diagnostics } = again();
        return pending?.finish(resolving) ?? { publication: undefined, diagnostics };
      }
      memory.keep(path, { ...source, remembered });
      return { publication: withHtml(remembered, memory), diagnostics: remembered.warnings };
    },
  };
}

function resolve(source: Source, parsed: ParsedPublication, memory: ContentMemory, context: ResolveContext) {
  const { targets, lookups } = recordLookups(context.targets);
  const { publication, diagnostics } = resolvePublication(parsed, { ...context, targets });
  if (!hasErrors(diagnostics)) {
    const { html, ...body } = publication.body;
    const remembered = { publication: { ...publication, body }, lookups, warnings: diagnostics };
    memory.keep(source.path, { ...source, remembered, html });
  }
  return { publication, diagnostics: atMost(diagnostics) };
}

/** The HTML is read only where a page is rendered again. */
function withHtml({ publication }: RememberedPublication, memory: ContentMemory): Publication {
  const body = {
    ...publication.body,
    get html(): string {
      return memory.html(publication.body.digest);
    },
  };
  return { ...publication, body } as Publication;
}
