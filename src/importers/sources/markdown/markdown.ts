import { basename, dirname, resolve, sep } from "node:path";
import { sha256 } from "../../core.ts";
import type { Importer, Input, Reading, Repair, SourceLetter } from "../../importer.ts";
import { calendarDay } from "../dates.ts";
import { decode, encodingRepairs, isText } from "../decode.ts";
import { eachFile, stemOf } from "../input.ts";
import { collectFiles, fileFinder, referencesInMarkdown } from "../references.ts";
import { type MarkdownFacts, readFacts } from "./facts.ts";
import { formOf, type MarkdownFile, splitFrontMatter } from "./split-front-matter.ts";

/** Markdown, as Hugo, Jekyll, Eleventy and Pelican have it with front matter, and without any. */
export const markdown: Importer = {
  kind: "markdown",
  label: "Markdown",
  detect: isMarkdown,
  read: (input) => eachFile(input, isMarkdown, readLetter),
};

/** Without front matter only the name says that a text is Markdown. */
function isMarkdown({ head, isFolder, path }: Input): boolean {
  if (isFolder) return false;
  return formOf(head) !== undefined || (NAMES.test(path) && isText(head) && /[\p{L}\p{N}]/u.test(decode(head)));
}

const NAMES = /\.(?:md|markdown|mdown|mkdn?)$/i;

function* readLetter(input: Input): Iterable<Reading> {
  const bytes = input.bytes();
  const text = decode(bytes).replace(/\r\n?/g, "\n");
  const form = formOf(input.head);
  const { facts: written, body, repeated } = form ? splitFrontMatter(text, form) : withoutFrontMatter(text);
  const { name, language } = nameOf(input.path);
  const facts = readFacts(written, language ?? "sv");
  // Jekyll keeps drafts in a folder of their own, and Hugo the page of a folder in a file of its own.
  const words = { ...facts.words, folder: basename(dirname(input.path)), file: fileStem(input.path) };
  const known = { ...facts, repairs: [...facts.repairs, ...repeated.map(repeatedKey)] };
  yield { letter: letterOf(input, bytes, known, body, { name, language }), publicity: { source: "markdown", words } };
}

/** @throws where front matter begins and does not end: its words would stand in the letter */
function withoutFrontMatter(text: string): MarkdownFile {
  if (/^(?:---|\+\+\+)[ \t]*\n[ \t]*["\w-]{1,40}[ \t]*[:=]/.test(text))
    throw new Error("line 1: the front matter is never closed; write --- on a line of its own after it");
  return { facts: {}, body: text, repeated: [] };
}

function repeatedKey(line: string): Repair {
  return { rule: "facts-unclear", about: line };
}

/** Hugo keeps a letter with pictures as `hostbrev/index.md`, and one in several languages as `hostbrev.sv.md`. */
function nameOf(path: string): { name: string; language: string | undefined } {
  const stem = fileStem(path);
  return { name: stem === "index" ? basename(dirname(path)) : stem, language: LANGUAGE.exec(stemOf(path))?.[1] };
}

const LANGUAGE = /(?<=.)\.([a-z]{2})$/;

function fileStem(path: string): string {
  return stemOf(path).replace(LANGUAGE, "");
}

function letterOf(
  { path }: Input,
  bytes: Uint8Array,
  known: MarkdownFacts,
  body: string,
  named: ReturnType<typeof nameOf>,
): SourceLetter {
  // Jekyll dates a letter by the name of its file.
  const date = known.date ?? calendarDay(named.name);
  const language = known.language ?? named.language;
  const name = named.name;
  const { title: subject, summary: preheader, sender } = known;
  return {
    place: path,
    name,
    kind: "markdown",
    ...(date && { identity: identityOf(path, date.slice(0, 10), known.facts.slug ?? name) }),
    source: { system: "markdown", ...(sender && { sender }), file: basename(path) },
    original: bytes,
    originalName: basename(path),
    ...(subject && { subject }),
    ...(date && { date }),
    ...(preheader && { preheader }),
    ...(language && { language }),
    recipients: [],
    body: { format: "markdown", content: body.replace(/^\n+/, "") },
    ...(Object.keys(known.facts).length > 0 && { facts: known.facts }),
    files: collectFiles(referencesInMarkdown(body), fileFinder(dirname(path))),
    attachments: [],
    repairs: [...known.repairs, ...templateRepairs(body), ...encodingRepairs(body)],
  };
}

/** How many folders make two files of one name and date different letters: `content/en/posts`. */
const FOLDERS = 3;

/** The folders are part of it, as languages and groups of readers have one each; hashed, as a path can name a person. */
function identityOf(path: string, date: string, name: string): string {
  const folders = dirname(resolve(path)).split(sep).slice(-FOLDERS).join("/");
  const language = LANGUAGE.exec(stemOf(path))?.[0] ?? "";
  return `markdown:${date}/${name.replace(/^\d{4}-\d\d-\d\d-/, "")}${language}#${sha256(folders).slice(0, 8)}`;
}

/** Shortcodes of Hugo, and Liquid. They are never run; a person must replace them. */
const TEMPLATE = /\{\{[<%][^{}\n]{0,500}[>%]\}\}|\{%[^{}\n]{0,500}%\}|\{\{[^{}\n]{0,500}\}\}/g;
const MOST_TEMPLATES = 20;

function templateRepairs(body: string): Repair[] {
  const found = new Set<string>();
  for (const [template] of body.matchAll(TEMPLATE)) {
    found.add(template);
    if (found.size === MOST_TEMPLATES) break;
  }
  return [...found].map((template) => ({ rule: "facts-unclear", about: template, find: template }));
}
