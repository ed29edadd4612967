import type { Block } from "../blocks.ts";
import { isHidden } from "../computed-style.ts";
import { BULLET_SIGN, numberOf } from "../lists.ts";
import { attribute, type Element, isElement, isText, plainLine, textUpTo } from "../parse-html.ts";
import type { Context, Handler, State } from "../state.ts";
import { block } from "./blocks.ts";

/** A list. Text and lists that are directly in it become, or extend, items. */
export const list: Handler = (state, { element, context, flow }) => {
  flow.close();
  const items: Block[][] = [];
  for (const node of element.childNodes) {
    if (isElement(node) && (node.tagName === "li" || (node.tagName === "ul" && items.length === 0))) {
      addItem(state, node, context, items);
    } else if (isElement(node)) {
      // A list directly in a list, as Word writes: it belongs to the item before.
      const blocks = state.blocksIn((inner) => state.element(node, context, inner));
      const last = items.at(-1);
      if (last) for (const block of blocks) last.push(block);
      else if (blocks.length > 0) items.push([...blocks]);
    } else if (isText(node) && /[^\s\u00a0]/.test(node.value)) {
      items.push(state.blocksIn((inner) => state.text(node.value, context, inner)));
    }
  }
  const ordered = element.tagName === "ol";
  const start = Number.parseInt(attribute(element, "start") ?? "1", 10);
  if (items.length > 0) flow.push({ kind: "list", ordered, start: start >= 0 ? start : 1, items });
};

function addItem(state: State, node: Element, context: Context, items: Block[][]): void {
  if (node.tagName !== "li") {
    const blocks = state.blocksIn((inner) => state.element(node, context, inner));
    if (blocks.length > 0) items.push(blocks);
    return;
  }
  const declarations = state.stylesheet.declarationsOf(node);
  if (isHidden(node, declarations)) return;
  const around = state.contextFor(node, declarations, context);
  const number = state.footnotes.notes.get(node);
  const blocks = state.blocksIn((inner) => {
    state.anchors(node, inner);
    if (number !== undefined) state.note(number, node, around, inner);
    else state.children(node, { ...around, container: node }, inner);
  });
  if (number === undefined && blocks.length > 0) items.push(blocks);
}

/** A row of a layout table. One that begins with a bullet or a number in a cell of its own is an item of a list. */
export const row: Handler = (state, place) => {
  const { element, context, flow, around } = place;
  const cells = element.childNodes.filter(isElement).filter((cell) => textUpTo(cell, 1) !== "");
  const [sign, content] = cells;
  const text = sign ? plainLine(textUpTo(sign, 5)) : "";
  const number = numberOf(`${text} `);
  const isSign = text.length <= 4 && (BULLET_SIGN.test(text) || number !== undefined);
  if (!sign || !content || cells.length !== 2 || !isSign) {
    block(state, place);
    return;
  }
  flow.close({ lineOf: around.container });
  flow.item({ level: 1, number, isCertain: true });
  state.element(content, context, flow);
};
