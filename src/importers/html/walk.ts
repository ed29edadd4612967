import type { Block, Mark } from "./blocks.ts";
import type { Flow } from "./flow.ts";
import type { Footnotes } from "./footnotes.ts";
import type { Look } from "./look.ts";
import type { PageLinks } from "./page-links.ts";
import type { Element } from "./parse-html.ts";
import type { Pictures } from "./pictures.ts";
import type { Declarations, Stylesheet } from "./stylesheet.ts";

/** What an element's content takes from around it. */
export interface Context {
  readonly look: Look;
  readonly marks: readonly Mark[];
  /** The nearest block around. */
  readonly container: Element;
  readonly isInHeading: boolean;
}

/** An element that is come to. */
export interface Place {
  readonly element: Element;
  /** For its content. */
  readonly context: Context;
  readonly flow: Flow;
  readonly declarations: Declarations;
  /** What the element itself stands in. */
  readonly around: Context;
}

/** The walk through a page, as handlers of elements go on with it. */
export interface Walk {
  readonly stylesheet: Stylesheet;
  readonly footnotes: Footnotes;
  readonly pictures: Pictures;
  readonly links: PageLinks;
  children(parent: Element, context: Context, flow: Flow): void;
  element(element: Element, context: Context, flow: Flow): void;
  text(raw: string, context: Context, flow: Flow): void;
  /** Goes on as with any block. */
  block(place: Place): void;
  note(number: string, element: Element, context: Context, flow: Flow): void;
  /** Keeps the places that other places of the page lead to. */
  anchors(element: Element, flow: Flow): void;
  contextFor(element: Element, declarations: Declarations, context: Context): Context;
  /** What stands in an element by itself, apart from what is around it. */
  blocksIn(fill: (flow: Flow) => void): Block[];
}

/** Takes the place of what happens with an element otherwise. */
export type Handler = (walk: Walk, place: Place) => void;
