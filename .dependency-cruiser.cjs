/** The walls of the house, as docs/architecture.md draws them. */
const packages = (pattern) => ({ path: `^node_modules/(${pattern})(/|$)` });

/** The rooms of the engine in the order of their dependence: each may know those before it. */
const ENGINE = ["store", "cache", "ledger", "project", "plan", "render", "staging"];
const engineRules = ENGINE.slice(0, -1).map((room, place) => ({
  name: `engine-${room}-knows-no-later-room`,
  severity: "error",
  from: { path: `^src/engine/${room}/` },
  to: { path: `^src/engine/((${ENGINE.slice(place + 1).join("|")})/|[^/]+$)` },
}));

module.exports = {
  forbidden: [
    ...engineRules,
    {
      name: "staging-knows-no-pipeline",
      severity: "error",
      from: { path: "^src/engine/staging/" },
      to: { path: "^src/engine/[^/]+$" },
    },
    {
      name: "store-and-cache-know-not-each-other",
      severity: "error",
      from: { path: "^src/engine/cache/" },
      to: { path: "^src/engine/store/" },
    },
    {
      name: "files-know-nobody",
      comment: "Locks, durable writes and signatures of files, whatever is in them.",
      severity: "error",
      from: { path: "^src/files" },
      to: { path: "^src", pathNot: "^src/(files|hash\\.ts|program\\.mjs)" },
    },
    {
      name: "engine-knows-no-command",
      comment: "Commands that change the ledger use the engine.",
      severity: "error",
      from: { path: "^src/engine" },
      to: { path: "^src/(publishing|preview|eleventy|cli|importers|links)" },
    },
    {
      name: "no-circles",
      severity: "error",
      from: {},
      to: { circular: true },
    },
    {
      name: "model-is-pure",
      comment: "The model knows no packages, no files and no clock.",
      severity: "error",
      from: { path: "^src/model" },
      to: { pathNot: "^src/model" },
    },
    {
      name: "ledger-is-pure",
      comment: "The state of the ledger is computed and compared with a site without a file or a clock.",
      severity: "error",
      from: { path: "^src/ledger" },
      to: { pathNot: "^src/(ledger|model|diagnostics\\.ts|hash\\.ts|suggest\\.ts)" },
    },
    {
      name: "metadata-is-pure",
      comment: "What pictures and documents carry is read from bytes: no packages and no files.",
      severity: "error",
      from: { path: "^src/metadata" },
      to: { pathNot: "^(src/(metadata|diagnostics\\.ts)|(node:)?zlib$)" },
    },
    {
      name: "pictures-know-no-content",
      comment: "Which renditions a picture has, and their making.",
      severity: "error",
      from: { path: "^src/pictures" },
      to: { path: "^src", pathNot: "^src/(pictures|lazy\\.ts|program\\.mjs)" },
    },
    {
      name: "one-room-for-sharp",
      severity: "error",
      from: { path: "^src", pathNot: "^src/pictures/make-rendition\\.ts$" },
      to: packages("sharp"),
    },
    {
      name: "diagnostics-know-nobody",
      severity: "error",
      from: { path: "^src/diagnostics\\.ts$" },
      to: {},
    },
    {
      name: "content-knows-no-form",
      severity: "error",
      from: { path: "^src/content" },
      to: { path: "^src/(editions|importers|engine|publishing|checks|preview|eleventy|cli)" },
    },
    {
      name: "editions-know-the-archive-only",
      severity: "error",
      from: { path: "^src/editions/([^/]+)" },
      to: {
        path: "^src",
        pathNot:
          "^src/(editions/$1|model|strings|config\\.ts|diagnostics\\.ts|suggest\\.ts|hash\\.ts|escape-html\\.ts|lazy\\.ts|memoize\\.ts|program\\.mjs|content/markdown\\.ts)",
      },
    },
    {
      name: "checks-write-nothing",
      severity: "error",
      from: { path: "^src/checks" },
      to: { path: "^(src/(editions|engine|publishing|preview|eleventy|cli)|(node:)?fs)" },
    },
    {
      name: "importers-use-the-core-through-one-file",
      comment:
        "What importers use of the core is listed in core.ts: at most fifteen names, counted by tests/importers/surface.test.ts.",
      severity: "error",
      from: { path: "^src/importers", pathNot: "^src/importers/core\\.ts$" },
      to: { path: "^src", pathNot: "^src/importers" },
    },
    {
      name: "importers-end-in-issues",
      comment: "Importers write issues; they do not build a site from them.",
      severity: "error",
      from: { path: "^src/importers/core\\.ts$" },
      to: { path: "^src", pathNot: "^src/(model|content|diagnostics\\.ts|hash\\.ts)" },
    },
    {
      name: "only-the-command-line-imports",
      severity: "error",
      from: { path: "^src", pathNot: "^src/(importers|cli)" },
      to: { path: "^src/importers" },
    },
    {
      name: "importers-are-used-through-one-file",
      severity: "error",
      from: { path: "^src", pathNot: "^src/importers" },
      to: { path: "^src/importers", pathNot: "^src/importers/index\\.ts$" },
    },
    {
      name: "no-circles-among-importers",
      comment: "Type-only circles included.",
      severity: "error",
      from: { path: "^src/importers" },
      to: { circular: true },
    },
    {
      name: "mending-changes-content-only",
      comment: "What it needs of the ledger it is handed.",
      severity: "error",
      from: { path: "^src/mending" },
      to: {
        path: "^src",
        pathNot: "^src/(mending|content|files|ledger|model|diagnostics\\.ts|hash\\.ts|memoize\\.ts)",
      },
    },
    {
      name: "only-the-command-line-mends",
      severity: "error",
      from: { path: "^src", pathNot: "^src/(mending|cli)" },
      to: { path: "^src/mending" },
    },
    {
      name: "links-know-what-is-linked-to",
      severity: "error",
      from: { path: "^src/links" },
      to: { path: "^src/(editions|importers|checks|build|preview|cli)" },
    },
    {
      name: "nobody-asks-the-web-but-the-command-line",
      severity: "error",
      from: { path: "^src", pathNot: "^src/(links|cli)" },
      to: { path: "^src/links" },
    },
    {
      name: "one-room-for-the-network",
      comment: "No build asks anybody anything. The preview answers on this machine.",
      severity: "error",
      from: { path: "^src", pathNot: "^src/(links|preview)" },
      to: { path: "^(node:)?(net|tls|https?|http2|dns|dgram|undici)(/|$)" },
    },
    {
      name: "nobody-knows-the-plugin",
      comment: "Eleventy loads it, by a project's configuration.",
      severity: "error",
      from: { path: "^src", pathNot: "^src/eleventy" },
      to: { path: "^src/eleventy" },
    },
    {
      name: "nobody-knows-the-command-line",
      severity: "error",
      from: { pathNot: "^src/cli" },
      to: { path: "^src/cli" },
    },
    {
      name: "the-search-page-runs-in-the-browser",
      severity: "error",
      from: { path: "^src/search-page" },
      to: { pathNot: "^src/(search-page|editions/web/search/contract\\.ts)" },
    },
    {
      name: "nobody-imports-what-runs-in-the-browser",
      severity: "error",
      from: { path: "^src", pathNot: "^src/search-page" },
      to: { path: "^src/search-page" },
    },
    {
      name: "one-room-for-pagefind",
      severity: "error",
      from: { pathNot: "^src/editions/web/search/pagefind\\.ts$" },
      to: packages("pagefind"),
    },
    {
      name: "one-room-for-gray-matter",
      severity: "error",
      from: { pathNot: "^src/content/front-matter\\.ts$" },
      to: packages("gray-matter"),
    },
    {
      name: "one-room-for-markdown-it",
      severity: "error",
      from: { path: "^src", pathNot: "^src/content/markdown[a-z-]*(\\.d)?\\.ts$" },
      to: packages("markdown-it|markdown-it-footnote"),
    },
    {
      name: "one-room-for-eleventy",
      severity: "error",
      from: { path: "^src", pathNot: "^src/(editions/web|eleventy)/" },
      to: packages("@11ty/eleventy|nunjucks"),
    },
    {
      name: "only-the-command-line-reads-arguments",
      severity: "error",
      from: { path: "^src", pathNot: "^src/cli" },
      to: packages("commander"),
    },
  ],
  options: {
    doNotFollow: { path: "node_modules" },
    tsConfig: { fileName: "tsconfig.json" },
    tsPreCompilationDeps: true,
    enhancedResolveOptions: { exportsFields: ["exports"], conditionNames: ["import", "node", "default", "types"] },
  },
};
