import type { Heading, Paragraph, PhrasingContent } from "mdast";
import type { Line } from "./read-lines.ts";
import { withLinks } from "./text-links.ts";

/** Stack: `push(...many)` overflows it with very many. */
export function append<T>(to: T[], from: readonly T[]): void {
  for (const each of from) to.push(each);
}

/** Lines that keep their breaks. */
export function card(lines: readonly Line[]): Paragraph {
  const children: PhrasingContent[] = [];
  for (const [index, { text }] of lines.entries()) {
    if (index > 0) children.push({ type: "break" });
    append(children, withLinks(text));
  }
  return paragraph(children);
}

export function paragraph(children: PhrasingContent[]): Paragraph {
  return { type: "paragraph", children };
}

export function heading(text: string, depth: number): Heading {
  return { type: "heading", depth: Math.min(depth, 6) as Heading["depth"], children: withLinks(text) };
}
