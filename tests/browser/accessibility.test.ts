import axe from "axe-core";
import { expect, it } from "vitest";
import { describeInBrowser, KINDS, useBench } from "./bench.ts";

const TAGS = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"];

/** Runs axe in the page and brings back what matters of its result, which is large. */
const run = (only: string | readonly string[]): string => `axe
  .run(document, { runOnly: ${JSON.stringify(only)}, resultTypes: ["violations"] })
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

  it.each(KINDS)("$site, $kind", async ({ site, address }) => {
    const { page } = await bench.visit(site, address, { stay: true });
    await page.evaluate(axe.source);
    const { found, passed } = await page.evaluate<Result>(run(TAGS));
    expect(found).toEqual([]);
    expect(passed).toBeGreaterThan(15);
    await page.emulateMedia({ colorScheme: "dark" });
    const dark = await page.evaluate<Result>(run(["color-contrast"]));
    await page.emulateMedia({ colorScheme: "light" });
    expect(dark).toEqual({ found: [], passed: 1 });
  });

  it("but does when something is wrong", async () => {
    const { page } = await bench.visit("real", "/");
    await page.evaluate(axe.source);
    await page.evaluate('document.querySelector("h1").remove()');
    const { found } = await page.evaluate<Result>(run(TAGS));
    expect(found.join()).toContain("page-has-heading-one");
  });
});
