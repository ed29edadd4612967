import type { Root } from "mdast";
import { isPerson } from "./facts/names.ts";
import { linesOf, nodesOf, paragraph, plainText } from "./tree.ts";

/** Lines of a paragraph that each name a person and an e-mail address are a list, however the source broke them. */
export function listContacts(root: Root): void {
  root.children = root.children.map((node) => {
    if (node.type !== "paragraph") return node;
    const lines = linesOf(node).map(paragraph);
    if (lines.length < 2 || !lines.every(isContact)) return node;
    return {
      type: "list",
      ordered: false,
      spread: false,
      children: lines.map((line) => ({ type: "listItem", spread: false, children: [line] })),
    };
  });
}

function isContact(line: ReturnType<typeof paragraph>): boolean {
  const name =
    plainText(line)
      .slice(0, 200)
      .split(/[,(:<|]/)[0]
      ?.trim() ?? "";
  return isPerson(name) && nodesOf(line, "link").some(({ url }) => /^mailto:/i.test(url));
}
