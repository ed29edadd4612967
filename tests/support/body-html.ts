/** What the HTML of a letter's body may be made of, for tests that render hostile text. */
import { type DefaultTreeAdapterTypes, parseFragment } from "parse5";
import type { MarkdownContext, Target } from "../../src/content/markdown-types.ts";
import { sv } from "../../src/strings/sv.ts";

const ATTACHMENT = { file: "/content/bild.png", address: "/x/bild.png", bytes: 1 };

/** Resolves as the loader does where it has files: everything local is one picture. */
export function markdownContext(language: string, firstLine = 1): MarkdownContext {
  return {
    language,
    words: sv.markdown,
    firstLine,
    resolveLink: (href): Target => {
      if (/^(?:mailto|tel):/i.test(href)) return { kind: "message", href };
      if (/^https?:/i.test(href)) return { kind: "external", href };
      if (/^[a-z][a-z\d+.-]*:/i.test(href)) return { kind: "fault", rule: "link", message: "no link", hint: "" };
      const [address = "", fragment = ""] = href.split("#", 2);
      return { kind: "internal", address, fragment, href };
    },
    resolveImage: (): Target => ({
      kind: "image",
      attachment: ATTACHMENT,
      href: ATTACHMENT.address,
      width: 4,
      height: 3,
    }),
  };
}

type Element = DefaultTreeAdapterTypes.Element;

/** The elements of a body, in order. */
export function elements(html: string): Element[] {
  const found: Element[] = [];
  const walk = (node: DefaultTreeAdapterTypes.ParentNode): void => {
    for (const child of node.childNodes) {
      if ("attrs" in child) found.push(child);
      if ("childNodes" in child) walk(child);
    }
  };
  walk(parseFragment(html));
  return found;
}

/** All that a letter's body may consist of. */
const ALLOWED: Readonly<Record<string, readonly string[]>> = {
  p: [],
  br: [],
  hr: [],
  em: [],
  strong: [],
  s: [],
  code: ["class"],
  pre: ["tabindex"],
  blockquote: [],
  ul: [],
  ol: ["start"],
  li: ["id"],
  a: ["href", "rel", "title", "id", "aria-label"],
  figure: [],
  figcaption: [],
  img: ["src", "alt", "width", "height", "title", "loading", "decoding"],
  h2: ["id"],
  h3: ["id"],
  h4: ["id"],
  h5: ["id"],
  h6: ["id"],
  sup: [],
  section: ["class", "aria-label", "tabindex"],
  table: [],
  thead: [],
  tbody: [],
  tr: [],
  th: ["scope", "class"],
  td: ["class"],
  span: ["lang", "dir"],
};

/** Each element, attribute and link that no body may have. */
export function unsafeParts(html: string): string[] {
  return elements(html).flatMap(({ tagName, attrs }) => {
    const allowed = ALLOWED[tagName];
    if (!allowed) return [`<${tagName}>`];
    return attrs
      .filter(({ name, value }) => !allowed.includes(name) || (/^(?:href|src)$/.test(name) && isCode(value)))
      .map(({ name, value }) => `<${tagName} ${name}="${value}">`);
  });
}

/** As a browser reads it: spaces and control characters around and in the scheme do not count. */
function isCode(address: string): boolean {
  return /^(?:javascript|vbscript|data|file):/i.test(address.replace(/[\u0000-\u0020]/g, ""));
}
