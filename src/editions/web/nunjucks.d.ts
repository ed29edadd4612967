/** As much of Nunjucks as is used; it has no types of its own. */
declare module "nunjucks" {
  export class FileSystemLoader {
    constructor(folder: string);
    /** Templates that were compiled, by name. */
    cache: Record<string, unknown>;
  }

  export class Environment {
    constructor(
      loader: FileSystemLoader,
      options: { throwOnUndefined: boolean; autoescape: boolean; trimBlocks: boolean; lstripBlocks: boolean },
    );
    addFilter(name: string, filter: (...values: never[]) => unknown): void;
    addGlobal(name: string, value: unknown): void;
    /** @param eager whether it is compiled at once */
    getTemplate(name: string, eager: boolean): unknown;
    render(template: string, context: object): string;
  }

  const nunjucks: { Environment: typeof Environment; FileSystemLoader: typeof FileSystemLoader };
  export default nunjucks;
}
