import { EMPHASIS } from "./emphasis.ts";
import { LINE_BEGINNINGS } from "./line-beginnings.ts";
import { LINKS } from "./links.ts";
import { OTHER_SYNTAX } from "./other-syntax.ts";
import type { StrayRule } from "./rule.ts";
import { TABLES } from "./tables.ts";

/** What counts in any text, headings and cells too. Of two rules that meet in one place the first counts. */
export const TEXT_RULES: readonly StrayRule[] = [...LINKS, ...OTHER_SYNTAX, ...EMPHASIS];

/** A paragraph could also have been a list, a heading or a table. */
export const PARAGRAPH_RULES: readonly StrayRule[] = [...LINE_BEGINNINGS, ...TABLES, ...TEXT_RULES];
