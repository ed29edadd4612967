/** What the loader makes of a content folder. */
import { type readdirSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import fc from "fast-check";
import { afterEach, beforeAll, describe, expect, test } from "vitest";
import { type LoadedContent, loadArchive } from "../../src/content/load-archive.ts";
import type { Issue } from "../../src/model/archive.ts";
import { replace } from "../support/replace.ts";
import { contentFolder, filesBelow, formatted, letter, MINIMAL, SAMPLE, TODAY } from "../support/sample.ts";

let putBack = (): void => {};
/** Changes the order in which the disk lists files, until the test is over. */
function rearrange(order: <T>(entries: T[]) => T[]): void {
  putBack();
  putBack = replace(
    "node:fs",
    "readdirSync",
    (list: typeof readdirSync) =>
      (...args: Parameters<typeof readdirSync>) =>
        order(list(...args)),
  );
}

const startFolder = process.cwd();
const startZone = process.env.TZ;
afterEach(() => {
  putBack();
  process.chdir(startFolder);
  if (startZone === undefined) delete process.env.TZ;
  else process.env.TZ = startZone;
});

async function load(folder: string, { drafts = false } = {}): Promise<LoadedContent> {
  const { content, diagnostics } = await loadArchive(folder, { today: TODAY, drafts });
  if (!content) throw new Error(formatted(diagnostics, folder).join("\n"));
  return content;
}

describe("the sample archive", () => {
  let loaded: LoadedContent;
  beforeAll(async () => {
    loaded = await load(SAMPLE);
  });
  const issue = (slug: string): Issue => {
    const found = loaded.archive.issues.find(({ address }) => address.endsWith(`/${slug}/`));
    if (!found) throw new Error(`no letter ${slug}`);
    return found;
  };

  test("is in its final order, without drafts", () => {
    const addresses = ({ address }: { address: string }): string => address;
    expect(loaded.archive.issues.map(addresses)).toEqual([
      "/nyhetsbrev/2026/vinterblad/",
      "/nyhetsbrev/2025/june-letter/",
      "/nyhetsbrev/2025/mars/",
      "/nyhetsbrev/2024/hostblad/",
      "/nyhetsbrev/2024/nummer-1/",
    ]);
    expect(loaded.archive.news.map(addresses)).toEqual([
      "/nyheter/cykelloppet/",
      "/nyheter/ny-webbplats-for-foreningen/",
    ]);
    expect(loaded.archive.pages.map(addresses)).toEqual([
      "/om-oss/",
      "/om-oss/styrelsen/",
      "/om-oss/historik/",
      "/kontakt/",
    ]);
  });

  test("with drafts has them in their place", async () => {
    const { archive } = await load(SAMPLE, { drafts: true });
    expect(archive.issues[0]).toMatchObject({ address: "/nyhetsbrev/2026/julblad/", draft: true, date: "2026-12-20" });
    expect(archive.news).toHaveLength(3);
    expect(archive.pages.map(({ address }) => address)).toContain("/hemlig/");
  });

  test("a letter with everything keeps everything", () => {
    const {
      detail,
      links,
      externalKeys,
      attachments,
      anchors,
      textHash,
      firstFormHash,
      fingerprint,
      excerpt,
      words,
      ...rest
    } = issue("mars");
    const { mentions, ...march } = rest;
    const { html, headings, ...facts } = detail;
    expect({ ...march, ...facts, file: march.file.replace(SAMPLE, "content") }).toEqual({
      kind: "issue",
      file: "content/issues/2025/2025-03-mars.md",
      address: "/nyhetsbrev/2025/mars/",
      title: "Exempelbladet mars 2025",
      heading: "Nyhetsbrev mars 2025",
      number: "1",
      summary: "Ett brev med allt som ett brev kan ha, från stämman till cykelverkstan.",
      date: "2025-03",
      updated: "2025-04-02",
      corrections: [],
      language: "sv",
      draft: false,
      held: true,
      contacts: [
        {
          name: "Alva Exempel",
          email: "alva@example.org",
          organisation: { name: "Föreningen Exempel", id: "foreningen-exempel" },
          role: "Redaktör",
        },
        {
          name: "Dag Exempelsson",
          email: "dag@example.org",
          // A name stays as the letter writes it; the id says who is meant.
          organisation: { name: "Exempel kommun", id: "exempelkommunen" },
          role: "Kassör",
        },
      ],
      steeringGroup: [
        {
          organisation: { name: "Föreningen Exempel", id: "foreningen-exempel" },
          name: "Alva Exempel",
          role: "ordförande",
        },
        { organisation: { name: "Provstiftelsen", id: "provstiftelsen" } },
        { organisation: { name: "Ett okänt bolag" } },
      ],
      leadership: [
        {
          name: "Alva Exempel",
          organisation: { name: "Föreningen Exempel", id: "foreningen-exempel" },
          role: "sammankallande",
        },
        { name: "Eva Låtsas", organisation: { name: "Ångpannan & Söner", id: "angpannan" } },
      ],
      funding: [
        {
          amount: 500_000,
          currency: "SEK",
          funders: [
            { name: "Exempelkommunen", id: "exempelkommunen" },
            { name: "Stiftelsen Provet", id: "provstiftelsen" },
          ],
          recipient: { name: "Föreningen Exempel", id: "foreningen-exempel" },
          period: "2025–2026",
          note: "Pengarna är lika påhittade som föreningen.",
        },
        { amount: 1234.5, currency: "EUR", funders: [{ name: "Provstiftelsen", id: "provstiftelsen" }] },
      ],
      documents: [
        {
          title: "Stadgar",
          type: "txt",
          file: {
            file: join(SAMPLE, "issues/2025/stadgar.txt"),
            address: "/nyhetsbrev/2025/mars/stadgar.txt",
            bytes: readFileSync(join(SAMPLE, "issues/2025/stadgar.txt")).length,
          },
        },
        { title: "The plan in English", url: "https://www.example.com/plan.pdf", type: "pdf", language: "en" },
        { title: "Protokoll som ingen hittar", type: "pdf" },
      ],
      topics: ["arsmote", "cykling"],
      events: [
        {
          title: "Årsstämma",
          start: "2025-03-27T18:00",
          end: "2025-03-27T20:30",
          place: "Hörsalen, Exempelstad",
          url: "https://www.example.com/stamma",
        },
        { title: "Cykelhelg", start: "2025-05-30", end: "2025-06-01" },
        { title: "Skördefest", start: "2025-09", place: "Koloniområdet" },
      ],
      source: {
        system: "paloma",
        cid: "111",
        mid: "1010",
        url: "https://example.com/webbversion?cid=111&mid=1010",
        file: "2025-03-mars.html",
        sha256: "0123456789abcdef".repeat(4),
      },
      aliases: ["/mars-2025/"],
    });
    expect(attachments.map(({ address }) => address)).toEqual([
      "/nyhetsbrev/2025/mars/stadgar.txt",
      "/nyhetsbrev/2025/mars/cykel.png",
      "/nyhetsbrev/2025/mars/stadgar.txt",
    ]);
    expect(headings).toEqual([
      { level: 2, id: "stamman", text: "Stämman" },
      { level: 3, id: "siffror", text: "Siffror" },
      { level: 2, id: "cykelverkstan", text: "Cykelverkstan" },
      { level: 2, id: "stamman-2", text: "Stämman" },
    ]);
    expect(excerpt).toBe("Hej! Det här brevet har lite av varje, så att proven har något att pröva.");
    expect(html).toContain(
      '<img src="/nyhetsbrev/2025/mars/cykel.png" alt="En grön rektangel som föreställer en cykel" width="240" height="160">',
    );
  });

  test("a letter with nothing but what is required has empty lists and defaults", () => {
    const short = issue("vinterblad");
    expect(short).toMatchObject({
      title: "Vinterblad",
      heading: "Vinterblad",
      events: [],
      detail: { contacts: [], documents: [] },
      language: "sv",
      draft: false,
      held: true,
      aliases: [],
    });
    for (const key of ["number", "summary", "updated", "source"]) expect(short).not.toHaveProperty(key);
  });

  test("a letter in English is written with English quotes, and its anchors in English", () => {
    const { detail, language } = issue("june-letter");
    expect(language).toBe("en");
    expect(detail.html).toContain("A “quoted” heading");
    expect(detail.html).toContain("doesn’t exist. Its ‘members’ say “hello”");
    expect(detail.headings.map(({ id }) => id)).toEqual(["a-quoted-heading", expect.stringMatching(/^angstr[a-z]+m$/)]);
  });

  test("the registers are kept by id", () => {
    expect([...loaded.archive.topics.keys()]).toEqual(["odling", "cykling", "arsmote", "oanvant"]);
    expect(loaded.archive.organisations.get("provstiftelsen")).toEqual({
      id: "provstiftelsen",
      name: "Provstiftelsen",
      aliases: ["Stiftelsen Provet"],
    });
  });

  test("site.yaml is resolved, with every default filled in", () => {
    const { config } = loaded;
    expect(config).toMatchObject({
      name: "Föreningen Exempel",
      shortName: "FE",
      origin: "https://www.example.org",
      basePath: "/",
      language: "sv",
      timeZone: "Europe/Stockholm",
      newsletter: { name: "Exempelbladet", issn: "1234-567X" },
      publisher: { name: "Föreningen Exempel", id: "foreningen-exempel" },
      newsBase: "/nyheter/",
      embedding: ["https://*.example.com", "https://intranet.example.org:8443"],
    });
    expect(config.colours.light.accent).toBe("#20503a");
    expect(config.colours.light.background).toMatch(/^#[0-9a-f]{6}$/);
    expect(config.colophon.map(({ from }) => from)).toEqual(["2024", "2025-06"]);
    expect(config.introduction).toContain("<strong>påhittad</strong>");
    expect(config.subscription).toContain('<a href="mailto:redaktionen@example.org">');
  });
});

describe("nothing depends on where, when or in what order content is read", () => {
  test("not on the order in which the disk lists files", async () => {
    const expected = await load(SAMPLE);
    const names = filesBelow(SAMPLE);
    let listings = 0;
    await fc.assert(
      fc.asyncProperty(fc.shuffledSubarray([...names.keys()], { minLength: names.length }), async (order) => {
        const rank = new Map(names.map((name, index) => [name.split("/").at(-1), order[index] ?? 0]));
        rearrange((entries) => {
          listings += 1;
          return entries.sort((a, b) => nameOf(a, rank) - nameOf(b, rank));
        });
        expect(await load(SAMPLE)).toEqual(expected);
      }),
      { numRuns: 8 },
    );
    // The loader does list files through what is rearranged here.
    expect(listings).toBeGreaterThanOrEqual(8);
  });

  test("problems too come in one order", async () => {
    const content = contentFolder(MINIMAL, {
      "issues/2026/b.md": letter("title: [\n"),
      "issues/2026/a.md": letter("titel: x"),
      "pages/ö.md": letter("title: Ö"),
      "pages/z.md": letter("title: Z"),
    });
    const lines = async (): Promise<string[]> =>
      formatted((await loadArchive(content, { today: TODAY, drafts: false })).diagnostics, content);
    const expected = await lines();
    expect(expected.length).toBeGreaterThan(4);
    rearrange((entries) => entries.reverse());
    expect(await lines()).toEqual(expected);
  });

  test("not on the time zone", async () => {
    process.env.TZ = "Pacific/Kiritimati";
    const one = await load(SAMPLE);
    process.env.TZ = "Pacific/Pago_Pago";
    expect(await load(SAMPLE)).toEqual(one);
  });

  test("not on the folder one stands in: the same words from another place are the same archive", async () => {
    const [one, other] = [contentFolder(SAMPLE), contentFolder(SAMPLE)];
    process.chdir(join(one, ".."));
    const first = await load("content");
    process.chdir(join(other, ".."));
    expect(await load("content")).toEqual(first);
    expect(first.archive.issues[0]?.file).toBe("content/issues/2026/2026-02-03-vinter.md");
  });

  test("not on line ends", async () => {
    const content = contentFolder(SAMPLE);
    process.chdir(join(content, ".."));
    const unix = await load("content");
    for (const path of filesBelow(content)) {
      if (!/\.(?:md|yaml)$/.test(path)) continue;
      const file = join(content, path);
      writeFileSync(file, `\uFEFF${readFileSync(file, "utf8").replaceAll("\n", "\r\n")}`);
    }
    expect(await load("content")).toEqual(unix);
  });

  test("not on a letter's file name", async () => {
    const named = async (path: string): Promise<Issue | undefined> => {
      const content = contentFolder(MINIMAL, { [path]: letter("title: Vårbrev\ndate: 2026-03") });
      return (await load(content)).archive.issues[0];
    };
    const [one, other] = [await named("issues/2026/a.md"), await named("issues/övrigt/djupt/Ett brev.md")];
    expect(one?.address).toBe("/nyhetsbrev/2026/varbrev/");
    expect({ ...one, file: "" }).toEqual({ ...other, file: "" });
  });
});

function nameOf(entry: unknown, rank: ReadonlyMap<string | undefined, number>): number {
  return rank.get((entry as { name: string }).name) ?? 0;
}

describe("where a publication lies", () => {
  const address = async (path: string, text: string, site = ""): Promise<string | undefined> => {
    const content = contentFolder(MINIMAL, { [path]: text });
    if (site !== "") writeFileSync(join(content, "site.yaml"), readFileSync(join(content, "site.yaml"), "utf8") + site);
    const { archive } = await load(content);
    return [...archive.issues, ...archive.news, ...archive.pages].find(({ file }) => file.endsWith(path))?.address;
  };

  test.each<[string, string, string]>([
    ["title: Nyhetsbrev från våren 2026\ndate: 2026-03", "", "/nyhetsbrev/2026/nyhetsbrev-fran-varen-2026/"],
    ["title: En lång titel\nheading: Kort namn\ndate: 2026-03", "", "/nyhetsbrev/2026/kort-namn/"],
    ["title: Brev\ndate: 2025-12-31\nslug: eget-namn", "", "/nyhetsbrev/2025/eget-namn/"],
    ["title: Øl & ærlighet på Ålö\ndate: 2026\nslug: oal", "", "/nyhetsbrev/2026/oal/"],
    ["title: Übergrößen\ndate: 2026\nlanguage: de", "", "/nyhetsbrev/2026/uebergroessen/"],
    ["title: Höst\ndate: 2026", "", "/nyhetsbrev/2026/host/"],
  ])("a letter with %j", async (front, _site, expected) => {
    expect(await address("issues/2026/x.md", letter(front))).toBe(expected);
  });

  test("news lie where site.yaml says", async () => {
    const text = letter("title: Nytt nu\ndate: 2026-03");
    expect(await address("news/x.md", text)).toBe("/nyheter/nytt-nu/");
    expect(await address("news/x.md", text, "addresses:\n  news: /\n")).toBe("/nytt-nu/");
    expect(await address("news/x.md", text, "addresses:\n  news: press/nytt\n")).toBe("/press/nytt/nytt-nu/");
  });

  test("a very long title makes an address that every disk takes", async () => {
    const found = await address(
      "issues/2026/x.md",
      letter(`title: ${"ett mycket långt namn ".repeat(40)}\ndate: 2026`),
    );
    expect(found?.split("/").every((segment) => Buffer.byteLength(segment) <= 255)).toBe(true);
  });

  test("an English site has English addresses, and letters of other languages in it", async () => {
    const content = contentFolder(MINIMAL, {
      "issues/2026/x.md": letter("title: Höstbrev\ndate: 2026-03\nlanguage: sv", 'Säg "hej".'),
    });
    const file = join(content, "site.yaml");
    writeFileSync(
      file,
      readFileSync(file, "utf8").replace("language: sv", "language: en").replaceAll("/nyhetsbrev/", "/newsletters/"),
    );
    const { archive } = await load(content);
    expect(archive.issues.map(({ address: found, language }) => [found, language])).toEqual([
      ["/newsletters/2026/hostbrev/", "sv"],
      ["/newsletters/2026/hej/", "en"],
    ]);
    expect(archive.issues[0]?.detail.html).toContain("Säg ”hej”.");
  });

  test("below a path, links carry it and addresses do not", async () => {
    const content = contentFolder(MINIMAL, {
      "issues/2026/x.md": letter(
        "title: X\ndate: 2026-03\nslug: x",
        "[a](/om-oss/) [b](../../pages/om-oss.md) [c](https://www.example.org/arkiv/om-oss/) [d](https://www.example.org/annat/)",
      ),
    });
    const file = join(content, "site.yaml");
    writeFileSync(
      file,
      readFileSync(file, "utf8").replace("https://www.example.org/", "https://www.example.org/arkiv/"),
    );
    const { archive, config } = await load(content);
    expect(config.basePath).toBe("/arkiv/");
    const html = archive.issues[0]?.detail.html ?? "";
    expect(archive.issues[0]?.address).toBe("/nyhetsbrev/2026/x/");
    for (const name of ["a", "b", "c"]) expect(html).toContain(`<a href="/arkiv/om-oss/">${name}</a>`);
    expect(html).toContain('<a href="https://www.example.org/annat/" rel="external">d</a>');
  });
});
