/** What somebody asks for at the page of old addresses costs a server no more than its length. */
import { existsSync } from "node:fs";
import { afterAll, beforeAll, expect, test } from "vitest";
import type { Find } from "../../src/editions/web/documents/hosts/host-rules.ts";
import { growth, LINEAR } from "../support/processor-time.ts";
import { skipped } from "../support/programs.ts";
import { RULES } from "./rules-of-every-kind.ts";
import { describeHosts, HOSTS_AND_PREVIEW, type Host } from "./servers.ts";
import { siteOf } from "./site-of-rules.ts";

const FINDS: Find[] = Array.from({ length: 100 }, (_, index) => ({
  path: [`/sidor/Sida-${index}.aspx`, `/å ${index}/`, `/arkiv-${index}/`][index % 3] ?? "",
  to: "/om/",
  ...(index % 3 === 2 && { below: true }),
}));
const MANY = { ...RULES, finder: { path: "/hitta/", parameter: "adress", finds: FINDS } };

/** What can be taken by a part of an address again and again, and what stands before it. */
const REPEATED: [before: string, sign: string][] = [
  ["", "+"],
  ["", ":1"],
  ["/", "+"],
  ["/arkiv-2", "/"],
  ["/x", "?"],
];

describeHosts(HOSTS_AND_PREVIEW, (name, start) => {
  const skip =
    name === "preview" || existsSync("/proc/self/stat") ? "" : skipped("only Linux says what a process costs");
  let host: Host;
  beforeAll(async () => {
    host = await start(siteOf(MANY, ["", "hitta/", "om/"]));
  });
  afterAll(() => host?.stop());

  test.skipIf(skip).each(REPEATED)(`500, 1,000, 2,000 and 4,000 signs: %s, then %s${skip}`, async (before, sign) => {
    const ask = async (size: number): Promise<void> => {
      // The sign at the end keeps all that was repeated from being the end.
      const address = `/hitta/?adress=${before}${sign.repeat(size / sign.length)}%01`;
      for (let count = 0; count < 30; count += 1) await host.ask(address);
    };
    for (const size of [500, 1_000]) expect(await growth(ask, size, host.processorTime)).toBeLessThan(LINEAR);
  });
});
