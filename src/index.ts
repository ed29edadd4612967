/** The public API. */
export { buildSite, type BuildOptions, type BuildResult } from "./build/build-site.ts";
export { formatIssue } from "./content/format-issue.ts";
export type { IssueFrontMatter } from "./content/issue-schema.ts";
export { type LoadedContent, loadArchive, type LoadOptions } from "./content/load-archive.ts";
export { type Diagnostic, formatDiagnostic, hasErrors } from "./diagnostics.ts";
export type * from "./model/archive.ts";
