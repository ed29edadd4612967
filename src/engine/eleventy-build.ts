import { mkdirSync, rmSync } from "node:fs";
import { dirname, join, relative } from "node:path";
import { type LoadedContent, loadArchive } from "../content/load-archive.ts";
import { type Diagnostic, hasErrors, sortDiagnostics } from "../diagnostics.ts";
import type { RenderJob } from "../editions/web/eleventy/render-job.ts";
import type { View } from "../editions/web/view.ts";
import { archiveView } from "../editions/web/views/archive-view.ts";
import { createWebEdition, type WebEdition } from "../editions/web/web-edition.ts";
import { assertBelow } from "../files/below.ts";
import { makeFolders } from "../files/make-folders.ts";
import { isRegular, readRegular } from "../files/regular-file.ts";
import { replaceFile } from "../files/replace-file.ts";
import type { PartialDate } from "../model/partial-date.ts";
import { filesBelow, programFingerprint } from "../program.mjs";
import { openLedger } from "./ledger/ledger-file.ts";
import type { LedgerFile } from "./ledger/ledger-types.ts";
import { unfinishedRemoval } from "./ledger/unfinished-removal.ts";
import { diagnosticsOf, fewNotes } from "./plan/file-faults.ts";
import { surveySite } from "./plan/survey.ts";
import { CONFIG_FILE } from "./project/project-config.ts";
import { readTemplates } from "./project/template-tree.ts";
import { ownersOf, pageFaults } from "./render/page-faults.ts";
import { ownFile, pageOf } from "./render/project-files.ts";
import { createPageCheck, type RenderedPage, weightOf } from "./render/render-pages.ts";
import { assertOurs, isLink } from "./store/site-folder.ts";

/** A site that Eleventy's own command builds: it renders and writes the pages, and this makes everything else. */
export class EleventyBuild {
  readonly #edition: WebEdition;
  readonly #content: LoadedContent;
  readonly #ledger: LedgerFile | undefined;
  readonly #loading: readonly Diagnostic[];
  readonly #pages: { readonly view: View; readonly html: string }[] = [];
  readonly job: RenderJob;

  private constructor(content: LoadedContent, ledger: LedgerFile | undefined, loading: readonly Diagnostic[]) {
    const { archive, config, strings } = content;
    this.#content = content;
    this.#ledger = ledger;
    this.#loading = loading;
    this.#edition = createWebEdition(archive, config, strings, programFingerprint());
    const owners = ownersOf(archive);
    this.job = {
      config,
      strings,
      archive: archiveView(archive, config, strings),
      views: [...this.#edition.views, ...this.#edition.volumes.flatMap((volume) => volume.views())],
      publicationAt: (address) => owners.get(address),
    };
  }

  /** Reads the content. @returns no build where it has errors */
  static async load(
    contentDir: string,
    options: { readonly today: PartialDate; readonly drafts: boolean },
  ): Promise<{ readonly build?: EleventyBuild; readonly diagnostics: readonly Diagnostic[] }> {
    const { ledger, diagnostics: ledgerFaults } = openLedger(contentDir);
    const ledgerState = hasErrors(ledgerFaults) ? "unknown" : ledger?.state;
    const { content, diagnostics: loading } = await loadArchive(contentDir, { ...options, ledgerState });
    const diagnostics = sortDiagnostics([...ledgerFaults, ...unfinishedRemoval(contentDir), ...loading]);
    if (!content || hasErrors(diagnostics)) return { diagnostics };
    return { build: new EleventyBuild(content, ledger, diagnostics), diagnostics };
  }

  /** Notes a page that Eleventy is about to write. */
  takePage(view: View, html: string): void {
    this.#pages.push({ view, html });
  }

  /**
   * Checks the site as a whole, and writes what is not a page.
   * @param folder where Eleventy has written
   * @returns what is wrong; with an error among it nothing is written
   */
  async finish(
    folder: string,
    { includes, project, earlier }: FinishOptions,
  ): Promise<{ readonly diagnostics: readonly Diagnostic[]; readonly written: ReadonlySet<string> }> {
    const { archive, config } = this.#content;
    const pages = new Set(this.#pages.map(({ view }) => view.file));
    const others = filesBelow(folder)
      .map((file) => relative(folder, file).replaceAll("\\", "/"))
      .filter((path) => !pages.has(path) && !earlier.has(path));
    const own = others.map((path) => ownFile(path, readRegular(join(folder, path)), project.get(path) ?? CONFIG_FILE));
    const check = createPageCheck(config.basePath);
    const survey = await surveySite(this.#content, this.#edition, own, this.#ledger);
    const rendered = this.#pages.map(
      ({ view, html }): RenderedPage => ({
        ...check(view.address, html, view.script),
        path: view.file,
        template: view.template,
        sha256: "",
        signature: "",
        overweight: weightOf(view, html, this.job.publicationAt(view.address), survey.stylesheetBytes),
      }),
    );
    const templates = readTemplates(includes);
    for (const { view } of this.#pages) templates.fingerprintOf(view.template);
    const pagesOfProject = own.flatMap((file) => pageOf(file, check) ?? []);
    const faults = [
      ...templates.faults(),
      ...pageFaults(rendered, pagesOfProject, ownersOf(archive), survey, templates),
    ];
    const published: Diagnostic[] = [];
    for (const file of survey.files) if (file.publish) published.push(...diagnosticsOf(file, await file.publish()));
    const diagnostics = sortDiagnostics([...this.#loading, ...survey.diagnostics, ...fewNotes(published), ...faults]);
    if (hasErrors(diagnostics)) return { diagnostics, written: earlier };

    const written = new Set<string>();
    const write = (path: string, content: string | Uint8Array): void => {
      assertBelow(path);
      written.add(path);
      writeIfOther(folder, path, typeof content === "string" ? Buffer.from(content) : Buffer.from(content));
    };
    const isOwn = new Set(others);
    for (const file of [...survey.files, ...survey.volumes.flatMap((volume) => volume.open().files)])
      if (!isOwn.has(file.path)) write(file.path, await file.make());
    for (const bundle of survey.bundles) for (const [path, bytes] of await bundle.make()) write(path, bytes);
    for (const path of earlier) if (!written.has(path) && !pages.has(path)) rmSync(join(folder, path), { force: true });
    return { diagnostics, written };
  }
}

export interface FinishOptions {
  /** The project's own folder of templates. */
  readonly includes: string;
  /** The template of each page of the project, by the page's path in the folder. */
  readonly project: ReadonlyMap<string, string>;
  /** What an earlier build of this process wrote, pages aside: what is no longer part of the site is removed. */
  readonly earlier: ReadonlySet<string>;
}

function writeIfOther(folder: string, path: string, bytes: Buffer): void {
  const file = join(folder, path);
  if (isRegular(file) && readRegular(file).equals(bytes)) return;
  makeFolders(folder, dirname(path));
  replaceFile(file, bytes);
}

/**
 * Makes an output folder ready for Eleventy, which writes over files in place: releases share theirs, so none may remain.
 * @throws {ForeignFolderError} when the folder holds something that Brevarkiv did not write
 */
export function emptyOutput(folder: string): void {
  if (isLink(folder)) throw new Error(`${folder} is a link to the release that is served; name another with --output`);
  assertOurs(folder, folder);
  rmSync(folder, { recursive: true, force: true });
  mkdirSync(folder, { recursive: true });
}
