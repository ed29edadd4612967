import { isBlock } from "../elements.ts";
import { plainLine } from "../letters.ts";
import { pixels } from "../look.ts";
import { attribute } from "../parse-html.ts";
import type { Context, Handler } from "../walk.ts";
import { linkAround, textRun } from "./runs.ts";

/** A link, or the number of a footnote. */
export const link: Handler = (walk, place) => {
  const { element, context, flow, declarations } = place;
  const number = walk.footnotes.references.get(element);
  if (number !== undefined) {
    flow.add({ kind: "note", id: number, marks: context.marks });
    return;
  }
  const mark = walk.links.markOf(attribute(element, "href"), element);
  const inner: Context = mark
    ? { ...context, marks: [...context.marks.filter((old) => typeof old === "string"), mark] }
    : context;
  const before = flow.written;
  const lostBefore = walk.pictures.lost;
  if (isBlock("a", declarations)) walk.block({ ...place, context: inner });
  else walk.children(element, inner, flow);
  // All that the link held was a picture that is lost and that nobody described: where it leads is still worth keeping.
  if (mark && walk.pictures.lost > lostBefore && flow.written === before) flow.add(textRun(mark.url, inner));
};

/** A map laid over a picture: its fields are the letter's links. */
export const area: Handler = (walk, { element, context, flow }) => {
  const alt = plainLine(attribute(element, "alt") ?? attribute(element, "title") ?? "");
  const mark = walk.links.markOf(attribute(element, "href"), element);
  if (!mark || alt === "") return;
  flow.close();
  flow.add(textRun(alt, context, [mark]));
  flow.close();
};

/** A film or map from another site: where it is. */
export const frame: Handler = (walk, { element, context, flow }) => {
  const url = walk.links.addressOf(attribute(element, "src") ?? "");
  const width = pixels(attribute(element, "width") ?? "");
  if (url === undefined || (width !== undefined && width <= 1)) return;
  flow.close();
  flow.add(textRun(plainLine(attribute(element, "title") ?? "") || url, context, [{ url }]));
  flow.close();
};

/** What it says is worth keeping only where it is a link. */
export const button: Handler = (walk, { element, context, flow }) => {
  if (linkAround(context)) walk.children(element, context, flow);
};
