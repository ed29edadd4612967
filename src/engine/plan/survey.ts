import { checkStylesheet, weigh } from "../../checks/budgets.ts";
import type { LoadedContent } from "../../content/load-archive.ts";
import { type Diagnostic, hasErrors } from "../../diagnostics.ts";
import { createDocuments, type Documents, webBundles } from "../../editions/web/documents/documents.ts";
import { type DocumentBundle, textDocument } from "../../editions/web/documents/web-document.ts";
import { stylesheets } from "../../editions/web/stylesheet.ts";
import { SITE_SHEET, type View } from "../../editions/web/view.ts";
import { documentAddresses, type Volume } from "../../editions/web/volume.ts";
import type { WebEdition } from "../../editions/web/web-edition.ts";
import type { Site } from "../../ledger/site.ts";
import { publications } from "../../model/indexes.ts";
import { fileOfAddress, joinAddress } from "../../model/permalink.ts";
import { checkLedger } from "../ledger/check-ledger.ts";
import type { LedgerFile } from "../ledger/ledger-types.ts";
import { siteOf } from "../ledger/site-of.ts";
import { MANIFEST, MARKER, MARKER_TEXT } from "../store/site-folder.ts";
import { checkLinks } from "./check-links.ts";
import { areDistinct, type OwnedPath, pathCollisions } from "./path-collisions.ts";
import { attachmentsOf, type OtherFile, otherFiles, publicFiles } from "./site-files.ts";

/** Everything that a site will have, and what is wrong with it before any of it is rendered or made. */
export interface Survey {
  readonly edition: WebEdition;
  /** The site's own stylesheet. */
  readonly css: string;
  /** Its size in bytes, compressed. */
  readonly stylesheetBytes: number;
  /** All but the pages, the bundles and what lies in volumes. */
  readonly files: readonly OtherFile[];
  readonly volumes: readonly SurveyedVolume[];
  /** The addresses of all those files, and of everything in volumes. */
  others(): Iterable<string>;
  readonly bundles: readonly DocumentBundle[];
  /** As the ledger sees it; only asked for where there is one, as it names every address. */
  site(): Site;
  readonly diagnostics: readonly Diagnostic[];
}

/** A year of letters with the files it has in the site. */
export interface SurveyedVolume {
  readonly name: string;
  /** The fingerprint of everything its files depend on, besides what all pages share. */
  readonly fingerprint: string;
  /** The addresses of its pages. */
  readonly pages: readonly string[];
  /** The addresses of what lies beside them. */
  readonly documents: readonly string[];
  /** Lists its pages and other files, as if they had never been made. */
  open(): { readonly views: readonly View[]; readonly files: readonly OtherFile[] };
}

/**
 * @param own the files that the project adds
 * @param ledger what the site must keep; undefined where nothing was ever published
 */
export async function surveySite(
  content: LoadedContent,
  edition: WebEdition,
  own: readonly OtherFile[],
  ledger: LedgerFile | undefined,
): Promise<Survey> {
  const { archive, config } = content;
  const copied = { public: publicFiles(), attachments: attachmentsOf(archive), files: archive.files };
  const sheets = await stylesheets(config);
  const css = sheets.find(({ path }) => `/${path}` === SITE_SHEET)?.text ?? "";
  const pages = own.flatMap(({ address, listed }) => (address !== undefined && listed ? [address] : []));
  const documents = createDocuments(edition, pages);
  const files: OtherFile[] = [...otherFiles(sheets, documents.site(), own, copied), textDocument(MARKER, MARKER_TEXT)];
  const replaced = new Set(archive.files.map(({ address }) => address));
  const volumes = edition.volumes.map((volume) => surveyVolume(volume, edition, documents, replaced));
  const bundles = webBundles(edition);
  function* others(): Generator<string> {
    for (const { path, address } of files) {
      yield `/${path}`;
      if (address !== undefined) yield address;
    }
    for (const { pages, documents } of volumes) {
      yield* pages;
      yield* documents;
    }
  }
  const links = checkLinks(content, edition, others);
  const site = (): Site => siteOf(edition, files);
  const broken = ledger ? checkLedger(ledger, site()) : [];
  const clashes = hasErrors([...links, ...broken]) ? [] : clashesAmong(content, edition, files, volumes, bundles);
  const stylesheetBytes = weigh(css);
  const diagnostics = [...links, ...broken, ...clashes, ...checkStylesheet(stylesheetBytes)];
  return { edition, css, stylesheetBytes, files, volumes, others, bundles, site, diagnostics };
}

/** @param replaced addresses of files in content/files, which take the place of what is generated */
function surveyVolume(
  volume: Volume,
  edition: WebEdition,
  { beside }: Documents,
  replaced: ReadonlySet<string>,
): SurveyedVolume {
  const { name, addresses } = volume;
  const documents = documentAddresses(volume, edition.config);
  const absent = replaced.size === 0 ? [] : documents.filter((address) => replaced.has(address));
  const present = absent.length === 0 ? documents : documents.filter((address) => !replaced.has(address));
  return {
    name,
    fingerprint: [volume.fingerprint, ...absent].join("\n"),
    pages: addresses,
    documents: present,
    open: () => {
      const views = volume.views();
      return { views, files: beside(views).filter(({ path }) => !replaced.has(`/${path}`)) };
    },
  };
}

function clashesAmong(...parameters: Parameters<typeof ownedPaths>): Diagnostic[] {
  const owned = ownedPaths(...parameters);
  return areDistinct(owned.map(({ path }) => path)) ? [] : pathCollisions(owned);
}

/** Every path of the release, with the content file that asks for it where there is one. */
function ownedPaths(
  { archive }: LoadedContent,
  edition: WebEdition,
  files: readonly OtherFile[],
  volumes: readonly SurveyedVolume[],
  bundles: readonly DocumentBundle[],
): OwnedPath[] {
  const owners = new Map<string, string>();
  for (const { file, address, aliases } of publications(archive)) {
    owners.set(address, file);
    for (const alias of aliases) owners.set(joinAddress(alias), file);
  }
  return [
    { path: MANIFEST },
    ...edition.views.map(({ file: path, address }) => withOwner(path, owners.get(address))),
    ...edition.volumes.flatMap(({ address, letters }): OwnedPath[] => [
      { path: fileOfAddress(address) },
      ...letters.map((letter) => ({ path: fileOfAddress(letter.address), owner: letter.file })),
    ]),
    ...volumes.flatMap(({ documents }) => documents.map((address) => ({ path: address.slice(1) }))),
    ...files.map(({ path, owner }) => withOwner(path, owner)),
    // Nothing else may lie where its files will.
    ...bundles.map(({ folder }) => ({ path: folder })),
  ];
}

function withOwner(path: string, owner: string | undefined): OwnedPath {
  return owner === undefined ? { path } : { path, owner };
}
