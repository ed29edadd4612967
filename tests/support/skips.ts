/** Lists what was skipped after the tests. With CI set a skipped test is a failure. */
import type { Reporter, TestModule, Vitest } from "vitest/node";

export default class Skips implements Reporter {
  #vitest: Vitest | undefined;

  onInit(vitest: Vitest): void {
    this.#vitest = vitest;
  }

  onTestRunEnd(modules: readonly TestModule[]): void {
    // With -t all tests of other names are skipped.
    if (this.#vitest?.getGlobalTestNamePattern()) return;
    const names = modules.flatMap((module) => [...module.children.allTests("skipped")].map(({ fullName }) => fullName));
    if (names.length === 0) return;
    const reasons = new Map<string, number>();
    for (const name of names) {
      const reason = /\(skipped: ([^)]*)\)/.exec(name)?.[1] ?? "no reason in the name";
      reasons.set(reason, (reasons.get(reason) ?? 0) + 1);
    }
    for (const [reason, count] of reasons) console.error(`SKIPPED: ${count} tests, as ${reason}`);
    if (!process.env.CI) return;
    console.error("CI is set: a skipped test is a failure.");
    process.exitCode = 1;
  }
}
