/** The index itself: what is in it, that it is the same bytes each time, and what a new letter leaves as it was. */
import { gunzipSync } from "node:zlib";
import { beforeAll, describe, expect, test } from "vitest";
import { loadArchive } from "../../src/content/load-archive.ts";
import type { DocumentBundle } from "../../src/editions/web/documents/web-document.ts";
import { searchBundles } from "../../src/editions/web/search/bundles.ts";
import { searchGroups } from "../../src/editions/web/search/groups.ts";
import { createWebEdition, type WebEdition } from "../../src/editions/web/web-edition.ts";
import { contentFolder, type Files, formatted, letter, MINIMAL, SAMPLE, TODAY } from "../support/sample.ts";

async function editionOf(content: string, drafts = false): Promise<WebEdition> {
  const loaded = await loadArchive(content, { today: TODAY, drafts });
  if (!loaded.content) throw new Error(formatted(loaded.diagnostics, content).join("\n"));
  const { archive, config, strings } = loaded.content;
  return createWebEdition(archive, config, strings, "program");
}

/** A text as the search page gets it. */
interface Fragment {
  readonly url: string;
  readonly content: string;
  readonly meta: Readonly<Record<string, string>>;
  readonly anchors: readonly { readonly element: string; readonly id: string; readonly text: string }[];
}

async function textsOf(bundle: DocumentBundle): Promise<Map<string, Fragment>> {
  const files = [...(await bundle.make())].filter(([path]) => path.includes("/fragment/"));
  const texts = files.map(([, bytes]) => JSON.parse(gunzipSync(bytes).toString("utf8", 12)) as Fragment);
  return new Map(texts.map((text) => [text.url, text]));
}

/** Path → bytes, of every bundle by its folder. */
async function made(bundles: readonly DocumentBundle[]): Promise<Record<string, Record<string, string>>> {
  const all: Record<string, Record<string, string>> = {};
  for (const { folder, make } of bundles)
    all[folder] = Object.fromEntries(
      [...(await make())].map(([path, bytes]) => [path, Buffer.from(bytes).toString("base64")]),
    );
  return all;
}

describe("what is searched", () => {
  let texts: Map<string, Fragment>;
  beforeAll(async () => {
    const [bundle] = searchBundles(await editionOf(SAMPLE, true));
    if (!bundle) throw new Error("nothing is searched");
    texts = await textsOf(bundle);
  });

  test("is every letter, news article and page, but no draft", () => {
    expect([...texts.keys()].sort()).toEqual([
      "/kontakt/",
      "/nyheter/cykelloppet/",
      "/nyheter/ny-webbplats-for-foreningen/",
      "/nyhetsbrev/2024/hostblad/",
      "/nyhetsbrev/2024/nummer-1/",
      "/nyhetsbrev/2025/june-letter/",
      "/nyhetsbrev/2025/mars/",
      "/nyhetsbrev/2026/vinterblad/",
      "/om-oss/",
      "/om-oss/historik/",
      "/om-oss/styrelsen/",
    ]);
  });

  test("is what readers see of it: summary, text and facts, and nothing around them", () => {
    const text = texts.get("/nyhetsbrev/2024/hostblad/");
    expect(text?.meta).toEqual({ title: "Höstblad: löv, lök & läsning", date: "25 november 2024, Nummer 2" });
    expect(text?.content).toBe(
      "Lök. Plantera löken med spetsen uppåt. Priset är 25 kr/kg. Läsning. Tre böcker att läsa i höst: " +
        "Den påhittade trädgården. Exempel på växter. Odling & annat <med hakar> " +
        "Cilla Prov, cilla@example.org. Odling.",
    );
    for (const { content } of texts.values()) expect(content).not.toMatch(/Till innehållet|Huvudmeny|Permanent adress/);
  });

  test("comes with the sections it can be linked to, its kind, date and language", () => {
    const anchorsOf = (url: string) => texts.get(url)?.anchors.map(({ element, id, text }) => [element, id, text]);
    expect(anchorsOf("/nyhetsbrev/2025/june-letter/")).toEqual([
      ["i", "issue/2025-06-14/en", ""],
      ["h2", "a-quoted-heading", "A “quoted” heading"],
      ["h2", "angstroem", "Ångström"],
      ["h2", "_facts", ""],
    ]);
    expect(anchorsOf("/kontakt/")?.[0]).toEqual(["i", "page//", ""]);
    expect(anchorsOf("/nyhetsbrev/2024/nummer-1/")?.[0]).toEqual(["i", "issue/2024/", ""]);
  });

  test("has no marks of footnotes in its sentences", () => {
    const { content = "" } = texts.get("/nyhetsbrev/2025/mars/") ?? {};
    expect(content).not.toContain("↩");
    expect(content.match(/\p{L}\d+/gu) ?? []).toEqual([]);
  });

  test("leads below the path that the site lies under", async () => {
    const site =
      "name: F\naddress: https://www.example.org/arkiv/\nlanguage: sv\nintroduction: Finns inte.\nnewsletter:\n  name: B\nnavigation: []\n";
    const [bundle] = searchBundles(await editionOf(contentFolder(MINIMAL, { "site.yaml": site })));
    expect(bundle?.folder).toBe("sok/index/newest");
    expect([...(await textsOf(bundle as DocumentBundle)).keys()]).toContain("/arkiv/om-oss/");
  });

  test("is nothing in an empty archive, which has no index then", async () => {
    const files: Files = { issues: undefined, pages: undefined };
    const content = contentFolder(MINIMAL, files);
    const site =
      "name: F\naddress: https://www.example.org/\nlanguage: sv\nintroduction: Finns inte.\nnewsletter:\n  name: B\nnavigation: []\n";
    const edition = await editionOf(contentFolder(content, { "site.yaml": site }));
    expect(searchBundles(edition)).toEqual([]);
    expect(edition.views.find(({ address }) => address === "/sok/")).toMatchObject({ script: null });
  });
});

describe("the files of an index", () => {
  const SIZES = { closed: 4, open: 3 };
  const YEARS = [2020, 2021, 2026];
  const letters: Files = Object.fromEntries(
    Array.from({ length: 12 }, (_, place) => [
      `issues/${YEARS[Math.floor(place / 4)]}/brev-${place}.md`,
      letter(
        `title: Brev ${place}\ndate: ${YEARS[Math.floor(place / 4)]}-0${1 + (place % 4)}-01\ntopics: [odling]`,
        `Text nummer ${place} om tegel och lera.`,
      ),
    ]),
  );
  const bundlesOf = async (changes: Files, config = {}): Promise<DocumentBundle[]> => {
    const edition = await editionOf(contentFolder(MINIMAL, { ...letters, ...changes }));
    const publications = edition.search.flatMap((group) => group.publications);
    return searchBundles({
      ...edition,
      config: { ...edition.config, ...config },
      search: searchGroups(publications, SIZES),
    });
  };
  const fingerprints = (bundles: readonly DocumentBundle[]) =>
    Object.fromEntries(bundles.map(({ folder, fingerprint }) => [folder.replace("sok/index/", ""), fingerprint]));

  test("are the same bytes each time", async () => {
    const first = await made(await bundlesOf({}));
    for (let time = 0; time < 3; time += 1) expect(await made(await bundlesOf({}))).toEqual(first);
    expect(Object.keys(first).map((folder) => folder.replace("sok/index/", ""))).toEqual([
      "newest",
      "recent",
      "2021",
      "2020",
    ]);
  });

  test("hold the program once, and one engine", async () => {
    const files = await made(await bundlesOf({}));
    const names = Object.values(files).map((paths) => Object.keys(paths).map((path) => path.split("/").at(-1)));
    const runtime = names.map((all) => all.filter((name) => /^pagefind\.js$|^wasm/.test(name ?? "")).sort());
    expect(runtime).toEqual([["pagefind.js", "wasm.sv.pagefind"], [], [], []]);
    expect(names.flat().filter((name) => /ui|highlight|worker|css/.test(name ?? ""))).toEqual([]);
  });

  test("of closed years stay byte for byte when a letter comes, and are not even made", async () => {
    const [before, after] = [
      await bundlesOf({}),
      await bundlesOf({ "issues/2026/nytt.md": letter("title: Nytt\ndate: 2026-02-01") }),
    ];
    const [old, now] = [fingerprints(before), fingerprints(after)];
    expect([now["2020"], now["2021"]]).toEqual([old["2020"], old["2021"]]);
    expect(now.newest).not.toBe(old.newest);
    const [filesBefore, filesAfter] = [await made(before), await made(after)];
    for (const year of ["2020", "2021"])
      expect(filesAfter[`sok/index/${year}`]).toEqual(filesBefore[`sok/index/${year}`]);
  });

  test.each<[string, Files, object, string[]]>([
    ["nothing", {}, {}, []],
    [
      "the text of an old letter",
      { "issues/2020/brev-0.md": letter("title: Brev 0\ndate: 2020-01-01", "Annat.") },
      {},
      ["2020"],
    ],
    [
      "the name of a topic",
      { "topics.yaml": "odling:\n  name: Trädgård\ncykling:\n  name: Cykling\n" },
      {},
      ["2020", "2021", "newest", "recent"],
    ],
    [
      "the name of a topic that none has",
      { "topics.yaml": "odling:\n  name: Odling\ncykling:\n  name: Hjul\n" },
      {},
      [],
    ],
    ["the site's path", {}, { basePath: "/arkiv/" }, ["2020", "2021", "newest", "recent"]],
    ["what is not searched", {}, { tagline: "Ny" }, []],
  ])("are rebuilt when these change: %s", async (_name, changes, config, expected) => {
    const [old, now] = [fingerprints(await bundlesOf({})), fingerprints(await bundlesOf(changes, config))];
    expect(
      Object.keys(now)
        .filter((name) => now[name] !== old[name])
        .sort(),
    ).toEqual(expected);
  });
});
