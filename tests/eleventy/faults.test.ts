/** What is wrong with templates and configuration is reported where it stands, all at once, and never as a bug. */
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, test } from "vitest";
import { brevarkiv } from "../support/program.ts";
import { type Files, letter, ROOT, writeFiles } from "../support/sample.ts";
import { createProject, eleventy } from "./support.ts";

const INCLUDES = "templates/web/_includes";

/** A template of Brevarkiv with something put at the beginning of its main block, and where that is. */
function faulty(name: string, fault: string): { files: Files; place: string } {
  const path = `${INCLUDES}/${name}`;
  const original = readFileSync(join(ROOT, path), "utf8");
  const text = original.replace(/\{% block (?:main|body) %\}\n/, (start) => `${start}<p>${fault}</p>\n`);
  const before = text.slice(0, text.indexOf(fault));
  const [line, column] = [before.split("\n").length, before.length - before.lastIndexOf("\n")];
  return { files: { [path]: text }, place: `${path}:${line}:${column}` };
}

/** The lines that `brevarkiv check` prints of a project, but for the last, which counts. */
async function linesOf(changes: Files): Promise<string[]> {
  const project = createProject();
  writeFiles(project, changes);
  const { code, stderr } = await brevarkiv(["check"], project);
  expect(stderr).not.toMatch(/bug in Brevarkiv|^\s+at /m);
  expect(code).toBe(1);
  return stderr.trimEnd().split("\n").slice(0, -1);
}

/** Moves a place by so many columns. */
function moved(place: string, by: number): string {
  return place.replace(/\d+$/, (column) => String(Number(column) + by));
}

describe("templates", () => {
  test("all faults of a build are reported at once, each at its line and column", async () => {
    const cases = {
      name: faulty("pages/issue.njk", "{{ view.titel }}"),
      deepName: faulty("pages/year.njk", "{{ view.detail.rows.lenght }}"),
      filter: faulty("pages/page.njk", "{{ view.title | dat }}"),
      argument: faulty("pages/news.njk", "{{ view.modifeid | date }}"),
      call: faulty("pages/start.njk", '{{ t.start.newst("x") }}'),
      include: faulty("pages/follow.njk", '{% include "components/nope.njk" %}'),
      tag: faulty("pages/corrections.njk", "{% sparkle %}"),
      block: faulty("pages/events.njk", "{% if view.title %}"),
      script: faulty("pages/linking.njk", '<script src="/x.js"></script>'),
      style: faulty("pages/issues.njk", '<b style="color:red">x</b>'),
    };
    const files = Object.assign({}, ...Object.values(cases).map((one) => one.files));
    const lines = await linesOf(files);
    const at = (key: keyof typeof cases, by = 0): string => moved(cases[key].place, by);
    const expected = [
      `${at("name", 3)} error template: "view.titel" is not defined; did you mean "view.title"?`,
      `${at("deepName", 3)} error template: "view.detail.rows.lenght" is not defined; did you mean "view.detail.rows.length"?`,
      `${at("filter", 16)} error template: there is no filter "dat"; did you mean "date"?`,
      `${at("argument", 3)} error template: "view.modifeid" is not defined; did you mean "view.modified"?`,
      `${at("call", 3)} error template: "t.start.newst" is not defined; did you mean "t.start.newest"?`,
      `${at("include", 11)} error template: there is no template "components/nope.njk"`,
      `${at("tag", 3)} error template: unknown block tag: sparkle`,
      `${at("script")} error template: on the finished page "<script" is not allowed on a page; remove it from the template, or from what .eleventy.ts does to the page`,
      `${at("style", 2)} error template: on the finished page "style=" is not allowed on a page; remove it from the template, or from what .eleventy.ts does to the page`,
    ];
    expect(lines).toEqual(expect.arrayContaining(expected));
    const others = lines.filter((line) => !expected.includes(line));
    expect(others).toHaveLength(2);
    expect(others[0]).toMatch(
      /events\.njk:\d+:\d+ error template: \{% endblock %\} stands where another tag is still open/,
    );
    expect(others[1]).toContain("linking.njk");
    expect(others[1]).toContain("the link /x.js leads nowhere");
  });

  test("a template named by a value is refused, as it is unknown which pages depend on it", async () => {
    const { files, place } = faulty("pages/page.njk", '{% set part = "components/lists.njk" %}{% include part %}');
    expect(await linesOf(files)).toEqual([
      `${moved(place, 39)} error template: the template is named by part, so nobody can tell which pages depend on it; write its name in quotes: {% include "name.njk" %}`,
    ]);
  });
});

const PAGE = "---\npermalink: /mine/\n---\n";

describe("what a project adds", () => {
  test.each<[string, Files, RegExp[]]>([
    [
      "a name in an own page",
      { "templates/web/mine.njk": `${PAGE}<p>{{ config.name }}</p>\n<p>{{ archive.isues }}</p>\n` },
      [
        /^templates\/web\/mine\.njk:5:7 error template: "archive\.isues" is not defined; did you mean "archive\.issues"\?$/,
      ],
    ],
    [
      "an own page that links nowhere",
      { "templates/web/mine.njk": `${PAGE}<a href="/nowhere/">x</a>\n` },
      [/^templates\/web\/mine\.njk:1:1 error template: on the finished page the link \/nowhere\/ leads nowhere$/],
    ],
    [
      "an own page in the place of a letter",
      { "templates/web/mine.njk": "---\npermalink: /nyhetsbrev/2026/hej/\n---\nx\n" },
      [
        /^(?:content\/issues\/2026\/2026-01-hej\.md|templates\/web\/mine\.njk):1:1 error duplicate-address: this file would take the place of /,
      ],
    ],
    [
      "a shortcode that fails",
      {
        "templates/web/mine.njk": `${PAGE}<p>x</p>\n<p>{% fail %}</p>\n`,
        ".eleventy.ts": config('eleventy.addShortcode("fail", () => { throw new Error("no ink"); });'),
      },
      [/^templates\/web\/mine\.njk:5:4 error template: the shortcode "fail" fails: no ink$/],
    ],
    [
      "a transform that fails",
      { ".eleventy.ts": config('eleventy.addTransform("fail", () => { throw new Error("no paper"); });') },
      [/error template: no paper$/],
    ],
    [
      "a configuration that fails",
      { ".eleventy.ts": config('throw new Error("no network");') },
      [/^\.eleventy\.ts:1:1 error template: no network$/],
    ],
    [
      "a configuration that cannot be read",
      { ".eleventy.ts": "export default function (eleventy) {\n  eleventy.addFilter(;\n}\n" },
      [/^\.eleventy\.ts:2:22 error template: Unexpected ";"$/],
    ],
    [
      "a package that is not installed",
      { ".eleventy.ts": `import nothing from "not-installed";\n${config("eleventy.addPlugin(nothing);")}` },
      [/^\.eleventy\.ts:1:1 error template: .*not-installed/],
    ],
  ])("%s", async (_, files, expected) => {
    const lines = await linesOf({ "templates/web/about.njk": undefined, ...files });
    expect(lines).toHaveLength(expected.length);
    for (const [index, line] of lines.entries()) expect(line).toMatch(expected[index] as RegExp);
  });
});

/** A configuration with a statement in it. */
function config(statement: string): string {
  return `import brevarkiv from "brevarkiv/eleventy";
export default function (eleventy) {
  eleventy.addPlugin(brevarkiv);
  ${statement}
  return { dir: { input: "templates/web", includes: "_includes" } };
}
`;
}

describe("Eleventy's own command", () => {
  test("prints faults of content as check does, and fails", async () => {
    const project = createProject();
    writeFiles(project, { "content/issues/2026/fel.md": letter("title: Fel\ndate: 2026-02-31") });
    const checked = await brevarkiv(["check"], project);
    const ended = await eleventy(project, "_site");
    expect(ended.code).toBe(1);
    for (const line of checked.stderr.trimEnd().split("\n").slice(0, -1)) expect(ended.output).toContain(`${line}\n`);
    expect(ended.output).not.toMatch(/^\S*\s+at /m);
  });

  test("prints faults of templates as check does, and fails", async () => {
    const project = createProject();
    const { files } = faulty("pages/issue.njk", "{{ view.titel }}");
    writeFiles(project, files);
    const checked = await brevarkiv(["check"], project);
    const ended = await eleventy(project, "_site");
    expect(ended.code).toBe(1);
    const [line = ""] = checked.stderr.split("\n");
    expect(line).toContain('"view.titel" is not defined');
    expect(ended.output).toContain(`${line}\n`);
  });
});
