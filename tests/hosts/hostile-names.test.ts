/** Names of files that were withdrawn, of any signs: no server stops, and each says that it is gone, with its own page. */
import fc from "fast-check";
import { afterAll, beforeAll, expect, test } from "vitest";
import type { HostRules } from "../../src/editions/web/documents/hosts/host-rules.ts";
import { bothForms } from "../../src/editions/web/documents/hosts/path-pattern.ts";
import { describeHosts, HOSTS_AND_PREVIEW, type Host } from "./servers.ts";
import { siteOf } from "./site-of-rules.ts";

/** Signs that mean something to one of the servers or to an address, and any other that a file may be called by. */
const sign = fc.oneof(
  fc.constantFrom(...` !"#$%&'()*+,-.:;<=>?@[]^_\`{|}~`),
  fc.constantFrom("$1", "%{", "${", "$uri", "%1", "%20", "{path}", "{{", "]", " [", ",L", "é", "å"),
  fc.string({ unit: "grapheme", minLength: 1, maxLength: 1 }).filter((one) => !/[\p{Cc}\p{Cs}\\/]/u.test(one)),
);
const name = fc
  .array(sign, { minLength: 1, maxLength: 12 })
  .map((signs) => signs.join("").normalize("NFC"))
  .filter((text) => Buffer.byteLength(text) < 200 && !/^\.{1,2}$/.test(text));

const EVERYDAY = [
  "Min rapport.pdf",
  "a, b.pdf",
  "Pris $kr.pdf",
  'Citat "så".pdf',
  "100 %.pdf",
  "Vad är det?.pdf",
  "#1.pdf",
];
const DRAWN = fc.sample(name, { numRuns: 500, seed: 14 }).map((text) => `${text}.pdf`);
/** Names that differ in case alone are one file to some servers. */
const NAMES = [...new Map([...EVERYDAY, ...DRAWN].map((text) => [text.toLowerCase().normalize("NFC"), text])).values()];

const RULES: HostRules = {
  basePath: "/",
  headers: [["X-Content-Type-Options", "nosniff"]],
  exceptions: [],
  redirects: [],
  gone: NAMES.flatMap((text) => bothForms(`/up/${text}`).map((path) => ({ path, page: `/up/${text}/index.html` }))),
};

describeHosts(HOSTS_AND_PREVIEW, (_, start) => {
  let host: Host;
  beforeAll(async () => {
    host = await start(siteOf(RULES, ["", ...NAMES.map((text) => `up/${text}/`)]));
  });
  afterAll(() => host?.stop());

  test("each name is gone, with its own page", async () => {
    expect((await host.ask("/")).body).toBe("<p>");
    const wrong: unknown[] = [];
    for (const text of NAMES) {
      const { status, body } = await host.ask(`/up/${encodeURIComponent(text)}`);
      if (status !== 410 || body !== `<p>up/${text}/`) wrong.push([text, status, body.slice(0, 80)]);
    }
    expect(wrong).toEqual([]);
  });
});
