import axe from "axe-core";
import { describe, expect, it } from "vitest";
import { describeInBrowser, KINDS, useBench } from "./bench.ts";

const TAGS = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"];

/** Runs axe in the page and brings back what matters of its result, which is large. */
const RUN = `axe
  .run(document, { runOnly: ${JSON.stringify(TAGS)}, resultTypes: ["violations"] })
  .then(({ violations, passes }) => ({
    found: violations.flatMap(({ id, help, nodes }) =>
      nodes.map(({ target, failureSummary }) => [id, help, target.join(" "), failureSummary].join(": ")),
    ),
    passed: passes.length,
  }))`;

interface Result {
  readonly found: readonly string[];
  readonly passed: number;
}

describeInBrowser("axe finds nothing on", () => {
  const bench = useBench();

  describe.each(["light", "dark"] as const)("%s pages:", (colorScheme) => {
    it.each(KINDS)("$site, $kind", async ({ site, address }) => {
      const { page } = await bench.visit(site, address, { colorScheme, stay: true });
      await page.evaluate(axe.source);
      const { found, passed } = await page.evaluate<Result>(RUN);
      expect(found).toEqual([]);
      expect(passed).toBeGreaterThan(15);
    });
  });

  it("but does when something is wrong", async () => {
    const { page } = await bench.visit("real", "/");
    await page.evaluate(axe.source);
    await page.evaluate('document.querySelector("h1").remove()');
    const { found } = await page.evaluate<Result>(RUN);
    expect(found.join()).toContain("page-has-heading-one");
  });
});
