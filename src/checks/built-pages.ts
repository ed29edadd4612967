/**
 * A last look at the rendered pages: whatever a template wrote must lead somewhere and must be allowed. Pages come from our
 * own templates, where every attribute stands in double quotes and every quote in text is escaped, so reading them with
 * patterns is exact.
 */

/** A rendered page. */
export interface BuiltPage {
  readonly address: string;
  readonly html: string;
}

const REFERENCE = /\s(?:href|src)="([^"]*)"/g;
const ID = /\sid="([^"]*)"/g;
const FORBIDDEN = /<(?:script|style|iframe|object|form)\b|\s(?:style|on[a-z]+)="/i;

/**
 * @param basePath the path the site lies under
 * @param known addresses of everything that is published; anchors are looked for on the pages given only
 * @returns what is wrong, a line for each fault; empty when nothing is. These are faults of templates, not of content.
 */
export function checkBuiltPages(pages: readonly BuiltPage[], basePath: string, known: ReadonlySet<string>): string[] {
  const ids = new Map(pages.map(({ address, html }) => [address, [...html.matchAll(ID)].map(([, id]) => id ?? "")]));
  const faults: string[] = [];
  for (const { address, html } of pages) {
    const own = ids.get(address) ?? [];
    const repeated = own.find((id, index) => own.indexOf(id) !== index);
    if (repeated !== undefined) faults.push(`${address}: the id "${repeated}" stands twice`);
    const forbidden = FORBIDDEN.exec(html)?.[0];
    if (forbidden) faults.push(`${address}: "${forbidden.trim()}" is not allowed on a page`);
    for (const [, reference = ""] of html.matchAll(REFERENCE)) {
      if (/^(?:javascript|data|vbscript):/i.test(reference))
        faults.push(`${address}: the link ${reference} could run as code`);
      const target = internalTarget(reference, basePath);
      if (target === undefined) continue;
      const page = target.address === "" ? address : target.address;
      const anchors = ids.get(page);
      if (anchors === undefined && !known.has(page)) faults.push(`${address}: the link ${reference} leads nowhere`);
      else if (target.fragment !== "" && anchors && !anchors.includes(target.fragment))
        faults.push(`${address}: the anchor of ${reference} does not exist`);
    }
  }
  return faults;
}

/** Where a link on a page leads on this site; undefined for other sites and for mail. */
function internalTarget(reference: string, basePath: string): { address: string; fragment: string } | undefined {
  const [path = "", fragment = ""] = reference.replaceAll("&amp;", "&").split("#", 2);
  if (path === "") return { address: "", fragment: decodeURIComponent(fragment) };
  if (!path.startsWith(basePath) || path.startsWith("//")) return undefined;
  return { address: decodeURIComponent(`/${path.slice(basePath.length)}`), fragment: decodeURIComponent(fragment) };
}
