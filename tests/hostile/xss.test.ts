/**
 * Known attacks, each as a saved page, a mail, a text and a Markdown letter, through the import and the build into a real
 * browser without our content security policy: nothing runs, and nobody else is asked.
 */
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { type DefaultTreeAdapterTypes, parse } from "parse5";
import type { Browser } from "playwright-core";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { mail, project } from "../importers/command/support.ts";
import { launchBrowser } from "../support/browser.ts";
import { LONG } from "../support/long.ts";
import { brevarkivHere } from "../support/program.ts";
import { without } from "../support/programs.ts";
import { build, filesBelow, type Site } from "../support/sample.ts";

const CORPUS = JSON.parse(readFileSync(join(import.meta.dirname, "xss-vectors.json"), "utf8")) as {
  readonly html: readonly string[];
  readonly markdown: readonly string[];
};
const ORIGIN = "https://arkiv.example";
const VECTORS = [...CORPUS.html, ...CORPUS.markdown];

/** What the attacks call, and what they would call next. A string, so that no compiler touches it. */
const TRAPS = `
  globalThis.ran = [];
  for (const name of ["alert", "confirm", "prompt", "print", "open"]) globalThis[name] = (...args) => { globalThis.ran.push(name + args); };
  addEventListener("securitypolicyviolation", ({ violatedDirective }) => globalThis.ran.push(violatedDirective));
`;
/** Everything a reader could do by mistake. */
const POKE = `for (const element of document.querySelectorAll("body *")) {
  for (const event of ["mouseover", "mouseenter", "pointerenter", "focus", "blur", "click", "error", "load", "toggle", "wheel", "animationstart", "begin"])
    if (event !== "click" || element.tagName !== "A" || /^javascript:|^data:/i.test(element.href)) element.dispatchEvent(new Event(event, { bubbles: true, cancelable: true }));
}
globalThis.ran`;
const SKIP = without("chromium");
let browser: Browser;
beforeAll(async () => {
  if (!SKIP) browser = await launchBrowser();
});
afterAll(() => browser?.close());

test("the corpus is large enough", () => {
  expect(new Set(VECTORS).size).toBeGreaterThanOrEqual(100);
  expect(VECTORS.every((vector) => vector.trim() !== "")).toBe(true);
});

test.skipIf(SKIP)(`the traps catch what runs, and the watch sees who is asked${SKIP}`, async () => {
  const caught: string[] = [];
  for (const vector of [
    "<img src=x onerror=alert(1)>",
    "<script>alert(1)</script>",
    "<svg onload=alert(1)>",
    "<img src='//evil.example/a.png'>",
  ]) {
    caught.push(...(await visit(new Map([["/", `<!doctype html><body>${vector}`]]))));
  }
  expect(caught.filter((line) => line.includes("alert")).length).toBeGreaterThanOrEqual(3);
  expect(caught.some((line) => line.includes("evil.example"))).toBe(true);
});

const WORDS = "Ett påhittat brev som prövar om ett känt angrepp kan ta sig in i arkivet genom importen";
const FORMS: Readonly<Record<string, (vector: string, number: number) => readonly [string, string]>> = {
  "a saved page": (vector, number) => [
    `2023-09-sida-${number}.html`,
    `<!DOCTYPE html><html lang="sv"><head><title>Sida ${number}</title></head><body><h1>Sida ${number}</h1><p>${WORDS} ${number}.</p>${vector}<p>Slut.</p></body></html>`,
  ],
  "a mail": (vector, number) => [
    `${number}.eml`,
    mail({
      id: `${number}@example.se`,
      subject: `Brev ${number} ${vector.slice(0, 60).replace(/\s+/g, " ")}`,
      html: `<html><body><p>${WORDS} i mejl ${number}.</p>${vector}</body></html>`,
    }),
  ],
  "a text mail": (vector, number) => [
    `t${number}.eml`,
    mail({
      id: `t${number}@example.se`,
      subject: `Text ${number}`,
      text: `${WORDS} i text ${number}.\n\n${vector}\n\nSlut.\n`,
    }),
  ],
  "a Markdown letter": (vector, number) => [
    `2023-09-md-${number}.md`,
    `---\ntitle: Markdown ${number}\ndate: 2023-09-01\n---\n\n${WORDS} i Markdown ${number}.\n\n${vector}\n\nSlut.\n`,
  ],
};

describe.each(Object.entries(FORMS).map(([name, form], turn) => ({ name, form, turn })))("$name", ({ form, turn }) => {
  test.skipIf(SKIP)(`runs nothing, asks nobody and leaves no markup of its own${SKIP}`, async () => {
    const letters = Object.fromEntries(VECTORS.map((vector, index) => form(vector, index + 1)));
    const folder = project(Object.fromEntries(Object.entries(letters).map(([path, text]) => [`brev/${path}`, text])));
    const { code, stderr } = await brevarkivHere(["import", "brev"], folder);
    expect(stderr.split("\n").filter((line) => line.startsWith("failed"))).toEqual([]);
    expect(code).toBe(0);
    const site = await build(join(folder, "content"));
    const pages = letterPages(site);
    expect(pages.size).toBeGreaterThanOrEqual(0.8 * VECTORS.length);
    expect([...pages].flatMap(([address, html]) => foreignMarkup(html).map((what) => `${address}: ${what}`))).toEqual(
      [],
    );
    // In the short form the browser sees a quarter of each form, together every attack.
    expect(await visit(LONG ? pages : new Map([...pages].filter((_page, place) => place % 4 === turn)))).toEqual([]);
  });
});

/** The search field that every page has, sign for sign: no other form is passed over. */
const SEARCH_FIELD =
  /<form action="\/sok\/" role="search">\s*<input type="search" name="q" aria-label="Sök">\s*<button>Sök<\/button>\s*<\/form>/;

function letterPages(site: Site): Map<string, string> {
  const paths = filesBelow(site.folder).filter((path) => /^nyhetsbrev\/\d{4}\/[^/]+\/index\.html$/.test(path));
  return new Map(
    paths.map((path) => [
      `/${path.replace(/index\.html$/, "")}`,
      readFileSync(join(site.folder, path), "utf8").replace(SEARCH_FIELD, ""),
    ]),
  );
}

/** The elements of a letter's page, and nothing else. */
const ELEMENTS = new Set(
  "html head body title meta link main header footer nav article section aside div p a h1 h2 h3 h4 h5 h6 b ul ol li dl dt dd blockquote pre code em strong s del sup sub br hr img table thead tbody tr th td time span abbr address figure figcaption small data".split(
    " ",
  ),
);
const ADDRESS_ATTRIBUTES = new Set([
  "href",
  "src",
  "srcset",
  "action",
  "formaction",
  "ping",
  "background",
  "poster",
  "data",
  "cite",
]);

/** Elements that Brevarkiv does not make, attributes that run, addresses that lead where a browser would run them. */
function foreignMarkup(html: string): string[] {
  const found: string[] = [];
  const waiting: DefaultTreeAdapterTypes.Node[] = [parse(html)];
  for (let node = waiting.pop(); node; node = waiting.pop()) {
    if ("childNodes" in node) waiting.push(...node.childNodes);
    if (!("attrs" in node)) continue;
    if (!ELEMENTS.has(node.tagName)) found.push(`<${node.tagName}>`);
    for (const { name, value } of node.attrs) {
      if (/^on|^style$|^srcdoc$/i.test(name)) found.push(`${name}="${value}"`);
      const scheme = /^[\s\0-\x1f]*([a-z][a-z0-9+.-]*):/i.exec(value)?.[1]?.toLowerCase() ?? "https";
      if (ADDRESS_ATTRIBUTES.has(name) && !["https", "http", "mailto", "tel"].includes(scheme))
        found.push(`${name}="${value}"`);
    }
  }
  return found;
}

/** The style of every page, which could not run: asking for it for each is most of the time. */
const STYLE = /<link rel="stylesheet" href="\/assets\/[\w.-]+\.css">/;
const AT_ONCE = 20;

/** Opens pages, some at once in frames, in a browser that lets them do what they want. @returns everything that ran, failed or was asked for */
async function visit(pages: ReadonlyMap<string, string>): Promise<string[]> {
  const found: string[] = [];
  const context = await browser.newContext();
  await context.addInitScript(TRAPS);
  let current = "";
  const frames = new Map<string, string>();
  await context.route("**/*", async (route) => {
    const url = route.request().url();
    const { origin, pathname } = new URL(url);
    const html = origin === ORIGIN ? (frames.get(pathname) ?? pages.get(pathname)) : undefined;
    if (html !== undefined)
      return route.fulfill({ contentType: "text/html; charset=utf-8", body: withoutPolicy(html).replace(STYLE, "") });
    if (origin !== ORIGIN || !/^\/(?:assets\/|favicon\.(?:svg|ico)$)/.test(pathname))
      found.push(`${current} asks for ${url}`);
    return route.abort();
  });
  const page = await context.newPage();
  page.on("dialog", (dialog) => {
    found.push(`${current} opens a dialog`);
    void dialog.dismiss();
  });
  page.on("pageerror", (error) => found.push(`${current} runs: ${error.message}`));
  page.on("popup", () => found.push(`${current} opens a window`));
  const addresses = [...pages.keys()];
  for (let first = 0; first < addresses.length; first += AT_ONCE) {
    const some = addresses.slice(first, first + AT_ONCE);
    current = `one of ${some.join(" ")}`;
    const around = `/frames-${first}`;
    frames.set(
      around,
      `<!doctype html>${some.map((address) => `<iframe src="${ORIGIN}${address}"></iframe>`).join("")}`,
    );
    await page.goto(ORIGIN + around, { waitUntil: "load" });
    if (page.url() !== ORIGIN + around) found.push(`${current} leads to ${page.url()}`);
    const shown = page.frames().slice(1);
    expect(shown).toHaveLength(some.length);
    for (const [index, frame] of shown.entries()) {
      const ran = (await frame.evaluate(POKE)) as string[];
      found.push(...ran.map((what) => `${some[index]} runs ${what}`));
      if (frame.url() !== ORIGIN + some[index]) found.push(`${some[index]} leads to ${frame.url()}`);
    }
  }
  await context.close();
  return found;
}

function withoutPolicy(html: string): string {
  return html.replace(/<meta http-equiv="Content-Security-Policy"[^>]*>/i, "");
}
