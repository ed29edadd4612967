/** What other systems read of a page: Open Graph (ogp.me) and oEmbed 1.0 (oembed.com), read as their specifications say. */

import { readFileSync } from "node:fs";
import { join } from "node:path";
import { imageSize } from "image-size";
import { type DefaultTreeAdapterTypes, parse, parseFragment } from "parse5";
import { beforeAll, describe, expect, test } from "vitest";
import { z } from "zod";
import { build, filesBelow, SAMPLE, type Site } from "../support/sample.ts";

type Attributes = Readonly<Record<string, string>>;

/** The attributes of all elements of a name, in their order. */
function elements(html: string, name: string): Attributes[] {
  const found: Attributes[] = [];
  const walk = (node: DefaultTreeAdapterTypes.Node): void => {
    if ("attrs" in node && node.nodeName === name) {
      found.push(Object.fromEntries(node.attrs.map((attribute) => [attribute.name, attribute.value])));
    }
    if ("childNodes" in node) node.childNodes.forEach(walk);
  };
  walk(html.startsWith("<!doctype") ? parse(html) : parseFragment(html));
  return found;
}

const common = {
  version: z.literal("1.0"),
  title: z.string().min(1),
  provider_name: z.string().min(1),
  provider_url: z.url(),
  thumbnail_url: z.url(),
  thumbnail_width: z.number().int().positive(),
  thumbnail_height: z.number().int().positive(),
};
/** Section 2.3.4 of the specification. */
const OEMBED = z.discriminatedUnion("type", [
  z.strictObject({ ...common, type: z.literal("link") }),
  z.strictObject({
    ...common,
    type: z.literal("rich"),
    html: z.string(),
    width: z.number().int().positive(),
    height: z.number().int().positive(),
  }),
]);

describe("on every page that search engines may know", () => {
  let site: Site;
  let pages: { address: string; html: string }[];
  const origin = "https://www.example.se";
  const local = (url: string): string => {
    expect(url.startsWith(`${home}/`)).toBe(true);
    return url.slice(home.length);
  };
  let home = origin;
  beforeAll(async () => {
    site = await build(SAMPLE);
    home = site.result.site?.origin ?? "";
    pages = filesBelow(site.folder)
      .filter((path) => path.endsWith(".html"))
      .map((path) => ({ address: `/${path.replace(/index\.html$/, "")}`, html: site.page(`/${path}`) }))
      .filter(({ html }) => !/name="robots" content="noindex"|http-equiv="refresh"/.test(html));
    expect(pages.length).toBeGreaterThan(20);
  });

  test("a preview finds title, description, address and picture with its text", () => {
    for (const { address, html } of pages) {
      const graph = new Map(
        elements(html, "meta").flatMap(({ property, content }) => (property ? [[property, content]] : [])),
      );
      for (const property of ["og:title", "og:type", "og:description", "og:site_name", "og:image:alt"]) {
        expect(graph.get(property)?.trim(), `${address} ${property}`).toBeTruthy();
      }
      expect(graph.get("og:url")).toBe(home + address);
      expect(elements(html, "meta").find(({ name }) => name === "description")?.content).toBe(
        graph.get("og:description"),
      );
      const picture = readFileSync(join(site.folder, local(graph.get("og:image") ?? "")));
      expect(imageSize(picture)).toMatchObject({ type: "png", width: 1200, height: 630 });
      expect(picture.length).toBeLessThanOrEqual(60_000);
    }
  });

  test("an oEmbed consumer finds a valid answer by the page's own link", () => {
    const types = new Map<string, string>();
    for (const { address, html } of pages) {
      const discovered = elements(html, "link").filter(
        ({ rel, type }) => rel?.split(" ").includes("alternate") && type === "application/json+oembed",
      );
      expect(discovered, address).toHaveLength(1);
      const answer = OEMBED.parse(JSON.parse(site.page(local(discovered[0]?.href ?? ""))));
      types.set(address, answer.type);
      expect(imageSize(readFileSync(join(site.folder, local(answer.thumbnail_url))))).toMatchObject({
        width: answer.thumbnail_width,
        height: answer.thumbnail_height,
      });
      if (answer.type !== "rich") continue;
      const frames = elements(answer.html, "iframe");
      expect(frames).toHaveLength(1);
      expect(frames[0]).toMatchObject({ width: String(answer.width), height: String(answer.height) });
      expect(frames[0]?.title).toBeTruthy();
      expect(answer.html).not.toContain("<script");
      expect(site.page(local(frames[0]?.src ?? ""))).toContain('target="_top"');
    }
    // A frame is for a list; a letter is linked to as itself.
    expect(types.get("/")).toBe("rich");
    expect(types.get("/nyhetsbrev/")).toBe("rich");
    expect(types.get("/amnen/odling/")).toBe("rich");
    expect(types.get("/nyhetsbrev/2025/mars/")).toBe("link");
  });
});
