/** What readers see of links that no longer work, and which pages are made again for it. */
import { join } from "node:path";
import { describe, expect, test } from "vitest";
import { buildSite } from "../../src/engine/build-site.ts";
import {
  build,
  contentFolder,
  type Files,
  fingerprint,
  letter,
  MINIMAL,
  SAMPLE,
  TODAY,
  temporaryFolder,
  writeFiles,
} from "../support/sample.ts";

const DEAD = { checked: "2026-11-20", status: 404, failing: "2026-11-10" };
const health = (records: object): string => JSON.stringify(records);
const MARK = "(fungerade inte den 20 november 2026)";

describe("a link known dead is marked with its check date wherever it stands", () => {
  const dead = [
    "https://www.example.com/kommunen?a=1&b=2",
    "https://www.example.com/fragor",
    "https://www.example.com/plan.pdf",
    "https://www.example.com/stamma",
    "https://www.example.com/kommunen",
    "https://example.com/webbversion?cid=111&mid=1001",
  ];
  const site = build(
    contentFolder(SAMPLE, {
      "link-health.json": health(Object.fromEntries(dead.map((url) => [url, DEAD]))),
      "links.yaml":
        "https://www.example.com/fragor:\n  archived: https://web.archive.org/web/2025/https://www.example.com/fragor?a=1&b=2\n",
    }),
  );
  const mark = `<span class="unknown">${MARK}</span>`;
  const marked = (link: string): string => `${link}</a> ${mark}`;

  test.each([
    ["in a text", "/nyhetsbrev/2025/mars/", marked("kommunens sida")],
    [
      "with a copy",
      "/nyhetsbrev/2025/mars/",
      `https://www.example.com/fragor</a> <span class="unknown">(fungerade inte den 20 november 2026, <a href="https://web.archive.org/web/2025/https://www.example.com/fragor?a=1&amp;b=2" rel="external">arkiverad kopia</a>)</span>`,
    ],
    ["of a document", "/nyhetsbrev/2025/mars/", marked("The plan in English, pdf, engelska")],
    ["of an event", "/nyhetsbrev/2025/mars/", marked("Årsstämma")],
    ["in the calendar", "/kalender/", marked("Årsstämma")],
    ["of an organisation", "/organisationer/exempelkommunen/", marked("https://www.example.com/kommunen")],
    ["of the original", "/nyhetsbrev/2024/nummer-1/", marked("Läs brevet i utskickstjänstens webbversion")],
  ])("%s", async (_where, address, expected) => expect((await site).page(address)).toContain(expected));

  test("and no other link is", async () => {
    expect((await site).page("/nyhetsbrev/2025/mars/").split("fungerade inte")).toHaveLength(5);
    expect((await site).page("/organisationer/foreningen-exempel/")).not.toContain("fungerade inte");
  });
});

describe("a link is known dead", () => {
  const url = "https://www.example.com/sida";
  const page = async (record: object, notes = "", body = `Se [sidan](${url}).`): Promise<string> => {
    const content = contentFolder(MINIMAL, {
      "issues/2026/brev.md": letter("title: Brev\ndate: 2026-02\nslug: brev", body),
      "link-health.json": health({ [url]: record }),
      ...(notes && { "links.yaml": notes }),
    });
    return (await build(content)).page("/nyhetsbrev/2026/brev/");
  };

  test.each<[string, object, boolean]>([
    ["404 twice, a day apart", { checked: "2026-11-20", status: 404, failing: "2026-11-19" }, true],
    ["410 twice, a day apart", { checked: "2026-11-20", status: 410, failing: "2026-11-19" }, true],
    ["404 once", { checked: "2026-11-20", status: 404, failing: "2026-11-20" }, false],
    ["no name for a week", { checked: "2026-11-20", status: "name", failing: "2026-11-13" }, true],
    ["no name for six days", { checked: "2026-11-20", status: "name", failing: "2026-11-14" }, false],
    ["500 across a year's end", { checked: "2026-01-02", status: 500, failing: "2025-12-26" }, true],
    ["fine", { checked: "2026-11-20", status: 200 }, false],
    ["forwards", { checked: "2026-11-20", status: 200, movedTo: "https://www.example.com/ny" }, false],
  ])("%s: %s %s", async (_what, record, dead) => {
    expect((await page(record)).includes("fungerade inte")).toBe(dead);
  });

  test("unless the editors say that it is not to be asked", async () => {
    expect(await page(DEAD, `${url}:\n  check: false\n`)).not.toContain("fungerade inte");
  });

  test.each([
    ["with an anchor", `[a](${url}#del)`],
    ["with a title", `[a](${url} "en \\"titel\\"")`],
    ["as a host in capitals", "[a](https://WWW.Example.com/sida)"],
    ["with its port", "[a](https://www.example.com:443/sida)"],
    ["around a picture or code", `[*a* \`b\` <c>](${url})`],
  ])("written %s", async (_how, body) =>
    expect(await page(DEAD, "", body)).toContain(`</a> <span class="unknown">${MARK}`),
  );

  test("never in what only looks like a link, except for the address in it that is one", async () => {
    const text = `\`<a href="${url}" rel="external">x</a>\` och <a href="${url}" rel="external">y</a>`;
    expect(await page(DEAD, "", `[z](${url})\n\n${text}`)).toSatisfy(
      (html: string) => html.split("fungerade").length === 3,
    );
  });

  test("in a text of another language, in the site's own", async () => {
    const content = contentFolder(MINIMAL, {
      "issues/2026/brev.md": letter("title: Letter\ndate: 2026-02\nslug: brev\nlanguage: en", `See [this](${url}).`),
      "link-health.json": health({ [url]: DEAD }),
    });
    const html = (await build(content)).page("/nyhetsbrev/2026/brev/");
    expect(html).toContain(`<span class="unknown" lang="sv">${MARK}</span>`);
  });
});

test("only pages with the link are made again when what is known of it changes", async () => {
  const link = (name: string): string => `Se [sidan](https://www.example.com/${name}).`;
  const content = contentFolder(MINIMAL, {
    "issues/2026/a.md": letter("title: A\ndate: 2026-02-01\nslug: a", link("a")),
    "issues/2026/b.md": letter("title: B\ndate: 2026-02-02\nslug: b", link("b")),
    "issues/2026/c.md": letter("title: C\ndate: 2026-02-03\nslug: c", link("c")),
    "pages/d.md": letter("title: D\nslug: d", link("a")),
  });
  const output = join(temporaryFolder(), "site");
  const rendered = async (changes: Files = {}): Promise<number> => {
    writeFiles(content, changes);
    const result = await buildSite({ contentDir: content, output, today: TODAY, drafts: false });
    expect(result.diagnostics).toEqual([]);
    return result.rendered;
  };
  await rendered();
  const before = fingerprint(output);
  const a = "https://www.example.com/a";
  expect(
    await rendered({
      "link-health.json": health({ [a]: { checked: "2026-11-10", status: 404, failing: "2026-11-10" } }),
    }),
  ).toBe(0);
  expect(fingerprint(output)).toEqual(before);
  expect(await rendered({ "link-health.json": health({ [a]: DEAD }) })).toBe(2);
  const other = { checked: "2026-11-20", status: 200 };
  expect(await rendered({ "link-health.json": health({ [a]: DEAD, "https://www.example.com/b": other }) })).toBe(0);
  expect(await rendered({ "links.yaml": `${a}:\n  archived: https://web.archive.org/web/2020/${a}\n` })).toBe(2);
  expect(
    await rendered({
      "link-health.json": health({ [a]: { checked: "2026-11-22", status: 200 } }),
      "links.yaml": undefined,
    }),
  ).toBe(2);
  const after = fingerprint(output);
  expect(after).toEqual(before);
});
