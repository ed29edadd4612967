/** Finds the files that a letter refers to. */
import { readFileSync, realpathSync, statSync } from "node:fs";
import { basename, join, relative, resolve, sep } from "node:path";
import type { SourceFile } from "../importer.ts";
import { ATTACHMENT, atMost, isWithin, LETTER_FILES, LETTER_FILES_BYTES } from "../limits.ts";
import { isPlainFile } from "./input.ts";

/** Attributes that name a file, and addresses in styles. Time: the pattern needs one pass, without backtracking. */
const IN_HTML =
  /\b(?:src|background|href|poster)\s*=\s*(?:"([^"]*)"|'([^']*)'|([^\s"'<>]+))|\burl\(\s*["']?([^"')\s]+)/gi;
const IN_MARKDOWN = /\]\(\s*(?:<([^<>\n]+)>|([^\s()<>]+))|^\s{0,3}\[[^\]\n]{1,200}\]:\s*<?([^\s<>]+)/gm;

/** Every reference in a page, with entities decoded. */
export function referencesInHtml(html: string): Set<string> {
  return matches(html, IN_HTML, withoutEntities);
}

/** Every reference in a Markdown text, also in the HTML it holds. */
export function referencesInMarkdown(markdown: string): Set<string> {
  return new Set([...matches(markdown, IN_MARKDOWN, (text) => text), ...referencesInHtml(markdown)]);
}

function matches(text: string, pattern: RegExp, clean: (reference: string) => string): Set<string> {
  const found = new Set<string>();
  for (const groups of text.matchAll(pattern)) {
    const reference = groups.slice(1).find((group) => group !== undefined);
    // Memory: `data:` addresses are not references, and as keys they would be held twice.
    if (reference && !/^\s*data:/i.test(reference)) found.add(clean(reference.trim()));
  }
  return found;
}

function withoutEntities(text: string): string {
  return text.replaceAll("&#38;", "&").replaceAll("&#x26;", "&").replaceAll("&amp;", "&");
}

/** Loads the files that are found among the references. */
export function collectFiles(
  references: Iterable<string>,
  find: (reference: string) => SourceFile | undefined,
): Map<string, SourceFile> {
  const files = new Map<string, SourceFile>();
  let bytes = 0;
  for (const reference of references) {
    const file = find(reference);
    if (!file) continue;
    files.set(reference, file);
    bytes += file.bytes.length;
    atMost(LETTER_FILES, files.size);
    atMost(LETTER_FILES_BYTES, bytes);
  }
  return files;
}

/**
 * Finds files on disk by a path relative to the letter, in its folder and below. A reference that leads out of that folder, by
 * `..`, by an absolute path or through a link, finds nothing: a letter must not publish `~/.ssh`.
 */
export function fileFinder(folder: string): (reference: string) => SourceFile | undefined {
  const root = realpathSync(folder);
  return (reference) => {
    const path = localPath(reference);
    if (path === undefined) return undefined;
    const wanted = resolve(root, path);
    const inside = relative(root, wanted);
    if (inside === "" || inside.startsWith("..") || resolve(root, inside) !== wanted) return undefined;
    if (!isPlainFile(wanted) || realpathSync(wanted) !== wanted) return undefined;
    if (!isWithin(ATTACHMENT, statSync(wanted).size)) return undefined;
    return { name: basename(wanted), bytes: readFileSync(wanted) };
  };
}

/** The path that a reference means on disk; undefined for addresses, anchors and invalid file names. */
export function localPath(reference: string): string | undefined {
  if (/^(?:[a-z][a-z0-9+.-]*:|\/|\\|#|\?|$)/i.test(reference)) return undefined;
  const path = reference.replace(/[?#].*$/s, "");
  try {
    const decoded = decodeURIComponent(path).replaceAll("\\", "/");
    return decoded.includes("\0")
      ? undefined
      : join(...decoded.split("/"))
          .split(sep)
          .join("/");
  } catch {
    return undefined;
  }
}
