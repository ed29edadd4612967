import type { Fault } from "../diagnostics.ts";
import { addressKey } from "../model/permalink.ts";
import { didYouMean } from "../suggest.ts";
import { PERSONAL } from "./event.ts";
import { destination, type LedgerState, type PublishedAddress, type PublishedText } from "./ledger-state.ts";
import { hasHash, isHeldToItsText, type Site, type Text } from "./site.ts";

/** How a site contradicts the ledger, and where an editor can mend it. */
export interface LedgerViolation extends Fault {
  /** The content file; where there is none, the line of the ledger. */
  readonly at: { readonly file: string } | { readonly line: number };
}

/** Compares a site with everything that was ever published. */
export function ledgerViolations(state: LedgerState, site: Site): LedgerViolation[] {
  return [...addressFaults(state, site), ...textFaults(state, site), ...newAddressFaults(state, site)];
}

function addressFaults(state: LedgerState, site: Site): LedgerViolation[] {
  const faults: LedgerViolation[] = [];
  for (const [path, published] of state.addresses) {
    if (published.ended) faults.push(...endedFaults(state, site, path, published));
    else {
      const text = state.texts.get(published.id);
      const isText = text?.address === path;
      if (isText ? site.texts.has(path) : site.answers(path)) continue;
      // Of what belongs to a text that is gone it is enough to say so once.
      if (isText) faults.push(textGone(state, site, path, published.line, text));
      else if (!text || site.texts.has(text.address)) faults.push(otherGone(state, site, path, published.line));
    }
  }
  return faults;
}

function endedFaults(
  state: LedgerState,
  { texts, withdrawn, answers }: Site,
  path: string,
  { id, line, ended }: PublishedAddress,
): LedgerViolation[] {
  const hidden = withdrawn.get(path);
  if (ended?.op === "withdraw" && hidden) {
    const at = { file: hidden.file };
    if (ended.reason === PERSONAL) {
      const hint = `run: npx brevarkiv withdraw ${path} --reason ${PERSONAL}`;
      const message = `${path} was withdrawn to protect somebody, and its text is still here`;
      if (state.texts.get(id)?.contents.some((hash) => hasHash(hidden, hash)))
        return [{ at, rule: "withdrawn-text", message, hint }];
      return [
        {
          at,
          ...reused(path, "was withdrawn to protect somebody"),
          hint: `give it another slug, or where it is that text, changed, ${hint}`,
        },
      ];
    }
    if (hasHash(hidden, state.texts.get(id)?.withdrawn)) return [];
    return [
      { at, ...reused(path, "was withdrawn"), hint: `give it another slug, or run: npx brevarkiv restore ${path}` },
    ];
  }
  if (!answers(path)) return [];
  const text = texts.get(path);
  const at = text ? { file: text.file } : { line };
  if (ended?.op === "withdraw" && ended.reason !== PERSONAL && !text) {
    const message = `${path} was withdrawn, and something is there again`;
    return [{ at, rule: "address-reused", message, hint: `run: npx brevarkiv restore ${path}` }];
  }
  const to = destination(state, path);
  return [{ at, ...reused(path, to === path ? "was withdrawn" : `moved to ${to}`) }];
}

function reused(path: string, what: string): Fault {
  const message = `${path} belongs to something that ${what}; no address is used twice`;
  return { rule: "address-reused", message, hint: "give it another slug or file name" };
}

function textGone(state: LedgerState, site: Site, path: string, line: number, text: PublishedText): LedgerViolation {
  const fresh = [...site.texts.values()].filter(({ address }) => !state.addresses.has(address));
  const last = text.contents.at(-1) ?? "";
  const same = fresh.find((other) => hasHash(other, last));
  if (same) {
    const message = `${path} was published, and its text now has the address ${same.address}`;
    const hint = `write the old slug again, or run: npx brevarkiv move ${path} ${same.address}`;
    return { at: { file: same.file }, rule: "address-moved", message, hint };
  }
  const meant = didYouMean(
    path,
    fresh.map(({ address }) => address),
  );
  const back = `bring the text back (content/versions/${last}.md is a copy, where there is one)`;
  const hint = `${back}, or run: npx brevarkiv move ${path} NEW-ADDRESS, or: npx brevarkiv withdraw ${path} --reason "WHY"${meant ? `; ${meant}` : ""}`;
  return { at: { line }, rule: "address-gone", message: `${path} was published, and nothing is there any more`, hint };
}

function otherGone({ addresses }: LedgerState, { others }: Site, path: string, line: number): LedgerViolation {
  const isPage = path.endsWith("/");
  const fresh = [...others.keys()].filter((other) => !addresses.has(other) && other.endsWith("/") === isPage);
  const meant = didYouMean(path, fresh);
  const back = isPage ? "bring back what made it" : "put the file back";
  const hint = `${back}, or run: npx brevarkiv move ${path} NEW-ADDRESS, or: npx brevarkiv withdraw ${path} --reason "WHY"${meant ? `; ${meant}` : ""}`;
  const rule = isPage ? "address-gone" : "document-gone";
  return { at: { line }, rule, message: `${path} was published, and nothing is there any more`, hint };
}

function textFaults(state: LedgerState, site: Site): LedgerViolation[] {
  const faults: LedgerViolation[] = [];
  for (const published of state.texts.values()) {
    const text = site.texts.get(published.address);
    if (!text || state.addresses.get(published.address)?.ended) continue;
    const fault = editFault(published, text);
    if (fault) faults.push({ at: { file: text.file }, ...fault });
    const { anchors } = text;
    // Letters have many headings, and a list of them would have to be made for each.
    for (const anchor in published.anchors) {
      if (published.anchors[anchor] === "" && !anchors.includes(anchor))
        faults.push(anchorGone(published, text, anchor));
    }
  }
  return faults;
}

function editFault({ contents, corrections }: PublishedText, text: Text): Fault | undefined {
  const dates = text.corrections.map(({ date }) => date);
  const lost = withoutEach(corrections, dates)[0];
  if (lost !== undefined) {
    const message = `the correction of ${lost} was published and is no longer here`;
    return { rule: "correction-gone", message, hint: "write it again under corrections: with its date" };
  }
  const isChanged = isHeldToItsText(text) && !hasHash(text, contents.at(-1));
  if (!isChanged || dates.length > corrections.length) return undefined;
  const hint =
    "undo the change, or add under corrections: a line - date: with the day and below it text: with what was wrong and what is right";
  return { rule: "silent-edit", message: `${text.address} is published and now says something else`, hint };
}

/** What is left of a list when each of some values is taken away once. */
function withoutEach(values: readonly string[], taken: readonly string[]): string[] {
  const rest = [...values];
  for (const value of taken) {
    const at = rest.indexOf(value);
    if (at >= 0) rest.splice(at, 1);
  }
  return rest;
}

function anchorGone(published: PublishedText, { file, address, anchors }: Text, anchor: string): LedgerViolation {
  const path = `${address}#${anchor}`;
  const fresh = anchors.filter((name) => !Object.hasOwn(published.anchors, name));
  const meant = didYouMean(anchor, fresh) ? fresh.find((name) => didYouMean(anchor, [name])) : fresh[0];
  const to = meant === undefined ? "NEW-HEADING" : meant;
  const hint = `write the heading as it was, or run: npx brevarkiv move ${path} ${address}#${to}, or: npx brevarkiv withdraw ${path} --reason "WHY"`;
  const message = `the heading #${anchor} was published, and links lead to it`;
  return { at: { file }, rule: "anchor-gone", message, hint };
}

function newAddressFaults(state: LedgerState, { texts, others }: Site): LedgerViolation[] {
  const fresh = [...texts.keys(), ...others.keys()].filter((path) => !state.addresses.has(path));
  if (fresh.length === 0) return [];
  const known = new Map([...state.addresses.keys()].map((path) => [addressKey(path), path]));
  return fresh.flatMap((path): LedgerViolation[] => {
    const twin = known.get(addressKey(path));
    if (twin === undefined) return [];
    const file = texts.get(path)?.file ?? texts.get(others.get(path)?.owner ?? "")?.file;
    const line = state.addresses.get(twin)?.line ?? 1;
    const message = `${path} and ${twin}, which was published, are the same on some disks and servers`;
    const isSameToPeople = path.normalize("NFC") === twin.normalize("NFC");
    const hint = isSameToPeople
      ? `write its name in the Unicode form it was published in, ${twin === twin.normalize("NFC") ? "NFC" : "NFD"}, as in version control`
      : "give it another slug or file name";
    return [{ at: file ? { file } : { line }, rule: "address-collision", message, hint }];
  });
}
