/** A text in another language than the site's says so wherever it is shown, with the direction of its script (WCAG 3.1.2). */
import { beforeAll, describe, expect, test } from "vitest";
import { build, contentFolder, letter, MINIMAL, type Site } from "../support/sample.ts";

const ARABIC = `title: معلومات للشركات
heading: معلومات
date: 2023-09-14
slug: arabiska
language: ar
summary: يمكن للشركات الصغيرة.
documents:
  - { title: التقرير, url: "https://example.org/r.pdf", type: pdf, language: fa-Arab-x-own }
events:
  - { title: اجتماع, start: "2023-10-01", place: فالون }`;

/** The element around a text: `<a href="/x/" lang="ar" dir="rtl">`. */
function around(html: string, text: string): string[] {
  return [...html.matchAll(/(<[a-z][^<>]*>)\s*([^<]+)/g)].flatMap(([, tag = "", inside = ""]) =>
    inside.trim() === text ? [tag] : [],
  );
}

describe("an Arabic letter on a Swedish site", () => {
  let site: Site;
  beforeAll(async () => {
    site = await build(
      contentFolder(MINIMAL, {
        "issues/ar.md": letter(ARABIC, "## كيف تقدم عرضا\n\nنص [Small companies]{lang=en}."),
        "issues/sr.md": letter("title: Informacije\ndate: 2023-09-13\nlanguage: SR-latn", "Tekst."),
        "issues/sv.md": letter("title: Rapport\ndate: 2023-09-12", "Den heter [Small companies]{lang=en}."),
        "issues/zh.md": letter(
          "title: 給公司的資訊\ndate: 2023-09-11\nslug: zh\nlanguage: zh-Hant-TW",
          "小公司也可以投標。",
        ),
      }),
    );
  });

  const marked = (address: string, text: string) => {
    const tags = around(site.page(address), text);
    expect(tags.length).toBeGreaterThan(0);
    for (const tag of tags) expect(tag).toMatch(/ lang="ar" dir="rtl"/);
  };

  test("in previews of links: each text has its own language", () => {
    const localeOf = (address: string): string | undefined =>
      /"og:locale" content="([^"]*)"/.exec(site.page(address))?.[1];
    const addresses = ["arabiska", "informacije", "rapport", "zh"].map((slug) => `/nyhetsbrev/2023/${slug}/`);
    expect([...addresses, "/"].map(localeOf)).toEqual(["ar", "sr", "sv_SE", "zh_TW", "sv_SE"]);
  });

  test("on its own page: title, summary, text, documents and events", () => {
    const page = "/nyhetsbrev/2023/arabiska/";
    for (const text of ["معلومات للشركات", "يمكن للشركات الصغيرة.", "التقرير", "اجتماع", "فالون"]) {
      const tags = around(site.page(page), text).filter((tag) => !tag.startsWith("<title"));
      expect([text, tags.length > 0]).toEqual([text, true]);
      for (const tag of tags) expect([text, tag]).toEqual([text, expect.stringContaining(' lang="ar" dir="rtl"')]);
    }
    expect(site.page(page)).toContain('<div class="text" lang="ar" dir="rtl"');
    expect(site.page(page)).toContain('<p>نص <span lang="en" dir="ltr">Small companies</span>.</p>');
  });

  test.each([
    ["/nyhetsbrev/2023/", ["معلومات", "يمكن للشركات الصغيرة."]],
    ["/embed/senaste/", ["معلومات"]],
    ["/kalender/", ["معلومات", "اجتماع", "فالون"]],
    ["/nyhetsbrev/2023/informacije/", ["معلومات"]],
  ])("on %s", (address, texts) => {
    for (const text of texts) marked(address, text);
  });

  test("in each feed, in its HTML", () => {
    const text = '<div lang="ar" dir="rtl">\n<h2>';
    expect(site.page("/folj/nyhetsbrev.atom")).toContain(text);
    expect(site.page("/folj/nyhetsbrev.rss")).toContain(text);
    const items = (JSON.parse(site.page("/folj/nyhetsbrev.json")) as { items: { content_html: string }[] }).items;
    expect(items.some(({ content_html }) => content_html.includes(text))).toBe(true);
    expect(site.page("/folj/nyhetsbrev.atom")).toMatch(/<entry xml:lang="ar">(?:(?!<\/entry>)[\s\S])*<summary>يمكن/);
    expect(site.page("/folj/nyhetsbrev.rss")).toContain("<dc:language>ar</dc:language>");
  });

  test("and others have a language with its script and no direction", () => {
    expect(site.page("/nyhetsbrev/2023/informacije/")).toContain('<h1 itemprop="name" lang="sr-Latn">');
    expect(site.page("/nyhetsbrev/2023/zh/")).toContain('<div class="text" lang="zh-Hant-TW" itemprop="text">');
    expect(site.page("/nyhetsbrev/2023/rapport/")).toContain(
      '<p>Den heter <span lang="en">Small companies</span>.</p>',
    );
    expect(site.page("/nyhetsbrev/2023/rapport/").slice(0, 60)).toContain('<html lang="sv">');
  });
});
