import type { ParsedPublication } from "./parse-publication.ts";
import type { KeyPath } from "./yaml.ts";

/** The addresses on other sites that front matter leads to, and where in it each stands. */
export function linksBesideText(fields: ParsedPublication["fields"]): { url: string; path: KeyPath }[] {
  const { documents = [], events = [], source } = fields;
  const listed = (key: string, entries: readonly { readonly url?: string | undefined }[]) =>
    entries.map(({ url }, index) => ({ url, path: [key, index, "url"] }));
  return [
    ...listed("documents", documents),
    ...listed("events", events),
    { url: source?.url, path: ["source", "url"] },
  ].flatMap(({ url, path }) => (url === undefined ? [] : [{ url, path }]));
}
