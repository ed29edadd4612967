/**
 * Nobody that a letter was sent to is in the archive. All fixtures of imports are imported, with what was not public too, and
 * every address that stands only in a recipients' header, an invitation, the header of a forward or a comment is searched for in
 * the content, the reports, and a site that is built of all of them: pages, feeds, search index.
 */
import { mkdirSync, readdirSync, readFileSync, statSync } from "node:fs";
import { join } from "node:path";
import { expect, test } from "vitest";
import { Workshop } from "../../src/files/workshop.ts";
import { importLetters, jsonReport, markdownReport, openArchiveFolder } from "../../src/importers/index.ts";
import { build, contentFolder, filesBelow, MINIMAL, TODAY, temporaryFolder, writeFiles } from "../support/sample.ts";

const FOLDER = import.meta.dirname;
const ADDRESS = /[\w.+-]+@[\w-]+(?:\.[\w-]+)+/g;

/** Header fields that name readers, and those of invitations. */
const READERS =
  /^(?:to|cc|bcc|delivered-to|x-original-to|envelope-to|x-delivered-to|resent-to|apparently-to|attendee|organizer)\s?[:;].*(?:\r?\n[ \t].*)*/gim;
/** The lines of a forward's header that name recipients, and those that a long list of them continues on. */
const FORWARDED =
  /^[>\s*]*(?:till|to|til|vastaanottaja|an|kopia|kopi|kopio|cc|gäster)\s?:.*(?:\n(?=\S*(?: \S+){0,3} <\S+@\S+>).*)*/gim;
const COMMENTS = /%%[\s\S]*?%%|<span[^<>]*mso-hide:all[^<>]*>[\s\S]*?<\/span>/g;
const FORWARDER = /^from:(?=.*(?:\n.*)*?\nsubject:\s?(?:fwd?|fw|vb|vs|vl|wg)\s?:).*/gim;

/** Addresses of a fixture that stand nowhere else. The sender of a forward is its forwarder. */
function privateAddresses(raw: string): Set<string> {
  const found = new Set<string>();
  let rest = raw;
  const take = (zone: RegExp) => {
    rest = rest.replace(zone, (text) => {
      for (const [address] of text.matchAll(ADDRESS)) found.add(address.toLowerCase());
      return "";
    });
  };
  take(COMMENTS);
  take(FORWARDER);
  take(READERS);
  rest = rest
    .replace(/<(?:br|\/p|\/div|\/tr|\/li)\b[^<>]*>/gi, "\n")
    .replace(/<a href="mailto:[^<>]*>/gi, "")
    .replace(/<\/?[a-z][^<>@]*>/gi, "")
    .replaceAll("&lt;", "<")
    .replaceAll("&gt;", ">");
  take(FORWARDED);
  for (const [address] of rest.matchAll(ADDRESS)) found.delete(address.toLowerCase());
  return found;
}

interface Case {
  readonly name: string;
  readonly input: string;
  readonly addresses: ReadonlySet<string>;
}

function casesIn(folder: string): Case[] {
  return readdirSync(folder, { withFileTypes: true }).flatMap((entry) => {
    if (!entry.isDirectory()) return [];
    const path = join(folder, entry.name);
    const input = readdirSync(path).find((name) => /^input(?:\.(?!url$).*)?$/.test(name));
    if (input === undefined) return casesIn(path);
    const whole = join(path, input);
    const files = statSync(whole).isDirectory() ? filesBelow(whole).map((name) => join(whole, name)) : [whole];
    const addresses = privateAddresses(files.map((file) => readFileSync(file, "utf8")).join("\n\n"));
    return [{ name: path, input: whole, addresses }];
  });
}

const cases = casesIn(FOLDER);
/** In the place of the pictures of fixtures, some of which end after their size. */
const PICTURE = readFileSync(join(FOLDER, "../metadata/pictures/picture.png"));

/** Of these addresses, those that a text holds, in any form that addresses of links have. */
function heldBy(text: string, addresses: ReadonlySet<string>): string[] {
  const plain = text
    .replace(/%40|&#(?:64|x40);|=40/gi, "@")
    .replaceAll("#", "@")
    .toLowerCase();
  return [...addresses].filter((address) => new RegExp(`(?<![\\w.+-])${address.replace(/[.+]/g, "\\$&")}`).test(plain));
}

async function importCase({ input }: Case): Promise<{ content: string; reports: string }> {
  const content = contentFolder(MINIMAL);
  const into = join(content, "issues");
  mkdirSync(into, { recursive: true });
  const opened = await openArchiveFolder(into);
  if (!("folder" in opened)) throw new Error(JSON.stringify(opened));
  const outcomes = await importLetters([input], opened.folder, {
    from: undefined,
    dryRun: false,
    update: false,
    keepOriginal: false,
    withPrivate: true,
    today: TODAY,
    workshop: new Workshop(temporaryFolder()),
    onKind: () => {},
    onOutcome: () => {},
    onDamagedNotes: () => {},
  });
  return { content, reports: markdownReport(outcomes, "sv") + jsonReport(outcomes) };
}

test("nobody that a letter was sent to is in the content, the reports or the site", async () => {
  const all = contentFolder(MINIMAL);
  const found: string[] = [];
  const written: string[] = [];
  const everybody = new Set(cases.flatMap(({ addresses }) => [...addresses]));
  // The search finds something: these are addresses of readers.
  expect(everybody).toContain("kim.ek@mottagare.example");
  expect(everybody).toContain("lisa.lax@mottagare.example");
  expect(everybody).toContain("alex.berg@vidare.example");
  expect(everybody).not.toContain("brev@example.se");
  expect(cases.filter(({ addresses }) => addresses.size > 0).length).toBeGreaterThan(60);

  for (const [number, each] of cases.entries()) {
    const { content, reports } = await importCase(each);
    const own = filesBelow(content).filter((path) => path !== "issues/2026/2026-01-hej.md");
    for (const path of own) {
      const bytes = readFileSync(join(content, path));
      const text = bytes.toString("utf8");
      written.push(text);
      for (const address of heldBy(text, each.addresses)) found.push(`${each.name}: ${path}: ${address}`);
      if (path.startsWith("issues/"))
        writeFiles(all, {
          [path.replace("/", `/${number}/`)]: path.endsWith(".md")
            ? mended(text, number)
            : path.endsWith(".png")
              ? PICTURE
              : bytes,
        });
    }
    for (const address of heldBy(reports, each.addresses)) found.push(`${each.name}: report: ${address}`);
  }
  expect(found).toEqual([]);

  const { folder } = await build(all, { drafts: true });
  const site = filesBelow(folder).map((path) => readFileSync(join(folder, path), "utf8"));
  expect(site.length).toBeGreaterThan(cases.length);
  expect(site.some((text) => text.includes("brev@example.se"))).toBe(true);
  // A reader of one letter may be named in another.
  const named = new Set(written.flatMap((text) => heldBy(text, everybody)));
  const unnamed = new Set([...everybody].filter((address) => !named.has(address)));
  expect(unnamed.size).toBeGreaterThan(10);
  expect(site.flatMap((text) => heldBy(text, unnamed))).toEqual([]);
});

/** With an address of its own, and its pictures described as its editor would. */
function mended(text: string, number: number): string {
  return text.replace(/^slug: "?([^"\n]*)"?$/m, `slug: nr-${number}-$1`).replaceAll("![](", "![Bild](");
}
