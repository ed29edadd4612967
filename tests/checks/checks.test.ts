/** The checks on links, on finished pages and on weight. */
import { describe, expect, test } from "vitest";
import { BUDGET, checkStylesheet, letterFault, overweight, weigh } from "../../src/checks/budgets.ts";
import { checkPage } from "../../src/checks/built-pages.ts";
import { checkContentLinks, type KnownAddresses } from "../../src/checks/content-links.ts";
import { build, contentFolder, filesBelow, letter, MINIMAL, SAMPLE } from "../support/sample.ts";

describe("finished pages", () => {
  const KNOWN = new Set(["/", "/annan/", "/assets/site.css", "/fil.pdf", "/404.html"]);
  const faults = (html: string): string[] =>
    checkPage({ address: "/", html, script: null }, "/", KNOWN).map(({ message }) => message);

  test.each([
    '<a href="/annan/">x</a>',
    '<a href="/annan/#del">x</a>',
    '<a href="/#%C3%A5">x</a><p id="å">x</p>',
    '<a href="#x" id="x">x</a>',
    '<a href="/fil.pdf">x</a>',
    '<link href="/assets/site.css">',
    '<a href="https://example.org/saknas/">x</a>',
    '<a href="mailto:a@example.org">x</a>',
    "<p>onclick=&quot;x&quot; och style=&quot;y&quot; som text &lt;script&gt;</p>",
    '<p id="a">a</p><p id="b">b</p>',
    '<form action="/annan/" role="search"></form>',
  ])("%s is fine", (html) => expect(faults(html)).toEqual([]));

  test.each<[string, RegExp]>([
    ['<a href="/saknas/">x</a>', /^the link \/saknas\/ leads nowhere$/],
    ['<a href="/#saknas">x</a>', /^the anchor of \/#saknas does not exist$/],
    ['<a href="#saknas">x</a>', /^the anchor of #saknas does not exist$/],
    ['<img src="/saknas.png">', /^the link \/saknas\.png leads nowhere$/],
    ['<p id="a">a</p><p id="a">b</p>', /^the id "a" stands twice$/],
    ["<script>x</script>", /^"<script" is not allowed/],
    ["<SCRIPT src=x></SCRIPT>", /^"<SCRIPT" is not allowed/],
    ["<style>x</style>", /^"<style" is not allowed/],
    ["<iframe></iframe>", /^"<iframe" is not allowed/],
    ["<object></object>", /^"<object" is not allowed/],
    ['<form role="search" action="https://example.org/"></form>', /asks more than/],
    ['<script type="module" src="/annan/"></script>', /^"<script" is not allowed/],
    ["<form></form>", /^"<form>" asks more than/],
    ['<form action="https://evil.example/"></form>', /asks more than/],
    ['<form action="//evil.example/"></form>', /asks more than/],
    ['<form action="/" method="post"></form>', /asks more than/],
    ['<form action="/nowhere/"></form>', /^the link \/nowhere\/ leads nowhere/],
    ['<p style="color:red">x</p>', /^"style=" is not allowed/],
    ['<p onclick="x()">x</p>', /^"onclick=" is not allowed/],
    ['<p\nONLOAD="x()">x</p>', /^"ONLOAD=" is not allowed/],
    ['<a href="javascript:x()">x</a>', /^the link javascript:x\(\) could run as code/],
    ['<a href="data:text/html,x">x</a>', /^the link data:text\/html,x could run as code/],
  ])("%s is a fault", (html, message) => {
    expect(faults(html)).toHaveLength(1);
    expect(faults(html)[0]).toMatch(message);
  });

  test("below a path, links without it are outside the site", () => {
    const html = '<a href="/arkiv/annan/">x</a><a href="/arkiv/saknas/">y</a><a href="/annat/">z</a>';
    expect(checkPage({ address: "/", html, script: null }, "/arkiv/", KNOWN)).toMatchObject([
      { message: "the link /arkiv/saknas/ leads nowhere" },
    ]);
  });

  test("one page may load its one script, and that only", () => {
    const page = (html: string) => checkPage({ address: "/", html, script: "/annan/" }, "/arkiv/", KNOWN);
    const own = '<script type="module" src="/arkiv/annan/"></script>';
    expect(page(own)).toEqual([]);
    for (const html of [
      own + own,
      own.replace("annan", "404.html").replace('/"', '"'),
      own.replace("></", ">x</"),
      own.replace(' type="module"', ""),
    ])
      expect(page(html)).toMatchObject([{ message: '"<script" is not allowed on a page', isForbidden: true }]);
  });

  test("the sample's own pages have none", async () => {
    const site = await build(SAMPLE);
    const files = filesBelow(site.folder);
    const pages = files
      .filter((path) => path.endsWith(".html"))
      .map((path) => ({ address: `/${path.replace(/(^|\/)index\.html$/, "$1")}`, path }))
      .map(({ address }) => ({
        address,
        html: site.page(address),
        script: address === "/sok/" ? "/assets/search.js" : null,
      }));
    expect(pages.length).toBeGreaterThan(30);
    const known = new Set([...pages.map(({ address }) => address), ...files.map((path) => `/${path}`)]);
    const faultsOf = (): unknown[] => pages.flatMap((page) => checkPage(page, "/", known));
    expect(faultsOf()).toEqual([]);
    // And with one page taken away they do.
    known.delete("/nyhetsbrev/");
    expect(faultsOf()).not.toEqual([]);
  });
});

describe("links in content", () => {
  const known: KnownAddresses = {
    basePath: "/arkiv/",
    addresses: () => ["/", "/om-oss/", "/nyhetsbrev/2026/hej/", "/fil.pdf"],
    moved: () => [["/gammal/", "/om-oss/"]],
    anchorsOf: (address) => new Set(address === "/om-oss/" ? ["historia", "styrelsen"] : []),
  };
  const hint = (address: string, fragment = "", home = "/om-oss/"): string | undefined => {
    const links = [{ address, fragment, line: 3, column: 7 }];
    const found = checkContentLinks([{ file: "content/x.md", address: home, links }], known);
    for (const diagnostic of found) expect(diagnostic).toMatchObject({ file: "content/x.md", line: 3, column: 7 });
    return found[0] && `${found[0].message}; ${found[0].hint}`;
  };

  test.each<[string, string]>([
    ["/", ""],
    ["/om-oss/", ""],
    ["/om-oss/", "historia"],
    ["", "styrelsen"],
    ["/fil.pdf", ""],
  ])("%s#%s leads somewhere", (address, fragment) => expect(hint(address, fragment)).toBeUndefined());

  test.each<[string, string, string]>([
    ["/om-os/", "", 'the link /om-os/ leads nowhere; did you mean "/om-oss/"?'],
    ["/om-oss", "", "the link /om-oss leads nowhere; write /om-oss/"],
    ["/Om-Oss/", "", "the link /Om-Oss/ leads nowhere; write /om-oss/"],
    ["/gammal/", "", "the link /gammal/ leads nowhere; write /om-oss/"],
    ["/gammal", "", "the link /gammal leads nowhere; write /om-oss/"],
    ["/GAMMAL/", "", "the link /GAMMAL/ leads nowhere; write /om-oss/"],
    ["/om-oss/index.html", "", "the link /om-oss/index.html leads nowhere; write /om-oss/"],
    ["/om-oss/?a=1", "", "the link /om-oss/?a=1 leads nowhere; write /om-oss/"],
    ["/arkiv/om-oss/", "", "the link /arkiv/om-oss/ leads nowhere; write /om-oss/"],
    ["/arkiv/", "", "the link /arkiv/ leads nowhere; write /"],
    ["/FIL.pdf", "", "the link /FIL.pdf leads nowhere; write /fil.pdf"],
    [
      "/helt/annat/som/inte/liknar/",
      "",
      "the link /helt/annat/som/inte/liknar/ leads nowhere; check the address against the site",
    ],
    ["", "historiaa", 'there is no heading #historiaa on this page; did you mean "historia"?'],
    ["/om-oss/", "zzzzzzzzzzzz", "there is no heading #zzzzzzzzzzzz on /om-oss/; choose one of #historia, #styrelsen"],
    ["/fil.pdf", "sida2", "there is no heading #sida2 on /fil.pdf; remove the part from # on"],
  ])("%s#%s leads nowhere", (address, fragment, expected) => expect(hint(address, fragment)).toBe(expected));
});

describe("weight", () => {
  test("the budget is the one in the docs", () => expect(BUDGET).toEqual({ page: 13_000, stylesheet: 4_000 }));

  test("a page at the budget passes, one byte more does not, and the message says by how much", () => {
    const css = "a{}";
    const page = (html: string, words = 3_000) => overweight(html, { words }, weigh(css));
    // Text that does not compress, so that its length decides.
    let html = "";
    for (let seed = 1; html.length < 16_000; seed = (seed * 48_271) % 2_147_483_647) {
      html += String.fromCharCode(33 + (seed % 94));
    }
    while (weigh(css) + weigh(html) > BUDGET.page + 100) html = html.slice(100);
    while (weigh(css) + weigh(html) > BUDGET.page) html = html.slice(1);
    expect(weigh(css) + weigh(html)).toBeGreaterThan(BUDGET.page - 10);
    expect(page(html)).toBeUndefined();
    let heavier = html;
    while (weigh(css) + weigh(heavier) <= BUDGET.page) heavier += "\u0001\u0002\u0003~";
    const over = weigh(css) + weigh(heavier) - BUDGET.page;
    expect(over).toBeGreaterThan(0);
    const weight = page(heavier);
    expect(weight).toEqual({ bytes: BUDGET.page + over, budget: BUDGET.page });
    expect(weight && letterFault("content/issues/x.md", "/x/", weight)).toMatchObject({
      file: "content/issues/x.md",
      severity: "warning",
      rule: "weight",
      message: `the page /x/ with its stylesheet weighs ${BUDGET.page + over} bytes compressed, ${over} more than the ${BUDGET.page} allowed`,
    });
    // A letter longer than the 3,000 words may weigh more.
    expect(page(heavier, 4_000)).toBeUndefined();
  });

  test("a stylesheet above its own budget is named", () => {
    let css = "";
    for (let seed = 1; css.length < 8_000; seed = (seed * 48_271) % 2_147_483_647) css += seed.toString(36);
    const [found] = checkStylesheet(weigh(css));
    expect(found?.message).toBe(
      `the stylesheet weighs ${weigh(css)} bytes compressed, ${weigh(css) - BUDGET.stylesheet} more than the ${BUDGET.stylesheet} allowed`,
    );
  });

  /** Prose in an invented language: words as often repeated as in Swedish text, so that it compresses as prose does. */
  function prose(count: number): string {
    let seed = 20_230_914;
    const random = (below: number): number => {
      seed = (seed * 48_271) % 2_147_483_647;
      return seed % below;
    };
    const syllables =
      "upp hand ling dia log dal ar na kom mun nät verk an svar ig för slag mål stra te gi sam ver kan".split(" ");
    const words = Array.from({ length: 1_500 }, () =>
      Array.from({ length: 1 + random(4) }, () => syllables[random(syllables.length)]).join(""),
    );
    const text: string[] = [];
    for (let index = 0; index < count; index += 1) {
      // Few words are common and many rare: the product of two draws is small more often than not.
      const word = words[Math.floor((random(1_500) * random(1_500)) / 1_500)] ?? "";
      text.push(word + (index % 14 === 13 ? "." : "") + (index % 84 === 83 ? "\n\n" : " "));
    }
    return text.join("");
  }

  test("a letter of 3,000 words fits, with every kind of fact beside it", async () => {
    const body = prose(3_000);
    expect(body.split(/\s+/).filter(Boolean)).toHaveLength(3_000);
    const content = contentFolder(MINIMAL, {
      "issues/2026/lang.md": letter(
        "title: Ett långt brev\ndate: 2026-03\nslug: langt\nsummary: Långt.\ntopics: [odling]\ncontacts: [alva-exempel]\nfunding: { amount: 5, currency: SEK, funders: [provstiftelsen] }",
        body,
      ),
    });
    const site = await build(content);
    const weight = weigh(site.page("/nyhetsbrev/2026/langt/")) + weigh(site.page("/assets/site.css"));
    expect(weight).toBeLessThanOrEqual(BUDGET.page);
    // As heavy as prose is, so that the test says something: 2 bytes a word at the least.
    expect(weigh(body)).toBeGreaterThan(6_000);
    expect(weigh(site.page("/assets/site.css"))).toBeLessThanOrEqual(BUDGET.stylesheet);
    expect(site.page("/nyhetsbrev/2026/langt/")).not.toContain("<script");
  });

  test("every page of the sample is well within the budget", async () => {
    const site = await build(SAMPLE);
    const css = weigh(site.page("/assets/site.css"));
    for (const path of filesBelow(site.folder)) {
      if (path.endsWith(".html")) expect(css + weigh(site.page(`/${path}`)), path).toBeLessThanOrEqual(BUDGET.page);
    }
  });
});
