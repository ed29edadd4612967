/**
 * A last look at the rendered pages: whatever a template wrote must lead somewhere and must be allowed. Pages come from our
 * own templates, where every attribute stands in double quotes and every quote in text is escaped, so reading them with
 * patterns is exact.
 */

/** A rendered page. */
export interface BuiltPage {
  readonly address: string;
  readonly html: string;
  /** The address of the one script it may load; null where it may load none. */
  readonly script: string | null;
}

/** What is wrong with a finished page. */
export interface PageFault {
  readonly message: string;
  /** The text by which its place can be found in the templates, where it is one of theirs. */
  readonly trace: string;
  /** Whether no text of an editor's can have caused it. */
  readonly isForbidden?: boolean;
  /** Whether it is a link of the page that leads nowhere. */
  readonly isLink?: boolean;
}

/** The attributes that are looked at, and those that must not be there. */
const ATTRIBUTE = /\s(id|href|src|srcset|action|style|on[a-z]+)="([^"]*)"/gi;
const FORBIDDEN_ELEMENT = /<(?:script|style|iframe|object)\b/i;
/** A form may ask a page of this site, with what is asked in the address. */
const FORM = /<form\b[^>]*>/gi;
const PLAIN_FORM = /^<form(?=[^>]*\saction="\/(?!\/))(?![^>]*\s(?:method|target|enctype)=)/;

/**
 * @param basePath the path the site lies under
 * @param known addresses of everything that is published; anchors are looked for on the page itself only, as those that
 *   texts name on other pages are checked before anything is rendered
 * @returns what is wrong; empty when nothing is
 */
export function checkPage(
  { address, html, script }: BuiltPage,
  basePath: string,
  known: Pick<ReadonlySet<string>, "has">,
): PageFault[] {
  const attributes = [...html.matchAll(ATTRIBUTE)];
  const named = (...names: string[]): string[] =>
    attributes.filter(([, name = ""]) => names.includes(name.toLowerCase())).map(([, , value = ""]) => value);
  const ids = named("id");
  const anchors = new Set(ids);
  const faults: PageFault[] = [];
  if (anchors.size < ids.length) {
    const repeated = firstRepeated(ids) ?? "";
    faults.push({ message: `the id "${repeated}" stands twice`, trace: `id="${repeated}"` });
  }
  const own = script === null ? undefined : `<script type="module" src="${basePath}${script.slice(1)}"></script>`;
  const element = FORBIDDEN_ELEMENT.exec(own === undefined ? html : html.replace(own, ""))?.[0];
  if (element) faults.push({ message: `"${element}" is not allowed on a page`, trace: element, isForbidden: true });
  const form = html.match(FORM)?.find((tag) => !PLAIN_FORM.test(tag));
  if (form) faults.push({ message: `"${form}" asks more than a page of this site`, trace: "<form", isForbidden: true });
  const attribute = attributes.find(([, name = ""]) => /^(?:style|on)/i.test(name))?.[1];
  if (attribute)
    faults.push({ message: `"${attribute}=" is not allowed on a page`, trace: ` ${attribute}=`, isForbidden: true });
  const pictures = named("srcset").flatMap((set) =>
    set.split(/,\s+/).map((picture) => picture.trim().split(" ")[0] ?? ""),
  );
  for (const reference of [...named("href", "src", "action"), ...pictures]) {
    if (/^(?:javascript|data|vbscript):/i.test(reference))
      faults.push({ message: `the link ${reference} could run as code`, trace: reference, isForbidden: true });
    const target = internalTarget(reference, basePath);
    if (target === undefined) continue;
    const isHere = target.address === "" || target.address === address;
    if (!isHere && !known.has(target.address)) faults.push(leadsNowhere(reference));
    else if (isHere && target.fragment !== "" && !anchors.has(target.fragment))
      faults.push({ message: `the anchor of ${reference} does not exist`, trace: reference, isLink: true });
  }
  return faults;
}

/** What is said of a link to a page that is not there. */
export function leadsNowhere(reference: string): PageFault {
  return { message: `the link ${reference} leads nowhere`, trace: reference, isLink: true };
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
