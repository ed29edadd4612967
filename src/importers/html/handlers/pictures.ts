import type { Handler } from "../walk.ts";
import { linkAround, textRun } from "./runs.ts";

/** A picture, or the words that stand for it. */
export const picture: Handler = (walk, { element, context, flow, declarations }) => {
  const link = linkAround(context);
  const fate = walk.pictures.fateOf(element, declarations, link !== undefined);
  if (fate.kind === "picture") flow.add({ kind: "picture", url: fate.url, alt: fate.alt, marks: context.marks });
  if (fate.kind !== "words") return;
  if (fate.alt === "") {
    walk.pictures.lost += 1;
    return;
  }
  const marks = link || fate.url === undefined ? context.marks : [...context.marks, { url: fate.url }];
  flow.add(textRun(fate.alt, context, marks));
};
