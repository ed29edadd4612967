import type { Repair } from "../importer.ts";
import { type LinkContext, resolveLink } from "../links/resolve-link.ts";
import type { LinkMark } from "./blocks.ts";
import { type Element, plainLine, textContent } from "./parse-html.ts";

/** The links of a page, and what a person must mend of them. */
export class PageLinks {
  readonly repairs: Repair[] = [];
  readonly #context: LinkContext;
  readonly #unresolved = new Set<string>();

  constructor(context: LinkContext) {
    this.#context = context;
  }

  /** The web address that something shows, where it is one. */
  addressOf(source: string): string | undefined {
    const target = resolveLink(source, this.#context);
    return target.kind === "address" ? target.url : undefined;
  }

  /** Where a link leads; undefined where only its words stay. */
  markOf(href: string | undefined, element: Element): LinkMark | undefined {
    if (href === undefined) return undefined;
    const target = resolveLink(href, this.#context);
    switch (target.kind) {
      case "address":
        if (target.isUnresolved) this.#reportOnce(target.url);
        return { url: target.url };
      case "anchor":
        return { url: `#${target.id}` };
      case "relative":
        this.#reportRelative(target.path, plainLine(textContent(element)));
        return undefined;
      case "none":
        return undefined;
    }
  }

  #reportOnce(url: string): void {
    if (this.#unresolved.has(url)) return;
    this.#unresolved.add(url);
    this.repairs.push({ rule: "redirect-unresolved", about: url, find: url });
  }

  /** Without the page's own address nobody knows where it leads; the words stay. */
  #reportRelative(path: string, words: string): void {
    if (/^(?:\?|\/?$)/.test(path) || words === "") return;
    this.repairs.push({ rule: "redirect-unresolved", about: path, find: words.slice(0, 80) });
  }
}
