import { readFileSync } from "node:fs";
import { checkBudgets, type WeighedPage } from "../checks/budgets.ts";
import { type BuiltPage, checkBuiltPages } from "../checks/built-pages.ts";
import type { Config } from "../config.ts";
import { type LoadedContent, loadArchive } from "../content/load-archive.ts";
import { type Diagnostic, hasErrors, sortDiagnostics } from "../diagnostics.ts";
import { sha256 } from "../digest.ts";
import { webDocuments } from "../editions/web/documents/documents.ts";
import { type RenderedView, renderViews } from "../editions/web/render.ts";
import { stylesheet } from "../editions/web/stylesheet.ts";
import { createWebEdition, type WebEdition } from "../editions/web/web-edition.ts";
import { publications } from "../model/indexes.ts";
import { joinAddress } from "../model/permalink.ts";
import { parseAhead } from "./ahead.ts";
import type { BuildMemory } from "./build-memory.ts";
import type { BuildOptions, BuildResult } from "./build-site.ts";
import { checkLinks } from "./check-links.ts";
import { type OwnedPath, pathCollisions } from "./path-collisions.ts";
import { planRendering, reusable } from "./plan.ts";
import { attachmentsOf, type OtherFile, otherFiles, publicFiles } from "./site-files.ts";
import { MARKER, MARKER_TEXT } from "./site-folder.ts";
import type { KnownFolder, PlannedFile } from "./stage-release.ts";

/** The file of a release that names every other with its SHA-256, as `sha256sum -c` reads it. */
const MANIFEST = "manifest-sha256.txt";

/**
 * Everything up to the disk.
 * @param program stands for the program itself
 * @param memory what earlier builds learned; undefined neither uses nor keeps anything
 * @param current the release that is served
 * @returns no plan when the content has errors
 */
export async function makeSite(
  options: BuildOptions,
  program: string,
  memory: BuildMemory | undefined,
  current: KnownFolder | undefined,
): Promise<{ result: BuildResult; plan?: PlannedFile[] }> {
  const { content, diagnostics: loading } = await loadArchive(options.content, {
    today: options.today,
    drafts: options.drafts,
    program,
    ...(memory && { memory, ahead: parseAhead(memory, { folder: options.content, today: options.today, program }) }),
  });
  if (!content) return { result: { diagnostics: loading, pages: 0, rendered: 0, site: undefined } };

  const { archive, config, strings } = content;
  const edition = createWebEdition(archive, config, strings);
  const copied = { public: publicFiles(), attachments: attachmentsOf(archive), files: archive.files };
  const copies = [...copied.public, ...copied.attachments, ...copied.files].map(({ address }) => address);
  const links = checkLinks(content, edition, copies);
  if (hasErrors(links)) {
    const diagnostics = sortDiagnostics([...loading, ...links]);
    return { result: { diagnostics, pages: 0, rendered: 0, site: siteOf(config) } };
  }

  const css = await stylesheet(config);
  // The stylesheet is no part of a page, but the two share a budget.
  const shared = sha256([program, JSON.stringify(config), css].join("\n"));
  const { fingerprints, render, keep } = planRendering(edition, shared, current);
  // Read before templates ask for them, so that one that is damaged is known for what it is and not as a template's fault.
  for (const { detail } of render) if ("article" in detail) void detail.article.html;
  const pages = await renderViews(edition, render, (done) => options.onProgress?.(done, render.length));
  const files = otherFiles(css, webDocuments(edition), copied);
  const weights = checkBudgets(weighedLetters(content, pages), css);
  const faults = pageFaults(pages, config, content, edition, files);
  const clashes = pathCollisions(ownedPaths(content, edition, files));
  const diagnostics = sortDiagnostics([...loading, ...links, ...clashes, ...weights, ...faults]);
  const result = { diagnostics, pages: edition.views.length, rendered: pages.length, site: siteOf(config) };
  if (hasErrors(diagnostics)) return { result };

  const plan = [
    ...[...keep].map(([path, { fingerprint, sha256 }]): PlannedFile => ({ path, fingerprint, sha256 })),
    ...pages.map(({ view, html }) => planned(view.file, fingerprints.get(view.file) ?? "", html)),
    ...[...files, { path: MARKER, content: { text: MARKER_TEXT } }].map((file) => plannedOther(file, current)),
  ].sort((a, b) => (a.path < b.path ? -1 : 1));
  return { result, plan: [...plan, plannedOther({ path: MANIFEST, content: { text: manifest(plan) } }, current)] };
}

function siteOf({ name, language, origin, basePath, embedding }: Config): BuildResult["site"] {
  return { name, language, origin, basePath, embedding };
}

function planned(path: string, fingerprint: string, text: string): PlannedFile {
  return { path, fingerprint, sha256: sha256(text), content: { text } };
}

/** A file that is made without rendering: its own hash tells whether the current release has it. */
function plannedOther({ path, content }: OtherFile, current: KnownFolder | undefined): PlannedFile {
  const hash = sha256("text" in content ? content.text : readFileSync(content.copyOf));
  const released = reusable(current, path, hash);
  return released ? { path, fingerprint: hash, sha256: hash } : { path, fingerprint: hash, sha256: hash, content };
}

function manifest(plan: readonly PlannedFile[]): string {
  return plan.map(({ path, sha256 }) => `${sha256}  ${path}\n`).join("");
}

/** Every path of the release, with the content file that asks for it where there is one. */
function ownedPaths({ archive }: LoadedContent, edition: WebEdition, files: readonly OtherFile[]): OwnedPath[] {
  const owners = new Map<string, string>();
  for (const { file, address, aliases } of publications(archive)) {
    for (const claimed of [address, ...aliases]) owners.set(joinAddress(claimed), file);
  }
  return [
    { path: MARKER },
    { path: MANIFEST },
    ...edition.views.map(({ file: path, address }) => withOwner(path, owners.get(address))),
    ...files.map(({ path, owner }) => withOwner(path, owner)),
  ];
}

function withOwner(path: string, owner: string | undefined): OwnedPath {
  return owner === undefined ? { path } : { path, owner };
}

/** The pages that the budget is for. */
function weighedLetters({ archive: { issues } }: LoadedContent, pages: readonly RenderedView[]): WeighedPage[] {
  const byAddress = new Map(issues.map((issue) => [issue.address, issue]));
  return pages.flatMap(({ view: { address }, html }) => {
    const issue = byAddress.get(address);
    return issue ? [{ file: issue.file, address, html, words: issue.body.words }] : [];
  });
}

/**
 * Faults of the finished pages: those of a publication's page come of what its file says.
 * @throws when a page that no file stands behind is at fault, which is a template's
 */
function pageFaults(
  rendered: readonly RenderedView[],
  config: Config,
  { archive }: LoadedContent,
  edition: WebEdition,
  files: readonly OtherFile[],
): Diagnostic[] {
  const pages = rendered.map(({ view, html }): BuiltPage => ({ address: view.address, html }));
  const known = new Set([...edition.views.map(({ address }) => address), ...files.map(({ path }) => `/${path}`)]);
  const owners = new Map(publications(archive).map(({ address, file }) => [address, file]));
  return checkBuiltPages(pages, config.basePath, known).map(({ address, fault }) => {
    const file = owners.get(address);
    if (file === undefined) throw new Error(`the templates made a faulty page: ${address}: ${fault}`);
    const hint = "look for something unusual in the text, such as a footnote in a footnote";
    return {
      file,
      line: 1,
      column: 1,
      severity: "error",
      rule: "page",
      message: `on the finished page ${fault}`,
      hint,
    };
  });
}
