import type { Root } from "mdast";
import { isMismarked } from "./language.ts";
import { replaceChildren, textOf } from "./tree.ts";

/**
 * Keeps the marks of passages in another language than the letter's. Templates and mail programs mark much as what it is not,
 * and a wrong voice is worse than none, so a mark that the words speak against is removed.
 */
export function settlePassages(root: Root, around: string): void {
  const [own = ""] = around.split("-");
  replaceChildren(root, (child) => {
    if (child.type !== "passage") return [child];
    const [language = ""] = child.lang.split("-");
    return language === own || isMismarked(textOf(child), language, own) ? child.children : [child];
  });
}
