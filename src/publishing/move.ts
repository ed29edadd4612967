import { isDeepStrictEqual } from "node:util";
import { readIssue } from "../content/read-issue.ts";
import { LedgerRefusal } from "../engine/ledger/ledger-refusal.ts";
import { isRecord } from "../files/checked-file.ts";
import { readRegular } from "../files/regular-file.ts";
import { replaceFile } from "../files/replace-file.ts";
import { type NewEvent, splitAnchor } from "../ledger/event.ts";
import type { Publication } from "../model/archive.ts";
import { yearOf } from "../model/partial-date.ts";
import { joinAddress, slugFault } from "../model/permalink.ts";
import {
  addressesOf,
  addressNamed,
  type ChangeableLedger,
  type ChangeOptions,
  changeLedger,
  findSubject,
  type Subject,
  whereTo,
} from "./ledger-change.ts";
import { siteWith } from "./site-with.ts";

/**
 * Gives a published address another, to which the old one leads from then on.
 * @param from a content file or an address
 * @returns the two addresses, and the file that was changed where one was
 */
export function move(
  options: ChangeOptions,
  from: string,
  to: string,
): Promise<{ from: string; to: string; changed: string | undefined }> {
  return changeLedger(options, async (archive, append) => {
    const target = addressNamed(to, archive.config.origin + archive.config.basePath);
    if (splitAnchor(from).anchor !== undefined) {
      append([anchorMove(archive, from, target)]);
      return { from, to: target, changed: undefined };
    }
    const subject = findSubject(archive, from);
    const isPage = subject.path.endsWith("/");
    const address = isPage ? joinAddress(target) : target;
    const fault = target.startsWith("/") ? isPage && slugFault(address.slice(1, -1)) : "it does not begin with a slash";
    if (fault) throw new LedgerRefusal(`${to} cannot be an address: ${fault}`);
    const events = addressesOf(archive.ledger, subject).flatMap(([path, { id, ended }]): NewEvent[] => {
      const isBelow = path.startsWith(subject.path);
      if (ended || !isBelow) return [];
      return [{ op: "move", id, path, content: null, to: address + path.slice(subject.path.length) }];
    });
    if (events.length === 0)
      throw new LedgerRefusal(`there is nothing at ${subject.path} that could move${whereTo(archive, subject)}`);
    if (isPage && !subject.text) await assertNotMade(options, archive, subject);
    const edit = editFor(archive, subject, address);
    append(events, edit?.save);
    return { from: subject.path, to: address, changed: edit?.file };
  });
}

/** A generated page goes where its source goes; a move cannot be taken back, so it must not come first. */
async function assertNotMade(options: ChangeOptions, { ledger }: ChangeableLedger, { path }: Subject): Promise<void> {
  const site = await siteWith(options, ledger.state);
  if (site?.others.has(path))
    throw new LedgerRefusal(
      `${path} is made by the site and still there: rename what makes it, as a topic, before you move it`,
    );
}

function anchorMove({ ledger }: ChangeableLedger, from: string, to: string): NewEvent {
  const { address } = splitAnchor(from);
  const id = ledger.state.addresses.get(address)?.id;
  if (id === undefined) throw new LedgerRefusal(`${address} has never been published`);
  return { op: "move", id, path: from, content: null, to };
}

/** The slug that gives a text its new address, and how it is saved; undefined where nothing in the content has to change. */
function editFor(
  archive: ChangeableLedger,
  { path, text, publication }: Subject,
  address: string,
): { file: string; save: () => void } | undefined {
  if (!text) return undefined;
  if (publication && archive.texts.has(address)) throw new LedgerRefusal(`there is another text at ${address} already`);
  if (publication) return { file: publication.file, save: slugEdit(archive, publication, address) };
  if (archive.texts.has(address)) return undefined;
  throw new LedgerRefusal(`there is no text at ${path}, and none at ${address}: give the text its new slug first`);
}

function slugEdit(archive: ChangeableLedger, publication: Publication, address: string): () => void {
  const base = baseOf(archive, publication);
  if (!address.startsWith(base) || address === base)
    throw new LedgerRefusal(`the address of ${publication.file} begins with ${base}, so that it cannot be ${address}`);
  const slug = address.slice(base.length, -1);
  const { file } = publication;
  const written = readRegular(file).toString("utf8");
  const [opening = ""] = /^\uFEFF?---[^\n]*\n/.exec(written) ?? [];
  const lineEnd = opening.endsWith("\r\n") ? "\r\n" : "\n";
  const closing = written.indexOf("\n---", opening.length - 1) + 1;
  const byHand = new LedgerRefusal(`write slug: ${slug} in ${file} yourself, then run this again`);
  if (opening === "" || closing === 0) throw byHand;
  const facts = written.slice(opening.length, closing);
  const line = /^slug:[^\r\n]*/m;
  const changed = line.test(facts) ? facts.replace(line, `slug: ${slug}`) : `${facts}slug: ${slug}${lineEnd}`;
  const text = opening + changed + written.slice(closing);
  if (!differsBySlug(written, text, slug)) throw byHand;
  return () => replaceFile(file, text);
}

/** Whether a text is another with that slug, and nothing else: a slug may stand on several lines, or in braces with the rest. */
function differsBySlug(before: string, after: string, slug: string): boolean {
  const [old, changed] = [before, after].map((text) => readIssue(Buffer.from(text)));
  if (!isRecord(old?.data)) return false;
  return isDeepStrictEqual(changed?.data, { ...old.data, slug }) && changed?.body === old.body;
}

/** What the address of a text begins with, whatever its slug. */
function baseOf({ config, strings }: ChangeableLedger, publication: Publication): string {
  if (publication.kind === "page") return "/";
  if (publication.kind === "news") return config.newsBase;
  return joinAddress(strings.paths.issues, yearOf(publication.date));
}
