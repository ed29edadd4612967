import type { SourceFile } from "../../importer.ts";
import { decoded } from "../../links/decoded.ts";
import type { Part } from "./mime.ts";

/**
 * Finds the part that a page refers to: by its id (`cid:`, RFC 2392), or by its address, which may be relative to the page's own
 * (RFC 2557).
 * @param base the address of the page
 */
export function partFinder(
  parts: readonly { readonly part: Part; readonly file: SourceFile }[],
  base: string | undefined,
): (reference: string) => SourceFile | undefined {
  const known = new Map<string, SourceFile>();
  for (const { part, file } of parts) {
    if (part.contentId) known.set(`cid:${part.contentId}`, file);
    if (part.location) known.set(part.location, file).set(absolute(part.location, base), file);
  }
  // `cid:1%40example.se` is `cid:1@example.se`.
  return (reference) => known.get(reference) ?? known.get(decoded(reference)) ?? known.get(absolute(reference, base));
}

function absolute(reference: string, base: string | undefined): string {
  return base !== undefined && URL.canParse(reference, base) ? new URL(reference, base).href : reference;
}
