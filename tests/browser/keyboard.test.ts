import { expect, it } from "vitest";
import { describeInBrowser, KINDS, LETTER, TABLES, useBench } from "./bench.ts";

interface Focus {
  readonly element: string;
  readonly tag: string;
  readonly id: string;
  readonly place: number;
  readonly reachable: number;
  readonly ring: boolean;
  readonly ringContrast: number;
  readonly inView: boolean;
  readonly scrolls: boolean;
}

describeInBrowser("by keyboard", () => {
  const bench = useBench();

  it.each(KINDS)(
    "$site, $kind is walked through in reading order, always visibly, or skipped to its content",
    async ({ site, address }) => {
      const { page, probe } = await bench.visit(site, address, { stay: true });
      const faults: string[] = [];
      const { reachable } = await probe<Focus>("focus");
      expect(await probe("skipLink")).toEqual({ focused: false, seen: false });
      let reached = 0;
      // Chromium also stops at boxes that scroll; a few steps more than there are links are enough to be through.
      for (let step = 0; step < reachable + 10; step += 1) {
        await page.keyboard.press("Tab");
        const focus = await probe<Focus>("focus");
        // After the last link the keyboard leaves the page, or starts again where there is no window around: nothing holds it.
        if (focus.tag === "body" || (focus.place === 0 && reached === reachable)) break;
        if (focus.place === reached) reached += 1;
        else if (!focus.scrolls)
          faults.push(`after ${reached} steps the keyboard is at ${focus.place}: ${focus.element}`);
        if (!focus.ring || focus.ringContrast < 3)
          faults.push(`no ring to see (${focus.ringContrast}): ${focus.element}`);
        if (!focus.inView) faults.push(`out of view: ${focus.element}`);
        if (step === 0) expect(await probe("skipLink")).toEqual({ focused: true, seen: true });
      }
      expect(faults).toEqual([]);
      expect(reached).toBe(reachable);
      expect((await probe<Focus>("focus")).place).toBeLessThanOrEqual(0);

      await page.locator("a[href='#_main']").press("Enter");
      expect(await probe("focus")).toMatchObject({ tag: "main", id: "_main" });
      await page.keyboard.press("Tab");
      // On, and not back into the menu.
      expect(await page.evaluate('document.activeElement.closest("main, footer") !== null')).toBe(true);
    },
  );

  it.each([320, 1280])("what scrolls sideways can be reached and has a name, at %i px", async (width) => {
    const { probe } = await bench.visit("sample", TABLES, { viewport: { width, height: 800 } });
    const scrollers = await probe<{ element: string; reached: boolean; named: boolean }[]>("scrollers");
    expect(scrollers.filter(({ reached, named }) => !reached || !named)).toEqual([]);
    expect(scrollers).toHaveLength(1);
  });

  it("a wide table scrolls by the arrow keys", async () => {
    const { page } = await bench.visit("sample", TABLES, { viewport: { width: 320, height: 800 } });
    await page.getByRole("region", { name: /^Table/ }).focus();
    await page.keyboard.press("ArrowRight");
    await page.keyboard.press("ArrowRight");
    await expect.poll(() => page.evaluate("document.activeElement.scrollLeft")).toBeGreaterThan(0);
  });

  it("goes from a footnote to its text and back", async () => {
    const { page } = await bench.visit("sample", TABLES);
    await page.locator("main sup a").first().press("Enter");
    expect(new URL(page.url()).hash).toBe("#_fn1");
    await page.keyboard.press("Tab");
    await page.keyboard.press("Enter");
    expect(new URL(page.url()).hash).toMatch(/^#_ref1/);
  });

  it("reads a letter from the start page in a few steps", async () => {
    const { page } = await bench.visit("real", "/");
    await page.keyboard.press("Tab");
    await page.keyboard.press("Enter");
    await page.keyboard.press("Tab");
    await Promise.all([page.waitForURL("**/nyhetsbrev/**"), page.keyboard.press("Enter")]);
    expect(page.url()).toBe(bench.site("real").url(LETTER));
  });
});
