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
 * @param known addresses of everything that is published; anchors are looked for on the page itself only, as those that
 *   texts name on other pages are checked before anything is rendered
 * @returns what is wrong, in words; empty when nothing is
 */
export function checkPage({ address, html }: BuiltPage, basePath: string, known: ReadonlySet<string>): string[] {
  const ids = Array.from(html.matchAll(ID), ([, id]) => id ?? "");
  const anchors = new Set(ids);
  const faults: string[] = [];
  if (anchors.size < ids.length) faults.push(`the id "${firstRepeated(ids)}" stands twice`);
  const forbidden = FORBIDDEN.exec(html)?.[0];
  if (forbidden) faults.push(`"${forbidden.trim()}" is not allowed on a page`);
  for (const [, reference = ""] of html.matchAll(REFERENCE)) {
    if (/^(?:javascript|data|vbscript):/i.test(reference)) faults.push(`the link ${reference} could run as code`);
    const target = internalTarget(reference, basePath);
    if (target === undefined) continue;
    const isHere = target.address === "" || target.address === address;
    if (!isHere && !known.has(target.address)) faults.push(`the link ${reference} leads nowhere`);
    else if (isHere && target.fragment !== "" && !anchors.has(target.fragment))
      faults.push(`the anchor of ${reference} does not exist`);
  }
  return faults;
}

function firstRepeated(values: readonly string[]): string | undefined {
  const seen = new Set<string>();
  return values.find((value) => seen.has(value) || !seen.add(value));
}

/** Where a link on a page leads on this site; undefined for other sites and for mail. */
function internalTarget(reference: string, basePath: string): { address: string; fragment: string } | undefined {
  const [path = "", fragment = ""] = reference.replaceAll("&amp;", "&").split("#", 2);
  if (path === "") return { address: "", fragment: decodeURIComponent(fragment) };
  if (!path.startsWith(basePath) || path.startsWith("//")) return undefined;
  return { address: decodeURIComponent(`/${path.slice(basePath.length)}`), fragment: decodeURIComponent(fragment) };
}
