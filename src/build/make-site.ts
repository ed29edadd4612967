import { letterFault } from "../checks/budgets.ts";
import { leadsNowhere } from "../checks/built-pages.ts";
import { hrefOf } from "../config.ts";
import { type ContentBase, type LoadedContent, type LoadOptions, loadArchive } from "../content/load-archive.ts";
import { type Diagnostic, hasErrors, sortDiagnostics } from "../diagnostics.ts";
import type { View } from "../editions/web/view.ts";
import { createWebEdition, type WebEdition } from "../editions/web/web-edition.ts";
import type { Publication } from "../model/archive.ts";
import { publications } from "../model/indexes.ts";
import type { Strings } from "../strings/strings.ts";
import type { BuildMemory } from "./build-memory.ts";
import type { BuildOptions, BuildResult } from "./build-site.ts";
import { fillStaging, keepFiles, makeFiles } from "./fill-staging.ts";
import { limitHeapGrowth } from "./heap.ts";
import type { KnownFolder } from "./known-folder.ts";
import { type LedgerFile, openLedger } from "./ledger/ledger-file.ts";
import type { KnownLedger } from "./ledger/ledger-memory.ts";
import { type Publishing, publishing } from "./ledger/publish-events.ts";
import { publishTime } from "./ledger/publish-time.ts";
import { makeBundles } from "./make-bundles.ts";
import { type PrintedPage, printPages } from "./print-pages.ts";
import type { Printer } from "./printer.ts";
import { MANIFEST, planRelease, type ReleasePlan } from "./release-plan.ts";
import type { Staging } from "./staging.ts";
import { type Survey, surveySite } from "./survey.ts";
import { allDone } from "./threads.ts";
import { Workers } from "./workers.ts";

/** Where a build writes and what it may use of earlier ones; without it nothing is written, used or kept. */
export interface Workshop {
  readonly memory: BuildMemory;
  /** The folder of the memory, in which threads keep packs of their own. */
  readonly memoryFolder: string;
  /** The release that is served. */
  readonly current: KnownFolder | undefined;
  /** The ledger that the served release was made with. */
  readonly knownLedger: KnownLedger | undefined;
  /** Whether a release must be made even if its files are the same, as it will be served in another form. */
  readonly changesForm: boolean;
  /** Another thread that can print a few pages. */
  readonly printer: Printer | undefined;
  /**
   * Begins a new release.
   * @param paths of all its files whose names are known
   */
  stage(paths: ReadonlySet<string>, plan: ReleasePlan): Staging;
}

/** What a build has to show, and what is left to do. */
export interface MadeSite {
  readonly result: BuildResult;
  readonly staging?: Staging;
  readonly ledger?: LedgerFile | undefined;
  /** What the release promises that was not promised before; where it is to be published. */
  readonly publishing?: Publishing;
}

/**
 * From content to a release that is ready to be switched to.
 * @param program stands for the program itself
 * @param listed what lies in the content folder, where somebody has looked already
 * @returns no staging when the content has errors, when nothing is to be written, or when what is served is right already
 */
export async function makeSite(
  options: BuildOptions,
  program: string,
  listed: LoadOptions["listed"],
  workshop: Workshop | undefined,
): Promise<MadeSite> {
  const { content: folder, today, drafts } = options;
  const workers =
    workshop && new Workers(workshop.memory, { folder, today, program, drafts, memory: workshop.memoryFolder });
  try {
    const { ledger, diagnostics: ledgerFaults } = openLedger(folder, workshop?.knownLedger);
    const { content, diagnostics: loading } = await loadArchive(folder, {
      today,
      drafts,
      program,
      promises: hasErrors(ledgerFaults) ? "unknown" : ledger?.promises,
      listed,
      ...(workshop && { memory: workshop.memory }),
      ...(workers && { ahead: (base: ContentBase) => prepare(base, workers) }),
    });
    const diagnostics = sortDiagnostics([...ledgerFaults, ...loading]);
    if (!content || hasErrors(ledgerFaults)) return { result: { diagnostics, pages: 0, rendered: 0, site: undefined } };
    return await makePages({ content, ledger, loading: diagnostics }, options, program, workshop, workers);
  } finally {
    await workers?.stop();
  }
}

/** What comes between listing the content and reading it. */
async function prepare(base: ContentBase, workers: Workers): Promise<void> {
  const paths = workers.newPaths(base);
  limitHeapGrowth(paths.length);
  await workers.make(base, paths);
}

/** What was read. */
interface Loaded {
  readonly content: LoadedContent;
  readonly ledger: LedgerFile | undefined;
  readonly loading: readonly Diagnostic[];
}

async function makePages(
  { content, ledger, loading }: Loaded,
  options: BuildOptions,
  program: string,
  workshop: Workshop | undefined,
  workers: Workers | undefined,
): Promise<MadeSite> {
  const { archive, config, strings } = content;
  const { name, language, origin, basePath } = config;
  const edition = createWebEdition(archive, config, strings, program);
  const resultOf = (diagnostics: readonly Diagnostic[], rendered = 0): BuildResult => ({
    diagnostics: sortDiagnostics([...loading, ...diagnostics]),
    pages: hasErrors(diagnostics) ? 0 : pageCount(edition),
    rendered,
    site: { name, language, origin, basePath },
  });

  const survey = await surveySite(content, edition, ledger);
  const moment = options.publish && publishTime(options.publish.time, archive, options.content, ledger);
  const early = [...survey.diagnostics, ...(moment && "diagnostic" in moment ? [moment.diagnostic] : [])];
  if (hasErrors(early)) return { result: resultOf(early) };
  const plan = planRelease(survey, program, workshop?.current, options.keepsBundles);
  const mustStage = workshop !== undefined && (workshop.changesForm || !plan.isCurrent);
  const staging = mustStage ? workshop.stage(pathsOf(survey, plan), plan) : undefined;

  const versions = [...archive.promised.earlier.values()].flatMap((earlier) =>
    earlier.map((version) => version.publication),
  );
  const wanted = new Set(plan.render.map(({ address }) => address));
  const shown = [...publications(archive), ...versions].filter(({ address }) => wanted.has(address));
  const owners = new Map(shown.map((publication) => [publication.address, publication]));
  const threads = { workers, printer: workshop?.printer };
  // Another program indexes what is searched, and few pages are printed by another thread.
  const [pages, bundles] = await allDone([
    printAll(survey, plan.render, strings, staging?.path, owners, threads, options.onProgress),
    makeBundles(staging ? plan.bundles : []),
    staging ? keepFiles(staging, plan) : Promise.resolve(),
    staging ? makeFiles(staging, plan) : Promise.resolve(),
  ]);
  const faults = pageFaults(pages, owners, lostLinks(pages, survey));
  const result = resultOf([...early, ...faults], pages.length);
  if (hasErrors(faults)) return { result };
  const time = moment && "time" in moment ? moment.time : undefined;
  const promised = { ledger, ...(time !== undefined && { publishing: publishing(ledger, survey.site(), time) }) };
  if (!staging) return { result, ...promised };
  fillStaging(staging, plan, pages, bundles);
  return { result, staging, ...promised };
}

function pageCount({ views, volumes }: WebEdition): number {
  return volumes.reduce((sum, { addresses }) => sum + addresses.length, views.length);
}

/** Where threads have made letters, they print their pages too. */
async function printAll(
  { edition, stylesheetBytes }: Survey,
  views: readonly View[],
  strings: Strings,
  folder: string | undefined,
  publicationsByAddress: ReadonlyMap<string, Publication>,
  { workers, printer }: { workers: Workers | undefined; printer: Printer | undefined },
  onProgress: BuildOptions["onProgress"],
): Promise<PrintedPage[]> {
  const order = { config: edition.config, views, stylesheetBytes, folder };
  const { printed, rest } = workers?.print(order) ?? { printed: [], rest: views };
  const own = { ...order, views: rest };
  const publicationAt = (address: string): Publication | undefined => publicationsByAddress.get(address);
  const pages = printer?.canPrint(rest)
    ? printer.print(own, publicationAt)
    : printPages(own, strings, publicationAt, { onPages: (done) => onProgress?.(done, rest.length) });
  return (await allDone([pages, ...printed])).flat();
}

/** The addresses of everything that is published, or was. */
function* addressesOf({ edition, others }: Survey): Generator<string> {
  const { moves, withdrawn } = edition.archive.promised;
  for (const { address } of edition.views) yield address;
  yield* others();
  for (const { from } of moves) yield from;
  for (const { address } of withdrawn) yield address;
}

/** Every path of a release, but for volumes that are taken over whole, and the files of bundles that are still to be made. */
function pathsOf({ edition, files }: Survey, { keep, volumes }: ReleasePlan): Set<string> {
  return new Set([
    ...edition.views.map(({ file }) => file),
    ...files.map(({ path }) => path),
    ...volumes.flatMap(({ whole, paths }) => (whole ? [] : paths)),
    ...keep.keys(),
    MANIFEST,
  ]);
}

/** The addresses that pages lead to and that are not there, each with what is said of it. */
function lostLinks(pages: readonly PrintedPage[], survey: Survey): Map<string, string> {
  const lost = new Set(pages.flatMap(({ links }) => links));
  for (const address of addressesOf(survey)) lost.delete(address);
  return new Map(Array.from(lost, (address) => [address, leadsNowhere(hrefOf(survey.edition.config, address))]));
}

/**
 * Faults of the finished pages: those of a publication's page come of what its file says.
 * @param owners the publication of each address
 * @throws when a page that no file stands behind is at fault, which is a template's
 */
function pageFaults(
  pages: readonly PrintedPage[],
  owners: ReadonlyMap<string, Publication>,
  lost: ReadonlyMap<string, string>,
): Diagnostic[] {
  return pages.flatMap(({ address, faults: own, links, overweight }) => {
    const faults = [...own, ...links.flatMap((link) => lost.get(link) ?? [])];
    if (faults.length === 0 && !overweight) return [];
    const file = owners.get(address)?.file;
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
