import { attribute, type Element } from "./parse-html.ts";

export type Declarations = ReadonlyMap<string, string>;

/** The declarations for an element; `!important` is kept with the value. */
export interface Stylesheet {
  declarationsOf(element: Element): Declarations;
}

interface Rule {
  readonly tag: string;
  readonly id: string;
  readonly classes: readonly string[];
  readonly weight: number;
  readonly order: number;
  readonly declarations: Declarations;
}

/** Time: each element is compared with the rules of its own classes, so these numbers multiply. */
const MOST_RULES = 5_000;
const MOST_RULES_OF_A_NAME = 100;
const MOST_CLASSES = 20;
const NOTHING: Declarations = new Map();

/**
 * The styles of a letter: `style` attributes, and the rules of `<style>` with simple selectors. Rules inside @media are not read
 * (they hide things on phones only), nor those with combinators.
 */
export function readStylesheet(styles: readonly string[]): Stylesheet {
  const rules = new Map<string, Rule[]>();
  let order = 0;
  for (const css of styles) {
    for (const { selectors, body } of topLevelRules(css)) {
      const declarations = parseDeclarations(body);
      for (const selector of selectors.split(",")) {
        const rule = parseSelector(selector.trim(), declarations, order);
        if (!rule || order >= MOST_RULES) continue;
        order += 1;
        const key = rule.id ? `#${rule.id}` : rule.classes[0] ? `.${rule.classes[0]}` : rule.tag;
        const known = rules.get(key);
        if (!known) rules.set(key, [rule]);
        else if (known.length < MOST_RULES_OF_A_NAME) known.push(rule);
      }
    }
  }
  const parsed = new Map<string, Declarations>();
  return { declarationsOf: (element) => merged(element, rules, parsed) };
}

function merged(
  element: Element,
  rules: ReadonlyMap<string, readonly Rule[]>,
  parsed: Map<string, Declarations>,
): Declarations {
  const style = attribute(element, "style");
  let inline = NOTHING;
  if (style !== undefined) {
    inline = parsed.get(style) ?? parseDeclarations(style);
    parsed.set(style, inline);
  }
  if (rules.size === 0) return inline;
  const matching = matchingRules(element, rules);
  if (matching.length === 0) return inline;
  const result = new Map<string, string>();
  for (const rule of matching) for (const [name, value] of rule.declarations) override(result, name, value);
  for (const [name, value] of inline) override(result, name, value);
  return result;
}

function override(result: Map<string, string>, name: string, value: string): void {
  if (isImportant(result.get(name)) && !isImportant(value)) return;
  result.set(name, value);
}

function isImportant(value: string | undefined): boolean {
  return value?.endsWith("!important") ?? false;
}

function matchingRules(element: Element, rules: ReadonlyMap<string, readonly Rule[]>): readonly Rule[] {
  const id = attribute(element, "id");
  const classes = (attribute(element, "class") ?? "").split(/\s+/, MOST_CLASSES);
  const found: Rule[] = [];
  for (const key of [element.tagName, "*", ...classes.map((name) => `.${name}`), ...(id ? [`#${id}`] : [])]) {
    for (const rule of rules.get(key) ?? []) {
      const isMatch =
        (rule.tag === "" || rule.tag === "*" || rule.tag === element.tagName) &&
        (rule.id === "" || rule.id === id) &&
        rule.classes.every((name) => classes.includes(name));
      if (isMatch) found.push(rule);
    }
  }
  return found.length > 1 ? found.sort((a, b) => a.weight - b.weight || a.order - b.order) : found;
}

const SELECTOR = /^([a-z][a-z0-9]*|\*)?(#[\w-]+)?((?:\.[\w-]+)*)$/i;

function parseSelector(selector: string, declarations: Declarations, order: number): Rule | undefined {
  const match = selector.length <= 200 ? SELECTOR.exec(selector) : null;
  if (!match || selector === "") return undefined;
  const [, tag = "", id = "", classList = ""] = match;
  const classes = classList.split(".").filter(Boolean);
  const weight = (id ? 1_000 : 0) + classes.length * 10 + (tag && tag !== "*" ? 1 : 0);
  return { tag: tag.toLowerCase(), id: id.slice(1), classes, weight, order, declarations };
}

/** Rules outside of all @-rules, by counting braces in one pass. */
function* topLevelRules(css: string): Generator<{ selectors: string; body: string }> {
  const text = withoutComments(css).replace(/<!--|-->/g, "");
  let start = 0;
  let open = -1;
  let depth = 0;
  for (const match of text.matchAll(/[{};]/g)) {
    const { index } = match;
    if (match[0] === "{") {
      depth += 1;
      if (depth === 1) open = index;
    } else if (match[0] === "}") {
      depth = Math.max(0, depth - 1);
      if (depth > 0) continue;
      const selectors = text.slice(start, Math.max(start, open)).trim();
      if (open >= start && !selectors.startsWith("@")) yield { selectors, body: text.slice(open + 1, index) };
      start = index + 1;
    } else if (depth === 0) start = index + 1;
  }
}

function withoutComments(css: string): string {
  if (!css.includes("/*")) return css;
  return css
    .split("/*")
    .map((part, index) => {
      if (index === 0) return part;
      const end = part.indexOf("*/");
      return end < 0 ? "" : part.slice(end + 2);
    })
    .join(" ");
}

function parseDeclarations(text: string): Declarations {
  const result = new Map<string, string>();
  for (const part of withoutComments(text).split(";", 500)) {
    const colon = part.indexOf(":");
    if (colon < 0) continue;
    const name = part.slice(0, colon).trim().toLowerCase();
    const value = part
      .slice(colon + 1, colon + 300)
      .trim()
      .toLowerCase()
      .replace(/\s*!\s*important$/, "!important");
    if (value !== "") override(result, name, value);
  }
  return result;
}
