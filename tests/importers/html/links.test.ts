import { describe, expect, it } from "vitest";
import { cleanAddress, resolveLink } from "../../../src/importers/links/resolve-link.ts";

const NOBODY = { base: undefined, recipients: new Set<string>() };

function target(href: string, recipients: readonly string[] = []): string {
  const found = resolveLink(href, { base: undefined, recipients: new Set(recipients) });
  return found.kind === "address" ? found.url + (found.isUnresolved ? " (unresolved)" : "") : found.kind;
}

describe("where a link leads", () => {
  it.each([
    ["https://www.example.se/a b", "https://www.example.se/a%20b"],
    [" https://www.example.se/ ", "https://www.example.se/"],
    ["//www.example.se/x", "https://www.example.se/x"],
    ["HTTPS://www.example.se/X", "HTTPS://www.example.se/X"],
    ["https:\\\\www.example.se\\x", "https://www.example.se/x"],
    ["https://anna:hemligt@www.example.se/", "https://www.example.se/"],
    ["https://", "none"],
    ["http://[", "none"],
    ["", "none"],
    ["#", "none"],
    ["#del", "anchor"],
    ["sida.html", "relative"],
    ["mailto:", "none"],
    ["mailto:anna@example.se", "mailto:anna@example.se"],
    ["mailto:anna@example.se?utm_source=x&subject=Hej", "mailto:anna@example.se?subject=Hej"],
    ["MAILTO:anna@example.se", "mailto:anna@example.se"],
    ["tel:+46 23 12", "tel:+46 23 12"],
    ["javascript:alert(1)", "none"],
    ["java\tscript:alert(1)", "none"],
    ["\u0001javascript:alert(1)", "relative"],
    ["data:text/html,<script>alert(1)</script>", "none"],
    ["vbscript:x", "none"],
    ["ftp://example.se/", "none"],
    ["blob:https://example.se/x", "none"],
  ])("%j → %s", (href, expected) => {
    expect(target(href)).toBe(expected);
  });

  it("never leads to a program, however it is written", () => {
    for (const href of ["\u0001javascript:alert(1)", "\u00a0javascript:alert(1)", "javascript\u200b:alert(1)"]) {
      const found = resolveLink(href, { ...NOBODY, base: "https://www.example.se/" });
      expect(found.kind === "address" ? found.url : "https:").toMatch(/^https:/);
    }
  });

  it("reads the address in a wrapper, but only whole web addresses", () => {
    expect(target("https://www.google.com/url?q=javascript:alert(1)")).toBe(
      "https://www.google.com/url?q=javascript:alert(1)",
    );
    expect(target("https://click.example.com/?url=www.example.se")).toBe(
      "https://click.example.com/?url=www.example.se (unresolved)",
    );
    expect(target("https://urldefense.com/v3/__https:/www.example.se/a*b__;Kw!!x!y$")).toBe(
      "https://www.example.se/a+b",
    );
    expect(target("https://urldefense.com/v3/__https://www.example.se/**A/c__;w6XDpA!!x!y$")).toBe(
      "https://www.example.se/åä/c",
    );
    expect(target("https://substack.com/redirect/2/trasigt.x")).toBe(
      "https://substack.com/redirect/2/trasigt.x (unresolved)",
    );
    expect(target("https://secure-web.cisco.com/1abc/https%3A%2F%2Fwww.example.se%2Fx")).toBe(
      "https://www.example.se/x",
    );
  });

  it("unwraps wrappers in wrappers, but not without end", () => {
    let address = "https://www.example.se/";
    for (let count = 0; count < 5; count += 1) address = `https://www.google.com/url?q=${encodeURIComponent(address)}`;
    expect(target(address)).toBe("https://www.example.se/");
    const loop = "https://click.example.com/track?url=https%3A%2F%2Fclick.example.com%2Ftrack";
    expect(target(loop)).toBe("https://click.example.com/track (unresolved)");
  });

  it("removes parameters that hold a recipient", () => {
    const anna = ["anna@example.se"];
    expect(target("https://www.example.se/?e=anna%40example.se&id=1", anna)).toBe("https://www.example.se/?id=1");
    expect(target("https://www.example.se/?e=YW5uYUBleGFtcGxlLnNl&id=1", anna)).toBe("https://www.example.se/?id=1");
    expect(target("https://www.example.se/?e=bo%40example.se", anna)).toBe("https://www.example.se/?e=bo%40example.se");
  });
});

describe("an address without tracking", () => {
  it.each([
    ["https://example.se/?utm_source=a&x=1", "https://example.se/?x=1"],
    ["https://example.se/?UTM_Source=a", "https://example.se/"],
    ["https://example.se/?x=1&amp;mc_eid=2", "https://example.se/?x=1"],
    ["https://example.se/?x=å&y=%20+", "https://example.se/?x=å&y=%20+"],
    ["https://example.se/?utm", "https://example.se/?utm"],
    ["https://example.se/?", "https://example.se/"],
    ["https://example.se/?id=utm_source", "https://example.se/?id=utm_source"],
  ])("%s → %s", (address, expected) => {
    expect(cleanAddress(address, new Set())).toBe(expected);
  });
});
