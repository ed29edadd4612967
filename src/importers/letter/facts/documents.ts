import type { Heading, Paragraph, Root, TableCell } from "mdast";
import { documentType, type IssueFrontMatter } from "../../core.ts";
import { linesOf, nodesOf, plainText, visit } from "../tree.ts";
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

/** Files that a letter links to, or names by their kind on a line of their own, in the order of the text. */
export function findDocuments(root: Root): Document[] {
  const found = new Map<string, Document>();
  const add = (document: Document) => {
    const key = document.url ?? document.title.toLowerCase();
    if (!found.has(key)) found.set(key, document);
  };
  const blocks: (Heading | Paragraph | TableCell)[] = [];
  visit(root, (node) => {
    if (node.type === "paragraph" || node.type === "heading" || node.type === "tableCell") blocks.push(node);
  });
  for (const block of blocks) {
    for (const line of linesOf(block)) {
      const links = line.flatMap((node) => nodesOf(node, "link"));
      for (const link of links) {
        const type = documentType(link.url);
        const title = titleOf(plainText(link));
        const named = SUFFIX.exec(plainText(link).slice(-80))?.groups?.type?.toLowerCase();
        if (!/^https?:/i.test(link.url) || (type === undefined && named === undefined)) continue;
        const ownType = type === undefined && named ? { type: FILE_TYPES[named] ?? named } : {};
        add({ title: title || nameIn(link.url), url: link.url, ...ownType });
      }
      if (links.length > 0) continue;
      const text = plainText({ type: "paragraph", children: line });
      const type = text.length <= LONGEST_TITLE ? SUFFIX.exec(text)?.groups?.type?.toLowerCase() : undefined;
      const title = titleOf(text);
      if (type !== undefined && title !== "") add({ title, type: FILE_TYPES[type] ?? type });
    }
  }
  return [...found.values()];
}

/** The title of a file, without its type and size; "" for a text without a title. */
function titleOf(text: string): string {
  const title = text
    .slice(0, LONGEST_TITLE * 2)
    .replace(SUFFIX, "")
    .trim();
  const saysNothing =
    /^(?:här|hit|länk|läs mer|ladda (?:ner|ned)|klicka här|here|download|read more|click here|pdf|https?:\S+|www\.\S+)?$/iu;
  return saysNothing.test(title) || title.length > LONGEST_TITLE ? "" : title;
}

/** The file name in an address. */
function nameIn(url: string): string {
  const name = new URL(url).pathname.split("/").at(-1) ?? "";
  try {
    return decodeURIComponent(name) || url;
  } catch {
    return name || url;
  }
}
