/** As much of Nunjucks as is used; it has no types of its own. */
declare module "nunjucks" {
  export interface Source {
    readonly src: string | { readonly type: "code"; readonly obj: object };
    readonly path: string;
    readonly noCache: boolean;
  }

  export class FileSystemLoader {
    constructor(folders: readonly string[]);
    /** Compiled templates by name. */
    cache: Record<string, unknown>;
    /** Where it looks, the first first. */
    readonly searchPaths: string[];
    getSource(name: string): Source | null;
  }

  export interface EnvironmentOptions {
    readonly autoescape: boolean;
    readonly trimBlocks: boolean;
    readonly lstripBlocks: boolean;
    readonly throwOnUndefined: boolean;
    readonly dev: boolean;
  }

  export class Environment {
    constructor(loader: FileSystemLoader, options: EnvironmentOptions);
    readonly opts: EnvironmentOptions;
    readonly filters: Readonly<Record<string, unknown>>;
    readonly asyncFilters: readonly string[];
    readonly extensionsList: readonly unknown[];
    readonly globals: Readonly<Record<string, unknown>>;
    addFilter(name: string, filter: (...values: never[]) => unknown, ...more: unknown[]): this;
    addExtension(name: string, extension: object): this;
    removeExtension(name: string): void;
  }

  export interface Frame {
    readonly variables: Readonly<Record<string, unknown>>;
    readonly parent?: Frame;
  }

  export interface Context {
    getVariables(): Readonly<Record<string, unknown>>;
  }

  /** A node of a parsed template. Lines and columns count from 0. */
  export class Node {
    constructor(lineno: number, colno: number, ...fields: unknown[]);
    readonly lineno: number;
    readonly colno: number;
    get typename(): string;
    /** The names of its properties that hold nodes or values. */
    readonly fields: readonly string[];
    /** Of a {@link nodes.NodeList} and what extends it. */
    children?: Node[];
    findAll<T extends Node>(type: abstract new (...parameters: never[]) => T): T[];
    [field: string]: unknown;
  }

  const nunjucks: {
    Environment: typeof Environment;
    FileSystemLoader: typeof FileSystemLoader;
    compiler: {
      Compiler: new (
        name: string,
        throwOnUndefined: boolean,
      ) => {
        compile(node: Node, frame?: unknown): void;
        getCode(): string;
        _emit(code: string): void;
      };
    };
    nodes: Readonly<Record<string, typeof Node>> & { readonly Node: typeof Node };
    parser: { parse(source: string, extensions: readonly unknown[], options: EnvironmentOptions): Node };
    runtime: { contextOrFrameLookup(context: Context, frame: Frame, name: string): unknown };
  };
  export default nunjucks;
}

declare module "nunjucks/src/transformer.js" {
  import type { Node } from "nunjucks";

  const transformer: { transform(tree: Node, asyncFilters: readonly string[], name: string): Node };
  export default transformer;
}
