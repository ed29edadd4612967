import { atMost, type Diagnostic, type Severity } from "../diagnostics.ts";
import { lazy } from "../lazy.ts";
import { memoize } from "../memoize.ts";
import type { InternalLink } from "../model/archive.ts";
import { addressKey } from "../model/permalink.ts";
import { didYouMean } from "../suggest.ts";

/** Where links may lead. There are many times more addresses than links, so none are asked for but where they are needed. */
export interface KnownAddresses {
  /** The path that the site lies under, which no address on it begins with. */
  readonly basePath: string;
  /** Pages and files; some may be listed twice. */
  addresses(): Iterable<string>;
  /** Addresses that only forward, and where to. */
  moved(): Iterable<readonly [address: string, to: string]>;
  /** The anchors of a page; none where it is not a text of the content, undefined where all that were there are gone with it. */
  anchorsOf(address: string): ReadonlySet<string> | undefined;
}

/** The links of one content file. */
export interface LinkSource {
  readonly file: string;
  /** The address of the page they stand on, for links like `#heading`. */
  readonly address: string;
  readonly links: readonly InternalLink[];
  /** Whether a dead link only gives a warning, as in an old letter. */
  readonly isLenient?: boolean;
}

/** Internal links in content that lead nowhere, each at its line and column, with the address that was probably meant. */
export function checkContentLinks(sources: readonly LinkSource[], known: KnownAddresses): Diagnostic[] {
  const wanted = sources.flatMap(({ address, links }) => links.map((link) => targetOf(link, address)));
  const found = amongThem(new Set(wanted), known.addresses());
  const addresses = lazy(() => [...new Set(known.addresses())]);
  const suggest = memoize((address: string) => didYouMean(address, addresses()));
  const meant = createMeaning(known);
  return sources.flatMap(({ file, address: home, links, isLenient = false }) =>
    atMost(
      links.flatMap((link) => {
        const fault = faultOf(link, home, found, known.anchorsOf, meant, suggest);
        const severity: Severity = isLenient ? "warning" : "error";
        return fault ? [{ file, line: link.line, column: link.column, severity, ...fault }] : [];
      }),
    ),
  );
}

/** The address that a link leads to. @param home the page that it stands on */
function targetOf({ address }: InternalLink, home: string): string {
  return address === "" ? home : address;
}

/** Those of the wanted that are there. */
function amongThem(wanted: ReadonlySet<string>, there: Iterable<string>): Set<string> {
  const found = new Set<string>();
  if (wanted.size === 0) return found;
  for (const address of there) {
    if (wanted.has(address)) found.add(address);
    if (found.size === wanted.size) break;
  }
  return found;
}

type Fault = Pick<Diagnostic, "rule" | "message" | "hint">;

function faultOf(
  link: InternalLink,
  home: string,
  found: ReadonlySet<string>,
  anchorsOf: KnownAddresses["anchorsOf"],
  meant: (address: string) => string | undefined,
  suggest: (address: string) => string | undefined,
): Fault | undefined {
  const address = targetOf(link, home);
  if (!found.has(address)) {
    const message = `the link ${address} leads nowhere`;
    const right = meant(address);
    const hint = right ? `write ${right}` : (suggest(address) ?? "check the address against the site");
    return { rule: "dead-link", message, hint };
  }
  if (link.fragment === "") return undefined;
  const anchors = anchorsOf(address);
  if (!anchors || anchors.has(link.fragment)) return undefined;
  const page = link.address === "" ? "this page" : address;
  const message = `there is no heading #${link.fragment} on ${page}`;
  const hint =
    didYouMean(link.fragment, [...anchors]) ??
    (anchors.size > 0 ? `choose one of #${[...anchors].slice(0, 5).join(", #")}` : "remove the part from # on");
  return { rule: "dead-anchor", message, hint };
}

/** The address that a wrong one surely means: written otherwise, old, with the file of its folder, or with the site's own path. */
function createMeaning({ addresses, moved, basePath }: KnownAddresses): (address: string) => string | undefined {
  let byKey: Map<string, string> | undefined;
  return (address) => {
    byKey ??= new Map([
      ...Array.from(moved(), ([old, to]) => [addressKey(old), to] as const),
      ...Array.from(addresses(), (there) => [addressKey(there), there] as const),
    ]);
    const plain = address.replace(/[?].*$/, "").replace(/\/index\.html?$/i, "/");
    const below = plain.startsWith(basePath) ? `/${plain.slice(basePath.length)}` : plain;
    return byKey.get(addressKey(plain)) ?? byKey.get(addressKey(below));
  };
}
