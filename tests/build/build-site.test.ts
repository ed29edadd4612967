/** What a build leaves on disk, and what it never touches. */
import {
  appendFileSync,
  chmodSync,
  existsSync,
  lstatSync,
  mkdirSync,
  readdirSync,
  readFileSync,
  statSync,
  symlinkSync,
  writeFileSync,
} from "node:fs";
import { basename, dirname, join } from "node:path";
import { beforeAll, describe, expect, test } from "vitest";
import { buildSite } from "../../src/engine/build-site.ts";
import {
  build,
  contentFolder,
  filesBelow,
  fingerprint,
  formatted,
  letter,
  MINIMAL,
  modeOf,
  ROOT,
  SAMPLE,
  type Site,
  TODAY,
  temporaryFolder,
  writeFiles,
} from "../support/sample.ts";

/** What a build has left beside its output that is neither the output nor the folder of earlier releases and memory. */
function besides(output: string): string[] {
  const parent = dirname(output);
  const state = `.brevarkiv-${basename(output)}`;
  const left = readdirSync(parent).filter((name) => name !== basename(output) && name !== state);
  const unfinished = existsSync(join(parent, state))
    ? readdirSync(join(parent, state)).filter((name) => /^staging|^lock$|\.tmp$|journal/.test(name))
    : [];
  return [...left, ...unfinished];
}

describe("the site of the sample archive", () => {
  let site: Site;
  beforeAll(async () => {
    site = await build(SAMPLE);
  });

  test("is these files", () => {
    // The names in an index are hashes of what it holds.
    // What previews of links show lies beside every page; tests/kit knows where.
    const files = filesBelow(site.folder).filter(
      (path) => !/^sok\/index\/|(?:^|\/)(?:oembed\.json|og\.png)$/.test(path),
    );
    expect(files).toEqual(
      [
        ".brevarkiv-site",
        ".htaccess",
        "2024/11/25/index.html",
        "404.html",
        "Gamla/Bladet-2.html/index.html",
        "_headers",
        "_hosting/Caddyfile",
        "_hosting/nginx-maps.conf",
        "_hosting/nginx.conf",
        "_hosting/rules.json",
        "_redirects",
        "ads.txt",
        "amnen/arsmote/index.html",
        "amnen/cykling/index.html",
        "amnen/index.html",
        "amnen/odling/index.html",
        "assets/finder.css",
        "assets/licences.txt",
        "assets/search.css",
        "assets/search.js",
        "assets/site.css",
        "favicon.svg",
        "folj/amnen/arsmote.atom",
        "folj/amnen/arsmote.json",
        "folj/amnen/arsmote.rss",
        "folj/amnen/cykling.atom",
        "folj/amnen/cykling.json",
        "folj/amnen/cykling.rss",
        "folj/amnen/odling.atom",
        "folj/amnen/odling.json",
        "folj/amnen/odling.rss",
        "folj/feeds.opml",
        "folj/index.html",
        "folj/kalender.ics",
        "folj/kalender/nyheter/cykelloppet-1.ics",
        "folj/kalender/nyhetsbrev/2025/mars-1.ics",
        "folj/kalender/nyhetsbrev/2025/mars-2.ics",
        "folj/nyheter.atom",
        "folj/nyheter.json",
        "folj/nyheter.rss",
        "folj/nyhetsbrev.atom",
        "folj/nyhetsbrev.json",
        "folj/nyhetsbrev.rss",
        "folj/rattelser.atom",
        "folj/rattelser.json",
        "folj/rattelser.rss",
        "gammalt/rapport.txt",
        "hitta/.htaccess",
        "hitta/index.html",
        "index.html",
        "kalender/index.html",
        "kontakt/index.html",
        "manifest-sha256.txt",
        "mars-2025/index.html",
        "nyheter/cykelloppet/index.html",
        "nyheter/gammalt-namn/index.html",
        "nyheter/index.html",
        "nyheter/ny-webbplats-for-foreningen/index.html",
        "nyhetsbrev/2024/hostblad/index.html",
        "nyhetsbrev/2024/index.html",
        "nyhetsbrev/2024/nummer-1/index.html",
        "nyhetsbrev/2025/index.html",
        "nyhetsbrev/2025/june-letter/index.html",
        "nyhetsbrev/2025/mars/cykel.png",
        "nyhetsbrev/2025/mars/index.html",
        "nyhetsbrev/2025/mars/stadgar.txt",
        "nyhetsbrev/2026/index.html",
        "nyhetsbrev/2026/vinterblad/index.html",
        "nyhetsbrev/index.html",
        "nyhetsbrev/senaste/index.html",
        "om-oss/historik/index.html",
        "om-oss/index.html",
        "om-oss/styrelsen/index.html",
        "organisationer/angpannan/index.html",
        "organisationer/exempelkommunen/index.html",
        "organisationer/foreningen-exempel/index.html",
        "organisationer/index.html",
        "organisationer/provstiftelsen/index.html",
        "rattelser/index.html",
        "robots.txt",
        "sitemap.xml",
        "sok/index.html",
        "assets/embed.css",
        "assets/linking.css",
        "embed/amne/arsmote/index.html",
        "embed/amne/arsmote/kort/index.html",
        "embed/amne/cykling/index.html",
        "embed/amne/cykling/kort/index.html",
        "embed/amne/odling/index.html",
        "embed/amne/odling/kort/index.html",
        "embed/senaste/index.html",
        "embed/senaste/kort/index.html",
        "lanka/index.html",
      ].sort(),
    );
  });

  test("names every file with its SHA-256, as sha256sum -c reads it", () => {
    const lines = site.page("/manifest-sha256.txt").trimEnd().split("\n");
    const named = Object.fromEntries(
      lines.map((line) => {
        const [, hash = "", path = ""] = /^([0-9a-f]{64}) [ *](.+)$/.exec(line) ?? [];
        return [path, hash];
      }),
    );
    const { "manifest-sha256.txt": itself, ...others } = fingerprint(site.folder);
    expect(itself).toBeDefined();
    expect(named).toEqual(others);
  });

  test("counts the pages it rendered", () => {
    const pages = filesBelow(site.folder).filter((path) => path.endsWith(".html"));
    expect(site.result.pages).toBe(pages.length);
  });

  test("holds no draft, in no page, list, feed or map", () => {
    for (const path of filesBelow(site.folder)) {
      const text = readFileSync(join(site.folder, path), "latin1");
      for (const word of ["julblad", "Julblad", "hemlig", "Hemlig sida", "en-nyhet-som-inte", "En nyhet som inte"]) {
        expect(text.includes(word), `${path} names ${word}`).toBe(false);
      }
    }
  });

  test("copies files and pictures byte for byte", () => {
    for (const [from, to] of [
      ["files/gammalt/rapport.txt", "gammalt/rapport.txt"],
      ["files/ads.txt", "ads.txt"],
      ["issues/2025/stadgar.txt", "nyhetsbrev/2025/mars/stadgar.txt"],
      ["issues/2025/bilder/cykel.png", "nyhetsbrev/2025/mars/cykel.png"],
    ] as const) {
      expect(readFileSync(join(site.folder, to)).equals(readFileSync(join(SAMPLE, from))), to).toBe(true);
    }
  });

  test("lets a web server read everything and write nothing", () => {
    expect(modeOf(site.folder)).toBe("755");
    for (const path of filesBelow(site.folder)) {
      expect(statSync(join(site.folder, path)).mode & 0o444, path).toBe(0o444);
      expect(statSync(dirname(join(site.folder, path))).mode & 0o555, path).toBe(0o555);
      expect(statSync(join(site.folder, path)).mode & 0o022, path).toBe(0);
    }
  });

  test("leaves nothing beside itself but what later builds use", () => {
    expect(besides(site.folder)).toEqual([]);
  });

  test("names nothing of the machine it was built on", () => {
    for (const path of filesBelow(site.folder)) {
      const text = readFileSync(join(site.folder, path), "latin1");
      expect(text.includes(ROOT), path).toBe(false);
      expect(text.includes(dirname(site.folder)), path).toBe(false);
    }
  });

  test("shows a letter's template code as it was written", () => {
    const page = site.page("/nyhetsbrev/2025/mars/");
    expect(page).toContain("Mallen skrev {{ 7*7 }} och {% raw %} och {% rabatt %}, och så ska det stå.");
    expect(page).toContain("Summan {{ config.name }} räknas inte ut.");
    expect(page).not.toContain("49");
  });

  test("shows a letter's HTML as text", () => {
    expect(site.page("/nyhetsbrev/2024/hostblad/")).toContain("&lt;med hakar&gt;");
  });

  test("leads old addresses to their page", () => {
    for (const alias of ["/mars-2025/", "/Gamla/Bladet-2.html/", "/2024/11/25/", "/nyheter/gammalt-namn/"]) {
      expect(site.page(alias), alias).toMatch(/<meta http-equiv="refresh" content="0; url=\/(?:nyhetsbrev|nyheter)\//);
    }
    expect(site.page("/nyhetsbrev/senaste/")).toContain("/nyhetsbrev/2026/vinterblad/");
  });

  test("lists every letter, newest first", () => {
    const order = [...site.page("/nyhetsbrev/").matchAll(/href="(\/nyhetsbrev\/\d{4}\/[a-z0-9-]+\/)"/g)].map(
      ([, a]) => a,
    );
    expect(order).toEqual([
      "/nyhetsbrev/2026/vinterblad/",
      "/nyhetsbrev/2025/june-letter/",
      "/nyhetsbrev/2025/mars/",
      "/nyhetsbrev/2024/hostblad/",
      "/nyhetsbrev/2024/nummer-1/",
    ]);
  });

  test("shows the colophon that held at the letter's date", () => {
    expect(site.page("/nyhetsbrev/2024/hostblad/")).toContain("Bladet gavs ut av <em>Föreningen Exempel</em>");
    expect(site.page("/nyhetsbrev/2025/mars/")).toContain("Bladet gavs ut av <em>Föreningen Exempel</em>");
    expect(site.page("/nyhetsbrev/2025/june-letter/")).toContain("Från juni 2025 ger");
  });

  test("never pads a date to a day that is not known", () => {
    const sent = (address: string): string | undefined =>
      /<time itemprop="datePublished" datetime="[^"]*">[^<]*<\/time>/.exec(site.page(address))?.[0];
    expect(sent("/nyhetsbrev/2024/nummer-1/")).toMatch(/datetime="2024">(?:år )?2024</);
    expect(sent("/nyhetsbrev/2025/mars/")).toMatch(/datetime="2025-03">(?:i )?mars 2025</);
    expect(sent("/nyhetsbrev/2024/hostblad/")).toMatch(/datetime="2024-11-25">(?:den )?25 november 2024</);
  });

  test("marks what is not in the site's language, and what is not held", () => {
    expect(site.page("/nyhetsbrev/2025/june-letter/")).toMatch(/<h1[^>]* lang="en"[^>]*>The Example Letter/);
    expect(site.page("/nyhetsbrev/2024/nummer-1/")).toContain("Brevets text finns inte i arkivet");
  });
});

describe("two builds of the same content are the same bytes", () => {
  test("on another day, while no draft has come of age", async () => {
    const [one, two] = await Promise.all(
      ["2026-11-23", "2031-01-01"].map(async (today) => {
        const output = join(temporaryFolder(), "site");
        await buildSite({ contentDir: SAMPLE, output, today, drafts: false });
        return fingerprint(output);
      }),
    );
    expect(one).toEqual(two);
  });
});

describe("a build that fails leaves the site that was there", () => {
  async function builtTwice(changes: Parameters<typeof contentFolder>[1]) {
    const content = contentFolder(MINIMAL);
    const output = join(temporaryFolder(), "site");
    const options = { contentDir: content, output, today: TODAY, drafts: false };
    await buildSite(options);
    const before = fingerprint(output);
    writeFiles(content, changes ?? {});
    const result = await buildSite(options);
    return { before, after: fingerprint(output), result, beside: besides(output) };
  }

  test.each<[string, Parameters<typeof contentFolder>[1], string]>([
    ["a letter is wrong", { "issues/2026/fel.md": letter("title: Fel") }, "required"],
    ["a link is dead", { "issues/2026/fel.md": letter("title: Fel\ndate: 2026", "[x](/saknas/)") }, "dead-link"],
    ["site.yaml is gone", { "site.yaml": undefined }, "missing-site"],
    ["a file stands in a page's place", { "files/om-oss/index.html": "x" }, "duplicate-address"],
  ])("%s", async (_name, changes, rule) => {
    const { before, after, result, beside } = await builtTwice(changes);
    expect(result.diagnostics.map((diagnostic) => diagnostic.rule)).toContain(rule);
    expect(after).toEqual(before);
    expect(beside).toEqual([]);
  });

  test("and a build that works replaces it whole: what is no longer in the content is gone", async () => {
    const { before, after, beside } = await builtTwice({
      "issues/2026/2026-01-hej.md": undefined,
      "issues/2026/ny.md": letter("title: Ny\ndate: 2026-02\nslug: ny"),
    });
    expect(before["nyhetsbrev/2026/hej/index.html"]).toBeDefined();
    expect(after["nyhetsbrev/2026/hej/index.html"]).toBeUndefined();
    expect(after["nyhetsbrev/2026/ny/index.html"]).toBeDefined();
    expect(beside).toEqual([]);
  });

  test("every letter with every kind of address is written where it belongs", async () => {
    const site = await build(
      contentFolder(MINIMAL, {
        "pages/a.md": letter("title: A\nslug: a.b/c_d/e-f"),
        "issues/2026/b.md": letter("title: Höst & lök\ndate: 2026-02"),
        "issues/2026/c.md": letter("title: C\ndate: 2026-02\nslug: c\naliases: [/gammal, /Gammal2/x.php, /2021/]"),
      }),
    );
    for (const path of ["a.b/c_d/e-f", "nyhetsbrev/2026/c", "gammal", "Gammal2/x.php", "2021"]) {
      expect(existsSync(join(site.folder, path, "index.html")), path).toBe(true);
    }
  });
});

describe("the output folder", () => {
  const start = (output: string, content = contentFolder(MINIMAL)) =>
    buildSite({ contentDir: content, output, today: TODAY, drafts: false });

  test("may be absent, empty, or a site of ours", async () => {
    const parent = temporaryFolder();
    const absent = join(parent, "ny/mapp/site");
    await start(absent);
    await start(absent);
    expect(existsSync(join(absent, "index.html"))).toBe(true);
    const empty = join(parent, "tom");
    mkdirSync(empty);
    await start(empty);
    expect(fingerprint(empty)).toEqual(fingerprint(absent));
  });

  test("is refused when it holds anything else, even one hidden file", async () => {
    for (const name of ["viktigt.txt", ".git", "index.html"]) {
      const folder = join(temporaryFolder(), "mapp");
      writeFiles(folder, { [name]: "x" });
      await expect(start(folder)).rejects.toThrow("is not empty and was not made by Brevarkiv");
      expect(filesBelow(dirname(folder))).toEqual([`mapp/${name}`]);
    }
  });

  test("is refused before any work is done", async () => {
    const folder = join(temporaryFolder(), "mapp");
    writeFiles(folder, { "viktigt.txt": "x" });
    await expect(start(folder, "/finns/inte")).rejects.toThrow("was not made by Brevarkiv");
  });

  test("may not be a file", async () => {
    const file = join(temporaryFolder(), "fil");
    writeFileSync(file, "x");
    await expect(start(file)).rejects.toThrow();
    expect(readFileSync(file, "utf8")).toBe("x");
  });

  test("may be reached through a link, which stays a link", async () => {
    const parent = temporaryFolder();
    const content = contentFolder(MINIMAL);
    await start(join(parent, "real"), content);
    symlinkSync("real", join(parent, "www"));
    writeFiles(content, { "issues/2026/ny.md": letter("title: Ny\ndate: 2026-02\nslug: ny") });
    await start(join(parent, "www"), content);
    for (const name of ["www", "real"]) {
      expect(existsSync(join(parent, name, "nyhetsbrev/2026/ny/index.html")), name).toBe(true);
    }
    expect(lstatSync(join(parent, "www")).isSymbolicLink()).toBe(true);
  });

  test("is readable by others whatever the files copied into it were", async () => {
    const content = contentFolder(MINIMAL, { "files/plan.pdf": "x" });
    chmodSync(join(content, "files/plan.pdf"), 0o600);
    const { folder } = await build(content);
    expect(statSync(join(folder, "plan.pdf")).mode & 0o444).toBe(0o444);
  });
});

describe("a build after others is the same as a build from nothing", () => {
  const EDITS: Record<string, (content: string) => void> = {
    "a new letter": (content) =>
      writeFiles(content, { "issues/2026/ny.md": letter("title: Ny\ndate: 2026-02\nslug: ny\ntopics: [odling]") }),
    "a letter's text": (content) => edit(content, "issues/2026/2026-01-hej.md", "alltid rätt", "fortfarande rätt"),
    "a letter's title, as its neighbours and lists name it": (content) =>
      edit(content, "issues/2026/2026-01-hej.md", /title: .*/, "title: Hej igen"),
    "a letter's date, so that the order changes": (content) =>
      edit(content, "issues/2026/2026-01-hej.md", /date: .*/, "date: 2026-10-14"),
    "a letter's address": (content) => edit(content, "issues/2026/2026-01-hej.md", /slug: .*/, "slug: hejsan"),
    "a draft": (content) =>
      writeFiles(content, { "issues/2026/utkast.md": letter("title: U\ndate: 2026-03\nslug: u\ndraft: true") }),
    "the draft comes of age": (content) =>
      writeFiles(content, { "issues/2026/utkast.md": letter("title: U\ndate: 2026-03\nslug: u") }),
    "a topic's name": (content) => edit(content, "topics.yaml", "name: Odling", "name: Trädgård"),
    "a letter gone": (content) => writeFiles(content, { "issues/2026/2026-01-hej.md": undefined }),
    "the site's name": (content) => edit(content, "site.yaml", "name: Föreningen Exempel", "name: Föreningen Prov"),
    "a file to copy": (content) => writeFiles(content, { "files/plan.txt": "ett" }),
    "the same file with as many other bytes": (content) => writeFiles(content, { "files/plan.txt": "två" }),
    "the file gone": (content) => writeFiles(content, { "files/plan.txt": undefined }),
    "nothing at all": () => {},
  };

  function edit(content: string, path: string, from: string | RegExp, to: string): void {
    const file = join(content, path);
    const before = readFileSync(file, "utf8");
    const after = before.replace(from, to);
    // An edit that changes nothing would prove nothing.
    expect(after).not.toBe(before);
    writeFileSync(file, after);
  }

  test("after every change", async () => {
    const content = contentFolder(MINIMAL);
    appendFileSync(join(content, "site.yaml"), "search: false\npictures: false\n");
    const output = join(temporaryFolder(), "site");
    for (const [name, change] of Object.entries(EDITS)) {
      change(content);
      const again = await buildSite({ contentDir: content, output, today: TODAY, drafts: false });
      expect(formatted(again.diagnostics, content), name).toEqual([]);
      const fresh = await build(content);
      expect(fingerprint(output), name).toEqual(fingerprint(fresh.folder));
    }
  });

  test("and with a build that fails between", async () => {
    const content = contentFolder(MINIMAL);
    const output = join(temporaryFolder(), "site");
    const options = { contentDir: content, output, today: TODAY, drafts: false };
    await buildSite(options);
    writeFiles(content, { "issues/2026/fel.md": letter("title: Fel") });
    await buildSite(options);
    writeFiles(content, { "issues/2026/fel.md": letter("title: Rätt\ndate: 2026-02\nslug: ratt") });
    await buildSite(options);
    expect(fingerprint(output)).toEqual(fingerprint((await build(content)).folder));
  });

  test("and when somebody has changed the built site by hand", async () => {
    const content = contentFolder(MINIMAL);
    const output = join(temporaryFolder(), "site");
    const options = { contentDir: content, output, today: TODAY, drafts: false };
    await buildSite(options);
    const expected = fingerprint(output);
    writeFileSync(join(output, "om-oss/index.html"), "ändrad för hand");
    writeFiles(content, { "issues/2026/ny.md": letter("title: Ny\ndate: 2026-02\nslug: ny") });
    await buildSite(options);
    expect(fingerprint(output)["om-oss/index.html"]).toBe(expected["om-oss/index.html"]);
  });
});
