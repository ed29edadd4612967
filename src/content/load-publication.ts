import { atMost, type Diagnostic, hasErrors } from "../diagnostics.ts";
import type { FileSignature } from "../files/file-signature.ts";
import { sha256 } from "../hash.ts";
import type { Publication } from "../model/archive.ts";
import { isAfter, type PartialDate } from "../model/partial-date.ts";
import type { Addressed } from "./addresses.ts";
import type { ContentBase } from "./content-base.ts";
import type { ContentFiles } from "./content-files.ts";
import { recordLookups, stillHold } from "./lookups.ts";
import { type ParseContext, type ParsedPublication, parsePublication } from "./parse-publication.ts";
import type { CacheHit, PublicationCache } from "./publication-cache.ts";
import { decodeText, sizeProblem } from "./read-text.ts";
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
  readonly files: ContentFiles;
  readonly signature: FileSignature;
}

/** Reads one content file, or takes its publication from the cache. */
export function loadPublication(
  kind: Publication["kind"],
  path: string,
  { files, parsing: context }: Pick<ContentBase, "files" | "parsing">,
  cache: PublicationCache,
  current?: Source["current"],
): { pending?: PendingPublication; diagnostics: readonly Diagnostic[] } {
  const source = { kind, path, current, files, signature: files.signature(path) };
  let bytes: Uint8Array | undefined;
  const read = (): Uint8Array => {
    bytes ??= files.bytes(path);
    return bytes;
  };
  const hit = cache.find(path, source.signature, read);
  if (hit && !isTooEarly(hit.publication, context))
    return { pending: cached(source, hit, cache, context), diagnostics: NONE };
  return fresh(source, read, cache, context);
}

const NONE: readonly never[] = [];

/** A date arrives on its own: only the clock says whether a cached issue may be published today. */
function isTooEarly({ date, updated, corrections, draft }: Publication, { today }: ParseContext): boolean {
  const isComing = (day: PartialDate | undefined): boolean => day !== undefined && isAfter(day, today);
  return (!draft && isComing(date)) || isComing(updated) || corrections.some((correction) => isComing(correction.date));
}

/** @param read returns the bytes of the file, read once: their publication is cached under their hash */
function fresh(source: Source, read: () => Uint8Array, cache: PublicationCache, context: ParseContext) {
  const { kind, path, current, files } = source;
  const file = files.display(path);
  const tooLarge = sizeProblem(files.size(path));
  if (tooLarge) return { diagnostics: [{ file, ...tooLarge }] };
  const bytes = read();
  const content = decodeText(bytes);
  if ("problem" in content) return { diagnostics: [{ file, ...content.problem }] };
  const { publication: parsed, diagnostics } = parsePublication(kind, path, file, content.text, context);
  if (!parsed) return { diagnostics: atMost(diagnostics) };
  const finish: PendingPublication["finish"] = (resolving) =>
    resolve({ ...source, hash: sha256(bytes) }, { ...parsed, ...current }, diagnostics, cache, resolving);
  const { address, aliases, draft, locate } = parsed;
  return { pending: { path, file, address, aliases, draft, locate, finish }, diagnostics };
}

function cached(source: Source, hit: CacheHit, cache: PublicationCache, context: ParseContext): PendingPublication {
  const { path, current, files, signature } = source;
  const { publication, lookups, warnings } = hit;
  const { file, address, aliases, draft } = publication;
  const again = () => fresh(source, () => files.bytes(path), cache, context);
  return {
    path,
    file,
    address,
    aliases,
    draft,
    locate: (keyPath) => again().pending?.locate(keyPath) ?? { line: 1, column: 1 },
    finish: (resolving) => {
      if (!stillHold(lookups, current ?? { path, address }, resolving.targets)) {
        const { pending, diagnostics } = again();
        return pending?.finish(resolving) ?? { publication: undefined, diagnostics };
      }
      hit.keep(signature);
      return { publication, diagnostics: warnings };
    },
  };
}

/** @param faults what was found before; a file with errors is never cached, so that every build reports them */
function resolve(
  source: Source & { readonly hash: string },
  parsed: ParsedPublication,
  faults: readonly Diagnostic[],
  cache: PublicationCache,
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
    fingerprint: sha256(`${JSON.stringify({ ...fields, file: "" })}\n${hashOfDetail}`),
  } as Omit<Publication, "detail">;
  const { path, signature, hash } = source;
  const file = { signature, hash, publication, lookups, warnings: [...faults, ...diagnostics] };
  const made = { json, hash: hashOfDetail };
  // A large archive does not fit into memory with all its texts: the detail is read back by who makes the page.
  const kept = hasErrors([...faults, ...all]) ? undefined : cache.take(path, file, made);
  return { publication: kept ?? ({ ...publication, detail } as Publication), diagnostics };
}
