/** Old addresses as people and other systems write them. */
import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { type OldAddress, oldAddressKey, parseOldAddress } from "../../src/model/old-address.ts";
import "../support/sample.ts";

const parsed = (text: string): OldAddress => {
  const address = parseOldAddress(text);
  if ("fault" in address) throw new Error(address.fault);
  return address;
};

describe("an old address", () => {
  test.each<[string, OldAddress]>([
    ["/om-udd/", { path: "/om-udd/", below: false }],
    ["/sv/Om-Udd/Sidor/default.aspx", { path: "/sv/Om-Udd/Sidor/default.aspx", below: false }],
    ["/category/*", { path: "/category/", below: true }],
    ["/?p=12", { path: "/", below: false, query: { p: "12" } }],
    ["/h%C3%A5llbar%20upphandling", { path: "/hållbar upphandling", below: false }],
    ["/ha\u030allbar", { path: "/h\u00e5llbar", below: false }],
    ["http://WWW.Extra.example.se/a/", { host: "extra.example.se", path: "/a/", below: false }],
    ["https://extra.example.se", { host: "extra.example.se", path: "/", below: false }],
    [
      "https://public.paloma.se/webversion/WebVersionRaw?cid=15132&mid=754225",
      {
        host: "public.paloma.se",
        path: "/webversion/WebVersionRaw",
        below: false,
        query: { cid: "15132", mid: "754225" },
      },
    ],
  ])("%s is taken apart", (text, expected) => expect(parsed(text)).toEqual(expected));

  test("is the same in any case and Unicode form, with its parameters in any order", () => {
    const same = ["/H%C3%A5llbar?a=1&b=2", "/ha\u030allbar/?b=2&a=1", "https://old.example.org/H%C3%85LLBAR/?B=2&A=1"];
    expect(new Set(same.map((text) => oldAddressKey(parsed(text)))).size).toBe(1);
  });

  test("is never a path that leaves its folder, ends a line or holds a subscriber's key", () => {
    fc.assert(
      fc.property(fc.oneof(fc.webUrl({ withQueryParameters: true }), fc.string({ unit: "binary" })), (text) => {
        for (const written of [text, `/${text}`, `/${encodeURIComponent(text.replace(/[\ud800-\udfff]/g, ""))}`]) {
          const address = parseOldAddress(written);
          if ("fault" in address) continue;
          expect(address.path).toMatch(/^\/[^\p{Cc}\\]*$/u);
          expect(address.path).not.toMatch(/\/\/|\/\.\.?(?:\/|$)|\*/);
          for (const [name, value] of Object.entries(address.query ?? {})) expect(name + value).toMatch(/^[\w.-]+$/);
        }
      }),
    );
  });
});
