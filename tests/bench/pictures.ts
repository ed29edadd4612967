/**
 * What a letter with five photos of a telephone costs a telephone on a slow 4G network, with renditions and without: bytes, and the
 * time until the last picture is there. Run it with `npm run bench:pictures`.
 */
import { cpSync, mkdtempSync, rmSync, statSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { setTimeout } from "node:timers/promises";
import type { Browser, CDPSession, Page } from "playwright-core";
import { buildSite } from "../../src/engine/build-site.ts";
import { close, createSiteServer, listen } from "../../src/preview/site-server.ts";
import { launchBrowser } from "../support/browser.ts";
import { photo } from "../support/photo.ts";
import { letter, MINIMAL, TODAY, writeFiles } from "../support/sample.ts";

/** As Chromium's developer tools call it slow 4G: 400 ms from request to answer, 1.6 Mbit/s down and 750 kbit/s up. */
const SLOW_4G = { offline: false, latency: 400, downloadThroughput: 1.6e6 / 8, uploadThroughput: 750e3 / 8 };
const PHONE = { viewport: { width: 360, height: 800 }, deviceScaleFactor: 3 };
const PHOTOS = [1, 2, 3, 4, 5];
const PAGE = "/nyhetsbrev/2026/bilder/";
const PARAGRAPH =
  "Föreningen träffades i höstas och talade om odling, om upphandling och om vad som återstår att göra. ".repeat(8);

/** What a page has cost when its pictures are there. */
interface Cost {
  readonly bytes: number;
  readonly seconds: number;
}

const folder = mkdtempSync(join(tmpdir(), "brevarkiv-bench-"));
try {
  const content = join(folder, "content");
  cpSync(MINIMAL, content, { recursive: true });
  for (const seed of PHOTOS)
    writeFiles(content, { [`issues/2026/${seed}.jpg`]: await photo({ width: 4032, height: 3024, seed, quality: 92 }) });
  const body = PHOTOS.map((seed) => `${PARAGRAPH}\n\n![Bild ${seed}](${seed}.jpg)`).join("\n\n");
  writeFiles(content, { "issues/2026/bilder.md": letter("title: Bilder\ndate: 2026-01-14", body) });
  const output = join(folder, "site");
  const started = process.cpuUsage();
  await buildSite({ contentDir: content, output, today: TODAY, drafts: false });
  const { user, system } = process.cpuUsage(started);
  const sizes = PHOTOS.map((seed) => megabytes(statSync(join(content, `issues/2026/${seed}.jpg`)).size));
  say(`photos: ${sizes.join(", ")} MB; build: ${((user + system) / 1e6).toFixed(1)} s of processor time`);
  const server = createSiteServer(output);
  const origin = `http://localhost:${await listen(server, 0)}`;
  const browser = await launchBrowser();
  for (const [name, isPlain] of [
    ["originals", true],
    ["renditions", false],
  ] as const) {
    const { loaded, read } = await visit(browser, `${origin}${PAGE}`, isPlain);
    say(`${name}: loaded ${written(loaded)}; read to its end ${written(read)}`);
  }
  await browser.close();
  await close(server);
} finally {
  rmSync(folder, { recursive: true, force: true });
}

/** @param isPlain shows the originals, as a page without renditions does */
async function visit(browser: Browser, url: string, isPlain: boolean): Promise<{ loaded: Cost; read: Cost }> {
  const context = await browser.newContext(PHONE);
  const page = await context.newPage();
  if (isPlain)
    await page.route(url, async (route) => {
      const response = await route.fetch();
      const html = (await response.text()).replace(/ (?:srcset|sizes|loading|decoding)="[^"]*"/g, "");
      await route.fulfill({ response, body: html.replace(/(\.jpg)\.\d+\.webp/g, "$1") });
    });
  const session = await context.newCDPSession(page);
  const { bytes, settled } = await counted(session);
  await session.send("Network.emulateNetworkConditions", SLOW_4G);
  const start = performance.now();
  const cost = (): Cost => ({ bytes: bytes(), seconds: (performance.now() - start) / 1000 });
  await page.goto(url, { waitUntil: "load", timeout: 0 });
  const loaded = cost();
  await readToEnd(page);
  await settled();
  const read = cost();
  await context.close();
  return { loaded, read };
}

/** Counts what the network brings. */
async function counted(session: CDPSession): Promise<{ bytes(): number; settled(): Promise<void> }> {
  let bytes = 0;
  const open = new Set<string>();
  session.on("Network.requestWillBeSent", ({ requestId }) => open.add(requestId));
  session.on("Network.loadingFailed", ({ requestId }) => open.delete(requestId));
  session.on("Network.loadingFinished", ({ requestId, encodedDataLength }) => {
    open.delete(requestId);
    bytes += encodedDataLength;
  });
  await session.send("Network.enable");
  const settled = async (): Promise<void> => {
    while (open.size > 0) await setTimeout(20);
  };
  return { bytes: () => bytes, settled };
}

async function readToEnd(page: Page): Promise<void> {
  for (const picture of await page.locator("main img").all()) {
    await picture.scrollIntoViewIfNeeded();
    await picture.evaluate("(picture) => picture.decode()");
  }
}

function written({ bytes, seconds }: Cost): string {
  return `${megabytes(bytes)} MB, ${seconds.toFixed(1)} s`;
}

function megabytes(bytes: number): string {
  return (bytes / 1e6).toFixed(2);
}

function say(line: string): void {
  process.stdout.write(`${line}\n`);
}
