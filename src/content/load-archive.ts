import type { Config } from "../config.ts";
import { type Diagnostic, hasErrors, sortDiagnostics } from "../diagnostics.ts";
import { sha256 } from "../hash.ts";
import { lazy } from "../lazy.ts";
import type { LedgerState } from "../ledger/ledger-state.ts";
import type {
  Archive,
  Attachment,
  ExternalLink,
  InternalLink,
  Issue,
  NewsArticle,
  Page,
  Publication,
} from "../model/archive.ts";
import { groupBy } from "../model/group-by.ts";
import { newestFirst } from "../model/indexes.ts";
import type { PartialDate } from "../model/partial-date.ts";
import type { Strings } from "../strings/strings.ts";
import { addressCollisions, generatedAddresses } from "./addresses.ts";
import { applyLedger } from "./apply-ledger.ts";
import type { ContentBase } from "./content-base.ts";
import { ContentFiles, type FileChanges, type ListedFolder } from "./content-files.ts";
import { ignoredFiles, unreadLetters } from "./ignored-files.ts";
import { externalKey, loadDeadLinks } from "./link-health.ts";
import { type LinkRegister, loadLinkRegister } from "./link-register.ts";
import { readSiteFile, resolveConfig } from "./load-config.ts";
import { loadPublication, type PendingPublication } from "./load-publication.ts";
import { createMarkdownRenderer } from "./markdown.ts";
import { NO_CACHE, type PublicationCache } from "./publication-cache.ts";
import { sizeProblem } from "./read-text.ts";
import { loadRedirects, REDIRECTS_FILE } from "./redirects.ts";
import { loadRegisters, type Registers } from "./registers.ts";
import type { ResolveContext } from "./resolve-publication.ts";
import { createTargetResolver, type TargetResolver } from "./targets.ts";

export interface LoadOptions {
  /** The day on which the content is checked: a later date needs `draft: true`. Never shows in the output. */
  readonly today: PartialDate;
  /** Whether drafts are part of the archive, as in a preview. */
  readonly drafts: boolean;
  /** What earlier builds learned; nothing by default. */
  readonly cache?: PublicationCache;
  /** The fingerprint of the program: what another program cached is not used. */
  readonly program?: string;
  /** What lies in the content folder, where it was already listed. */
  readonly listed?: readonly ListedFolder[] | undefined;
  /** Changes of files that are not on disk. */
  readonly changes?: FileChanges;
  /** What earlier releases published; "unknown" where the ledger cannot or need not be read. */
  readonly ledgerState?: LedgerState | "unknown" | undefined;
  /** Whether every text that is kept as it was published is looked at, and not only those that are shown. */
  readonly everyVersion?: boolean;
  /** Called before the publications are loaded, to have many of them made by several threads. */
  readonly ahead?: (base: ContentBase) => Promise<void>;
}

/** Everything that content/ says. */
export interface LoadedContent {
  readonly archive: Archive;
  readonly config: Config;
  readonly strings: Strings;
  /** The internal links of settings and registers, for the link check, by the file that diagnostics name. */
  readonly otherLinks: ReadonlyMap<string, readonly InternalLink[]>;
  /** The name of redirects.yaml in diagnostics. */
  readonly redirectsFile: string;
}

const KIND_OF_FOLDER: ReadonlyMap<string, Publication["kind"]> = new Map([
  ["issues", "issue"],
  ["news", "news"],
  ["pages", "page"],
]);
const FOLDERS = [...KIND_OF_FOLDER.keys()];
const PAUSE_EVERY = 20;
/** The files that every publication depends on besides its own. */
const CONTEXT_FILES = ["site.yaml", "organisations.yaml", "people.yaml", "topics.yaml"];
/** Published as they are, at the same path below the root: old documents, a favicon. */
const FILES_FOLDER = "files/";

/**
 * Reads a content folder into one validated archive.
 * @returns every problem, sorted; the content itself only when none of them is an error
 */
export async function loadArchive(
  folder: string,
  options: LoadOptions,
): Promise<{ content?: LoadedContent; diagnostics: Diagnostic[] }> {
  const { cache = NO_CACHE } = options;
  const { base, diagnostics } = await loadBase(folder, options);
  if (!base) return { diagnostics: sortDiagnostics(diagnostics) };

  const { files, site, registers } = base;
  const linkRegister = loadLinkRegister(files);
  const { deadLinks, diagnostics: healthFaults } = loadDeadLinks(files, linkRegister.notes, options.today);
  diagnostics.push(...linkRegister.diagnostics, ...healthFaults);
  cache.begin(base.key);
  await options.ahead?.(base);
  const pending: PendingPublication[] = [];
  for (const path of base.paths) {
    const result = loadPublication(kindOf(path), path, base, cache);
    diagnostics.push(...result.diagnostics);
    if (result.pending) pending.push(result.pending);
  }
  const parts = site.strings.paths;
  diagnostics.push(...addressCollisions(pending, generatedAddresses(parts, registers), parts.version));

  const resolving = resolveContext(base, pending, options.drafts);
  const publications: Publication[] = [];
  for (const one of pending) {
    const result = one.finish(resolving);
    diagnostics.push(...result.diagnostics);
    if (result.publication) publications.push(result.publication);
  }
  const {
    config,
    links,
    externalLinks,
    diagnostics: faults,
  } = resolveConfig(site, registers, resolving.targets, resolving.renderMarkdown);
  const { redirects, diagnostics: redirectFaults } = loadRedirects(files, site);
  diagnostics.push(...faults, ...redirectFaults, ...unusedNotes(linkRegister, publications, registers, externalLinks));
  const known = options.ledgerState === "unknown" ? undefined : options.ledgerState;
  const published = new Set(pending.flatMap(({ file, address }) => (known?.addresses.has(address) ? [file] : [])));
  const sorted = (): Diagnostic[] =>
    sortDiagnostics(diagnostics.map((each) => (published.has(each.file) ? byHand(each) : each)));
  if (hasErrors(diagnostics)) return { diagnostics: sorted() };

  // With an error among them it is not known what the texts refer to.
  diagnostics.push(...unreadLetters(files, FOLDERS, publications));
  const paths = lazy(() => new Map(pending.map(({ file, path }) => [file, path])));
  const load = (path: string, { kind, file, address }: Publication): Publication | undefined => {
    const current = { path: paths().get(file) ?? "", address };
    return loadPublication(kind, path, base, cache, current).pending?.finish(resolving).publication;
  };
  const shown = publications.filter(({ draft }) => options.drafts || !draft);
  const {
    visible,
    ledger,
    diagnostics: broken,
  } = applyLedger(options.ledgerState, shown, {
    files,
    part: site.strings.paths.version,
    every: options.everyVersion ?? false,
    load,
  });
  diagnostics.push(...broken);
  if (hasErrors(broken)) return { diagnostics: sorted() };
  const otherLinks = new Map([
    [site.file, links],
    ...groupBy(organisationLinks(registers, base, resolving.targets), ({ file }) => [file]),
  ]);
  const archive: Archive = {
    issues: visible.filter((publication): publication is Issue => publication.kind === "issue").sort(newestFirst),
    news: visible.filter((publication): publication is NewsArticle => publication.kind === "news").sort(newestFirst),
    pages: visible.filter((publication): publication is Page => publication.kind === "page").sort(byOrder),
    organisations: registers.organisations,
    topics: registers.topics,
    deadLinks,
    files: siteFiles(files),
    ledger,
    redirects,
  };
  return {
    content: { archive, config, strings: site.strings, otherLinks, redirectsFile: files.display(REDIRECTS_FILE) },
    diagnostics: sorted(),
  };
}

/** In a published text what readers see is changed by an editor only, who says so. */
function byHand({ fix: _, ...diagnostic }: Diagnostic): Diagnostic {
  return diagnostic;
}

/** The websites of organisations that are pages of the site itself: most often the publisher's. */
function organisationLinks({ organisations }: Registers, { externalLinks }: ContentBase, targets: TargetResolver) {
  if (![...organisations.values()].some(({ url }) => url !== undefined && targets.onSite(url))) return [];
  return externalLinks().flatMap(({ url, ...place }) => {
    const own = targets.onSite(url);
    return own ? [{ ...own, ...place }] : [];
  });
}

/** What links.yaml says of links that nothing in the content leads to. */
function unusedNotes(
  register: LinkRegister,
  publications: readonly Publication[],
  { organisations }: Registers,
  siteLinks: readonly ExternalLink[],
): Diagnostic[] {
  if (register.notes.size === 0) return [];
  const urls = [...siteLinks, ...organisations.values()].flatMap(({ url }) => (url === undefined ? [] : [url]));
  const used = new Set([...urls.map(externalKey), ...publications.flatMap(({ externalKeys }) => externalKeys)]);
  return register.unused((link) => used.has(externalKey(link)));
}

/** Reads the settings and the registers, and lists the files. */
export async function loadBase(
  folder: string,
  { today, program = "", listed, changes }: LoadOptions,
): Promise<{ base?: ContentBase; diagnostics: Diagnostic[] }> {
  const listing = ContentFiles.list(folder, listed);
  if ("diagnostic" in listing) return { diagnostics: [listing.diagnostic] };
  const files = changes ? listing.files.with(changes) : listing.files;
  const { site, diagnostics: siteDiagnostics } = readSiteFile(files);
  const { registers, externalLinks, diagnostics: registerDiagnostics } = loadRegisters(files);
  const diagnostics = [
    ...files.diagnostics,
    ...ignoredFiles(files, FOLDERS, FILES_FOLDER),
    ...siteDiagnostics,
    ...registerDiagnostics,
  ];
  if (!site) return { diagnostics };
  const { fields, strings, newsBase, timeZone } = site;
  const parsing = { language: fields.language, paths: strings.paths, newsBase, timeZone, today };
  const key = sha256([program, folder, ...CONTEXT_FILES.map((name) => fileHash(files, name))].join("\n"));
  return {
    base: { files, paths: publicationPaths(files), site, registers, externalLinks, parsing, key },
    diagnostics,
  };
}

export function resolveContext(
  base: ContentBase,
  pending: readonly PendingPublication[],
  drafts: boolean,
): ResolveContext {
  const { files, site, registers } = base;
  const targets = createTargetResolver({
    files,
    addresses: lazy(() => {
      const published = pending.filter(({ draft }) => drafts || !draft);
      return new Map(published.map(({ path, address }) => [path, address]));
    }),
    origin: site.origin,
    basePath: site.basePath,
    language: site.fields.language,
    originals: site.fields.originals ?? false,
  });
  const renderMarkdown = createMarkdownRenderer();
  const { language, strictImports = false } = site.fields;
  return { registers, targets, renderMarkdown, language, words: site.strings.markdown, strictImports };
}

/**
 * Makes publications of some of the files and keeps them in a cache: the share that one of several threads has of {@link
 * loadArchive}. It knows no addresses of others, so a text that links to another file is made again later.
 */
export async function loadAhead(
  folder: string,
  paths: readonly string[],
  options: Pick<LoadOptions, "today" | "program">,
  cache: PublicationCache,
): Promise<Publication[]> {
  const { base } = await loadBase(folder, { ...options, drafts: true });
  if (!base) return [];
  cache.begin(base.key);
  return makeAhead(base, paths, cache);
}

/** @see loadAhead */
export async function makeAhead(
  base: ContentBase,
  paths: readonly string[],
  cache: PublicationCache,
): Promise<Publication[]> {
  const resolving = resolveContext(base, [], true);
  const made: Publication[] = [];
  for (const [index, path] of paths.entries()) {
    const { publication } = loadPublication(kindOf(path), path, base, cache).pending?.finish(resolving) ?? {};
    if (publication) made.push(publication);
    // Another thread cannot start while this one never pauses.
    if (index % PAUSE_EVERY === 0) await new Promise((resolve) => setImmediate(resolve));
  }
  return made;
}

/** The files that publications depend on. */
function publicationPaths(files: ContentFiles): string[] {
  return files.paths.filter((path) => path.endsWith(".md") && KIND_OF_FOLDER.has(topFolder(path)));
}

export function kindOf(path: string): Publication["kind"] {
  return KIND_OF_FOLDER.get(topFolder(path)) ?? "page";
}

/** "" for what lies beside the folders. */
function topFolder(path: string): string {
  return path.slice(0, Math.max(0, path.indexOf("/")));
}

function fileHash(files: ContentFiles, path: string): string {
  // One that is too large is refused, and not read.
  return files.has(path) && !sizeProblem(files.size(path)) ? sha256(files.bytes(path)) : "";
}

function byOrder(a: Page, b: Page): number {
  return a.order - b.order || (a.address < b.address ? -1 : 1);
}

function siteFiles(files: ContentFiles): Attachment[] {
  return files.paths
    .filter((path) => path.startsWith(FILES_FOLDER))
    .map((path) => ({
      file: files.absolute(path),
      address: `/${path.slice(FILES_FOLDER.length)}`,
      bytes: files.size(path),
    }));
}
