import { readFileSync } from "node:fs";
import { mkdir, readdir, readFile, rename, writeFile } from "node:fs/promises";
import type { Server } from "node:http";
import { join, relative, sep } from "node:path";
import type { Browser, BrowserContextOptions, Page, Response } from "playwright-core";
import { afterAll, beforeAll, describe, inject, vi } from "vitest";
import { type Config, hrefOf } from "../../src/config.ts";
import { formatDiagnostic, hasErrors } from "../../src/diagnostics.ts";
import { buildSite } from "../../src/engine/build-site.ts";
import { close, createSiteServer, listen } from "../../src/preview/site-server.ts";
import { launchBrowser } from "../support/browser.ts";
import { without } from "../support/programs.ts";
import { temporaryFolder } from "../support/sample.ts";

const CONTENTS = {
  /** The archive of Upphandlingsdialog Dalarna. */
  real: join(import.meta.dirname, "../sample/udd"),
  /** An invented one in English, below another site, with everything that the real letters lack. */
  sample: join(import.meta.dirname, "fixtures/sample"),
  /** The invented Swedish one that the unit tests build too. */
  example: join(import.meta.dirname, "../sample/content"),
  /** An invented Swedish one with a ledger: letters that were corrected, moved and withdrawn after they were published. */
  kept: join(import.meta.dirname, "fixtures/kept"),
} as const;

export type SiteName = keyof typeof CONTENTS;

/** An address that no site has. */
export const NOWHERE = "/finns/inte/";
/** A letter that was withdrawn. */
export const GONE = "/nyhetsbrev/2026/fel-lasare/";
/** The real letter. */
export const LETTER = "/nyhetsbrev/2023/september/";
/** The invented letter that has everything. */
export const TABLES = "/newsletters/2025/letter-2-march-2025/";

/** One page of each kind, of either site. The address that leads nowhere is answered with the page for that. */
export const KINDS: readonly { readonly site: SiteName; readonly kind: string; readonly address: string }[] = [
  { site: "real", kind: "start", address: "/" },
  { site: "real", kind: "index of letters", address: "/nyhetsbrev/" },
  { site: "real", kind: "year", address: "/nyhetsbrev/2023/" },
  { site: "real", kind: "letter", address: LETTER },
  { site: "real", kind: "letter whose text is not held", address: "/nyhetsbrev/2023/nummer-1/" },
  { site: "real", kind: "topics", address: "/amnen/" },
  { site: "real", kind: "topic", address: "/amnen/udd-enter/" },
  { site: "real", kind: "organisations", address: "/organisationer/" },
  { site: "real", kind: "organisation", address: "/organisationer/region-dalarna/" },
  { site: "real", kind: "news", address: "/nyheter/" },
  { site: "real", kind: "news article", address: "/udd-fortsatter-i-reviderad-storlek-2023/" },
  { site: "real", kind: "page", address: "/om-udd/" },
  { site: "real", kind: "page with pages below it", address: "/om-offentlig-upphandling/" },
  { site: "real", kind: "page below a page", address: "/om-offentlig-upphandling/tidig-dialog/" },
  { site: "real", kind: "calendar", address: "/kalender/" },
  { site: "real", kind: "ways to follow", address: "/folj/" },
  { site: "real", kind: "page on linking", address: "/lanka/" },
  { site: "real", kind: "old addresses", address: "/hitta/" },
  { site: "real", kind: "unknown address", address: NOWHERE },
  // As a host without redirects of its own shows it.
  { site: "real", kind: "moved page", address: "/sv/Om-Udd/Sidor/default.aspx/index.html" },
  { site: "sample", kind: "start", address: "/" },
  { site: "sample", kind: "index of letters", address: "/newsletters/" },
  { site: "sample", kind: "letter with table, footnotes and picture", address: TABLES },
  { site: "sample", kind: "letter in another language", address: "/newsletters/2024/brev-1-2024/" },
  { site: "sample", kind: "letter whose text is not held", address: "/newsletters/2024/the-letter-nobody-kept/" },
  { site: "sample", kind: "hostile letter", address: "/newsletters/2025/hostile/" },
  { site: "sample", kind: "organisation with a long name", address: "/organisations/long-name/" },
  { site: "sample", kind: "news article", address: "/news/nothing-happened-again/" },
  { site: "sample", kind: "calendar", address: "/calendar/" },
  { site: "sample", kind: "ways to follow", address: "/follow/" },
  { site: "kept", kind: "corrected letter", address: "/nyhetsbrev/2026/vinter/" },
  { site: "kept", kind: "earlier version", address: "/nyhetsbrev/2026/vinter/version/1/" },
  { site: "kept", kind: "withdrawn letter", address: GONE },
  { site: "kept", kind: "corrections", address: "/rattelser/" },
];

/** A built site and where it is served. */
export interface TestSite {
  readonly config: Pick<Config, "name" | "language" | "origin" | "basePath">;
  readonly folder: string;
  readonly origin: string;
  /** Every HTML file, by its address on the site: `/om-udd/`, `/404.html`. */
  readonly pages: ReadonlyMap<string, string>;
  /** The whole address on the test server. */
  url(address: string): string;
}

export interface VisitOptions extends BrowserContextOptions {
  /** Do not follow a page that only leads on, so that it can be looked at. */
  readonly stay?: boolean;
}

/** An opened page and everything that went wrong on it. */
export interface Visit {
  readonly page: Page;
  readonly response: Response;
  /** Every address asked for, the page's own included. */
  readonly requests: readonly string[];
  /** Errors and warnings of the console, and uncaught errors. */
  readonly complaints: readonly string[];
  /** Calls a function of in-page.js. */
  probe<T>(name: string): Promise<T>;
}

export interface Bench {
  readonly browser: Browser;
  site(name: SiteName): TestSite;
  visit(site: SiteName, address: string, options?: VisitOptions): Promise<Visit>;
}

const SKIP = without("chromium");

/** Tests that need a browser: skipped, which their name says, where there is none. */
export function describeInBrowser(name: string, tests: () => void): void {
  describe.skipIf(SKIP)(`${name}${SKIP}`, tests);
}

/**
 * One browser for a whole test file, and one build of each site for all of them. A page is opened once for each set of options and used
 * again by the next test that asks for the same.
 */
export function useBench(): Bench {
  let browser: Browser;
  const sites = new Map<SiteName, TestSite & { server: Server }>();
  const tabs = new Map<string, Promise<Tab>>();

  beforeAll(async () => {
    // Builds take turns: Eleventy keeps state for the whole process.
    for (const name of Object.keys(CONTENTS) as SiteName[]) sites.set(name, await serve(await builtOnce(name)));
    browser = await launchBrowser();
  });
  afterAll(async () => {
    await browser?.close();
    for (const { server } of sites.values()) await close(server);
  });

  const site = (name: SiteName): TestSite => {
    const found = sites.get(name);
    if (!found) throw new Error(`the site ${name} is not built`);
    return found;
  };
  return {
    get browser() {
      return browser;
    },
    site,
    visit: async (name, address, options = {}) => {
      const key = JSON.stringify(options);
      const tab = tabs.get(key) ?? openTab(browser, options);
      tabs.set(key, tab);
      return (await tab)(site(name).url(address));
    },
  };
}

const IN_PAGE = readFileSync(new URL("./in-page.js", import.meta.url), "utf8");

/** Opens an address in a tab that is kept. */
type Tab = (url: string) => Promise<Visit>;

export async function openTab(browser: Browser, { stay = false, ...options }: VisitOptions): Promise<Tab> {
  const context = await browser.newContext({ locale: "sv-SE", viewport: { width: 1280, height: 900 }, ...options });
  await context.addInitScript({ content: IN_PAGE });
  const page = await context.newPage();
  let requests: string[] = [];
  let complaints: string[] = [];
  let address = "";
  page.on("request", (request) => requests.push(request.url()));
  page.on("pageerror", (error) => complaints.push(error.message));
  page.on("console", (message) => {
    // Chromium also reports the status of a page that is meant to say 404 or 410.
    const expected = message.location().url === address && /status of 4(04|10)/.test(message.text());
    if (!expected && /error|warning/.test(message.type())) complaints.push(message.text());
  });
  if (stay) {
    await page.route("**/*.aspx/index.html", async (route) => {
      const response = await route.fetch();
      const body = (await response.text()).replace(/<meta http-equiv="refresh"[^>]*>/, "");
      await route.fulfill({ response, body });
    });
  }
  return async (url) => {
    [requests, complaints, address] = [[], [], url];
    const response = await page.goto(url);
    const status = url.endsWith(NOWHERE) ? 404 : url.endsWith(GONE) ? 410 : 200;
    if (response?.status() !== status) throw new Error(`${url}: ${response?.status()}`);
    const probe = <T>(name: string): Promise<T> => page.evaluate(`probe.${name}()`);
    return { page, response, requests, complaints, probe };
  };
}

/** Builds an archive into a folder of its own and serves it as a web server with our settings would. */
export async function startSite(content: string): Promise<TestSite & { server: Server }> {
  return serve(await build(content, join(temporaryFolder(), "site")));
}

type Built = Pick<TestSite, "config" | "folder">;

/** Builds a site once for all test files, whichever asks first. The others wait for it. */
async function builtOnce(name: SiteName): Promise<Built> {
  const place = join(inject("sharedFolder"), name);
  const done = `${place}.json`;
  if (
    await mkdir(`${place}.asked`).then(
      () => true,
      () => false,
    )
  ) {
    const built = await build(CONTENTS[name], place).catch((error: Error) => ({ failure: error.message }));
    await writeFile(`${done}.new`, JSON.stringify(built));
    await rename(`${done}.new`, done);
  }
  const text = await vi.waitFor(() => readFile(done, "utf8"), { timeout: 600_000 });
  const built = JSON.parse(text) as Built | { readonly failure: string };
  if ("failure" in built) throw new Error(built.failure);
  return built;
}

async function build(content: string, folder: string): Promise<Built> {
  const { site: config, diagnostics } = await buildSite({
    contentDir: content,
    output: folder,
    today: "2026-11-23",
    drafts: false,
  });
  if (!config || hasErrors(diagnostics))
    throw new Error(`${content} cannot be built:\n${diagnostics.map(formatDiagnostic).join("\n")}`);
  const { name, language, origin, basePath } = config;
  return { config: { name, language, origin, basePath }, folder };
}

async function serve({ config, folder }: Built): Promise<TestSite & { server: Server }> {
  const server = createSiteServer(folder);
  const origin = `http://localhost:${await listen(server, 0)}`;
  const url = (address: string): string => origin + hrefOf(config, address);
  return { config, folder, origin, pages: await readPages(folder), url, server };
}

async function readPages(folder: string): Promise<Map<string, string>> {
  const entries = await readdir(folder, { recursive: true, withFileTypes: true });
  const files = entries.filter((entry) => entry.isFile() && entry.name.endsWith(".html"));
  return new Map(
    await Promise.all(
      files.map(async ({ parentPath, name }): Promise<[string, string]> => {
        const file = join(parentPath, name);
        const path = relative(folder, file).split(sep).join("/");
        return [`/${path.replace(/(^|\/)index\.html$/, "$1")}`, await readFile(file, "utf8")];
      }),
    ),
  );
}
