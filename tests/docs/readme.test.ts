import { existsSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, test } from "vitest";
import { build, filesBelow, ROOT, temporaryFolder, writeFiles } from "../support/sample.ts";

const README = readFileSync(join(ROOT, "README.md"), "utf8");

/** The first block of code in a language in the part on other organisations. */
function example(language: string): string {
  const part = README.slice(README.indexOf("## Use it for another organisation"));
  const block = new RegExp(`\`\`\`${language}\n(.*?)\n *\`\`\``, "s").exec(part)?.[1] ?? "";
  return `${block.replaceAll(/^ {3}/gm, "")}\n`;
}

describe("the site that README begins with", () => {
  test("is whole without a letter, and nobody else's", async () => {
    const content = temporaryFolder();
    writeFiles(content, { "site.yaml": example("yaml"), "pages/about.md": example("markdown") });
    const { folder, result } = await build(content);
    expect(result.diagnostics).toEqual([]);

    const pages = filesBelow(folder).filter((path) => path.endsWith(".html"));
    expect(pages.length).toBeGreaterThan(10);
    const named = new Set<string>();
    for (const path of pages) {
      const html = readFileSync(join(folder, path), "utf8");
      expect([path, html.match(/lang="(?!en")[^"]*"|[åäö]|UDD|Dalarna|upphandling/i)?.[0]]).toEqual([path, undefined]);
      for (const [, address = ""] of html.matchAll(/https:\/\/newsletters\.example\.org(\/[^"'\s<&#]*)/g))
        named.add(address);
    }
    // Every address that is shown to be copied is there, as is every link, which the build sees to.
    const missing = [...named].filter((address) => !existsSync(join(folder, address.replace(/\/$/, "/index.html"))));
    expect(missing).toEqual([]);
  });
});
