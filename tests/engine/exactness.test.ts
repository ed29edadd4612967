/** A build after any changes gives the bytes that a build from nothing gives, and does no more than it must. */
import {
  cpSync,
  existsSync,
  lstatSync,
  mkdtempSync,
  readFileSync,
  rmSync,
  statSync,
  utimesSync,
  writeFileSync,
} from "node:fs";
import { join } from "node:path";
import fc from "fast-check";
import { afterEach, beforeAll, describe, expect, test, vi } from "vitest";
import { hasErrors } from "../../src/diagnostics.ts";
import type { BuildResult } from "../../src/engine/build-options.ts";
import { rollBack } from "../../src/engine/store/roll-back.ts";
import { LONG } from "../support/long.ts";
import { brevarkiv } from "../support/program.ts";
import {
  contentFolder,
  filesBelow,
  formatted,
  letter,
  MINIMAL,
  temporaryFolder,
  writeFiles,
} from "../support/sample.ts";
import { ArchiveModel, STEPS } from "./archive-model.ts";
import { build, copyOfProgram, differences, litter, run, smallArchive, type Tree, treeOf } from "./support.ts";

const RUNS = LONG ? 300 : 3;

/** A step, the numbers it chooses by, and whether the site is built or rolled back after it. */
const change = fc.record({
  step: fc.constantFrom(...Object.keys(STEPS)),
  choices: fc.array(fc.nat(), { minLength: 1, maxLength: 8 }),
  after: fc.constantFrom("build", "build", "build", "build", "build", "nothing", "nothing", "roll back"),
});
const history = fc.record({
  changes: fc.array(change, { minLength: 1, maxLength: LONG ? 40 : 16, size: "max" }),
  link: fc.boolean(),
  /** Whether the builds lie so far apart that the times of files can be trusted. */
  unhurried: fc.boolean(),
});

afterEach(() => {
  vi.restoreAllMocks();
});

test("a build that is started from another folder keeps the pages that are right", async () => {
  const content = contentFolder(MINIMAL, { "issues/2026/2026-02-nytt.md": letter("title: Nytt\ndate: 2026-02") });
  const output = join(temporaryFolder(), "site");
  const page = join(output, "om-oss/index.html");
  const args = ["build", "--content", content, "--output", output];
  expect((await brevarkiv(args, temporaryFolder())).stderr).not.toContain("error");
  const before = statSync(page).ino;
  writeFiles(content, { "issues/2026/2026-02-nytt.md": letter("title: Nyare\ndate: 2026-02") });
  const deeper = mkdtempSync(join(temporaryFolder(), "deeper-"));
  // A flag of V8 is one that a thread may not be given.
  const { code } = await brevarkiv(args, deeper, { node: ["--max-old-space-size=2000"] });
  expect(code).toBe(0);
  expect(readFileSync(join(output, "nyhetsbrev/2026/nyare/index.html"), "utf8")).toContain("Nyare");
  expect(statSync(page).ino).toBe(before);
});

describe("after any sequence of changes the site is the one that a clean build gives", () => {
  test("byte for byte, whatever is changed, damaged, rolled back or built clean between", async () => {
    const seen = { builds: 0, compared: 0, refused: 0 };
    await fc.assert(
      fc.asyncProperty(history, async ({ changes, link, unhurried }) => {
        if (unhurried) later();
        const root = temporaryFolder();
        try {
          const model = new ArchiveModel(join(root, "content"), join(root, "site"));
          model.asked = { ...model.asked, link };
          await compare(model, join(root, "fresh"), seen);
          let refused = 0;
          for (const { step, choices, after } of changes) {
            let at = 0;
            STEPS[step]?.(model, (bound) => (choices[at++ % choices.length] ?? 0) % bound);
            model.write();
            if (after === "roll back") rollBack(model.output);
            if (after !== "nothing") refused = (await compare(model, join(root, "fresh"), seen)) ? 0 : refused + 1;
            if (refused > 1) model.heal();
          }
          model.heal();
          model.write();
          await compare(model, join(root, "fresh"), seen);
        } finally {
          vi.restoreAllMocks();
          rmSync(root, { recursive: true, force: true });
        }
      }),
      {
        numRuns: RUNS,
        endOnFailure: !LONG,
      },
    );
    console.log(
      `exactness: ${seen.builds} builds, ${seen.compared} compared, ${seen.refused} with errors in the content`,
    );
    expect(seen.compared).toBeGreaterThan(10);
  });

  /** The clock of the engine goes ahead, so that files that were just written count as long settled. */
  function later(): void {
    const now = Date.now.bind(Date);
    vi.spyOn(Date, "now").mockImplementation(() => now() + 10_000);
  }

  /** @returns whether there was something to compare: content without errors */
  async function compare(
    model: ArchiveModel,
    fresh: string,
    seen: { builds: number; compared: number; refused: number },
  ): Promise<boolean> {
    const { contentDir, output } = { contentDir: model.folder, output: model.output };
    const before = existsSync(output) ? treeOf(output) : undefined;
    const options = { ...model.asked, contentDir };
    const { link = undefined, ...plain } = options;
    model.asked = { ...model.asked, clean: false, link: undefined };
    const result = await build({ ...plain, output, ...(link !== undefined && { link }) });
    const expected = await build({ ...plain, clean: true, output: fresh });
    seen.builds += 1;
    expect(formatted(result.diagnostics, contentDir)).toEqual(formatted(expected.diagnostics, contentDir));
    if (hasErrors(result.diagnostics)) {
      seen.refused += 1;
      // A folder that was damaged stays as it is, one that was whole stays whole.
      if (before) expect(differences(treeOf(output), before)).toEqual([]);
      return false;
    }
    seen.compared += 1;
    expect(result.pages).toBe(expected.pages);
    expect(differences(treeOf(output), treeOf(fresh))).toEqual([]);
    // Where nothing had changed, nothing looked at the cache of the content: what damage left there is found later.
    const left = litter(output).filter((name) => result.rendered > 0 || !name.endsWith(".lines"));
    expect(left).toEqual([]);
    if (link !== undefined) expect(lstatSync(output).isSymbolicLink()).toBe(link);
    rmSync(fresh, { recursive: true });
    rmSync(join(fresh, "../.brevarkiv-fresh"), { recursive: true });
    return true;
  }
});

describe("only what changed is made again", () => {
  /** Nine letters in three years, with a topic and an organisation each now and then. */
  function archive(): Record<string, string> {
    const files: Record<string, string> = {};
    for (const year of [2023, 2024, 2025]) {
      for (const month of [2, 5, 9]) {
        const more = month === 5 ? "\ntopics: [odling]\nsteeringGroup:\n  - organisation: provstiftelsen" : "";
        files[`issues/${year}/${year}-0${month}.md`] = letter(
          `title: Brev ${year} ${month}\ndate: ${year}-0${month}\nslug: brev-${month}\nsummary: Ett brev.${more}`,
          `Text från ${year} i månad ${month}.`,
        );
      }
    }
    files["news/nytt.md"] = letter("title: Nytt\ndate: 2025-01\nslug: nytt\nsummary: Nytt.", "Något nytt.");
    return files;
  }

  /** What a change makes the engine render and write. */
  async function effectOf(
    change: (contentDir: string) => void,
  ): Promise<{ result: BuildResult; written: string[]; contentDir: string; output: string }> {
    const contentDir = contentFolder(MINIMAL, archive());
    const output = join(temporaryFolder(), "site");
    await build({ contentDir, output });
    const before = inodes(output);
    change(contentDir);
    const result = await build({ contentDir, output });
    expect(formatted(result.diagnostics, contentDir)).toEqual([]);
    const after = inodes(output);
    const written = Object.keys(after).filter((path) => after[path] !== before[path]);
    const fresh = join(temporaryFolder(), "site");
    await build({ contentDir, output: fresh });
    expect(differences(treeOf(output), treeOf(fresh))).toEqual([]);
    return { result, written, contentDir, output };
  }

  /** A file that is kept is the same file; one that is written is another. */
  function inodes(folder: string): Record<string, number> {
    return Object.fromEntries(filesBelow(folder).map((path) => [path, lstatSync(join(folder, path)).ino]));
  }

  const page = (address: string): string => `${address}index.html`;
  const edit = (contentDir: string, path: string, from: string | RegExp, to: string): void => {
    const file = join(contentDir, path);
    const text = readFileSync(file, "utf8");
    expect(text.replace(from, to)).not.toBe(text);
    writeFileSync(file, text.replace(from, to));
  };
  const OTHERS = ["manifest-sha256.txt"];
  const INDEX = "sok/index/newest/…";
  const feed = (stem: string): string[] => ["atom", "json", "rss"].map((ending) => `folj/${stem}.${ending}`);
  /** The names of an index's files come of what they hold. */
  const withoutNames = (path: string): string => path.replace(/^(sok\/index\/[^/]+\/).*/, "$1…");

  test.each<[string, (contentDir: string) => void, string[], string[]]>([
    ["nothing", () => {}, [], []],
    [
      "files were touched, nothing else",
      (contentDir) => {
        for (const path of filesBelow(contentDir)) utimesSync(join(contentDir, path), 1_000_000, 1_000_000);
      },
      [],
      [],
    ],
    ["files were copied again", (contentDir) => copyAnew(contentDir), [], []],
    [
      "a letter's text: its own page",
      (contentDir) => edit(contentDir, "issues/2024/2024-05.md", "Text från", "Ny text från"),
      ["nyhetsbrev/2024/brev-5/"],
      [...feed("nyhetsbrev"), ...feed("amnen/odling"), INDEX, ...OTHERS],
    ],
    [
      "a letter's title: what names it",
      (contentDir) => edit(contentDir, "issues/2024/2024-05.md", "title: Brev", "title: Det stora brevet"),
      [
        "amnen/odling/",
        "embed/amne/odling/",
        "nyhetsbrev/",
        "nyhetsbrev/2024/",
        "nyhetsbrev/2024/brev-2/",
        "nyhetsbrev/2024/brev-5/",
        "nyhetsbrev/2024/brev-9/",
        "organisationer/provstiftelsen/",
      ],
      [
        ...feed("nyhetsbrev"),
        ...feed("amnen/odling"),
        "nyhetsbrev/2024/brev-5/oembed.json",
        "nyhetsbrev/2024/brev-5/og.png",
        INDEX,
        ...OTHERS,
      ],
    ],
    [
      "one new letter: its page, the one before, the lists and feeds",
      (contentDir) =>
        writeFiles(contentDir, {
          "issues/2026/2026-06.md": letter("title: Ny\ndate: 2026-06\nslug: ny\nsummary: Ny.\ntopics: [cykling]"),
        }),
      [
        "",
        "amnen/",
        "amnen/cykling/",
        "embed/amne/cykling/",
        "embed/amne/cykling/kort/",
        "embed/senaste/",
        "embed/senaste/kort/",
        "folj/",
        "lanka/",
        "nyhetsbrev/",
        "nyhetsbrev/2026/",
        "nyhetsbrev/2026/hej/",
        "nyhetsbrev/2026/ny/",
        "nyhetsbrev/senaste/",
        "sok/",
      ],
      [
        ".htaccess",
        "_hosting/Caddyfile",
        "_hosting/nginx-maps.conf",
        "_hosting/rules.json",
        "_redirects",
        "sitemap.xml",
        ...OTHERS,
      ].concat(
        feed("nyhetsbrev"),
        feed("amnen/cykling"),
        "folj/feeds.opml",
        "amnen/cykling/oembed.json",
        "nyhetsbrev/2026/ny/oembed.json",
        "nyhetsbrev/2026/ny/og.png",
        INDEX,
      ),
    ],
    [
      "a contact nobody names: nothing",
      (contentDir) => edit(contentDir, "people.yaml", "alva@example.org", "alva2@example.org"),
      [],
      [],
    ],
    [
      "a topic's name: what is about it",
      (contentDir) => edit(contentDir, "topics.yaml", "name: Odling", "name: Trädgård"),
      [
        "amnen/",
        "amnen/odling/",
        "embed/amne/odling/",
        "embed/amne/odling/kort/",
        "lanka/",
        "nyhetsbrev/2023/brev-5/",
        "nyhetsbrev/2024/brev-5/",
        "nyhetsbrev/2025/brev-5/",
        "folj/",
      ],
      [...feed("nyhetsbrev"), ...feed("amnen/odling"), "folj/feeds.opml", "amnen/odling/oembed.json", INDEX, ...OTHERS],
    ],
    [
      "a file to copy: itself",
      (contentDir) => writeFiles(contentDir, { "files/plan.txt": "x" }),
      [],
      ["plan.txt", ...OTHERS],
    ],
    [
      "a draft: nothing",
      (contentDir) =>
        writeFiles(contentDir, { "issues/2026/u.md": letter("title: U\ndate: 2027-03\nslug: u\ndraft: true") }),
      [],
      [],
    ],
  ])("%s", async (_name, change, pages, others) => {
    const { result, written } = await effectOf(change);
    expect(written.filter((path) => path.endsWith(".html")).sort()).toEqual(pages.map(page).sort());
    const documents = new Set(written.filter((path) => !path.endsWith(".html")).map(withoutNames));
    expect([...documents].sort()).toEqual([...others].sort());
    expect(result.rendered).toBe(pages.length);
  });

  test("the site's colours: every page is compared with the budget, but only the stylesheet is written", async () => {
    const { written } = await effectOf((contentDir) => {
      writeFileSync(
        join(contentDir, "site.yaml"),
        `${readFileSync(join(contentDir, "site.yaml"), "utf8")}colours:\n  light: { accent: "#20503a" }\n`,
      );
    });
    expect(written).toContain("assets/site.css");
  });

  function copyAnew(contentDir: string): void {
    const copy = `${contentDir}-copy`;
    cpSync(contentDir, copy, { recursive: true });
    rmSync(contentDir, { recursive: true });
    cpSync(copy, contentDir, { recursive: true });
  }
});

describe("a program that changed rebuilds everything that its change can reach", () => {
  let program = "";
  let cli = "";
  const contentDir = smallArchive();
  beforeAll(() => {
    writeFiles(contentDir, {
      "issues/2026/2026-02.md": letter("title: Två\ndate: 2026-02\nslug: tva\ntopics: [odling]"),
    });
    program = temporaryFolder();
    cli = copyOfProgram(join(program, "p"));
  });

  const replace = (path: string, from: string | RegExp, to: string): void => {
    const file = join(program, "p", path);
    const text = readFileSync(file, "utf8");
    const after = text.replace(from, to);
    expect(after, path).not.toBe(text);
    writeFileSync(file, after);
  };

  const all: readonly [string, () => void, boolean][] = [
    ["a word of ours", () => replace("src/strings/sv.ts", "Alla nyhetsbrev", "Varje nyhetsbrev"), true],
    [
      "what every page extends",
      () => replace("templates/web/_includes/base.njk", "</body>", "<!-- n --></body>"),
      true,
    ],
    ["a style", () => replace("templates/web/styles/site/frame.css", /$/, "\n.ny{color:red}\n"), true],
    [
      "what a page includes",
      () => replace("templates/web/_includes/components/lists/lists.njk", /<li/, "<li data-n"),
      true,
    ],
    ["a file of public/", () => writeFileSync(join(program, "p/public/ny.txt"), "ny"), true],
    ["a page's template", () => replace("templates/web/_includes/pages/issue.njk", /$/, "\n{# ny #}"), false],
    ["a package", () => replace("package-lock.json", /$/, "\n"), false],
  ];

  const cases = LONG ? all : all.slice(0, 3);
  test(cases.map(([name]) => name).join(", "), async () => {
    const output = join(program, "site");
    const runBuild = async (folder: string, ...more: string[]) => {
      const project = { cli, cwd: join(program, "p") };
      const result = await run(["build", "--content", contentDir, "--output", folder, ...more], project);
      expect(result.err).toContain("built ");
      expect(result.code).toBe(0);
    };
    await runBuild(output);
    let before: Tree = treeOf(output);
    for (const [name, change, visible] of cases) {
      change();
      await runBuild(output);
      const fresh = join(temporaryFolder(), "site");
      await runBuild(fresh);
      const after = treeOf(output);
      expect(differences(after, treeOf(fresh)), name).toEqual([]);
      // A change that cannot be seen would prove nothing, except that it does no harm.
      if (visible) expect(differences(after, before), name).not.toEqual([]);
      before = after;
    }
  });
});
