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
import { checkLedger } from "../ledger/check-ledger.ts";
import type { LedgerFile } from "../ledger/ledger-types.ts";
import { siteOf } from "../ledger/site-of.ts";
import { MARKER, MARKER_TEXT } from "../store/site-folder.ts";
import { checkLinks } from "./check-links.ts";
import { areDistinct, pathCollisions } from "./path-collisions.ts";
import { attachmentsOf, type OtherFile, otherFiles, publicFiles } from "./site-files.ts";
import { answeringPaths, createSiteMap, plainPaths, type SiteMap, sitePaths, type VolumePaths } from "./site-map.ts";

/** Everything that a site will have, and what is wrong with it before any of it is rendered or made. */
export interface Survey {
  readonly edition: WebEdition;
  /** The site's own stylesheet. */
  readonly css: string;
  /** Its size in bytes, compressed. */
  readonly stylesheetBytes: number;
  /** Every path it will have. */
  readonly map: SiteMap;
  /** All but the pages, the bundles and what lies in volumes. */
  readonly files: readonly OtherFile[];
  readonly volumes: readonly SurveyedVolume[];
  readonly bundles: readonly DocumentBundle[];
  /** As the ledger sees it; only asked for where there is one, as it names every address. */
  site(): Site;
  readonly diagnostics: readonly Diagnostic[];
}

/** A year of letters with the files it has in the site. */
export interface SurveyedVolume extends VolumePaths {
  readonly name: string;
  /** Identifies everything its files are made of, besides what all pages share. */
  readonly fingerprint: string;
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
  const listed = await listSite(content, edition, own);
  const { map, site, stylesheetBytes } = listed;
  const links = checkLinks(content, map);
  const broken = ledger ? checkLedger(ledger, site()) : [];
  // A line of redirects.yaml that is refused already is not reported twice.
  const refused = new Set(links.map(({ file, line }) => `${file}:${line}`));
  const clashes = hasErrors(broken)
    ? []
    : collisionsIn(map).filter(({ file, line }) => !refused.has(`${file}:${line}`));
  return { ...listed, diagnostics: [...links, ...broken, ...clashes, ...checkStylesheet(stylesheetBytes)] };
}

/** A survey of what a site will have, right or wrong. */
export async function listSite(
  content: LoadedContent,
  edition: WebEdition,
  own: readonly OtherFile[],
): Promise<Omit<Survey, "diagnostics">> {
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
  const map = createSiteMap(edition, content.redirectsFile, volumes, files, bundles);
  const site = (): Site => siteOf(archive, answeringPaths(map));
  return { edition, css, stylesheetBytes: weigh(css), map, files, volumes, bundles, site };
}

/** @param replaced addresses of files in content/files, which replace generated ones */
function surveyVolume(
  volume: Volume,
  edition: WebEdition,
  { beside }: Documents,
  replaced: ReadonlySet<string>,
): SurveyedVolume {
  const { name, address, letters, addresses } = volume;
  const documents = documentAddresses(volume, edition.config);
  const absent = replaced.size === 0 ? [] : documents.filter((address) => replaced.has(address));
  const present = absent.length === 0 ? documents : documents.filter((address) => !replaced.has(address));
  return {
    name,
    fingerprint: [volume.fingerprint, ...absent].join("\n"),
    address,
    letters,
    pages: addresses,
    documents: present,
    open: () => {
      const views = volume.views();
      return { views, files: beside(views).filter(({ path }) => !replaced.has(`/${path}`)) };
    },
  };
}

/** Texts and files that would take each other's place. */
function collisionsIn(map: SiteMap): Diagnostic[] {
  return areDistinct([...plainPaths(map)]) ? [] : pathCollisions(sitePaths(map));
}
