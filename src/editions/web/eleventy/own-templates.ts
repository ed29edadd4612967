import { join } from "node:path";
import { ROOT } from "../../../program.mjs";

/** Where the templates of Brevarkiv itself lie. Apart from `templates.ts`: a build that changes nothing loads no Nunjucks. */
export const OWN_TEMPLATES = join(ROOT, "templates/web/_includes");
