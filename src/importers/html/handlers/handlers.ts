import type { Handler } from "../walk.ts";
import { area, button, frame, link } from "./links.ts";
import { list, row } from "./lists.ts";
import { picture } from "./pictures.ts";
import { table } from "./tables.ts";
import { code, form, lineBreak, quotation, quote, rule, term } from "./texts.ts";

/** Elements with a rule of their own, by their names. */
export const HANDLERS: ReadonlyMap<string, Handler> = new Map([
  ["a", link],
  ["area", area],
  ["blockquote", quote],
  ["br", lineBreak],
  ["button", button],
  ["dir", list],
  ["dt", term],
  ["form", form],
  ["hr", rule],
  ["iframe", frame],
  ["img", picture],
  ["menu", list],
  ["ol", list],
  ["pre", code],
  ["q", quotation],
  ["table", table],
  ["tr", row],
  ["ul", list],
]);
