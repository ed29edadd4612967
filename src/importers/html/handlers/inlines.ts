import type { Inline, LinkMark, Mark } from "../blocks.ts";
import { pixels } from "../computed-style.ts";
import { attribute, plainLine } from "../parse-html.ts";
import type { Context, Handler } from "../state.ts";
import { other } from "./blocks.ts";

/** A link, or the number of a footnote. */
export const link: Handler = (state, place) => {
  const { element, context, flow } = place;
  const number = state.footnotes.references.get(element);
  if (number !== undefined) {
    flow.add({ kind: "note", id: number, marks: context.marks });
    state.left.add(element);
    return;
  }
  const mark = state.links.markOf(attribute(element, "href"), element);
  const inner: Context = mark
    ? { ...context, marks: [...context.marks.filter((old) => typeof old === "string"), mark] }
    : context;
  const before = flow.written;
  const lostBefore = state.pictures.lost;
  other(state, { ...place, context: inner });
  // The link held only a picture that is missing and has no description: where it leads is still worth keeping.
  if (!mark || state.pictures.lost === lostBefore || flow.written > before) return;
  const title = plainLine(attribute(element, "title") ?? "");
  if (title !== "" || state.links.isReadable(mark.url)) flow.add(textRun(title || mark.url, inner));
};

/** The text of a button is kept only where it is a link. */
export const button: Handler = (state, { element, context, flow }) => {
  if (linkAround(context)) state.children(element, context, flow);
  else state.left.add(element);
};

/** A picture, or its description. */
export const picture: Handler = (state, { element, context, flow, declarations }) => {
  const around = linkAround(context);
  const fate = state.pictures.fateOf(element, declarations, around !== undefined);
  if (fate.kind === "picture") flow.add({ kind: "picture", url: fate.url, alt: fate.alt, marks: context.marks });
  if (fate.kind === "nothing") state.left.add(element);
  if (fate.kind !== "words") return;
  if (fate.alt === "") {
    state.pictures.lost += 1;
    return;
  }
  const marks = around || fate.url === undefined ? context.marks : [...context.marks, { url: fate.url }];
  flow.add(textRun(fate.alt, context, marks));
};

/** A field of an image map: a link. */
export const area: Handler = (state, { element, context, flow }) => {
  const alt = plainLine(attribute(element, "alt") ?? attribute(element, "title") ?? "");
  const mark = state.links.markOf(attribute(element, "href"), element);
  if (!mark || alt === "") return;
  flow.close();
  flow.add(textRun(alt, context, [mark]));
  flow.close();
};

/** A film or map from another site: becomes a link. */
export const frame: Handler = (state, { element, context, flow }) => {
  const url = state.links.addressOf(attribute(element, "src") ?? "");
  const width = pixels(attribute(element, "width") ?? "");
  if (url === undefined || (width !== undefined && width <= 1)) return;
  flow.close();
  flow.add(textRun(plainLine(attribute(element, "title") ?? "") || url, context, [{ url }]));
  flow.close();
};

/** `code` and its synonyms. All that is in it is marked as code. */
export const code: Handler = (state, place) => {
  const { marks } = place.context;
  other(state, { ...place, context: { ...place.context, marks: marks.includes("code") ? marks : [...marks, "code"] } });
};

export const lineBreak: Handler = (_state, { flow }) => flow.add({ kind: "break" });

/** Text around which browsers write quotation marks. */
export const quotation: Handler = (state, { element, context, flow }) => {
  const sign = textRun('"', context);
  flow.add(sign);
  state.children(element, context, flow);
  flow.add(sign);
};

/** Text in place of an element, in the style of what is around it. */
function textRun(text: string, { style, marks }: Context, own: readonly Mark[] = marks): Inline {
  const { size, bold, italic } = style;
  return { kind: "text", text, marks: own, size, bold, italic };
}

function linkAround({ marks }: Context): LinkMark | undefined {
  return marks.find((mark): mark is LinkMark => typeof mark !== "string");
}
