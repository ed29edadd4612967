import type { PhrasingContent, Root, RootContent } from "mdast";
import { type IssueFrontMatter, publishedType } from "../../core.ts";
import { decoded } from "../../links/decoded.ts";
import { linesOf, nodesOf, plainText, visit } from "../tree.ts";
import { kindOf, nameOf } from "./blocks.ts";
import { FILE_TYPES } from "./fact-rules.ts";

type Document = NonNullable<IssueFrontMatter["documents"]>[number];

const TYPES = Object.keys(FILE_TYPES)
  .sort((one, other) => other.length - one.length)
  .join("|");
/** ", pdf", " (pdf, 592 kB)", " [PDF]", ", pdf, 12 sidor" at the end of the name of a file. */
const SUFFIX = new RegExp(
  `(?:,\\s?|\\s?[([]\\s?|\\s[–-]\\s)(?:(?:öppnas i nytt fönster|\\d+ (?:sidor|pages)),\\s?)?(?<type>${TYPES})(?:-(?:fil|dokument|format))?(?:,?\\s[\\d.,]{1,8}\\s?(?:kb|mb|kilobyte|megabyte))?(?:,?\\s\\d{1,4}\\s(?:sidor|pages|s\\.|pp\\.?))?\\s?[)\\]]?\\.?$`,
  "iu",
);
const LONGEST_TITLE = 200;

/** Words that name no file, one or more of them alone: "läs mer", "here". */
const EMPTY_WORDS = new Set(
  (
    "här hit den det mer information länk länken läs mer hela se ladda ner ned hämta öppna klicka på fil filen dokument dokumentet pdf " +
    "here link information read more full see view download open get click tap on the a an file document it"
  ).split(" "),
);
/** What points at something instead of naming it: "that data", "den här rapporten". */
const POINTS =
  /^(?:this|that|these|those|here|it|they|denna|detta|dessa|(?:den|det|de) (?:här|där)|här|hit)(?!\p{L})/iu;
/** A button: "Ladda ner rapporten" asks for something, and names it in passing. */
const ASKS =
  /^(?:läs|se|ladda (?:ner|ned)|hämta|öppna|klicka|anmäl|read|see|view|download|open|get|click|sign|register|find|check)(?!\p{L})/iu;

/**
 * Files that a letter names as documents: links below a heading for documents, links and lines that say the type ("Plan, pdf"), and
 * links alone on their line. A link in running text names its place in the sentence, not the file.
 * @returns the documents in the order of the text
 */
export function findDocuments(root: Root): Document[] {
  const found = new Map<string, Document>();
  const add = (document: Document) => {
    const key = document.url ?? document.title.toLowerCase();
    if (!found.has(key)) found.set(key, document);
  };
  let isBlock = false;
  for (const node of root.children) {
    const name = nameOf(node);
    if (name !== undefined) isBlock = kindOf(name) === "documents";
    for (const line of linesBelow(node)) for (const document of documentsIn(line, isBlock)) add(document);
  }
  return [...found.values()];
}

function linesBelow(top: RootContent): PhrasingContent[][] {
  const lines: PhrasingContent[][] = [];
  visit({ type: "root", children: [top] }, (node) => {
    if (node.type === "paragraph" || node.type === "heading" || node.type === "tableCell") lines.push(...linesOf(node));
  });
  return lines;
}

function documentsIn(line: PhrasingContent[], isBlock: boolean): Document[] {
  const whole = plainText({ type: "paragraph", children: line });
  const links = line.flatMap((node) => nodesOf(node, "link"));
  if (links.length === 0) {
    const type = whole.length <= LONGEST_TITLE ? typeNamedIn(whole) : undefined;
    const title = documentTitle(whole);
    return type !== undefined && title !== "" ? [{ title, type: FILE_TYPES[type] ?? type }] : [];
  }
  return links.flatMap((link) => {
    const text = plainText(link);
    const type = publishedType(link.url);
    const named = typeNamedIn(text);
    if (!/^https?:/i.test(link.url) || (type === undefined && named === undefined)) return [];
    const isAlone = links.length === 1 && documentTitle(whole) === documentTitle(text);
    const isNamed = isBlock || named !== undefined || (isAlone && (typeNamedIn(whole) || !ASKS.test(text)));
    const title = documentTitle(text) || (isBlock ? nameIn(link.url) : "");
    if (!isNamed || title === "") return [];
    return [{ title, url: link.url, ...(type === undefined && named && { type: FILE_TYPES[named] ?? named }) }];
  });
}

function typeNamedIn(text: string): string | undefined {
  return SUFFIX.exec(text.slice(-80))?.groups?.type?.toLowerCase();
}

/** The title of a file in the words of its link, without type and size; "" where they only point at it: "that data", "here". */
export function documentTitle(text: string): string {
  const title = text
    .slice(0, LONGEST_TITLE * 2)
    .replace(SUFFIX, "")
    .trim();
  const words = title.toLowerCase().match(/[\p{L}\p{N}]+/gu) ?? [];
  const saysNothing =
    !/\p{L}{2}/u.test(title) ||
    /^(?:https?:|www\.)\S+$/iu.test(title) ||
    POINTS.test(title) ||
    words.every((word) => EMPTY_WORDS.has(word));
  return saysNothing || title.length > LONGEST_TITLE ? "" : title;
}

/** The file name in an address. */
function nameIn(url: string): string {
  return decoded(new URL(url).pathname.split("/").at(-1) ?? "") || url;
}
