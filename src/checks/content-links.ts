import { atMost, type Diagnostic } from "../diagnostics.ts";
import type { InternalLink } from "../model/archive.ts";
import { addressKey } from "../model/permalink.ts";
import { remembered } from "../remembered.ts";
import { didYouMean } from "../suggest.ts";

/** Where links may lead. */
export interface KnownAddresses {
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
  const byKey = new Map([...known.addresses].map((address) => [addressKey(address), address]));
  return sources.flatMap(({ file, address: home, links }) =>
    atMost(
      links.flatMap((link) => {
        const fault = faultOf(link, home, known, byKey, suggest);
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
  byKey: ReadonlyMap<string, string>,
  suggest: (address: string) => string | undefined,
): Fault | undefined {
  const address = link.address === "" ? home : link.address;
  if (!known.addresses.has(address)) {
    const message = `the link ${address} leads nowhere`;
    const meant = byKey.get(addressKey(address)) ?? known.moved.get(address) ?? known.moved.get(`${address}/`);
    const hint = meant ? `write ${meant}` : (suggest(address) ?? "check the address against the site");
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
