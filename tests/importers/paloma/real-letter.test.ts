import { readFileSync } from "node:fs";
import { join } from "node:path";
import { expect, test } from "vitest";
import { UDD } from "../../support/sample.ts";

test("the issue that the archive publishes is what the importer alone makes of the letter", () => {
  const expected = readFileSync(join(import.meta.dirname, "2023-09-udd-enter/expected.md"), "utf8");
  const published = join(UDD, "issues/2023/2023-09-udd-enter.md");
  expect(expected).toBe(readFileSync(published, "utf8"));
});
