import type { Repair } from "../importer.ts";
import { FILES_BASE, type LinkContext, resolveLink } from "../links/resolve-link.ts";
import type { LinkMark } from "./blocks.ts";
import { type Element, plainLine, textContent } from "./parse-html.ts";

/** Resolves the links of a page, and collects those that a person must repair. */
export class PageLinks {
  readonly repairs: Repair[] = [];
  readonly #context: LinkContext;
  readonly #unresolved = new Set<string>();

  constructor(context: LinkContext) {
    this.#context = context;
  }

  /** Whether an address says something to a reader: not one of a mail service, nor one of ours for files. */
  isReadable(url: string): boolean {
    return !this.#unresolved.has(url) && !url.startsWith(FILES_BASE);
  }

  /** The web address of embedded content; undefined for any other reference. */
  addressOf(source: string): string | undefined {
    const target = resolveLink(source, this.#context);
    return target.kind === "address" && !target.url.startsWith(FILES_BASE) ? target.url : undefined;
  }

  /** The resolved address of a link; undefined where only its text is kept. */
  markOf(href: string | undefined, element: Element): LinkMark | undefined {
    if (href === undefined) return undefined;
    const target = resolveLink(href, this.#context);
    switch (target.kind) {
      case "address":
        if (target.isUnresolved && !target.url.startsWith(FILES_BASE)) this.#reportOnce(target.url);
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

  /** Without the page's own address a relative link cannot be resolved. */
  #reportRelative(path: string, words: string): void {
    if (/^(?:\?|\/?$)/.test(path) || words === "") return;
    this.repairs.push({ rule: "link-lost", about: path, find: words.slice(0, 80) });
  }
}
