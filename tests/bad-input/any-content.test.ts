/** Whatever a content folder holds: what `check` calls fit can be built, and nothing an editor writes is a bug of the program. */
import { appendFileSync, rmSync } from "node:fs";
import { join } from "node:path";
import fc from "fast-check";
import { expect, test } from "vitest";
import { buildSite } from "../../src/engine/build-site.ts";
import { contentFolder, type Files, formatted, MINIMAL, TODAY, temporaryFolder, writeFiles } from "../support/sample.ts";
import { LONG } from "../support/long.ts";
import { anyContent } from "./generate-content.ts";

test("what is fit builds", async () => {
  const output = join(temporaryFolder(), "site");
  let fit = 0;
  await fc.assert(
    fc.asyncProperty(anyContent, fc.boolean(), fc.nat(9), async (files: Files, drafts, tenth) => {
      const content = contentFolder(MINIMAL);
      writeFiles(content, files);
      // The long form builds nine of ten without what takes most of the time and asks nothing of the content.
      if (LONG && tenth > 0) appendFileSync(join(content, "site.yaml"), "\nsearch: false\npictures: false\n");
      const options = { contentDir: content, today: TODAY, drafts };
      const errors = (diagnostics: Awaited<ReturnType<typeof buildSite>>["diagnostics"]) =>
        formatted(
          diagnostics.filter(({ severity }) => severity === "error"),
          content,
        );
      const checked = errors((await buildSite({ ...options, output: undefined })).diagnostics);
      for (const line of checked) expect(line).toMatch(/^content\S*:\d+:\d+ error [a-z-]+: /);
      if (checked.length === 0) {
        fit += 1;
        expect(errors((await buildSite({ ...options, output })).diagnostics)).toEqual([]);
      }
      rmSync(content, { recursive: true });
    }),
    { numRuns: LONG ? 10_000 : 12 },
  );
  // Half of what is drawn; where nothing is fit, nothing is compared.
  expect(fit).toBeGreaterThan(0);
});
