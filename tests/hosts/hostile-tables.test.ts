/**
 * Tables of old addresses made to break settings or to slip something into them: real servers read the files, lead each
 * address exactly where it says, and everything else nowhere.
 */
import fc from "fast-check";
import { afterAll, beforeAll, expect, test } from "vitest";
import { type HostRules, plainTarget, type Redirect } from "../../src/editions/web/documents/hosts/host-rules.ts";
import { oldAddressKey, parseOldAddress } from "../../src/model/old-address.ts";
import "../support/sample.ts";
import { describeHosts, HOSTS, type Host } from "./servers.ts";
import { siteOf } from "./site-of-rules.ts";

/** What means something to a shell, a pattern or the settings of some server. */
const TRAPS = [
  ..."$'\"`{}()[]|^+~;:,!@&=<>?#% \\.-_",
  // biome-ignore lint/suspicious/noTemplateCurlyInString: it is what some servers would read as theirs
  ...["$1", "$0", "${x}", "$uri", "$host", "%{HTTP_HOST}", "%1", "%%", "{path}", "{$HOME}", "{args[0]}", "{env.HOME}"],
  ...["\\n", "\\", "\\x24", ".*", "a.b", "[a-z]", "(?i)", "\\Q", "};", "*/", "return 200", "//", "default", "volatile"],
  ...["<script>", "javascript:alert(1)", "%0d%0aX-Evil: 1", "å", "Ö", "é", "ß", "İ", "日本", "😀", "\u200b", "\ufeff"],
];
const segment = fc
  .array(fc.oneof(fc.constantFrom(...TRAPS), fc.string({ maxLength: 3, unit: "grapheme" })), {
    minLength: 1,
    maxLength: 3,
  })
  .map((parts) => parts.join(""));
const address = fc.array(segment, { minLength: 1, maxLength: 3 });

/** As many different old addresses as content may hold, with where each leads. */
function hostileRedirects(): Redirect[] {
  const known = new Map<string, Redirect>();
  for (const [path, target] of fc.sample(fc.tuple(address, address), 400)) {
    const encoded = [path, target].map((parts) => parts.map((part) => encodeURIComponent(part)).join("/"));
    const from = parseOldAddress(`/${encoded[0]}`);
    if ("fault" in from || from.below || from.path.length < 4) continue;
    const to = plainTarget(new URL(`https://www.example.com/${encoded[1]}`).href);
    known.set(oldAddressKey(from), { path: from.path, to, status: 301 });
  }
  return [...known.values()];
}

const REDIRECTS = hostileRedirects();
const RULES: HostRules = {
  basePath: "/",
  headers: [["Content-Security-Policy", "default-src 'none'"]],
  exceptions: [],
  redirects: REDIRECTS,
  gone: [],
  finder: { path: "/hitta/", parameter: "adress", finds: REDIRECTS.map(({ path, to }) => ({ path, to })) },
};
const inAddress = (path: string): string => path.split("/").map(encodeURIComponent).join("/");

describeHosts(HOSTS, (_name, start) => {
  let host: Host;
  beforeAll(async () => {
    host = await start(siteOf(RULES, ["", "hitta/"]));
  });
  afterAll(() => host?.stop());

  test("reads the table, and leads each address to where it says", async () => {
    expect(REDIRECTS.length).toBeGreaterThan(200);
    const wrong: string[] = [];
    for (const { path, to } of REDIRECTS) {
      const answer = await host.ask(inAddress(path));
      if (answer.status !== 301 || answer.headers.location !== to)
        wrong.push(`${JSON.stringify(path)}: ${answer.status} ${answer.headers.location}, not ${to}`);
    }
    expect(wrong).toEqual([]);
  });

  test("finds each of them", async () => {
    const wrong: string[] = [];
    for (const { path, to } of REDIRECTS) {
      const answer = await host.ask(
        `/hitta/?${new URLSearchParams({ adress: `https://x.example${inAddress(path)}` })}`,
      );
      if (answer.status !== 302 || answer.headers.location !== to)
        wrong.push(`${JSON.stringify(path)}: ${answer.status} ${answer.headers.location}, not ${to}`);
    }
    expect(wrong).toEqual([]);
  });

  test.each(["/", "/finns-inte", "/hitta/", "/hitta/?adress=x"])("%s is as it would be without", async (path) => {
    const answer = await host.ask(path);
    expect(answer.status).toBe(path === "/finns-inte" ? 404 : 200);
    expect(answer.headers["content-security-policy"]).toBe("default-src 'none'");
    expect(answer.headers["x-evil"]).toBeUndefined();
  });
});
