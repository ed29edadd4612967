import type { Root } from "mdast";
import { isMismarked } from "./language.ts";
import { replaceChildren, textOf } from "./tree.ts";

/**
 * Keeps the marks of passages in another language than the letter's. Templates and mail programs mark much as what it is not,
 * and a wrong voice is worse than none, so a mark that the words speak against is removed.
 * @param around the language of the letter, asked for only where there is a passage
 */
export function settlePassages(root: Root, around: () => string): void {
  // Few letters have a passage, and the language around it is known by counting words.
  let own: string | undefined;
  replaceChildren(root, (child) => {
    if (child.type !== "passage") return [child];
    own ??= around().split("-")[0] ?? "";
    const [language = ""] = child.lang.split("-");
    return language === own || isMismarked(textOf(child), language, own) ? child.children : [child];
  });
}
