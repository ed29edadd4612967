import type { Config } from "../config.ts";
import { type Diagnostic, hasErrors, sortDiagnostics } from "../diagnostics.ts";
import type { Archive, Attachment, InternalLink, Issue, NewsArticle, Page, Publication } from "../model/archive.ts";
import { newestFirst } from "../model/indexes.ts";
import type { PartialDate } from "../model/partial-date.ts";
import { addressKey } from "../model/permalink.ts";
import type { Strings } from "../strings/strings.ts";
import { ContentFiles } from "./content-files.ts";
import { readSiteFile, resolveConfig } from "./load-config.ts";
import { createMarkdownRenderer } from "./markdown.ts";
import { type ParsedPublication, parsePublication } from "./parse-publication.ts";
import { loadRegisters } from "./registers.ts";
import { resolvePublication } from "./resolve-publication.ts";
import { createTargetResolver } from "./targets.ts";

export interface LoadOptions {
  /** The day on which the content is checked: a later date needs `draft: true`. Never shows in the output. */
  readonly today: PartialDate;
  /** Whether drafts are part of the archive, as in a preview. */
  readonly drafts: boolean;
}

/** Everything that content/ says. */
export interface LoadedContent {
  readonly archive: Archive;
  readonly config: Config;
  readonly strings: Strings;
  /** The internal links of site.yaml, for the link check. */
  readonly siteLinks: readonly InternalLink[];
  /** The name of site.yaml in diagnostics. */
  readonly siteFile: string;
}

const KIND_OF_FOLDER: Readonly<Record<string, Publication["kind"]>> = { issues: "issue", news: "news", pages: "page" };
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
  const files = await listFiles(folder);
  if ("diagnostic" in files) return { diagnostics: [files.diagnostic] };
  const diagnostics: Diagnostic[] = [...files.diagnostics];
  const [{ site, diagnostics: siteDiagnostics }, { registers, diagnostics: registerDiagnostics }] = await Promise.all([
    readSiteFile(files),
    loadRegisters(files),
  ]);
  diagnostics.push(...siteDiagnostics, ...registerDiagnostics);
  if (!site) return { diagnostics: sortDiagnostics(diagnostics) };

  const language = site.fields.language;
  const context = { language, paths: site.strings.paths, newsBase: site.newsBase, today: options.today };
  const parsed: ParsedPublication[] = [];
  for (const path of files.paths) {
    const kind = KIND_OF_FOLDER[path.split("/")[0] ?? ""];
    if (!kind || !path.endsWith(".md")) continue;
    const file = files.display(path);
    const text = await files.text(path);
    if ("problem" in text) {
      diagnostics.push({ file, ...text.problem });
      continue;
    }
    const result = parsePublication(kind, path, file, text.text, context);
    diagnostics.push(...result.diagnostics);
    if (result.publication) parsed.push(result.publication);
  }
  diagnostics.push(...addressCollisions(parsed));

  const published = parsed.filter(({ fields }) => options.drafts || !fields.draft);
  const targets = createTargetResolver({
    files,
    addresses: new Map(published.map(({ path, address }) => [path, address])),
    origin: site.origin,
    basePath: site.basePath,
    language,
  });
  const renderMarkdown = createMarkdownRenderer();
  const resolved = parsed.map((publication) => {
    const result = resolvePublication(publication, {
      registers,
      targets,
      renderMarkdown,
      language,
      words: site.strings.markdown,
    });
    diagnostics.push(...result.diagnostics);
    return result.publication;
  });
  const {
    config,
    links: siteLinks,
    diagnostics: configDiagnostics,
  } = resolveConfig(site, registers, targets, renderMarkdown);
  diagnostics.push(...configDiagnostics);
  if (hasErrors(diagnostics)) return { diagnostics: sortDiagnostics(diagnostics) };

  const visible = resolved.filter((publication) => options.drafts || !publication.draft);
  const archive: Archive = {
    issues: visible.filter((publication): publication is Issue => publication.kind === "issue").sort(newestFirst),
    news: visible.filter((publication): publication is NewsArticle => publication.kind === "news").sort(newestFirst),
    pages: visible.filter((publication): publication is Page => publication.kind === "page").sort(byOrder),
    organisations: registers.organisations,
    topics: registers.topics,
    people: registers.people,
    files: siteFiles(files),
  };
  return {
    content: { archive, config, strings: site.strings, siteLinks, siteFile: site.file },
    diagnostics: sortDiagnostics(diagnostics),
  };
}

async function listFiles(folder: string): Promise<ContentFiles | { diagnostic: Diagnostic }> {
  try {
    return await ContentFiles.list(folder);
  } catch (error) {
    if (!["ENOENT", "ENOTDIR", "EACCES"].includes((error as NodeJS.ErrnoException).code ?? "")) throw error;
    const message = "the content folder cannot be read";
    return {
      diagnostic: {
        file: folder,
        line: 1,
        column: 1,
        severity: "error",
        rule: "content-folder",
        message,
        hint: "name it with --content DIR",
      },
    };
  }
}

/** Two files with one address, and old addresses that something else already stands at. */
function addressCollisions(parsed: readonly ParsedPublication[]): Diagnostic[] {
  const owners = new Map<string, ParsedPublication>();
  const diagnostics: Diagnostic[] = [];
  const refuse = (
    publication: ParsedPublication,
    path: readonly (string | number)[],
    message: string,
    hint: string,
  ): void => {
    diagnostics.push({
      file: publication.file,
      ...publication.locate(path),
      severity: "error",
      rule: "duplicate-address",
      message,
      hint,
    });
  };
  for (const publication of parsed) {
    const owner = owners.get(addressKey(publication.address));
    if (owner)
      refuse(
        publication,
        ["slug"],
        `${publication.address} is already the address of ${owner.file}`,
        "give one of them another slug",
      );
    else owners.set(addressKey(publication.address), publication);
  }
  for (const publication of parsed) {
    for (const [index, alias] of (publication.fields.aliases ?? []).entries()) {
      const owner = owners.get(addressKey(alias));
      if (owner)
        refuse(
          publication,
          ["aliases", index],
          `${alias} already leads to ${owner.file}`,
          "remove it from one of them",
        );
      else owners.set(addressKey(alias), publication);
    }
  }
  return diagnostics;
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
