/** A strict parser of XML, independent of what writes it: whatever is not well-formed or has an unknown prefix is an error. */
import { SaxesParser } from "saxes";

export interface Element {
  readonly namespace: string;
  readonly name: string;
  readonly attributes: Readonly<Record<string, string>>;
  readonly children: Element[];
  text: string;
}

/** @throws at the first fault */
export function parseXml(text: string): Element {
  const root: Element = { namespace: "", name: "", attributes: {}, children: [], text: "" };
  const open: Element[] = [root];
  const parser = new SaxesParser({ xmlns: true });
  parser.on("error", (error) => {
    throw error;
  });
  parser.on("opentag", ({ uri, local, attributes }) => {
    const named = Object.entries(attributes).map(([name, { value }]) => [name, value]);
    const element = { namespace: uri, name: local, attributes: Object.fromEntries(named), children: [], text: "" };
    open.at(-1)?.children.push(element);
    open.push(element);
  });
  parser.on("closetag", () => {
    open.pop();
  });
  const add = (part: string): void => {
    const element = open.at(-1);
    if (element) element.text += part;
  };
  parser.on("text", add);
  parser.on("cdata", add);
  parser.write(text).close();
  return root.children[0] ?? root;
}

export function all(element: Element, name: string): Element[] {
  return element.children.filter((child) => child.name === name);
}

/** The one child of that name. @throws when there is none or another */
export function one(element: Element, name: string): Element {
  const [found, ...more] = all(element, name);
  if (!found || more.length > 0) throw new Error(`<${element.name}> has ${all(element, name).length} <${name}>`);
  return found;
}

export function textOf(element: Element, name: string): string {
  return one(element, name).text;
}

/** The `href` of a link by its relation; undefined where there is none. */
export function linkOf(element: Element, relation: string): string | undefined {
  return all(element, "link").find(({ attributes }) => attributes.rel === relation)?.attributes.href;
}
