import type { FootnoteReference, Image, InlineCode, Link, List, ListItem, Paragraph, Text } from "mdast";
import { defaultHandlers, type Handle, type Options, type State } from "mdast-util-to-markdown";
import { escapeText } from "./escape-text.ts";
import type { Passage } from "./passage.ts";

/**
 * Writes single nodes where our dialect or our limits on time differ from mdast-util-to-markdown: it escapes for CommonMark with
 * HTML, and is quadratic in the number of items of a list and of characters in code.
 */
export const handlers: NonNullable<Options["handlers"]> = {
  paragraph: ((node: Paragraph, parent, state, info) => {
    const [only] = node.children;
    // Time: most paragraphs are one plain text.
    if (node.children.length === 1 && only?.type === "text") return state.handle(only, node, state, info);
    return defaultHandlers.paragraph(node, parent, state, info);
  }) satisfies Handle,

  text: ((node: Text, parent, state, info) =>
    escapeText(node.value, {
      before: info.before,
      after: info.after,
      isLabel: state.stack.includes("label"),
      hidesAddresses: state.stack.includes("label") && !isPlainLabel(parent),
      isCell: isInCell(state),
      isHeading: state.stack.includes("headingAtx"),
    })) satisfies Handle,

  break: ((_node, _parent, state) =>
    isInCell(state) || state.stack.includes("headingAtx") ? " " : "\\\n") satisfies Handle,

  inlineCode: withPeek("`", (node: InlineCode, _parent, state) => {
    const fence = "`".repeat(longestRun(node.value) + 1);
    const isPadded = /^`|`$|^ .*[^ ].* $/.test(node.value);
    const code = fence + (isPadded ? ` ${node.value} ` : node.value) + fence;
    // A cell ends at every bar without a backslash before it, also in code; one backslash is removed.
    return isInCell(state) ? code.replaceAll("|", "\\|") : code;
  }),

  link: Object.assign(writeLink, { peek: (node: Link) => (autolink(node) === undefined ? "[" : "<") }),

  passage: withPeek("[", (node: Passage, _parent, state, info) => {
    const exit = state.enter("label");
    const text = state.containerPhrasing(node, { ...info, before: "[", after: "]" });
    exit();
    return `[${text}]{lang=${node.lang}}`;
  }),

  image: withPeek("!", (node: Image, _parent, state) => {
    const alt = escapeText((node.alt ?? "").replace(/\s+/g, " "), {
      before: "[",
      after: "]",
      isLabel: true,
      isCell: isInCell(state),
      isHeading: false,
    });
    return `![${alt}](${destination(node.url, state)})`;
  }),

  footnoteReference: withPeek("[", (node: FootnoteReference) => `[^${node.identifier}]`),

  listItem: ((node: ListItem, parent, state, info) => {
    const index = state.indexStack.at(-1) ?? 0;
    const bullet = (isOrdered(parent) ? String((parent.start ?? 1) + index) : "") + (state.bulletCurrent ?? "-");
    const indent = " ".repeat(bullet.length + 1);
    const tracker = state.createTracker(info);
    tracker.move(`${bullet} `);
    tracker.shift(indent.length);
    const exit = state.enter("listItem");
    const content = state.containerFlow(node, tracker.current());
    exit();
    return state.indentLines(content, (line, number, isBlank) => {
      if (number > 0) return isBlank ? "" : indent + line;
      return isBlank ? bullet : `${bullet} ${line}`;
    });
  }) satisfies Handle,

  list: defaultHandlers.list,
};

/** A link's text that is one plain text: an address in it ends where the text does. */
function isPlainLabel(parent: unknown): boolean {
  const link = parent as Link | undefined;
  const child = link?.type === "link" && link.children.length === 1 ? link.children[0] : undefined;
  return child?.type === "text" && !/[[\]`\\*<>()]/.test(child.value);
}

function withPeek<Node>(
  first: string,
  handle: (node: Node, parent: unknown, state: State, info: Parameters<State["containerPhrasing"]>[1]) => string,
) {
  return Object.assign(handle, { peek: () => first });
}

function isOrdered(parent: unknown): parent is List {
  return (parent as List | undefined)?.type === "list" && (parent as List).ordered === true;
}

function isInCell(state: State): boolean {
  return state.stack.includes("tableCell");
}

function longestRun(code: string): number {
  let longest = 0;
  for (const [run] of code.matchAll(/`+/g)) longest = Math.max(longest, run.length);
  return longest;
}

function writeLink(
  node: Link,
  _parent: unknown,
  state: State,
  info: Parameters<State["containerPhrasing"]>[1],
): string {
  const address = autolink(node);
  if (address !== undefined && !(isInCell(state) && address.includes("|"))) return `<${address}>`;
  const exit = state.enter("link");
  const exitLabel = state.enter("label");
  const text = state.containerPhrasing(node, { ...info, before: "[", after: "]" });
  exitLabel();
  exit();
  return `[${text}](${destination(node.url, state)})`;
}

/** The address of a link whose text is its address, as far as our parser knows it as one between < and >. */
function autolink(node: Link): string | undefined {
  const child = node.children.length === 1 ? node.children[0] : undefined;
  if (child?.type !== "text") return undefined;
  const text = child.value;
  if (/^https?:\/\/[^\s<>\\^`{}\u0000-\u0020]+$/i.test(text)) return isSameAddress(text, node.url) ? text : undefined;
  const isMail = /^[a-z0-9.!#$%&'*+/=?^_`{|}~-]{1,64}@[a-z0-9-]{1,63}(?:\.[a-z0-9-]{1,63})+$/i.test(text);
  return isMail && node.url === `mailto:${text}` ? text : undefined;
}

/** Browsers show `/å` and send `/%C3%A5`. */
function isSameAddress(text: string, url: string): boolean {
  if (text === url) return true;
  try {
    return decodeURI(url) === text;
  } catch {
    return false;
  }
}

function destination(url: string, state: State): string {
  const address = url.replace(/[\u0000-\u001f\u007f]+/g, encodeURIComponent);
  const isPlain = address !== "" && !/[\s<>]/.test(address) && areBalanced(address);
  const escaped = address.replace(/\\(?=[!-/:-@[-`{-~]|$)|&(?=#?\w{1,32};)/g, "\\$&");
  const written = isPlain ? escaped : `<${escaped.replace(/[<>]/g, "\\$&")}>`;
  return isInCell(state) ? written.replaceAll("|", "\\|") : written;
}

/** Our parser reads brackets in an address as part of it where each that opens is closed. */
function areBalanced(address: string): boolean {
  let open = 0;
  let deepest = 0;
  for (const sign of address) {
    if (sign === "(") open += 1;
    else if (sign === ")") open -= 1;
    if (open < 0) return false;
    deepest = Math.max(deepest, open);
  }
  return open === 0 && deepest <= 8;
}
