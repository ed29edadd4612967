/** The public API. */

export { formatIssue } from "./content/format-issue.ts";
export type { IssueFrontMatter } from "./content/issue-schema.ts";
export { type LoadedContent, type LoadOptions, loadArchive } from "./content/load-archive.ts";
export { type Diagnostic, formatDiagnostic, hasErrors } from "./diagnostics.ts";
export type { BuildOptions, BuildResult } from "./engine/build-options.ts";
export { buildSite } from "./engine/build-site.ts";
export type * from "./model/archive.ts";
