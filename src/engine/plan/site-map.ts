import { hrefOf } from "../../config.ts";
import type { KeyPath } from "../../content/yaml.ts";
import type { Position } from "../../diagnostics.ts";
import type { DocumentBundle } from "../../editions/web/documents/web-document.ts";
import { pageAddressOf } from "../../editions/web/redirects.ts";
import type { Volume } from "../../editions/web/volume.ts";
import type { WebEdition } from "../../editions/web/web-edition.ts";
import type { Archive } from "../../model/archive.ts";
import { publications } from "../../model/indexes.ts";
import { fileOfAddress, joinAddress } from "../../model/permalink.ts";
import { renditionAddresses } from "../../pictures/renditions.ts";
import type { AddressedPath } from "../ledger/site-of.ts";
import { MANIFEST } from "../store/site-folder.ts";
import type { OtherFile } from "./site-files.ts";

/**
 * What can lie at a path.
 * - `form` says whether readers see a page or a file.
 * - `linked` says whether content may link there. See {@link answeringAddresses} for what the ledger leads on.
 * - `answers` says whether a published address counts as answered. What the ledger itself asks for does not count.
 */
export const KINDS = {
  page: { form: "page", linked: true, answers: true },
  /** The page for addresses that lead nowhere. */
  notFound: { form: "page", linked: true, answers: true },
  /** The address that leads on to the newest letter. */
  newest: { form: "page", linked: true, answers: true },
  /** An old address of a text. */
  alias: { form: "page", linked: false, answers: true },
  /** An old address of redirects.yaml. */
  redirect: { form: "page", linked: false, answers: true },
  /** An address that the ledger leads on. */
  moved: { form: "page", linked: false, answers: false },
  /** An address of what was withdrawn. */
  gone: { form: "page", linked: true, answers: false },
  file: { form: "file", linked: true, answers: true },
  /** A document beside a page of a volume. */
  beside: { form: "file", linked: true, answers: false },
  /** The folder of a bundle, in which nothing else may lie. */
  bundle: { form: "file", linked: false, answers: false },
  manifest: { form: "file", linked: false, answers: false },
} as const;

export type PathKind = keyof typeof KINDS;

/** The content file that asks for a path. */
export interface PathOwner {
  /** As diagnostics name it. */
  readonly file: string;
  /** Where it asks: a key of its front matter, or a position; absent where the file is itself what is published. */
  readonly at?: KeyPath | Position;
}

/** One path of a site. */
export interface SitePath extends AddressedPath {
  /** Below the site's folder: `om-oss/index.html`. */
  readonly path: string;
  readonly kind: PathKind;
  /** Absent where the site itself makes it. */
  readonly owner?: PathOwner;
  /** Where it leads, when it only leads on. */
  readonly to?: string;
}

/** The paths of a volume. Letters are many, so each of their paths is listed only while somebody asks. */
export interface VolumePaths extends Pick<Volume, "address" | "letters"> {
  /** The addresses of its pages. */
  readonly pages: readonly string[];
  /** The addresses of what lies beside them. */
  readonly documents: readonly string[];
}

/** Every path of a site: what lies there, who asks for it, and whether its address is permanent. */
export interface SiteMap {
  readonly pages: readonly SitePath[];
  readonly volumes: readonly VolumePaths[];
  /** Files, bundles and the manifest. */
  readonly files: readonly SitePath[];
  /** Addresses that the ledger leads on or says are gone, as it writes them. */
  readonly ledgerAddresses: readonly string[];
}

const SLUG: KeyPath = ["slug"];

/** @param redirectsFile the name of redirects.yaml in diagnostics */
export function createSiteMap(
  edition: WebEdition,
  redirectsFile: string,
  volumes: readonly VolumePaths[],
  files: readonly OtherFile[],
  bundles: readonly DocumentBundle[],
): SiteMap {
  const { moves, withdrawn } = edition.archive.ledger;
  return {
    pages: pagePaths(edition, redirectsFile),
    volumes,
    files: [
      ...files.map(filePath),
      ...bundles.map(({ folder }) => unlinked(folder, "bundle")),
      unlinked(MANIFEST, "manifest"),
    ],
    ledgerAddresses: [...moves.map(({ from }) => from), ...withdrawn.map(({ address }) => address)],
  };
}

function pagePaths({ archive, config, strings, views }: WebEdition, redirectsFile: string): SitePath[] {
  const texts = new Map([...archive.news, ...archive.pages].map(({ address, file }) => [address, file]));
  const aliases = aliasOwners(archive);
  const redirects = new Map(
    archive.redirects.map(({ from, line, column }) => {
      const path = from.host === undefined ? hrefOf(config, from.path) : from.path;
      return [pageAddressOf({ from: { ...from, path } }, config), { file: redirectsFile, at: { line, column } }];
    }),
  );
  const latest = joinAddress(strings.paths.issues, strings.paths.latest);
  // A page that leads on does not say who asks for it. Those of redirects.yaml come after the others.
  const seen = new Set<string>();
  return views.map(({ address, file: path, detail, isGone }): SitePath => {
    const common = { path, address, permanent: true };
    if (isGone) return { ...common, kind: "gone", permanent: false };
    if (detail.kind === "notFound") return { ...common, kind: "notFound", permanent: false };
    if (detail.kind !== "moved") {
      const file = detail.kind === "news" || detail.kind === "page" ? texts.get(address) : undefined;
      return { ...common, kind: "page", ...(file !== undefined && { owner: { file, at: SLUG } }) };
    }
    const to = detail.to.address;
    if (detail.fromLedger) return { ...common, kind: "moved", permanent: false, to };
    const isFirst = !seen.has(address);
    seen.add(address);
    if (isFirst && detail.temporary && address === latest) return { ...common, kind: "newest", to };
    const alias = isFirst && !detail.temporary ? aliases.get(address) : undefined;
    if (alias) return { ...common, kind: "alias", owner: alias, to };
    const redirect = redirects.get(address);
    return { ...common, kind: "redirect", ...(redirect && { owner: redirect }), to };
  });
}

/** Which text has an old address, by the address of its page. */
function aliasOwners(archive: Archive): Map<string, PathOwner> {
  const owners = new Map<string, PathOwner>();
  for (const { file, aliases } of publications(archive))
    for (const [index, alias] of aliases.entries()) owners.set(joinAddress(alias), { file, at: ["aliases", index] });
  return owners;
}

function filePath({ path, address = `/${path}`, owner, permanent = false, publishedWith }: OtherFile): SitePath {
  return {
    path,
    address,
    kind: "file",
    permanent,
    ...(owner !== undefined && { owner: { file: owner } }),
    ...(publishedWith !== undefined && { publishedWith }),
  };
}

function unlinked(path: string, kind: PathKind): SitePath {
  return { path, address: `/${path}`, kind, permanent: false };
}

/** Every path. Those of volumes are made while they are asked for. */
export function* sitePaths({ pages, volumes, files }: SiteMap): Generator<SitePath> {
  yield* pages;
  for (const { address, letters, documents } of volumes) {
    yield { path: fileOfAddress(address), address, kind: "page", permanent: true };
    for (const { address: own, file } of letters)
      yield { path: fileOfAddress(own), address: own, kind: "page", permanent: true, owner: { file, at: SLUG } };
    for (const document of documents)
      yield { path: document.slice(1), address: document, kind: "beside", permanent: false };
  }
  yield* files;
}

/** The same, without what is known of each. */
export function* plainPaths({ pages, volumes, files }: SiteMap): Generator<string> {
  for (const { path } of pages) yield path;
  for (const volume of volumes) {
    for (const address of volume.pages) yield fileOfAddress(address);
    for (const address of volume.documents) yield address.slice(1);
  }
  for (const { path } of files) yield path;
}

/** The addresses that something is at without the ledger's help; what it asks for is left out. */
export function* answeringPaths({ pages, volumes, files }: SiteMap): Generator<AddressedPath> {
  for (const page of pages) if (KINDS[page.kind].answers) yield page;
  for (const volume of volumes) for (const address of volume.pages) yield { address, permanent: true };
  for (const file of files) if (KINDS[file.kind].answers) yield file;
}

/**
 * The addresses that links in the content should lead to; some may come twice. The address of the newest letter is among them,
 * other addresses that lead on are not.
 */
export function* linkedAddresses({ pages, volumes, files }: SiteMap): Generator<string> {
  for (const { kind, address } of pages) if (KINDS[kind].linked) yield address;
  for (const volume of volumes) {
    yield* volume.pages;
    yield* volume.documents;
  }
  for (const { kind, path, address } of files) {
    if (!KINDS[kind].linked) continue;
    yield address;
    if (address.endsWith("/")) yield `/${path}`;
  }
}

/** The same, and what the ledger answers for: letters that nobody may change any more link to what was moved later. */
export function* answeringAddresses(map: SiteMap): Generator<string> {
  yield* linkedAddresses(map);
  for (const { kind, address } of map.pages) if (kind === "moved") yield address;
  yield* map.ledgerAddresses;
}

/** Every address that a finished page may lead to: old addresses too. */
export function* builtAddresses(map: SiteMap): Generator<string> {
  for (const { address } of map.pages) yield address;
  yield* linkedAddresses(map);
  yield* map.ledgerAddresses;
  // What a text said before shows a picture that was withdrawn later, and nobody changes that text any more.
  for (const address of map.ledgerAddresses) yield* renditionAddresses(address);
}

/** The addresses that only lead on to another. */
export function leadingOn({ pages }: SiteMap): { kind: PathKind; address: string; to: string }[] {
  return pages.flatMap(({ kind, address, to }) => (to === undefined ? [] : [{ kind, address, to }]));
}
