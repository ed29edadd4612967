import type { Parent, PhrasingContent } from "mdast";

/** Words in another language than around them: `[text]{lang=en}`. */
export interface Passage extends Parent {
  type: "passage";
  /** BCP 47. */
  lang: string;
  children: PhrasingContent[];
}

declare module "mdast" {
  interface PhrasingContentMap {
    passage: Passage;
  }
  interface RootContentMap {
    passage: Passage;
  }
}
