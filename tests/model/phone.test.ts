import { describe, expect, test } from "vitest";
import { isPhone, phoneAddress } from "../../src/model/phone.ts";

const STOCKHOLM = "Europe/Stockholm";

describe("a phone number", () => {
  test.each([
    "0243-24 80 00",
    "0243248000",
    "08-123 456 78",
    "+46 243 24 80 00",
    "+46-243-248000",
    "(020) 7946 0958",
    "1177",
    "114 14",
  ])("%s is one", (text) => expect(isPhone(text)).toBe(true));

  test.each([
    ["words", "växeln"],
    ["an extension", "0243-24 80 00 ankn. 12"],
    ["two numbers", "0243-24 80 00, 0243-24 80 01"],
    ["a 0 after the country code", "+46 (0)243 24 80 00"],
    ["00 for a plus sign", "0046 243 24 80 00"],
    ["no area code", "248 00 00"],
    ["a personal identity number", "800101-1234"],
    ["too few digits", "+46 12"],
    ["too many digits", "+46 243 24 80 00 00 00 00"],
    ["two spaces", "0243  24 80 00"],
    ["nothing after a hyphen", "0243-"],
    ["nothing", ""],
    ["other digits", "٠٢٤٣-٢٤ ٨٠ ٠٠"],
    ["markup", '0243"><b>'],
  ])("with %s is none", (_what, text) => expect(isPhone(text)).toBe(false));
});

describe("the address that dials it", () => {
  test.each([
    ["0243-24 80 00", STOCKHOLM, "tel:+46243248000"],
    ["08-123 456 78", STOCKHOLM, "tel:+46812345678"],
    ["+46 243 24 80 00", STOCKHOLM, "tel:+46243248000"],
    ["+46 243 24 80 00", "America/New_York", "tel:+46243248000"],
    ["(020) 7946 0958", "Europe/London", "tel:+442079460958"],
  ])("of %s in %s is %s", (phone, timeZone, address) => expect(phoneAddress(phone, timeZone)).toBe(address));

  test.each([
    ["1177", STOCKHOLM],
    ["0243-24 80 00", "America/New_York"],
    ["0243-24 80 00", "constructor"],
  ])("of %s in %s is not guessed", (phone, timeZone) => expect(phoneAddress(phone, timeZone)).toBeUndefined());
});
