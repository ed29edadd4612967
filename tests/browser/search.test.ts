/** The search page in a real browser, under the policy it is really sent with. Everything in the archive is invented. */
import { cpSync, readFileSync } from "node:fs";
import type { Server } from "node:http";
import { join } from "node:path";
import axe from "axe-core";
import type { Browser } from "playwright-core";
import { afterAll, beforeAll, expect, it } from "vitest";
import { close } from "../../src/preview/site-server.ts";
import { describeHosts } from "../hosts/servers.ts";
import { launchBrowser } from "../support/browser.ts";
import { contentFolder, type Files, letter, MINIMAL, temporaryFolder } from "../support/sample.ts";
import { describeInBrowser, openTab, startSite, type TestSite, type Visit, type VisitOptions } from "./bench.ts";

const SITE = `name: Föreningen Exempel
address: https://www.example.org/arkiv/
language: sv
introduction: Föreningen Exempel finns bara i proven.
newsletter:
  name: Exempelbladet
navigation:
  - { title: Nyhetsbrev, path: /nyhetsbrev/ }
`;

/** More than one index holds: the newest few, and those before them. */
const MANY = 255;

const CONTENT: Files = {
  "site.yaml": SITE,
  "issues/2026/2026-01-hej.md": undefined,
  "issues/2025/bestaende.md": letter(
    "title: Brevet om regler\ndate: 2025-03\ntopics: [odling]\ncontacts: [alva-exempel]",
    "Först en mening om vädret. Upphandlingarnas nya regler gäller från maj.\n\n## Vad som händer nu\n\nKommunerna väntar på besked. Upphandlingarnas villkor skrivs i höst.",
  ),
  "issues/2025/hostile.md": letter(
    `title: '<img src=x onerror="globalThis.hacked=1">'\nheading: Farligt\ndate: 2025-04\ntopics: [cykling]`,
    "Ett farligtbrev &lt;script&gt;globalThis.hacked=2&lt;/script&gt; med &lt;mark&gt;egna märken&lt;/mark&gt; i.\n\n## Rubrik &lt;b&gt;\n\nMer farligtbrev.",
  ),
  "issues/2025/english.md": letter(
    "title: A letter in English\nheading: In English\ndate: 2025-05\nlanguage: en",
    "The cyclists are gathering by the harbour. They bring lanterns.",
  ),
  "news/2026-nytt.md": letter(
    "title: Nyhet om tegel\ndate: 2026-02-03\nsummary: Tegel i solen.",
    "Tegelbruket öppnar.",
  ),
  "pages/kontakt.md": "---\ntitle: Kontakta oss\nslug: kontakt\n---\n\nRing om tegel.\n",
  ...Object.fromEntries(
    Array.from({ length: MANY }, (_, place) => [
      `issues/2020/brev-${place}.md`,
      letter(`title: Brev nummer ${place}\ndate: 2020-01-01\ntopics: [odling]`, `Gammalt tegel, hög ${place}.`),
    ]),
  ),
};

describeInBrowser("the search page", () => {
  let site: TestSite & { server: Server };
  let browser: Browser;
  const open = new Map<string, ReturnType<typeof openTab>>();
  beforeAll(async () => {
    site = await startSite(contentFolder(MINIMAL, CONTENT));
    browser = await launchBrowser();
  });
  afterAll(async () => {
    await browser?.close();
    if (site) await close(site.server);
  });

  const visit = async (search = "", options: VisitOptions = {}): Promise<Visit> => {
    const key = JSON.stringify(options);
    const tab = open.get(key) ?? openTab(browser, options);
    open.set(key, tab);
    const visited = await (await tab)(site.url(`/sok/${search}`));
    return visited;
  };
  const settled = async ({ page }: Visit, text: string | RegExp): Promise<void> =>
    void (await page.getByRole("status").filter({ hasText: text }).waitFor());
  const titles = ({ page }: Visit): Promise<string[]> => page.locator("#_hits h2").allTextContents();

  it("finds another form of a word, with its sentence and its section", async () => {
    const shown = await visit("?q=upphandling");
    await settled(shown, "1 träff");
    const { page } = shown;
    expect(await titles(shown)).toEqual(["Brevet om regler"]);
    const item = page.locator("#_hits li");
    expect(await item.locator("h2 a").getAttribute("href")).toBe("/arkiv/nyhetsbrev/2025/brevet-om-regler/");
    expect(await item.locator(".meta").textContent()).toBe("mars 2025 · Nyhetsbrev");
    expect(await item.locator("time").getAttribute("datetime")).toBe("2025-03");
    expect(await item.locator("p > span").allTextContents()).toEqual([
      "Upphandlingarnas nya regler gäller från maj.",
      "Upphandlingarnas villkor skrivs i höst.",
    ]);
    expect(await item.locator("mark").allTextContents()).toEqual(["Upphandlingarnas", "Upphandlingarnas"]);
    await Promise.all([
      page.waitForURL("**/nyhetsbrev/**"),
      item.getByRole("link", { name: "Vad som händer nu" }).click(),
    ]);
    expect(new URL(page.url()).hash).toBe("#vad-som-hander-nu");
    expect(await page.locator(":target").textContent()).toBe("Vad som händer nu");
  });

  it("is sent with a policy of its own, which nothing breaks, and asks no one else", async () => {
    const shown = await visit("?q=tegel");
    await settled(shown, /träffar/);
    const policy = shown.response.headers()["content-security-policy"] ?? "";
    expect(policy).toContain("default-src 'none'");
    expect(policy).toContain("script-src 'self' 'wasm-unsafe-eval'; connect-src 'self'");
    expect(policy).not.toMatch(/'unsafe-/);
    expect(shown.complaints).toEqual([]);
    expect(await shown.probe("violations")).toEqual([]);
    expect(shown.requests.filter((url) => !url.startsWith(`${site.origin}/arkiv/`))).toEqual([]);
    expect(await shown.probe("traces")).toMatchObject({ cookies: "", local: 0, session: 0, scripts: 1, handlers: 0 });
    const other = await fetch(site.url("/"));
    expect(other.headers.get("content-security-policy")).not.toContain("script-src");
  });

  it.each([
    ["högtalare", [], "Inga träffar"],
    ["tegelbruket", ["Nyhet om tegel"], "1 träff"],
    ["tegelbruk öppnar", ["Nyhet om tegel"], "1 träff"],
    ["tegelbr", ["Nyhet om tegel"], "1 träff"],
    ["regler högtalare", [], "Inga träffar"],
  ])("finds no shorter word in the place of %s, in any index", async (query, expected, status) => {
    const shown = await visit(`?q=${encodeURIComponent(query)}`);
    await settled(shown, status);
    expect(await titles(shown)).toEqual(expected);
  });

  it("joins all indexes, the best first, ten at a time", async () => {
    const shown = await visit("?q=tegel");
    await settled(shown, `${MANY + 2} träffar`);
    const { page } = shown;
    expect(await titles(shown)).toHaveLength(10);
    expect((await titles(shown)).slice(0, 2).sort()).toEqual(["Kontakta oss", "Nyhet om tegel"].sort());
    await page.getByRole("button", { name: "Visa fler" }).press("Enter");
    await expect.poll(() => titles(shown).then((all) => all.length)).toBe(20);
    // On from where the reader was.
    expect(await page.evaluate("document.activeElement.textContent")).toBe((await titles(shown))[10]);
  });

  it("finds a letter in another language, and says which", async () => {
    const shown = await visit("?q=lantern");
    await settled(shown, "1 träff");
    expect(await titles(shown)).toEqual(["A letter in English"]);
    expect(await shown.page.locator("#_hits h2 a").getAttribute("lang")).toBe("en");
    expect(await shown.page.locator("#_hits p > span").getAttribute("lang")).toBe("en");
  });

  it("shows hostile text as the text it is", async () => {
    const shown = await visit("?q=farligtbrev");
    await settled(shown, "1 träff");
    expect(await titles(shown)).toEqual(['<img src=x onerror="globalThis.hacked=1">']);
    const text = await shown.page.locator("#_hits").textContent();
    expect(text).toContain("<script>globalThis.hacked=2</script> med <mark>egna märken</mark> i.");
    expect(text).toContain("Rubrik <b>");
    expect(await shown.page.locator("#_hits :is(img, script, b)").count()).toBe(0);
    await visit("?q=%3Cqqimg/onerror=globalThis.hacked=3%3E&ar=%3Cscript%3E");
    await settled(shown, "Inga träffar");
    expect(await shown.page.getByRole("status").textContent()).toContain("<qqimg/onerror=globalThis.hacked=3>");
    expect(await shown.page.evaluate("globalThis.hacked")).toBeUndefined();
    expect(shown.complaints).toEqual([]);
  });

  it("limits by year, topic, organisation and kind, with counts", async () => {
    const shown = await visit("?q=tegel");
    await settled(shown, /träffar/);
    const { page } = shown;
    expect(shown.requests.filter((url) => url.endsWith("facets.json"))).toEqual([]);
    await page.getByText("Begränsa sökningen").click();
    const kind = page.getByLabel("Typ av text");
    await expect
      .poll(() => kind.locator("option").allTextContents())
      .toEqual(["Alla typer", `Nyhetsbrev (${MANY})`, "Nyheter (1)", "Sidor (1)"]);
    await kind.selectOption("nyheter");
    await settled(shown, "1 träff");
    expect(await titles(shown)).toEqual(["Nyhet om tegel"]);
    expect(new URL(page.url()).search).toBe("?q=tegel&typ=nyheter");
    // What would give nothing cannot be chosen; the other kinds keep their counts.
    expect(await page.getByLabel("År").locator("option:not([disabled])").allTextContents()).toEqual([
      "Alla år",
      "2026 (1)",
    ]);
    expect(await kind.locator("option").nth(1).textContent()).toBe(`Nyhetsbrev (${MANY})`);
    expect(await page.getByLabel("Ämne").locator("option").count()).toBe(3);
  });

  it("lists what limits alone leave, newest first", async () => {
    const shown = await visit("?ar=2025");
    await settled(shown, "3 träffar");
    expect(await titles(shown)).toEqual([
      "A letter in English",
      '<img src=x onerror="globalThis.hacked=1">',
      "Brevet om regler",
    ]);
    expect(await shown.page.locator("#_hits p > span").first().textContent()).toBe(
      "The cyclists are gathering by the harbour. They bring lanterns.",
    );
    expect(await shown.page.locator("summary").textContent()).toBe("Begränsa sökningen: 2025");
  });

  it("helps on where nothing is found", async () => {
    const shown = await visit("?q=upphandling&typ=sidor");
    await settled(shown, "Inga träffar på ”upphandling”");
    await shown.page.getByRole("button", { name: "Visa 1 träff utan begränsningar" }).click();
    await settled(shown, /^1 träff$/);
    expect(await shown.page.evaluate("document.activeElement.id")).toBe("_q");
    expect(new URL(shown.page.url()).search).toBe("?q=upphandling");
    await visit("?q=xyzzyqq");
    await settled(shown, "Inga träffar på ”xyzzyqq”");
    expect(await shown.page.locator("#_advice").textContent()).toContain("Kontrollera stavningen");
  });

  it("works with the keyboard alone, and back and forward lead through the searches", async () => {
    const { page } = await visit("", {});
    await page.goto(site.url("/"));
    await page.getByRole("search").getByRole("searchbox").focus();
    await page.keyboard.type("upphandling");
    await Promise.all([page.waitForURL("**/sok/?q=upphandling"), page.keyboard.press("Enter")]);
    const shown = { page } as Visit;
    await settled(shown, "1 träff");
    expect(await page.title()).toBe("upphandling – Sök – Föreningen Exempel");
    // From the top: the skip link, to the content, and on to the field.
    await page.keyboard.press("Tab");
    await page.keyboard.press("Enter");
    await page.keyboard.press("Tab");
    expect(await page.evaluate("document.activeElement.id")).toBe("_q");
    await page.keyboard.press("ControlOrMeta+a");
    await page.keyboard.type("lantern");
    await settled(shown, "1 träff");
    await expect.poll(() => titles(shown)).toEqual(["A letter in English"]);
    expect(await page.evaluate("document.activeElement.id")).toBe("_q");
    for (const id of ["BUTTON", "SUMMARY", "A"]) {
      await page.keyboard.press("Tab");
      expect(await page.evaluate("document.activeElement.tagName")).toBe(id);
    }
    await Promise.all([page.waitForURL("**/nyhetsbrev/2025/**"), page.keyboard.press("Enter")]);
    await page.goBack();
    await settled(shown, "1 träff");
    expect(await page.getByLabel("Sök i arkivet").inputValue()).toBe("lantern");
    await page.goBack();
    await expect.poll(() => titles(shown)).toEqual(["Brevet om regler"]);
    expect(await page.getByLabel("Sök i arkivet").inputValue()).toBe("upphandling");
    await page.goForward();
    await expect.poll(() => titles(shown)).toEqual(["A letter in English"]);
  });

  it("says without JavaScript what is there instead", async () => {
    const { page } = await visit("?q=tegel", { javaScriptEnabled: false });
    expect(await page.getByText("Sökningen fungerar bara med JavaScript.").isVisible()).toBe(true);
    expect(await page.getByRole("searchbox").count()).toBe(0);
    const lists = await page.getByRole("navigation", { name: "Allt i arkivet" }).getByRole("link").all();
    expect(lists.length).toBeGreaterThanOrEqual(4);
    for (const list of lists)
      expect((await fetch(new URL((await list.getAttribute("href")) ?? "", page.url()))).status).toBe(200);
  });

  it("says when the index cannot be loaded, and tries again", async () => {
    const { page, ...rest } = await visit("", { viewport: { width: 900, height: 800 } });
    let isBroken = true;
    await page.route("**/pagefind-entry.json*", (route) => (isBroken ? route.abort() : route.continue()));
    await page.getByLabel("Sök i arkivet").fill("tegel");
    await settled({ page, ...rest }, "Sökningen gick inte att läsa in.");
    isBroken = false;
    await page.getByLabel("Sök i arkivet").press("Enter");
    await settled({ page, ...rest }, /träffar/);
  });

  it.each(["light", "dark"] as const)("has nothing that axe, contrast or reflow find, %s", async (colorScheme) => {
    const shown = await visit("?q=tegel&typ=nyhetsbrev", { colorScheme });
    await settled(shown, /träffar/);
    const { page, probe } = shown;
    await page.evaluate(axe.source);
    const found = await page.evaluate(
      `axe.run(document, { resultTypes: ["violations"], runOnly: ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"] })
        .then(({ violations }) => violations.map(({ id, nodes }) => id + " " + nodes.map(({ target }) => target)))`,
    );
    expect(found).toEqual([]);
    for (const width of [320, 360, 768, 1280]) {
      await page.setViewportSize({ width, height: 800 });
      for (const text of ["plainText", "spaceText", "doubleText"]) {
        await probe(text);
        expect([width, text, await probe("overflow"), await probe("clipped")]).toEqual([width, text, [], []]);
      }
      await probe("plainText");
    }
    expect(await probe("faintText")).toEqual([]);
    await page.emulateMedia({ media: "print" });
    expect(await page.locator("#_hits").isVisible()).toBe(true);
    expect(await page.getByRole("button").count()).toBe(0);
    await page.emulateMedia({ media: null });
  });

  describeHosts(["nginx", "apache2"], (_name, start) => {
    it("serves it so that it works", async () => {
      const folder = join(temporaryFolder(), "arkiv");
      cpSync(site.folder, folder, { recursive: true });
      const host = await start({ folder, basePath: "/arkiv/" });
      try {
        const { page, requests, complaints, response } = await (await openTab(browser, {}))(
          `${host.origin}/arkiv/sok/?q=upphandling`,
        );
        await page.getByRole("status").filter({ hasText: "1 träff" }).waitFor();
        expect(await page.locator("#_hits mark").first().textContent()).toBe("Upphandlingarnas");
        expect(response.headers()["content-security-policy"]).toContain("script-src 'self' 'wasm-unsafe-eval'");
        expect(complaints).toEqual([]);
        expect(requests.filter((url) => !url.startsWith(host.origin))).toEqual([]);
        await page.context().close();
      } finally {
        await host.stop();
      }
    });
  });

  it("has at most 15 kB of script of its own", () => {
    const { length } = readFileSync(join(site.folder, "assets/search.js"));
    expect(length).toBeGreaterThan(1_000);
    expect(length).toBeLessThanOrEqual(15_000);
  });
});
