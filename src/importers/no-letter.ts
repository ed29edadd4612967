/** What lies in a folder of letters and is none: parts of a site. A file that the user names is not asked. */
import { dirname, extname } from "node:path";
import type { Input } from "./importer.ts";
import { decode } from "./sources/decode.ts";
import { isPlainFile, stemOf } from "./sources/input.ts";
import { localPath, referencesInHtml, referencesInMarkdown } from "./sources/references.ts";

/** Folders of site generators and package managers. */
const FOLDERS: ReadonlySet<string> = new Set(
  "node_modules _layouts layouts _includes _sass _plugins _data archetypes themes shortcodes partials".split(" "),
);
/** Settings, scripts and templates, some of which begin with what looks like front matter. */
const PROGRAMS =
  /^\.(?:ya?ml|toml|json5|ini|cfg|conf|lock|[cm]?[jt]sx?|vue|svelte|py|rb|go|php|sh|bat|ps1|css|s[ac]ss|less|njk|liquid|hbs|mustache|ejs|pug|haml|erb|tmpl|gohtml|xslt?)$/i;
const ABOUT_THE_SITE =
  /^(?:readme|licen[cs]e|copying|changelog|changes|history|contributing|code[_-]of[_-]conduct|security|support|authors|codeowners|todo|404|robots|_sidebar|_navbar)$/i;
const INDEX = /^(?:index|default|home|archives?|arkiv|contents|toc|summary)$/i;
/** Code that only layouts and lists have. Letters may have shortcodes. */
const TEMPLATE =
  /\{%-?\s*(?:for|extends|block|macro)\s|\{\{-?\s*(?:content\b|yield\b|define\s|block\s|range\s|with\s|partial\s|template\s|\.(?:Content|Site|Page|Title|Render|Inner|Params|Pages|Permalink|Data)\b)/;
const CODE = /```[\s\S]{0,5000}?```|`[^`\n]*`|<(?:code|pre)\b[\s\S]{0,5000}?<\/(?:code|pre)>/gi;

/** Whether a folder holds parts of a site, by its name. */
export function isFolderOfSite(name: string): boolean {
  return FOLDERS.has(name);
}

/** Why a file in a folder is no letter though it may look like one. */
export function whyNoLetter(input: Input): string | undefined {
  const { path, head } = input;
  const stem = stemOf(path);
  if (PROGRAMS.test(extname(path))) return "settings, scripts or templates of a site";
  if (!/\.(?:html?|xhtml|md|markdown|mdown|mkdn?|mdx|txt|)$/i.test(extname(path))) return undefined;
  if (ABOUT_THE_SITE.test(stem)) return "about the site or the folder";
  const text = decode(head);
  if (TEMPLATE.test(text.replace(CODE, ""))) return "templates of a site";
  return INDEX.test(stem) && isListOfPages(input, text) ? "lists of pages" : undefined;
}

/** Whether most words of a page are links to files beside or below it. */
function isListOfPages({ path }: Input, text: string): boolean {
  const references = [...referencesInMarkdown(text), ...referencesInHtml(text)];
  const pages = new Set(references.filter((reference) => /(?:\.(?:html?|md|markdown)|\/)(?:[?#]|$)/i.test(reference)));
  const there = [...pages].filter((reference) => leadsToPage(dirname(path), reference));
  return there.length >= FEWEST_PAGES && wordsOf(withoutLinks(text)) <= wordsOf(text) / 2;
}

const FEWEST_PAGES = 3;

function leadsToPage(folder: string, reference: string): boolean {
  const path = localPath(reference);
  if (path === undefined || path.startsWith("..")) return false;
  return [path, `${path}/index.html`, `${path}/index.md`].some((each) => isPlainFile(`${folder}/${each}`));
}

function withoutLinks(text: string): string {
  return text.replace(/\[[^[\]\n]{0,500}\]\([^()\n]{0,500}\)|<a\b[^<>]*>[^<]{0,500}<\/a>/gi, " ");
}

function wordsOf(text: string): number {
  const visible = text.replace(
    /<(?:style|script|head)\b[\s\S]{0,5000}?<\/(?:style|script|head)>|<[^<>]*>|\]\([^()\n]*\)/gi,
    " ",
  );
  return visible.match(/[\p{L}\p{N}]+/gu)?.length ?? 0;
}
