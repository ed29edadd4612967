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

/** Something wrong with a rendered page. */
export interface PageFault {
  readonly address: string;
  readonly fault: string;
}

const REFERENCE = /\s(?:href|src)="([^"]*)"/g;
const ID = /\sid="([^"]*)"/g;
const FORBIDDEN = /<(?:script|style|iframe|object|form)\b|\s(?:style|on[a-z]+)="/i;

/**
 * @param basePath the path the site lies under
 * @param known addresses of everything that is published; anchors are looked for on the pages given only
 * @returns what is wrong; empty when nothing is
 */
export function checkBuiltPages(
  pages: readonly BuiltPage[],
  basePath: string,
  known: ReadonlySet<string>,
): PageFault[] {
  const ids = new Map(pages.map(({ address, html }) => [address, [...html.matchAll(ID)].map(([, id]) => id ?? "")]));
  const anchorSets = new Map([...ids].map(([address, list]) => [address, new Set(list)]));
  const faults: PageFault[] = [];
  const report = (address: string, fault: string): void => {
    faults.push({ address, fault });
  };
  for (const { address, html } of pages) {
    const repeated = firstRepeated(ids.get(address) ?? []);
    if (repeated !== undefined) report(address, `the id "${repeated}" stands twice`);
    const forbidden = FORBIDDEN.exec(html)?.[0];
    if (forbidden) report(address, `"${forbidden.trim()}" is not allowed on a page`);
    for (const [, reference = ""] of html.matchAll(REFERENCE)) {
      if (/^(?:javascript|data|vbscript):/i.test(reference)) report(address, `the link ${reference} could run as code`);
      const target = internalTarget(reference, basePath);
      if (target === undefined) continue;
      const page = target.address === "" ? address : target.address;
      const anchors = anchorSets.get(page);
      if (anchors === undefined && !known.has(page)) report(address, `the link ${reference} leads nowhere`);
      else if (target.fragment !== "" && anchors && !anchors.has(target.fragment))
        report(address, `the anchor of ${reference} does not exist`);
    }
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
