import { atMost, type Diagnostic } from "../diagnostics.ts";
import type { InternalLink } from "../model/archive.ts";
import { addressKey } from "../model/permalink.ts";
import { remembered } from "../remembered.ts";
import { didYouMean } from "../suggest.ts";

/** Where links may lead. */
export interface KnownAddresses {
  /** The path that the site lies under, which no address on it begins with. */
  readonly basePath: string;
  /** Pages and files. */
  readonly addresses: ReadonlySet<string>;
  /** Addresses that only forward, and where to. */
  readonly moved: ReadonlyMap<string, string>;
  /** The anchors of a page; none where it is no text of the content, undefined where all that were there are gone with it. */
  anchorsOf(address: string): ReadonlySet<string> | undefined;
}

/** The links of one content file. */
export interface LinkSource {
  readonly file: string;
  /** The address of the page they stand on, for links like `#heading`. */
  readonly address: string;
  readonly links: readonly InternalLink[];
}

/** Internal links in content that lead nowhere, each at its line and column, with the address that was probably meant. */
export function checkContentLinks(sources: readonly LinkSource[], known: KnownAddresses): Diagnostic[] {
  const suggest = remembered((address) => didYouMean(address, [...known.addresses]));
  const meant = createMeaning(known);
  return sources.flatMap(({ file, address: home, links }) =>
    atMost(
      links.flatMap((link) => {
        const fault = faultOf(link, home, known, meant, suggest);
        return fault ? [{ file, line: link.line, column: link.column, severity: "error" as const, ...fault }] : [];
      }),
    ),
  );
}

type Fault = Pick<Diagnostic, "rule" | "message" | "hint">;

function faultOf(
  link: InternalLink,
  home: string,
  known: KnownAddresses,
  meant: (address: string) => string | undefined,
  suggest: (address: string) => string | undefined,
): Fault | undefined {
  const address = link.address === "" ? home : link.address;
  if (!known.addresses.has(address)) {
    const message = `the link ${address} leads nowhere`;
    const right = meant(address);
    const hint = right ? `write ${right}` : (suggest(address) ?? "check the address against the site");
    return { rule: "dead-link", message, hint };
  }
  if (link.fragment === "") return undefined;
  const anchors = known.anchorsOf(address);
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
  const byKey = new Map([
    ...Array.from(moved, ([old, address]) => [addressKey(old), address] as const),
    ...Array.from(addresses, (address) => [addressKey(address), address] as const),
  ]);
  return (address) => {
    const plain = address.replace(/[?].*$/, "").replace(/\/index\.html?$/i, "/");
    const below = plain.startsWith(basePath) ? `/${plain.slice(basePath.length)}` : plain;
    return byKey.get(addressKey(plain)) ?? byKey.get(addressKey(below));
  };
}
