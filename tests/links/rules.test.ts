/** The rules that decide what is asked: addresses of the public internet, and robots.txt. */
import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { isPublicAddress } from "../../src/links/public-address.ts";
import { readRobots } from "../../src/links/robots.ts";
import { growth, LINEAR } from "../support/processor-time.ts";

describe("an address of the public internet", () => {
  test.each([
    "8.8.8.8",
    "1.1.1.1",
    "172.15.255.255",
    "172.32.0.1",
    "192.167.0.1",
    "100.63.0.1",
    "100.128.0.1",
    "223.255.255.255",
    "2606:2800:220:1::1",
    "2a00:1450::1",
  ])("%s is one", (address) => expect(isPublicAddress(address)).toBe(true));

  test.each([
    "0.0.0.0",
    "0.1.2.3",
    "10.0.0.1",
    "100.64.0.1",
    "100.127.255.255",
    "127.0.0.1",
    "127.255.255.254",
    "169.254.169.254",
    "172.16.0.1",
    "172.31.255.255",
    "192.0.0.8",
    "192.0.2.1",
    "192.88.99.1",
    "192.168.0.1",
    "198.18.0.1",
    "198.51.100.1",
    "203.0.113.1",
    "224.0.0.1",
    "240.0.0.1",
    "255.255.255.255",
    "::",
    "::1",
    "::7f00:1",
    "::ffff:127.0.0.1",
    "::ffff:8.8.8.8",
    "::ffff:7f00:1",
    "64:ff9b::10.0.0.1",
    "100::1",
    "2001::1",
    "2001:db8::1",
    "2002:7f00:1::",
    "3fff::1",
    "fc00::1",
    "fd00:ec2::254",
    "fe80::1",
    "fe80::1%eth0",
    "ff02::1",
    "",
    "localhost",
    "2130706433",
    "0x7f.1",
    "127.1",
    "[::1]",
  ])("%s is none", (address) => expect(isPublicAddress(address)).toBe(false));

  test("no address of a private network is, however it is written", () => {
    const part = fc.integer({ min: 0, max: 255 });
    const hex = (value: number): string => value.toString(16).padStart(2, "0");
    fc.assert(
      fc.property(fc.constantFrom([10], [127], [192, 168], [169, 254]), part, part, part, (start, ...rest) => {
        const [a = 0, b = 0, c = 0, d = 0] = [...start, ...rest];
        for (const address of [
          [a, b, c, d].join("."),
          `::ffff:${[a, b, c, d].join(".")}`,
          `::ffff:${hex(a)}${hex(b)}:${hex(c)}${hex(d)}`,
          `64:ff9b::${hex(a)}${hex(b)}:${hex(c)}${hex(d)}`,
          `2002:${hex(a)}${hex(b)}:${hex(c)}${hex(d)}::1`,
        ])
          expect(isPublicAddress(address), address).toBe(false);
      }),
    );
  });
});

describe("robots.txt", () => {
  test.each<[rules: string, path: string, allowed: boolean]>([
    ["", "/a", true],
    ["User-agent: *\nDisallow: /", "/a", false],
    ["User-agent: *\nDisallow:", "/a", true],
    ["user-agent: *\ndisallow: /a # därför", "/abc?d", false],
    ["User-agent: Annan\nDisallow: /", "/a", true],
    ["User-agent: prov\nDisallow: /a\n\nUser-agent: *\nDisallow: /", "/b", true],
    ["User-agent: PROV/2.0 beta\nDisallow: /a", "/a", false],
    ["User-agent: a\nUser-agent: Prov\nDisallow: /a", "/a", false],
    ["User-agent: Prov\nDisallow: /a\nUser-agent: b\nDisallow: /b\nUser-agent: prov\nDisallow: /c", "/c", false],
    ["User-agent: Prov\nDisallow: /a\nUser-agent: b\nDisallow: /b", "/b", true],
    ["User-agent: *\r\nSitemap: /x\r\nCrawl-delay: 10\r\nDisallow: /a", "/a", false],
    ["\ufeffUser-agent: *\rDisallow: /a", "/a", false],
    ["User-agent: *\nDisallow: /a\nAllow: /a/b", "/a/b/c", true],
    ["User-agent: *\nAllow: /a\nDisallow: /a/b", "/a/b/c", false],
    ["User-agent: *\nAllow: /a\nDisallow: /a", "/a", true],
    ["User-agent: *\nDisallow: /*.pdf$", "/x/y.pdf", false],
    ["User-agent: *\nDisallow: /*.pdf$", "/x/y.pdf?z", true],
    ["User-agent: *\nDisallow: /a$", "/a", false],
    ["User-agent: *\nDisallow: /a$", "/ab", true],
    ["User-agent: *\nDisallow: /*/b*c", "/a/bxxc", false],
    ["User-agent: *\nDisallow: /*?", "/a?b", false],
    ["User-agent: *\nDisallow: *", "/a", false],
    ["User-agent: *\nDisallow: /ab*b$", "/ab", true],
    ["User-agent: *\nDisallow: /å", "/%C3%A5", false],
    ["User-agent: *\nDisallow: /%c3%a5", "/%C3%A5", false],
    ["User-agent: *\nDisallow: /%61", "/a", false],
    ["User-agent: *\nDisallow: /a%2Fb", "/a/b", true],
    ["Disallow: /", "/a", true],
    ["<html>User-agent: *\nDisallow: /</html>", "/a", true],
  ])("%j: %s %s", (rules, path, allowed) => expect(readRobots(rules, "Prov")(path)).toBe(allowed));

  test("a pattern takes time in proportion to the path", async () => {
    const mayAsk = readRobots(`User-agent: *\n${`Disallow: /${"*a".repeat(1_000)}b\n`.repeat(50)}`, "Prov");
    const ask = (size: number): void => expect(mayAsk(`/${"a".repeat(size)}`)).toBe(true);
    expect(await growth(ask, 50_000)).toBeLessThan(LINEAR);
  });
});
