import { readFileSync } from "node:fs";
import { checkStylesheet, letterFault, weigh } from "../checks/budgets.ts";
import { type ContentBase, type LoadedContent, loadArchive } from "../content/load-archive.ts";
import { type Diagnostic, hasErrors, sortDiagnostics } from "../diagnostics.ts";
import { sha256 } from "../digest.ts";
import { webDocuments } from "../editions/web/documents/documents.ts";
import { stylesheets } from "../editions/web/stylesheet.ts";
import { SITE_SHEET } from "../editions/web/view.ts";
import { createWebEdition, type WebEdition } from "../editions/web/web-edition.ts";
import type { FileSignature } from "../file-signature.ts";
import { publications } from "../model/indexes.ts";
import { joinAddress } from "../model/permalink.ts";
import type { BuildMemory } from "./build-memory.ts";
import type { BuildOptions, BuildResult } from "./build-site.ts";
import { checkLinks } from "./check-links.ts";
import { limitHeapGrowth } from "./heap.ts";
import { type OwnedPath, pathCollisions } from "./path-collisions.ts";
import { planRendering, reusable } from "./plan.ts";
import { type PrintedPage, printPages } from "./print-pages.ts";
import { attachmentsOf, type OtherFile, otherFiles, publicFiles } from "./site-files.ts";
import { MARKER, MARKER_TEXT } from "./site-folder.ts";
import { isUntouched, type KnownFolder, type Staging } from "./staging.ts";
import { allDone, Workers } from "./workers.ts";

/** The file of a release that names every other with its SHA-256, as `sha256sum -c` reads it. */
const MANIFEST = "manifest-sha256.txt";

/** Where a build writes and what it may use of earlier ones; without it nothing is written, used or kept. */
export interface Workshop {
  readonly memory: BuildMemory;
  /** The folder of the memory, in which threads keep packs of their own. */
  readonly memoryFolder: string;
  /** The release that is served. */
  readonly current: KnownFolder | undefined;
  /** Whether a release must be made even if its files are the same, as it will be served in another form. */
  readonly changesForm: boolean;
  /**
   * Begins a new release.
   * @param paths of all its files
   * @param isNew whether most of it is made anew
   */
  stage(paths: ReadonlySet<string>, isNew: boolean): Staging;
}

/**
 * From content to a release that is ready to be switched to.
 * @param program stands for the program itself
 * @param signatures of the content's files, where somebody has looked already
 * @returns no staging when the content has errors, when nothing is to be written, or when what is served is right already
 */
export async function makeSite(
  options: BuildOptions,
  program: string,
  signatures: ReadonlyMap<string, FileSignature> | undefined,
  workshop: Workshop | undefined,
): Promise<{ result: BuildResult; staging?: Staging }> {
  const { content: folder, today, drafts } = options;
  const workers =
    workshop && new Workers(workshop.memory, { folder, today, program, drafts, memory: workshop.memoryFolder });
  try {
    const { content, diagnostics } = await loadArchive(folder, {
      today,
      drafts,
      program,
      ...(signatures && { signatures }),
      ...(workshop && { memory: workshop.memory }),
      ...(workers && { ahead: (base: ContentBase) => prepare(base, workers) }),
    });
    if (!content) return { result: { diagnostics, pages: 0, rendered: 0, site: undefined } };
    return await makePages(content, diagnostics, options, program, workshop, workers);
  } finally {
    await workers?.stop();
  }
}

/** What comes between listing the content and reading it. */
async function prepare(base: ContentBase, workers: Workers): Promise<void> {
  limitHeapGrowth(base.files.paths.length);
  await workers.make(base);
}

async function makePages(
  content: LoadedContent,
  loading: readonly Diagnostic[],
  options: BuildOptions,
  program: string,
  workshop: Workshop | undefined,
  workers: Workers | undefined,
): Promise<{ result: BuildResult; staging?: Staging }> {
  const { archive, config, strings } = content;
  const { name, language, origin, basePath, embedding } = config;
  const edition = createWebEdition(archive, config, strings);
  const resultOf = (diagnostics: readonly Diagnostic[], rendered = 0): BuildResult => ({
    diagnostics: sortDiagnostics([...loading, ...diagnostics]),
    pages: hasErrors(diagnostics) ? 0 : edition.views.length,
    rendered,
    site: { name, language, origin, basePath, embedding },
  });

  const copied = { public: publicFiles(), attachments: attachmentsOf(archive), files: archive.files };
  const copies = [...copied.public, ...copied.attachments, ...copied.files].map(({ address }) => address);
  const sheets = await stylesheets(config);
  const css = sheets.find(({ path }) => `/${path}` === SITE_SHEET)?.text ?? "";
  const files = [
    ...otherFiles(sheets, webDocuments(edition), copied),
    { path: MARKER, content: { text: MARKER_TEXT } },
  ].map(withHash);
  const links = checkLinks(content, edition, copies);
  const clashes = hasErrors(links) ? [] : pathCollisions(ownedPaths(content, edition, files));
  const stylesheetBytes = weigh(css);
  const early = [...links, ...clashes, ...checkStylesheet(stylesheetBytes)];
  if (hasErrors(early)) return { result: resultOf(early) };

  const current = workshop?.current;
  // The stylesheet is no part of a page, but the two share a budget.
  const shared = sha256([program, JSON.stringify(config), css].join("\n"));
  const { fingerprints, render, keep } = planRendering(edition, shared, current);
  const kept = new Map(
    files.flatMap(({ path, hash }) => {
      const released = reusable(current, path, hash);
      return released ? [[path, released] as const] : [];
    }),
  );
  const paths = new Set([...edition.views.map(({ file }) => file), ...files.map(({ path }) => path), MANIFEST]);
  const isCurrent =
    !workshop?.changesForm && render.length === 0 && kept.size === files.length && holdsExactly(current, paths);
  const staging = isCurrent ? undefined : workshop?.stage(paths, render.length > keep.size);

  const all = new Map(publications(archive).map((publication) => [publication.address, publication]));
  const addresses = [...edition.views.map(({ address }) => address), ...files.map(({ path }) => `/${path}`)];
  const order = { config, views: render, stylesheetBytes, addresses, folder: staging?.path };
  const { printed, rest } = workers?.print(order) ?? { printed: [], rest: render };
  const batches = await allDone([
    printPages(
      { ...order, views: rest },
      strings,
      (address) => all.get(address),
      (done) => options.onProgress?.(done, rest.length),
    ),
    ...printed,
  ]);
  const pages = batches.flat();
  const faults = pageFaults(pages, new Map([...all].map(([address, { file }]) => [address, file])));
  const result = resultOf([...early, ...faults], pages.length);
  if (!staging || hasErrors(faults)) return { result };

  const plan = new Map<string, string>();
  for (const { path, sha256: hash, signature } of pages) {
    staging.add(path, { fingerprint: fingerprints.get(path) ?? "", sha256: hash, signature });
    plan.set(path, hash);
  }
  for (const [path, released] of keep) {
    staging.keep(path, released);
    plan.set(path, released.sha256);
  }
  for (const { path, hash, content: made } of files) {
    const released = kept.get(path);
    if (released) staging.keep(path, released);
    else staging.write(path, hash, hash, "text" in made ? made.text : made);
    plan.set(path, hash);
  }
  const manifest = manifestOf(plan);
  const manifestHash = sha256(manifest);
  staging.write(MANIFEST, manifestHash, manifestHash, manifest);
  return { result, staging };
}

/** Whether a release holds these files and no others, untouched. */
function holdsExactly(current: KnownFolder | undefined, paths: ReadonlySet<string>): boolean {
  const files = Object.keys(current?.record?.files ?? {});
  return (
    current !== undefined &&
    files.length === paths.size &&
    files.every((path) => paths.has(path)) &&
    isUntouched(current)
  );
}

/** A file that is made without rendering: its own hash tells whether the current release has it. */
function withHash(file: OtherFile): OtherFile & { readonly hash: string } {
  const { content } = file;
  return { ...file, hash: sha256("text" in content ? content.text : readFileSync(content.copyOf)) };
}

function manifestOf(plan: ReadonlyMap<string, string>): string {
  const lines = [...plan].sort(([a], [b]) => (a < b ? -1 : 1));
  return lines.map(([path, hash]) => `${hash}  ${path}\n`).join("");
}

/** Every path of the release, with the content file that asks for it where there is one. */
function ownedPaths({ archive }: LoadedContent, edition: WebEdition, files: readonly OtherFile[]): OwnedPath[] {
  const owners = new Map<string, string>();
  for (const { file, address, aliases } of publications(archive)) {
    for (const claimed of [address, ...aliases]) owners.set(joinAddress(claimed), file);
  }
  return [
    { path: MANIFEST },
    ...edition.views.map(({ file: path, address }) => withOwner(path, owners.get(address))),
    ...files.map(({ path, owner }) => withOwner(path, owner)),
  ];
}

function withOwner(path: string, owner: string | undefined): OwnedPath {
  return owner === undefined ? { path } : { path, owner };
}

/**
 * Faults of the finished pages: those of a publication's page come of what its file says.
 * @param owners the content file of each publication's address
 * @throws when a page that no file stands behind is at fault, which is a template's
 */
function pageFaults(pages: readonly PrintedPage[], owners: ReadonlyMap<string, string>): Diagnostic[] {
  return pages.flatMap(({ address, faults, overweight }) => {
    if (faults.length === 0 && !overweight) return [];
    const file = owners.get(address);
    if (file === undefined) throw new Error(`the templates made a faulty page: ${address}: ${faults[0]}`);
    const hint = "look for something unusual in the text, such as a footnote in a footnote";
    return [
      ...faults.map((fault): Diagnostic => {
        const message = `on the finished page ${fault}`;
        return { file, line: 1, column: 1, severity: "error", rule: "page", message, hint };
      }),
      ...(overweight ? [letterFault(file, address, overweight)] : []),
    ];
  });
}
