import { resolve } from "node:path";
import nunjucks, { type Context, type Environment, type Frame, type Source } from "nunjucks";
import type { Diagnostic, Position } from "../../../diagnostics.ts";
import { type CompiledTemplate, compileTemplate, type Expression } from "./compile-template.ts";
import { OWN_TEMPLATES } from "./own-templates.ts";
import { faultOfError, faultOfUndefined, type Scope, shownPath, templateFault } from "./template-faults.ts";

/** Renders nothing: in the place of a template that is missing or cannot be parsed, which is reported. */
const EMPTY = {
  root: (
    _env: unknown,
    _context: unknown,
    _frame: unknown,
    _runtime: unknown,
    done: (error: null, text: string) => void,
  ) => done(null, ""),
};

/**
 * The Nunjucks environment of all templates. What is wrong with a template never ends the build: it is kept as a diagnostic,
 * and the rest of the page is rendered, so that all faults of a build are reported at once.
 */
export class Templates extends nunjucks.Environment {
  readonly #loader: Loader;
  readonly #expressions: Expression[] = [];
  readonly #faults = new Map<string, Diagnostic>();
  readonly #plain = new Map<string, (...values: never[]) => unknown>();

  constructor() {
    const loader = new Loader([OWN_TEMPLATES], (name, source) => this.#compile(name, source));
    super(loader, {
      autoescape: true,
      trimBlocks: true,
      lstripBlocks: true,
      // Keeps the cause of an error, which is otherwise only quoted in part.
      dev: true,
      // Templates of a project that Eleventy compiles itself; `trace` sees to the others.
      throwOnUndefined: true,
    });
    this.#loader = loader;
  }

  /** Looks for templates in a project's folder before its own. */
  lookIn(folder: string): void {
    const first = resolve(folder);
    if (!this.#loader.searchPaths.includes(first)) this.#loader.searchPaths.unshift(first);
  }

  /** Keeps a filter as it is: Eleventy would time each call, and hand it a context that ours do not read. */
  keepPlain(name: string, filter: (...values: never[]) => unknown): void {
    this.#plain.set(name, filter);
  }

  override addFilter(name: string, filter: (...values: never[]) => unknown, ...more: unknown[]): this {
    // Nunjucks adds its own filters while this is being constructed.
    const plain = #plain in this ? this.#plain.get(name) : undefined;
    return super.addFilter(name, plain ?? filter, ...more);
  }

  /** Eleventy adds those of a project whenever it is started. */
  override addExtension(name: string, extension: object): this {
    this.removeExtension(name);
    return super.addExtension(name, extension);
  }

  /** What is wrong with the templates that were used so far. */
  faults(): Diagnostic[] {
    return [...this.#faults.values()];
  }

  /**
   * What is wrong with a page of a project's own, which Eleventy compiles itself and which ends the build at its first fault.
   * @param body what follows the front matter
   * @param place where Nunjucks stopped in the body; counts from 1
   * @returns undefined where nothing that is printed stands there
   */
  faultIn(
    file: string,
    body: string,
    place: Position,
    data: Readonly<Record<string, unknown>>,
  ): Diagnostic | undefined {
    const found: Expression[] = [];
    compileTemplate(body, file, this, (expression) => found.push(expression), false);
    const isThere = ({ line, column }: Expression) =>
      line > place.line || (line === place.line && column >= place.column);
    const expression = found.find((one) => one.isOutput && isThere(one));
    return expression && faultOfUndefined(expression, { lookUp: (name) => data[name], names: () => Object.keys(data) });
  }

  /** Forgets the compiled templates and what is wrong with them: their files may have changed. */
  forget(): void {
    this.#loader.cache = {};
    this.#expressions.length = 0;
    this.#faults.clear();
  }

  /**
   * Evaluates an expression; compiled templates call it.
   * @returns the value; "" where it has none but must be printed, or cannot be evaluated
   */
  trace(number: number, context: Context, frame: Frame, evaluate: () => unknown): unknown {
    const expression = this.#expressions[number] as Expression;
    try {
      const value = evaluate();
      return expression.isOutput ? (value ?? this.missing(number, context, frame)) : value;
    } catch (error) {
      this.#report(faultOfError(expression, error, scopeOf(context, frame, this), Object.keys(this.filters)));
    }
    return "";
  }

  /** Reports an expression that is printed and has no value; compiled templates call it. @returns "" */
  missing(number: number, context: Context, frame: Frame): string {
    this.#report(faultOfUndefined(this.#expressions[number] as Expression, scopeOf(context, frame, this)));
    return "";
  }

  #compile(_name: string, { src, path, noCache }: Source): Source {
    const file = shownPath(path);
    const register = (expression: Expression): number => this.#expressions.push(expression) - 1;
    let compiled: CompiledTemplate;
    try {
      compiled = compileTemplate(String(src), file, this, register, path.startsWith(OWN_TEMPLATES));
    } catch (error) {
      const { lineno = 1, colno = 1, message } = error as { lineno?: number; colno?: number; message: string };
      this.#report(templateFault(file, lineno, colno, explained(message)));
      return { src: { type: "code", obj: EMPTY }, path, noCache };
    }
    for (const reference of compiled.references) {
      if (reference.name.startsWith(".") || this.#loader.has(reference.name)) continue;
      this.#report(templateFault(file, reference.line, reference.column, `there is no template "${reference.name}"`));
    }
    return { src: { type: "code", obj: compiled.functions }, path, noCache };
  }

  #report(fault: Diagnostic): void {
    const { file, line, column, message } = fault;
    this.#faults.set([file, line, column, message].join("\0"), fault);
  }
}

/** The scope of a running template. */
function scopeOf(context: Context, frame: Frame, { globals }: Environment): Scope {
  return {
    lookUp: (name) => nunjucks.runtime.contextOrFrameLookup(context, frame, name),
    names: () => {
      const names = [...Object.keys(context.getVariables()), ...Object.keys(globals)];
      for (let at: Frame | undefined = frame; at; at = at.parent) names.push(...Object.keys(at.variables));
      return names;
    },
  };
}

/** What Nunjucks says of a template that it cannot parse, where that misleads. */
function explained(message: string): string {
  const [, tag] = /^unknown block tag: (end\w+)$/.exec(message) ?? [];
  return tag === undefined ? message : `{% ${tag} %} stands where another tag is still open; close that one first`;
}

class Loader extends nunjucks.FileSystemLoader {
  readonly #compile: (name: string, source: Source) => Source;

  constructor(folders: readonly string[], compile: (name: string, source: Source) => Source) {
    super(folders);
    this.#compile = compile;
  }

  has(name: string): boolean {
    return super.getSource(name) !== null;
  }

  override getSource(name: string): Source {
    const source = super.getSource(name);
    return source ? this.#compile(name, source) : { src: { type: "code", obj: EMPTY }, path: name, noCache: true };
  }
}
