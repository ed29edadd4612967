/**
 * The guards behind the promises of SECURITY.md, each with a way to take it off and the tests that must then fail. A guard whose
 * absence no test sees is a promise that can be broken unseen.
 */
export interface Guard {
  /** What is guarded, in short. */
  readonly name: string;
  /** Below `src/`. */
  readonly file: string;
  /** Texts that stand once in the file, and what takes their place. */
  readonly off: readonly (readonly [from: string, to: string])[];
  /** Below `tests/`, each named in SECURITY.md. */
  readonly tests: readonly string[];
}

export const GUARDS: readonly Guard[] = [
  {
    name: "front matter in another language",
    file: "content/front-matter.ts",
    off: [["if (language) {", "if (false) {"]],
    tests: ["bad-input/bad-input.test.ts"],
  },
  {
    name: "aliases, anchors, tags and keys of prototypes",
    file: "content/yaml.ts",
    off: [["...forbiddenParts(document, text, positionOf),", ""]],
    tests: ["content/yaml.test.ts"],
  },
  {
    name: "HTML in letters is text",
    file: "content/markdown-parser.ts",
    off: [["html: false,", "html: true,"]],
    tests: ["content/markdown.test.ts"],
  },
  {
    name: "kinds of links",
    file: "content/targets.ts",
    off: [["    if (scheme)\n", "    if (false)\n"]],
    tests: ["bad-input/bad-input.test.ts"],
  },
  {
    name: "kinds of documents",
    file: "content/targets.ts",
    off: [["|epub|txt|rtf)$/;", "|epub|txt|rtf|html?|svg|exe)$/;"]],
    tests: ["bad-input/bad-input.test.ts"],
  },
  {
    name: "kinds of pictures",
    file: "content/targets.ts",
    off: [["if (!isImage(found.path)) {", "if (false) {"]],
    tests: ["bad-input/bad-input.test.ts"],
  },
  {
    name: "what pictures carry",
    file: "metadata/published-file.ts",
    off: [["return { bytes: picture.bytes, problems:", "return { bytes, problems:"]],
    tests: ["build/published-files.test.ts"],
  },
  {
    name: "formats that pictures are scaled from",
    file: "pictures/make-rendition.ts",
    off: [['  sharp.block({ operation: ["VipsForeignLoad"] });\n', ""]],
    tests: ["pictures/renditions.test.ts"],
  },
  {
    name: "paths in the ledger",
    file: "ledger/event.ts",
    off: [["PATH.test(value) && !LEAVES.test(value)", "PATH.test(value)"]],
    tests: ["ledger/reading.test.ts"],
  },
  {
    name: "the last lock before the disk",
    file: "files/file-writer.ts",
    off: [["    assertBelow(path);\n", ""]],
    tests: ["files/file-writer.test.ts"],
  },
  {
    name: "links and pipes in the content",
    file: "files/regular-file.ts",
    off: [["if (!lstatSync(path).isFile()) throw new NotAFileError(path);", ""]],
    tests: ["hostile/special-files.test.ts"],
  },
  {
    name: "links at the names that are written",
    file: "files/replace-file.ts",
    off: [
      ["  makeRoom(unfinished);\n", ""],
      ["O_WRONLY | O_CREAT | O_EXCL | (O_NOFOLLOW ?? 0)", "O_WRONLY | O_CREAT"],
    ],
    tests: ["hostile/planted-links.test.ts"],
  },
  {
    name: "committed files beside the letters",
    file: "content/link-health.ts",
    off: [["if (!link.safeParse(url).success || !parsed.success) {", "if (false) {"]],
    tests: ["hostile/files-of-others.test.ts"],
  },
  {
    name: "halves of signs",
    file: "content/validate.ts",
    off: [["const fault = steeringRefusal(text);", "const fault = undefined as ReturnType<typeof steeringRefusal>;"]],
    tests: ["bad-input/bad-input.test.ts"],
  },
  {
    name: "letters that were not public",
    file: "importers/import-letters.ts",
    off: [["reading.publicity && whyNotPublic(reading.publicity, options.today)", "undefined"]],
    tests: ["importers/fixtures.test.ts"],
  },
  {
    name: "names in the settings of nginx",
    file: "editions/web/documents/hosts/quoting.ts",
    off: [['text.replace(/["\\\\]/g, "\\\\$&")', "text"]],
    tests: ["hosts/hostile-names.test.ts"],
  },
  {
    name: "names in the settings of Apache",
    file: "editions/web/documents/hosts/quoting.ts",
    off: [['encodedPath(path).replaceAll("%", "\\\\%")', "path"]],
    tests: ["hosts/hostile-names.test.ts"],
  },
  {
    name: "patterns that take no more time than a request is long",
    file: "editions/web/documents/hosts/find-pattern.ts",
    off: [["after: `(?:", "after: `(?:\\\\+)*(?:"]],
    tests: ["hosts/patterns.test.ts"],
  },
  {
    name: "the largest text",
    file: "content/read-text.ts",
    off: [["if (bytes <= LARGEST_TEXT)", "if (bytes >= 0)"]],
    tests: ["bad-input/bad-input.test.ts"],
  },
  {
    name: "limits of an import",
    file: "importers/limits.ts",
    off: [["if (isWithin(limit, amount)) return;", "if (limit) return;"]],
    tests: ["importers/sources-hostile.test.ts"],
  },
  {
    name: "signs that steer a terminal",
    file: "diagnostics.ts",
    off: [["/[\\p{Cc}\\u061c", "/[\\u061c"]],
    tests: ["hostile/letters.test.ts"],
  },
  {
    name: "what a page may hold",
    file: "checks/built-pages.ts",
    off: [["/<(?:script|style|iframe|object)\\b/i", "/<(?:iframe|object)\\b/i"]],
    tests: ["checks/checks.test.ts"],
  },
  {
    name: "the policy of a page",
    file: "editions/web/documents/security-headers.ts",
    off: [['"default-src": "\'none\'"', '"default-src": "*"']],
    tests: ["browser/policy.test.ts"],
  },
  {
    name: "addresses of one's own network",
    file: "links/ask.ts",
    off: [["if (!addresses.every(network.mayReach))", "if (addresses.length === 0)"]],
    tests: ["links/link-checker.test.ts"],
  },
  {
    name: "folders of others",
    file: "engine/store/site-folder.ts",
    off: [["if (!isOurs) throw", "if (false) throw"]],
    tests: ["engine/release.test.ts"],
  },
  {
    name: "one command at a time",
    file: "files/lock.ts",
    off: [["if (claim(own, lock, text)) {", "if (claim(own, lock, text) || lock) {"]],
    tests: ["files/lock.test.ts"],
  },
  {
    name: "the journal of a release",
    file: "engine/store/release-store.ts",
    off: [
      [
        'writeChecked(join(this.folder, "switch.json"), step, true);\n    this.#finishSwitch();',
        'this.#moveFolder(join(this.folder, "releases", step.to), step.from);',
      ],
    ],
    tests: ["engine/kills.test.ts"],
  },
  {
    name: "removal inside the content alone",
    file: "publishing/removal.ts",
    off: [["if (!statsOf(file) || !isInside(dirname(file), contentDir)) continue;", "if (!statsOf(file)) continue;"]],
    tests: ["ledger/kills.test.ts"],
  },
  {
    name: "a removal that was stopped",
    file: "publishing/removal.ts",
    off: [["  writeChecked(list, removal, true);\n", ""]],
    tests: ["ledger/kills.test.ts"],
  },
  {
    name: "the names that the preview answers to",
    file: "preview/site-server.ts",
    off: [['(?::\\d+)?$/.test(request.headers.host ?? "")', '|.*$/.test(request.headers.host ?? "")']],
    tests: ["preview/foreign-paths.test.ts"],
  },
  {
    name: "paths that lead out of the previewed site",
    file: "preview/site-server.ts",
    off: [["/[/\\\\](?:[/\\\\]|\\.{1,2}(?:[/\\\\]|$))/.test(path) || ", ""]],
    tests: ["preview/foreign-paths.test.ts"],
  },
];
