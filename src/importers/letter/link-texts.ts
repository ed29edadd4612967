import type { Link, Root } from "mdast";
import type { Repair } from "../importer.ts";
import { treeToMarkdown } from "../markdown/tree-to-markdown.ts";
import { nodesOf, paragraph, plainText } from "./tree.ts";

/** Link texts that mean nothing without the words around them (WCAG 2.4.9). */
const SAYS_NOTHING = new Set(
  `här|hit|länk|länken|denna länk|den här länken|via länken|läs mer|läs mer här|läs här|läs vidare|mer|mer info|mer information|klicka här|
  klicka|se mer|visa mer|mer här|till sidan|webbplats|hemsida|anmäl dig|anmälan|anmäl dig här|ladda ner|ladda ned|fortsätt läsa|läs hela|
  here|click here|click|link|this link|read more|more|learn more|see more|more info|more information|continue reading|read on|
  find out more|download|website|this page|details`
    .split("|")
    .map((text) => text.trim()),
);

/** Links with a meaningless text: "här", "läs mer", a bare web address. E-mail addresses are fine. */
export function linkTextRepairs(root: Root): Repair[] {
  const links = nodesOf(root, "link").filter(
    (link) => !/^(?:mailto|tel):/i.test(link.url) && saysNothing(plainText(link)),
  );
  // Time: written in one text, as a writer is made for each. No link is empty or holds an empty line.
  const children = links.map((link) => paragraph([link]));
  const markdown = treeToMarkdown({ type: "root", children }).trim().split("\n\n");
  return links.map((link, index) => {
    const text = plainText(link);
    const about = isAddress(text) ? text : `${text} (${link.url})`;
    return { rule: "link-text" as const, about, find: findable(link, markdown[index] ?? "") };
  });
}

function saysNothing(text: string): boolean {
  return isAddress(text) || SAYS_NOTHING.has(text.toLowerCase().replace(/[\s.!:…»>→›-]+$/u, ""));
}

function isAddress(text: string): boolean {
  return /^(?:https?:\/\/|www\.)\S+$/i.test(text);
}

/** A link as written in the file: a text as short as "här" is also part of other words and addresses. */
function findable({ url }: Link, markdown: string): string {
  // What is escaped depends on the context.
  return markdown.includes("\\") ? `](${url}` : markdown;
}
