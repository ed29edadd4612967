import type { Token } from "markdown-it";

type Inline = Pick<Token, "content" | "children">;

/** In place of each sign that is markup, or that an editor has escaped: no space, no letter and no punctuation. */
const HIDDEN = "\ufffc";

/** What ends a link that has no brackets: `<https://…>`, and an address in the text. */
const LINK_ENDS: Readonly<Record<string, string>> = { autolink: ">", linkify: "" };

/**
 * A paragraph as it is written, with all but its text hidden: what is in links, code and pictures, and every sign that the
 * parser took as markup. All offsets are those of the paragraph.
 *
 * Tokens have no offsets, but follow one another as they are written. Each is looked for from the end of the one before, so that
 * what is found lies never after its true place, and the next can be found too.
 * @param inline before escaped signs are joined with the text, or links made of addresses
 */
export function plainText({ content, children }: Inline): string {
  const shown: string[] = [];
  let at = 0;
  let shownTo = 0;
  let inLink = false;
  const pass = (text: string): number => {
    const start = content.indexOf(text, at);
    if (start >= 0) at = start + text.length;
    return start;
  };
  for (const token of children ?? []) {
    // A \ before a letter is text, though the parser passes it on as if it escaped the letter.
    if (token.type === "text" || (token.type === "text_special" && token.content === token.markup)) {
      const start = token.content === "" ? -1 : pass(token.content);
      if (start < 0 || inLink) continue;
      shown.push(hidden(content.slice(shownTo, start)), token.content);
      shownTo = at;
    } else if (token.type === "link_open" || token.type === "link_close") {
      inLink = token.type === "link_open";
      if (!inLink) pass(LINK_ENDS[token.markup] ?? (content.startsWith("](", at) ? ")" : "]"));
    } else if (token.type === "code_inline") {
      pass(token.markup);
      at += token.content.length;
      pass(token.markup);
    } else if (token.type === "image") pass("](");
    else if (token.type === "softbreak" || token.type === "hardbreak") pass("\n");
    else pass(token.markup);
  }
  shown.push(hidden(content.slice(shownTo)));
  return shown.join("");
}

/** A \\ before a letter is text, though the parser passes it on as if it escaped the letter. */
function isText(token: Token): boolean {
  return token.type === "text" || (token.type === "text_special" && token.content === token.markup);
}

/**
 * The same text without its offsets, which costs much less: each line begins with a line break, and what is hidden is a single
 * sign. Most paragraphs have nothing in it that a rule looks for.
 */
export function roughText({ children }: Inline): string {
  let text = "\n";
  let inLink = false;
  for (const token of children ?? []) {
    if (token.type === "link_open") inLink = true;
    else if (token.type === "link_close") inLink = false;
    else if (token.type === "softbreak") text += "\n";
    else text += isText(token) && !inLink ? token.content : token.type === "hardbreak" ? "  \n" : HIDDEN;
  }
  return text;
}

function hidden(text: string): string {
  return text.replace(/\S/g, HIDDEN);
}
