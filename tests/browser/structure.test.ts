import type { ConfigData } from "html-validate";
import { expect, it } from "vitest";
import { htmlValidator } from "../support/html-validator.ts";
import { describeInBrowser, KINDS, LETTER, type SiteName, TABLES, useBench } from "./bench.ts";

const SITES: readonly SiteName[] = ["real", "sample", "example"];

interface Outline {
  readonly language: string;
  readonly headings: readonly number[];
  readonly title: string;
  readonly description: string;
  readonly canonical: string;
  readonly robots: string;
  readonly viewport: string;
}

const isEmbed = (address: string): boolean => address.startsWith("/embed/");
const EMBED_RULES: ConfigData = { rules: { "heading-level": ["error", { minInitialRank: "h2" }] } };

const OUTLINE = `(() => {
  const attribute = (selector, name) => document.querySelector(selector)?.getAttribute(name) ?? "";
  return {
    language: document.documentElement.lang,
    headings: [...document.querySelectorAll("h1, h2, h3, h4, h5, h6")].map(({ localName }) => Number(localName[1])),
    title: document.title,
    description: attribute('meta[name="description"]', "content"),
    canonical: attribute('link[rel="canonical"]', "href"),
    robots: attribute('meta[name="robots"]', "content"),
    viewport: attribute('meta[name="viewport"]', "content"),
  };
})()`;

describeInBrowser("the structure of pages", () => {
  const bench = useBench();

  it.each<SiteName>([...SITES, "kept"])("html-validate finds nothing on any page of %s", async (name) => {
    const validator = htmlValidator();
    const faults: string[] = [];
    for (const [address, html] of bench.site(name).pages) {
      const { results } = await validator.validateString(html, address, isEmbed(address) ? EMBED_RULES : {});
      for (const { messages } of results) {
        for (const { ruleId, message, line } of messages) faults.push(`${address}:${line} ${ruleId}: ${message}`);
      }
    }
    expect(faults).toEqual([]);
  });

  it.each(SITES)("every page of %s says once what it is, without the pages around it", async (name) => {
    const { pages, config } = bench.site(name);
    const home = config.origin + config.basePath;
    const tab = await bench.browser.newPage({ javaScriptEnabled: true });
    const seen = { title: new Map<string, string>(), description: new Map<string, string>() };
    const faults: string[] = [];
    for (const [address, html] of pages) {
      const moved = html.includes('http-equiv="refresh"');
      await tab.setContent(
        html.replace(/<meta http-equiv="refresh"[^>]*>/, "").replace(/<link rel="stylesheet"[^>]*>/, ""),
      );
      const { language, headings, title, description, canonical, robots, viewport } =
        await tab.evaluate<Outline>(OUTLINE);
      const fault = (what: string): void => void faults.push(`${address}: ${what}`);
      if (language !== config.language) fault(`its language is "${language}"`);
      // The page around a frame has the h1.
      const first = isEmbed(address) ? 2 : 1;
      if (headings.filter((level) => level === 1).length !== 2 - first) fault("it has not exactly one h1");
      if (headings[0] !== first) fault(`its first heading is not an h${first}`);
      headings.forEach((level, index) => {
        if (level > (headings[index - 1] ?? first - 1) + 1) fault(`heading ${index + 1} skips to level ${level}`);
      });
      if (viewport !== "width=device-width, initial-scale=1") fault(`its viewport is "${viewport}"`);
      if (moved) {
        if (!canonical.startsWith(home)) fault(`its canonical is ${canonical}`);
      } else if (address === "/404.html") {
        if (robots !== "noindex") fault("search engines may list it");
      } else if (isEmbed(address)) {
        if (robots !== "noindex") fault("search engines may list it");
        if (!pages.has(`/${canonical.slice(home.length)}`)) fault(`its canonical is ${canonical}`);
      } else {
        if (canonical !== home + address.slice(1)) fault(`its canonical is ${canonical}`);
        if (description.trim().length < 10) fault(`its description is "${description}"`);
        for (const [kind, value] of [
          ["title", title],
          ["description", description],
        ] as const) {
          const other = seen[kind].get(value);
          if (other !== undefined) fault(`it has the ${kind} of ${other}: ${value}`);
          seen[kind].set(value, address);
        }
      }
      if (!title.endsWith(config.name)) fault(`its title does not say whose site it is: ${title}`);
    }
    await tab.close();
    expect(faults).toEqual([]);
    expect(seen.title.size).toBeGreaterThan(15);
  });

  it.each(KINDS)("$site, $kind has the landmarks of a page, each with a name of its own", async ({ site, address }) => {
    const { page } = await bench.visit(site, address, { stay: true });
    for (const role of ["banner", "main", "contentinfo"] as const) expect(await page.getByRole(role).count()).toBe(1);
    const names = await page.evaluate<
      string[]
    >(`[...document.querySelectorAll("nav, aside, section[aria-labelledby], section[aria-label]")].map(
      (element) => element.localName + " " + (element.ariaLabel ?? document.getElementById(element.getAttribute("aria-labelledby"))?.textContent))`);
    expect(names.filter((name) => / (null|undefined|)$/.test(name))).toEqual([]);
    expect(new Set(names).size).toBe(names.length);
    // Everything on the page lies in one of them, but for the link that skips there.
    const outside = await page.evaluate<string[]>(`[...document.querySelectorAll("body *")]
      .filter((element) => element.childElementCount === 0 && element.textContent.trim() && !element.closest("header, nav, main, footer, .skip"))
      .map((element) => element.outerHTML)`);
    expect(outside).toEqual([]);
  });

  it("the menu tells where one is", async () => {
    const { page } = await bench.visit("real", "/nyhetsbrev/");
    const current = page.getByRole("navigation", { name: "Huvudmeny" }).locator("[aria-current=page]");
    expect(await current.allTextContents()).toEqual(["Nyhetsbrev"]);
    await bench.visit("real", LETTER);
    const parent = page.getByRole("navigation", { name: "Huvudmeny" }).locator("[aria-current]");
    expect(await parent.allTextContents()).toEqual(["Nyhetsbrev"]);
    expect(await parent.getAttribute("aria-current")).toBe("true");
  });

  it("text in another language says so, and the site's own words do not", async () => {
    const { page } = await bench.visit("sample", "/newsletters/2024/brev-1-2024/");
    expect(await page.locator("h1").getAttribute("lang")).toBe("sv");
    const languageOf = async (text: string): Promise<string> =>
      page
        .getByText(text, { exact: false })
        .last()
        .evaluate((element) => (element as unknown as { closest(s: string): { lang: string } }).closest("[lang]").lang);
    expect(await languageOf("Det här brevet är skrivet på svenska")).toBe("sv");
    expect(await languageOf("Sent with")).toBe("en");
    expect(await languageOf("Copy the link")).toBe("en");
    // The quotes are those of the letter's language, and so are its neighbours' in theirs.
    expect(await page.locator("main").textContent()).toContain("”hej”");
  });

  it("names in another language say so wherever they are listed", async () => {
    for (const address of ["/newsletters/", "/newsletters/2024/", "/topics/words/", "/"]) {
      const { page } = await bench.visit("sample", address);
      const links = page.locator('main a[href$="/brev-1-2024/"]');
      expect(await links.count()).toBeGreaterThan(0);
      for (const link of await links.all()) {
        const language = "xpath=ancestor-or-self::*[@lang][1]";
        expect([address, await link.locator(language).getAttribute("lang")]).toEqual([address, "sv"]);
      }
    }
  });

  it("a letter is a PublicationIssue of a Periodical to machines", async () => {
    const { page } = await bench.visit("real", LETTER);
    const item = await page.evaluate(MICRODATA);
    expect(item).toMatchObject([
      {
        type: "https://schema.org/PublicationIssue",
        name: "Upphandlingsdialog Dalarna Enter september 2023",
        datePublished: "2023-09",
        url: "https://www.upphandlingsdialogdalarna.se/nyhetsbrev/2023/september/",
        isPartOf: { type: "https://schema.org/Periodical", name: "Upphandlingsdialog Dalarnas nyhetsbrev" },
      },
    ]);
    await bench.visit("sample", TABLES).then(async ({ page: other }) => {
      expect(await other.evaluate(MICRODATA)).toMatchObject([
        { issueNumber: "2", datePublished: "2025-03-14", isPartOf: { issn: "1234-567X" } },
      ]);
    });
  });

  it("a letter can be shared: Open Graph says what it is", async () => {
    const { page } = await bench.visit("real", LETTER);
    const graph = await page.evaluate(
      'Object.fromEntries([...document.querySelectorAll("meta[property]")].map((meta) => [meta.getAttribute("property"), meta.content]))',
    );
    expect(graph).toMatchObject({
      "og:type": "article",
      "og:title": "Upphandlingsdialog Dalarna Enter september 2023",
      "og:url": "https://www.upphandlingsdialogdalarna.se/nyhetsbrev/2023/september/",
      "og:locale": "sv_SE",
    });
  });

  it("a date is never more precise than it is known", async () => {
    for (const [address, date] of [
      [LETTER, "2023-09"],
      ["/nyhetsbrev/2023/nummer-1/", "2023"],
    ] as const) {
      const { page } = await bench.visit("real", address);
      expect(await page.locator("main header time").getAttribute("datetime")).toBe(date);
      expect(await page.locator("main header").textContent()).not.toMatch(/\b1 (januari|september)/);
    }
  });

  it("a screen reader hears the letter in the order it is read", async () => {
    const { page } = await bench.visit("real", LETTER);
    const heard = await page.locator("body").ariaSnapshot();
    const order = [
      'link "Till innehållet"',
      "banner:",
      'navigation "Huvudmeny"',
      'navigation "Du är här"',
      "main:",
      'heading "Upphandlingsdialog Dalarna Enter september 2023" [level=1]',
      'heading "UDD Enter" [level=2]',
      "blockquote:",
      'complementary "Uppgifter om brevet"',
      'navigation "Fler nyhetsbrev"',
      "contentinfo:",
    ].map((part) => [part, heard.indexOf(part)] as const);
    expect(order.filter(([, place]) => place < 0)).toEqual([]);
    expect(order.map(([, place]) => place)).toEqual(order.map(([, place]) => place).sort((a, b) => a - b));
    // Signs that only decorate are not read out.
    for (const sign of ["↗", "›"]) expect(heard).not.toContain(sign);
  });
});

/** Top-level microdata items with their properties, as a search engine reads them. */
const MICRODATA = `(() => {
  const read = (item) => {
    const found = { type: item.getAttribute("itemtype") };
    const walk = (element) => {
      for (const child of element.children) {
        const property = child.getAttribute("itemprop");
        const value = child.hasAttribute("itemscope")
          ? read(child)
          : (child.getAttribute("content") ?? child.getAttribute("datetime") ?? child.href ?? child.textContent.trim());
        if (property) found[property] = value;
        if (!child.hasAttribute("itemscope")) walk(child);
      }
    };
    walk(item);
    return found;
  };
  return [...document.querySelectorAll("[itemscope]:not([itemprop])")].map(read);
})()`;
