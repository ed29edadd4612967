/** The public API. */
export { type BuildOptions, type BuildResult, buildSite } from "./build/build-site.ts";
export { formatIssue } from "./content/format-issue.ts";
export type { IssueFrontMatter } from "./content/issue-schema.ts";
export { type LoadedContent, type LoadOptions, loadArchive } from "./content/load-archive.ts";
export { type Diagnostic, formatDiagnostic, hasErrors } from "./diagnostics.ts";
export type * from "./model/archive.ts";
