import { join, relative } from "node:path";
import nunjucks, { type Environment } from "nunjucks";
import { filesBelow, ROOT } from "../../program.mjs";

/** All templates, compiled: that can be done while it is not even known yet what there is to render. */
export interface Templates {
  readonly environment: Environment;
  /** Lets go of them, as Eleventy keeps hold of every environment that it was ever handed. */
  forget(): void;
}

/** @throws when a template is at fault */
export function compileTemplates(): Templates {
  const folder = join(ROOT, "templates/web/_includes");
  const loader = new nunjucks.FileSystemLoader(folder);
  const environment = new nunjucks.Environment(loader, {
    // A value that is missing is a mistake in a template, never an empty place on a page.
    throwOnUndefined: true,
    autoescape: true,
    trimBlocks: true,
    lstripBlocks: true,
  });
  for (const file of filesBelow(folder)) environment.getTemplate(relative(folder, file).replaceAll("\\", "/"), true);
  const forget = (): void => {
    loader.cache = {};
  };
  return { environment, forget };
}
