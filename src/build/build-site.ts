import { checkBudgets, type WeighedPage } from "../checks/budgets.ts";
import { checkBuiltPages } from "../checks/built-pages.ts";
import { anchorsOf, checkContentLinks, type KnownAddresses } from "../checks/content-links.ts";
import type { Config } from "../config.ts";
import { type LoadedContent, type LoadOptions, loadArchive } from "../content/load-archive.ts";
import { type Diagnostic, hasErrors, sortDiagnostics } from "../diagnostics.ts";
import { webDocuments } from "../editions/web/documents/documents.ts";
import { type RenderedView, renderViews } from "../editions/web/render.ts";
import { stylesheet } from "../editions/web/stylesheet.ts";
import { createWebEdition, type WebEdition } from "../editions/web/web-edition.ts";
import type { Archive } from "../model/archive.ts";
import { publications } from "../model/indexes.ts";
import { assertOurs, type SiteFile, writeSite } from "./output-folder.ts";
import { attachmentsOf, publicFiles, siteFiles } from "./site-files.ts";

export interface BuildOptions extends LoadOptions {
  readonly content: string;
  /** The folder to write; undefined checks everything and writes nothing. */
  readonly output: string | undefined;
  /** Is told how many of how many pages are rendered. */
  readonly onProgress?: (done: number, total: number) => void;
}

export interface BuildResult {
  /** Sorted. With an error among them nothing was written. */
  readonly diagnostics: readonly Diagnostic[];
  /** Pages rendered. */
  readonly pages: number;
  /** Undefined when the content could not be loaded. */
  readonly config: Config | undefined;
}

/**
 * From content to site: load, render, check, write.
 * @throws {ForeignFolderError} when the output folder is not ours; any other error is a fault of ours or of the disk
 */
export async function buildSite(options: BuildOptions): Promise<BuildResult> {
  if (options.output !== undefined) await assertOurs(options.output);
  const { content, diagnostics: loading } = await loadArchive(options.content, options);
  if (!content) return { diagnostics: loading, pages: 0, config: undefined };

  const { archive, config, strings } = content;
  const edition = createWebEdition(archive, config, strings);
  const copied = { public: await publicFiles(), attachments: attachmentsOf(archive), files: archive.files };
  const documents = webDocuments(edition);
  const links = checkLinks(
    content,
    edition,
    [...copied.public, ...copied.attachments, ...copied.files].map(({ address }) => address),
  );
  if (hasErrors(links)) return { diagnostics: sortDiagnostics([...loading, ...links]), pages: 0, config };

  const total = edition.views.length;
  const pages = await renderViews(edition, (done) => options.onProgress?.(done, total));
  const css = await stylesheet(config);
  const { files, diagnostics: collisions } = siteFiles(pages, css, documents, copied);
  const letters = weighedLetters(archive, pages);
  const diagnostics = sortDiagnostics([...loading, ...links, ...collisions, ...checkBudgets(letters, css)]);
  assertSoundPages(
    pages.map(({ view, html }) => ({ address: view.address, html })),
    config,
    files,
  );

  if (options.output !== undefined && !hasErrors(diagnostics)) await writeSite(options.output, files);
  return { diagnostics, pages: total, config };
}

/** The pages that the budget is for. */
function weighedLetters({ issues }: Archive, pages: readonly RenderedView[]): WeighedPage[] {
  const byAddress = new Map(issues.map((issue) => [issue.address, issue]));
  return pages.flatMap(({ view: { address }, html }) => {
    const issue = byAddress.get(address);
    return issue ? [{ file: issue.file, address, html, words: issue.body.words }] : [];
  });
}

function checkLinks(content: LoadedContent, edition: WebEdition, files: readonly string[]): Diagnostic[] {
  const { archive, siteFile, siteLinks } = content;
  const all = publications(archive);
  const pages = edition.views.filter(({ detail }) => detail.kind !== "moved" || detail.temporary);
  const known: KnownAddresses = {
    addresses: new Set([...pages.map(({ address }) => address), ...files]),
    moved: new Map(
      edition.views.flatMap(({ address, detail }) => (detail.kind === "moved" ? [[address, detail.to.address]] : [])),
    ),
    anchors: new Map(all.map((publication) => [publication.address, anchorsOf(publication)])),
  };
  const sources = all.map(({ file, address, body }) => ({ file, address, links: body.links }));
  return checkContentLinks([...sources, { file: siteFile, address: "/", links: siteLinks }], known);
}

/** @throws when a template wrote something that leads nowhere or is not allowed: a fault of ours, whatever the content */
function assertSoundPages(
  pages: readonly { address: string; html: string }[],
  config: Config,
  files: readonly SiteFile[],
): void {
  const faults = checkBuiltPages(pages, config.basePath, new Set(files.map(({ path }) => `/${path}`)));
  if (faults.length > 0) throw new Error(`the templates made faulty pages:\n${faults.slice(0, 20).join("\n")}`);
}
