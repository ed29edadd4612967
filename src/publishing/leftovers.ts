import { basename, join } from "node:path";
import { VERSIONS } from "../content/content-files.ts";
import { loadArchive } from "../content/load-archive.ts";
import { LedgerRefusal } from "../engine/ledger/ledger-refusal.ts";
import { readRegular } from "../files/regular-file.ts";
import { ledgerPath } from "../ledger/event.ts";
import type { LedgerState, PublishedText } from "../ledger/ledger-state.ts";
import { hasHash } from "../ledger/site.ts";
import type { Attachment, Publication } from "../model/archive.ts";
import type { PartialDate } from "../model/partial-date.ts";
import { joinAddress } from "../model/permalink.ts";
import type { ChangeableLedger, ChangeOptions, Subject } from "./ledger-change.ts";

/** What there is in the content of something that is to be forgotten: its files, and the addresses that only it has. */
export interface Leftovers {
  readonly files: readonly string[];
  readonly addresses: readonly string[];
}

/** Everything in the content that holds what stood at an address: the text, its versions and its files, or one of these. */
export async function leftoversOf(
  { contentDir, today }: ChangeOptions,
  archive: ChangeableLedger,
  subject: Subject,
): Promise<Leftovers> {
  const { ledger, texts, strings } = archive;
  const { path, published, text, publication } = subject;
  const owner = ledger.state.texts.get(published.id);
  const earlier = owner ? await earlierTexts(contentDir, today, ledger.state, owner) : [];
  const versionFiles = (hash: string): string[] =>
    ["", ".new"].map((ending) => join(contentDir, VERSIONS, `${hash}.md${ending}`));
  if (text) {
    if (publication) assertNoLinksByFile(path, publication, texts);
    const whole = [...(publication ? [publication] : []), ...earlier];
    const others = [...texts.values()].filter((other) => other !== publication);
    const own = onlyOf(whole, others).map(({ file }) => file);
    // The text last: while it is there, a build says that something is left.
    const files = [...own, ...text.contents.flatMap(versionFiles), ...(publication ? [publication.file] : [])];
    return { files: [...new Set(files)], addresses: [] };
  }
  const number = owner?.contents.findIndex(
    (_, index) => path === joinAddress(owner.address, strings.paths.version, index + 1),
  );
  const version = number === undefined || number < 0 ? undefined : owner?.contents[number];
  if (version !== undefined) {
    const shown = texts.get(owner?.address ?? "");
    const isShown = shown !== undefined && hasHash(shown, version);
    if (isShown) throw new LedgerRefusal(`${path} says what the page says today: correct that first`);
    const others = [...texts.values(), ...earlier.filter((other) => !hasHash(other, version))];
    const own = onlyOf(
      earlier.filter((other) => hasHash(other, version)),
      others,
    );
    const addresses = own.map(({ address }) => ledgerPath(address));
    return { files: [...own.map(({ file }) => file), ...versionFiles(version)], addresses };
  }
  const all = [...texts.values(), ...earlier].flatMap(({ attachments }) => attachments);
  const file = [...all, ...archive.archive.files].find(({ address }) => ledgerPath(address) === path)?.file;
  return { files: file === undefined ? [] : [file], addresses: [] };
}

/**
 * Without the file, texts that link to it by its name could not be published, and so neither what was to be done in a hurry.
 * @throws {LedgerRefusal} when there are such texts
 */
function assertNoLinksByFile(path: string, { file }: Publication, texts: ReadonlyMap<string, Publication>): void {
  const linking = [...texts.values()]
    .filter((other) => other.file !== file && other.links.some(({ address }) => address === path))
    .map((other) => other.file)
    .filter((other) => {
      const written = readRegular(other).toString("utf8");
      return [basename(file), encodeURI(basename(file))].some((name) => written.includes(name));
    });
  if (linking.length === 0) return;
  const mend = `write ${path} there instead, where it is published with a line under corrections:, and run this again`;
  const meanwhile = `to take the text off the site until then, run: npx brevarkiv withdraw ${path} --reason "WHY"`;
  throw new LedgerRefusal(
    `its file would go, and ${linking.join(", ")} links to it by its name: ${mend}; ${meanwhile}`,
  );
}

/** The kept texts of a text that was corrected, whether it is shown or not; none where one of them cannot be read any more. */
async function earlierTexts(
  contentDir: string,
  today: PartialDate,
  { head, texts, addresses }: LedgerState,
  { address }: PublishedText,
): Promise<Publication[]> {
  const own = [...addresses].filter(([, { id }]) => texts.get(id)?.address === address);
  const shown = new Map(own.map(([path, { id, line }]) => [path, { id, line }]));
  const state = { head, texts, addresses: shown };
  const { content: loaded } = await loadArchive(contentDir, { today, drafts: false, ledgerState: state });
  return (loaded?.archive.ledger.earlier.get(address) ?? []).map(({ publication }) => publication);
}

/** The pictures and documents that some texts show and others do not. */
function onlyOf(texts: readonly Publication[], others: readonly Publication[]): Attachment[] {
  const filesOf = (all: readonly Publication[]): Attachment[] => all.flatMap(({ attachments }) => attachments);
  const shared = new Set(filesOf(others).map(({ file }) => file));
  const own = filesOf(texts).filter(({ file }) => !shared.has(file));
  return [...new Map(own.map((attachment) => [attachment.address, attachment])).values()];
}
