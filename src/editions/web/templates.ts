import { join, relative } from "node:path";
import { setImmediate } from "node:timers/promises";
import nunjucks, { type Environment } from "nunjucks";
import { filesBelow, ROOT } from "../../program.mjs";

/** All templates, each compiled when it is first asked for. */
export interface Templates {
  readonly environment: Environment;
  /**
   * Compiles one after the other while there is nothing better to do.
   * @throws when a template is at fault
   */
  compileUntil(isOver: () => boolean): Promise<void>;
  /** Lets go of them, as Eleventy keeps hold of every environment that it was ever handed. */
  forget(): void;
}

export function createTemplates(): Templates {
  const folder = join(ROOT, "templates/web/_includes");
  const loader = new nunjucks.FileSystemLoader(folder);
  const environment = new nunjucks.Environment(loader, {
    // A value that is missing is a mistake in a template, never an empty place on a page.
    throwOnUndefined: true,
    autoescape: true,
    trimBlocks: true,
    lstripBlocks: true,
  });
  const compileUntil = async (isOver: () => boolean): Promise<void> => {
    for (const file of filesBelow(folder)) {
      await setImmediate();
      if (isOver()) return;
      environment.getTemplate(relative(folder, file).replaceAll("\\", "/"), true);
    }
  };
  const forget = (): void => {
    loader.cache = {};
  };
  return { environment, compileUntil, forget };
}
