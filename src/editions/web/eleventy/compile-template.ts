import nunjucks, { type Environment, type Node } from "nunjucks";
import transformer from "nunjucks/src/transformer.js";

const { compiler, nodes, parser } = nunjucks;

/** A name in an expression, step by step: `view.detail.rows` is `["view", "detail", "rows"]`. Counts from 1. */
export interface NamePath {
  readonly names: readonly string[];
  readonly line: number;
  readonly column: number;
}

/** An expression of a template, so that what is wrong with it can be reported where it stands. */
export interface Expression {
  readonly template: string;
  readonly line: number;
  readonly column: number;
  /** The names it reads, in their order. */
  readonly paths: readonly NamePath[];
  /** Whether it is printed, so that it must have a value. */
  readonly isOutput: boolean;
}

/** A template that another one names. Counts from 1. */
export interface TemplateReference {
  readonly name: string;
  readonly line: number;
  readonly column: number;
}

export interface CompiledTemplate {
  /** What Nunjucks runs: `root` and a function for each block. */
  readonly functions: object;
  /** The templates that it extends, includes or imports by a name in quotes. */
  readonly references: readonly TemplateReference[];
}

/**
 * Compiles a template as Nunjucks does, except that each expression whose evaluation may fail knows where it stands: Nunjucks
 * itself reports faults of a parent, an include or a macro at the file that was rendered, and stops at the first. What may
 * throw is evaluated by `env.trace`; what may only lack a value that is printed calls `env.missing` then.
 * @param register keeps an expression, and returns the number by which `env` finds it
 * @param isOwn a template of Brevarkiv's own, whose indentation is not printed; in a project's it may matter, as in `<pre>`
 * @throws Nunjucks' own error, with line and column, where the template cannot be parsed
 */
export function compileTemplate(
  source: string,
  name: string,
  { asyncFilters, extensionsList, opts }: Environment,
  register: (expression: Expression) => number,
  isOwn: boolean,
): CompiledTemplate {
  const tree = transformer.transform(parser.parse(source, extensionsList, opts), asyncFilters, name);
  const all = nodesOf(tree);
  if (isOwn) removeIndentation(all);
  const references = referencesOf(all);
  traceAll(all, (node, isOutput) => {
    const [line, column] = [node.lineno + 1, node.colno + 1];
    return register({ template: name, line, column, paths: pathsOf(node), isOutput });
  });
  const compiling = new TracingCompiler(name, false);
  compiling.compile(tree);
  // The code is that of our own and the designer's templates, never of content.
  const functions = new Function(compiling.getCode())() as object;
  return { functions, references };
}

/** Removes the blanks that begin a line, as `lstripBlocks` does before a block tag. The places of nodes stay as they are. */
function removeIndentation(all: readonly Node[]): void {
  for (const data of all) {
    if (data.typename !== "TemplateData") continue;
    data.value = String(data.value).replace(data.colno === 0 ? /(?<=^|\n) +/g : /(?<=\n) +/g, "");
  }
}

/** An expression that knows where it stands. */
class Traced extends (nodes.Group as typeof Node) {
  readonly expression: Node;
  readonly number: number;

  constructor(expression: Node, number: number) {
    super(expression.lineno, expression.colno, [expression]);
    this.expression = expression;
    this.number = number;
  }
  override get typename(): string {
    return "Traced";
  }
}

class TracingCompiler extends compiler.Compiler {
  compileTraced({ expression, number }: Traced, frame: unknown): void {
    const [before, after] = cannotThrow(expression)
      ? ["((", `) ?? env.missing(${number}, context, frame))`]
      : [`env.trace(${number}, context, frame, function() { return (`, "); })"];
    this._emit(before);
    this.compile(expression, frame);
    this._emit(after);
  }
}

/** The statements that hold an expression, by the name of the field. */
const HOLDERS: Readonly<Record<string, string>> = { If: "cond", IfAsync: "cond", For: "arr", Set: "value" };

/** What Nunjucks evaluates without an error, whatever the values are. */
const SAFE: ReadonlySet<string> = new Set([
  "Symbol",
  "LookupVal",
  "Literal",
  "Not",
  "And",
  "Or",
  "Compare",
  "CompareOperand",
]);

function cannotThrow(node: Node): boolean {
  return SAFE.has(node.typename) && partsOf(node).every(cannotThrow);
}

function traceAll(all: readonly Node[], register: (node: Node, isOutput: boolean) => number): void {
  const traced = (node: Node, isOutput: boolean): Node => new Traced(node, register(node, isOutput));
  for (const node of all) {
    if (node.typename === "Output") {
      node.children = node.children?.map((child) =>
        child.typename === "TemplateData" || child.typename === "Literal" ? child : traced(child, true),
      ) as Node[];
    }
    const field = Object.hasOwn(HOLDERS, node.typename) ? HOLDERS[node.typename] : undefined;
    const held = field === undefined ? undefined : node[field];
    if (field !== undefined && held instanceof nodes.Node && !cannotThrow(held)) node[field] = traced(held, false);
  }
}

/** All nodes of a template in their order. Nunjucks' own `findAll` passes over the text inside a paired shortcode. */
function nodesOf(tree: Node): Node[] {
  const found: Node[] = [];
  const visit = (node: Node): void => {
    found.push(node);
    for (const part of partsOf(node)) visit(part);
  };
  visit(tree);
  return found;
}

/** The longest paths of names that an expression reads, those of conditions aside: what they ask for may be missing. */
function pathsOf(node: Node): NamePath[] {
  const path = pathOf(node);
  if (path) return [path];
  switch (node.typename) {
    case "Filter":
    case "FilterAsync":
      return pathsOf(node.args as Node);
    case "InlineIf":
      return [node.body, node.else_].flatMap((part) => (part instanceof nodes.Node ? pathsOf(part) : []));
    case "Pair":
      return pathsOf(node.value as Node);
    default:
      return partsOf(node).flatMap(pathsOf);
  }
}

function partsOf(node: Node): Node[] {
  return node.fields.flatMap((field) => node[field]).filter((part): part is Node => part instanceof nodes.Node);
}

/** `view.title`, also where Nunjucks has it as a lookup of a lookup; undefined for anything else. */
function pathOf(node: Node): NamePath | undefined {
  if (node.typename === "Symbol") {
    return { names: [String(node.value)], line: node.lineno + 1, column: node.colno + 1 };
  }
  if (node.typename !== "LookupVal") return undefined;
  const [target, step] = [pathOf(node.target as Node), node.val as Node];
  if (!target || step.typename !== "Literal" || typeof step.value !== "string") return undefined;
  return { ...target, names: [...target.names, step.value] };
}

const NAMING: ReadonlySet<string> = new Set(["Extends", "Include", "Import", "FromImport"]);

function referencesOf(all: readonly Node[]): TemplateReference[] {
  return all.flatMap((node) => {
    if (!NAMING.has(node.typename) || node.ignoreMissing === true) return [];
    const template = node.template as Node;
    if (template.typename !== "Literal") return [];
    return [{ name: String(template.value), line: template.lineno + 1, column: template.colno + 1 }];
  });
}
