import { isDeepStrictEqual } from "node:util";
import type { ContentBase } from "../content/content-base.ts";
import { type LoadedContent, type LoadOptions, loadArchive } from "../content/load-archive.ts";
import { type Diagnostic, hasErrors, sortDiagnostics } from "../diagnostics.ts";
import type { ProjectFacts } from "../editions/web/eleventy/render.ts";
import type { RenderJob } from "../editions/web/eleventy/render-job.ts";
import { archiveView } from "../editions/web/views/archive-view.ts";
import { createWebEdition, type WebEdition } from "../editions/web/web-edition.ts";
import type { BuildOptions, BuildResult } from "./build-options.ts";
import type { BuildCache } from "./cache/build-cache.ts";
import { limitHeapGrowth } from "./heap.ts";
import { openLedger } from "./ledger/ledger-file.ts";
import type { KnownLedger, LedgerFile, Publishing } from "./ledger/ledger-types.ts";
import { publishing } from "./ledger/publish-events.ts";
import { publishTime } from "./ledger/publish-time.ts";
import { planRelease, type ReleasePlan } from "./plan/release-plan.ts";
import { type Survey, surveySite } from "./plan/survey.ts";
import type { Project } from "./project/project-config.ts";
import { projectFingerprint } from "./project/project-inputs.ts";
import { readTemplates, type TemplateTree } from "./project/template-tree.ts";
import type { BuildThreads } from "./render/build-threads.ts";
import { ownersOf, pageFaults } from "./render/page-faults.ts";
import { makeProjectFiles, NO_FILES, type ProjectFiles } from "./render/project-files.ts";
import { allDone } from "./render/threads.ts";
import type { LoadOrder, WorkerAnswers } from "./render/worker.ts";
import { fillStaging, keepFiles, makeFiles } from "./staging/fill-staging.ts";
import { makeBundles } from "./staging/make-bundles.ts";
import type { Staging } from "./staging/staging.ts";
import type { ReleasedFolder } from "./store/released-folder.ts";

/** Where a build writes and what it may use of earlier ones; without it nothing is written, used or kept. */
export interface Workshop {
  readonly cache: BuildCache;
  /** The folder of the cache, in which threads keep packs of their own. */
  readonly cacheFolder: string;
  /** The release that is served. */
  readonly current: ReleasedFolder | undefined;
  /** The ledger that the served release was made with. */
  readonly knownLedger: KnownLedger | undefined;
  /** Whether a release must be made even if its files are the same, as it will be served in another form. */
  readonly changesForm: boolean;
  /** What the project added to the site when the current release was made. */
  readonly knownFacts: ProjectFacts | undefined;
  /** Gets what the project adds to the site, before any of it is read. */
  onFacts(facts: ProjectFacts): void;
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
  /** The ledger events that publishing the release adds; where it is to be published. */
  readonly publishing?: Publishing;
}

/**
 * From content to a release that is ready to be switched to.
 * @param program the program's fingerprint
 * @param listed what lies in the content folder, where it was already listed
 * @returns no staging when the content has errors, when nothing is to be written, or when what is served is right already
 */
export async function makeSite(
  options: BuildOptions,
  program: string,
  project: Project,
  listed: LoadOptions["listed"],
  threads: BuildThreads,
  workshop: Workshop | undefined,
): Promise<MadeSite> {
  const { contentDir: folder, today, drafts } = options;
  const facts = threads.facts();
  // Nobody waits for it where the content has errors.
  facts.catch(() => {});
  const { ledger, diagnostics: ledgerFaults } = openLedger(folder, workshop?.knownLedger);
  const { content, diagnostics: loading } = await loadArchive(folder, {
    today,
    drafts,
    program,
    ledgerState: hasErrors(ledgerFaults) ? "unknown" : ledger?.state,
    listed,
    ...(workshop && { cache: workshop.cache }),
    ...(workshop && {
      ahead: (base: ContentBase) =>
        loadInThreads(base, threads, workshop, { folder, today, program, drafts, cache: workshop.cacheFolder }),
    }),
  });
  const diagnostics = sortDiagnostics([...ledgerFaults, ...loading]);
  if (!content || hasErrors(ledgerFaults))
    return { result: { diagnostics, pages: 0, rendered: 0, site: undefined, watched: project.files } };
  return makePages({ content, ledger, loading: diagnostics }, facts, options, { program, project, threads }, workshop);
}

/** What comes between listing the content and reading it. */
async function loadInThreads(
  base: ContentBase,
  threads: BuildThreads,
  { cache }: Workshop,
  order: Omit<LoadOrder, "paths">,
): Promise<void> {
  const paths = threads.newPaths(base, cache);
  limitHeapGrowth(paths.length);
  await threads.load(base, paths, cache, order);
}

/** What was read. */
interface Loaded {
  readonly content: LoadedContent;
  readonly ledger: LedgerFile | undefined;
  readonly loading: readonly Diagnostic[];
}

/** What pages are made with. */
interface Making {
  readonly program: string;
  readonly project: Project;
  readonly threads: BuildThreads;
}

async function makePages(
  loaded: Loaded,
  answer: Promise<WorkerAnswers["facts"]>,
  options: BuildOptions,
  making: Making,
  workshop: Workshop | undefined,
): Promise<MadeSite> {
  const { content, ledger, loading } = loaded;
  const { archive, config, strings } = content;
  const { name, language, origin, basePath } = config;
  const edition = createWebEdition(archive, config, strings, making.program);
  const planWith = (facts: ProjectFacts) => planSite(loaded, edition, facts, options, making, workshop);
  // Eleventy is still being started; what a project adds seldom changes.
  const guess = workshop?.knownFacts;
  const guessed = guess && !guess.makesFiles ? await planWith(guess) : undefined;
  const { facts, faults: configFaults } = await answer;
  const resultOf = (diagnostics: readonly Diagnostic[], rendered = 0): BuildResult => ({
    diagnostics: sortDiagnostics([...loading, ...diagnostics]),
    pages: hasErrors(diagnostics) ? 0 : pageCount(edition),
    rendered,
    site: { name, language, origin, basePath },
    watched: [...making.project.files, ...(facts?.sources ?? []), ...(facts?.copied ?? [])],
  });
  if (!facts) return { result: resultOf(configFaults) };
  const planned = guessed && isDeepStrictEqual(facts, guess) ? guessed : await planWith(facts);
  if (!planned.plan) return { result: resultOf(planned.faults) };

  const { faults: early, own, survey, templates, moment, job, plan } = planned;
  const mustStage = workshop !== undefined && (workshop.changesForm || !plan.isCurrent);
  const staging = mustStage ? workshop.stage(pathsOf(survey, plan), plan) : undefined;
  const owners = ownersOf(archive);
  const order = { stylesheetBytes: survey.stylesheetBytes, folder: staging?.path };
  const pagesJob = { ...job, views: plan.render, publicationAt: (address: string) => owners.get(address) };
  // Another program indexes what is searched, and few pages are rendered by another thread.
  const [{ pages, faults: templateFaults }, bundles, , fileFaults] = await allDone([
    making.threads.render(pagesJob, order, (done) => options.onProgress?.(done, plan.render.length)),
    makeBundles(staging ? plan.bundles : []),
    staging ? keepFiles(staging, plan) : Promise.resolve(),
    makeFiles(staging, plan),
  ]);
  const faults = [...templateFaults, ...fileFaults, ...pageFaults(pages, own.pages, owners, survey, templates)];
  const result = resultOf([...early, ...faults], pages.length);
  if (hasErrors(faults)) return { result };
  const time = moment && "time" in moment ? moment.time : undefined;
  const recorded = { ledger, ...(time !== undefined && { publishing: publishing(ledger, survey.site(), time) }) };
  if (!staging) return { result, ...recorded };
  fillStaging(staging, plan, pages, bundles);
  return { result, staging, ...recorded };
}

/** What a site consists of, and what of it must be made. */
interface PlannedSite {
  /** Warnings only. */
  readonly faults: readonly Diagnostic[];
  readonly own: ProjectFiles;
  readonly survey: Survey;
  readonly templates: TemplateTree;
  readonly moment: ReturnType<typeof publishTime> | undefined;
  readonly job: RenderJob;
  readonly plan: ReleasePlan;
}

/** @returns only what is wrong, where a site cannot be made of it */
async function planSite(
  { content, ledger }: Loaded,
  edition: WebEdition,
  facts: ProjectFacts,
  options: BuildOptions,
  { program, project, threads }: Making,
  workshop: Workshop | undefined,
): Promise<PlannedSite | { readonly faults: readonly Diagnostic[]; readonly plan?: undefined }> {
  const { archive, config, strings } = content;
  workshop?.onFacts(facts);
  const templates = readTemplates(facts.includesFolder);
  const readsArchive =
    facts.makesFiles || edition.views.some(({ template }) => templates.mentions(template, "archive"));
  const job: RenderJob = {
    config,
    strings,
    archive: readsArchive ? archiveView(archive, config, strings) : undefined,
    views: [],
    publicationAt: () => undefined,
  };
  const own = facts.makesFiles ? await makeProjectFiles(threads, job, project.config.file) : NO_FILES;
  if (hasErrors(own.faults)) return { faults: own.faults };
  const survey = await surveySite(content, edition, own.files, ledger);
  const moment = options.publish && publishTime(options.publish.time, archive, options.contentDir, ledger);
  const faults = [...survey.diagnostics, ...(moment && "diagnostic" in moment ? [moment.diagnostic] : [])];
  if (hasErrors(faults)) return { faults };
  const fingerprint = projectFingerprint(project, facts);
  const plan = planRelease(
    survey,
    { program, project: fingerprint, templates, archive: job.archive },
    workshop?.current,
    options.keepsBundles,
  );
  if (hasErrors(templates.faults())) return { faults: [...faults, ...templates.faults()] };
  return { faults, own, survey, templates, moment, job, plan };
}

function pageCount({ views, volumes }: WebEdition): number {
  return volumes.reduce((sum, { addresses }) => sum + addresses.length, views.length);
}

/** Every path of a release, but for volumes that are taken over whole, and the files of bundles that are still to be made. */
function pathsOf({ map }: Survey, { keep, volumes }: ReleasePlan): Set<string> {
  return new Set([
    ...[...map.pages, ...map.files].flatMap(({ kind, path }) => (kind === "bundle" ? [] : path)),
    ...volumes.flatMap(({ whole, paths }) => (whole ? [] : paths)),
    ...keep.keys(),
  ]);
}
