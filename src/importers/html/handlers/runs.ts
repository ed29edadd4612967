import type { Inline, LinkMark, Mark } from "../blocks.ts";
import type { Context } from "../walk.ts";

/** Words that stand for an element, looking like what is around them. */
export function textRun(text: string, { look, marks }: Context, own: readonly Mark[] = marks): Inline {
  const { size, bold, italic } = look;
  return { kind: "text", text, marks: own, size, bold, italic };
}

/** The link that something stands in. */
export function linkAround({ marks }: Context): LinkMark | undefined {
  return marks.find((mark): mark is LinkMark => typeof mark !== "string");
}

/** A mark that is taken on or off between an element and what is around it. */
export function marked(marks: readonly Mark[], mark: Mark, was: boolean, is: boolean): readonly Mark[] {
  if (was === is) return marks;
  if (!is) return marks.filter((old) => old !== mark);
  return marks.includes(mark) ? marks : [...marks, mark];
}
