/**
 * All that importers use of the rest of Brevarkiv: at most fifteen names, so that they could become a package of their own on
 * any day. No other file below this folder imports from outside it; dependency-cruiser and tests/importers/surface.test.ts
 * check both.
 */

/** The archive that letters are imported to: its language, and its topics. */
export { readArchiveSettings } from "../content/archive-settings.ts";
/** The file of an issue is written, and read back before it is saved. */
export { formatIssue } from "../content/format-issue.ts";
/** Markdown letters of site generators have front matter too. */
export { readFrontMatter } from "../content/front-matter.ts";
/** The fields of an issue, and what each accepts: a found fact that it refuses is left out and reported. */
export { type IssueFrontMatter, issueSchema } from "../content/issue-schema.ts";
/** Markdown letters are parsed as the site will parse them. */
export { createParser } from "../content/markdown-parser.ts";
/** The issues that the archive has, and whether the next build accepts a new one. */
export { readIssue } from "../content/read-issue.ts";
/** Slugs, ids of topics, and the anchors of headings. */
export { slugOf } from "../content/slug.ts";
/** Which files may lie beside an issue, or be linked as documents; pictures of which nothing private can be removed may not. */
export { publishedType } from "../content/targets.ts";
/** `sha256` of the front matter, and whether an editor has changed a file. */
export { sha256 } from "../hash.ts";
/** Which dates exist, and which have not come: such a letter becomes a draft. */
export { isAfter, partialDateFault } from "../model/partial-date.ts";
/** A slug made of a title can be a name that Windows refuses. */
export { slugFault } from "../model/permalink.ts";
/** Keys in addresses that identify a subscriber. */
export { personalKeyIn } from "../model/personal-key.ts";
/** Titles and descriptions are cut between signs. */
export { beginning } from "../model/signs.ts";
