/** Every check reports what is wrong with a letter, also when the letter comes from the cache. */
import { join } from "node:path";
import { expect, test } from "vitest";
import { buildSite } from "../../src/engine/build-site.ts";
import { contentFolder, letter, MINIMAL, TODAY, temporaryFolder, writeFiles } from "../support/sample.ts";

test("a warning about front matter is reported again by a build that reads another letter only", async () => {
  const contentDir = contentFolder(MINIMAL, { "issues/2026/a.md": letter("title: Brev #4\ndate: 2026-01\nslug: a") });
  const output = join(temporaryFolder(), "site");
  const rules = async (): Promise<string[]> => {
    const { diagnostics } = await buildSite({ contentDir, output, today: TODAY, drafts: false });
    return diagnostics.map(({ rule }) => rule);
  };
  expect(await rules()).toEqual(["yaml-remark"]);
  writeFiles(contentDir, { "issues/2026/b.md": letter("title: Annat\ndate: 2026-01\nslug: b") });
  expect(await rules()).toEqual(["yaml-remark"]);
});
