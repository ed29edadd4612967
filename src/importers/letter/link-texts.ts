import type { Link, Root } from "mdast";
import type { Repair } from "../importer.ts";
import { treeToMarkdown } from "../markdown/tree-to-markdown.ts";
import { nodesOf, plainText } from "./tree.ts";

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
  return nodesOf(root, "link").flatMap((link) => {
    const text = plainText(link);
    const words = text.toLowerCase().replace(/[\s.!:…»>→›-]+$/u, "");
    const isAddress = /^(?:https?:\/\/|www\.)\S+$/i.test(text);
    if (/^(?:mailto|tel):/i.test(link.url) || !(SAYS_NOTHING.has(words) || isAddress)) return [];
    return [{ rule: "link-text" as const, about: isAddress ? text : `${text} (${link.url})`, find: written(link) }];
  });
}

/** A link as written in the file: a text as short as "här" is also part of other words and addresses. */
function written(link: Link): string {
  const markdown = treeToMarkdown({ type: "root", children: [{ type: "paragraph", children: [link] }] }).trim();
  // What is escaped depends on the context.
  return markdown.includes("\\") ? `](${link.url}` : markdown;
}
