/**
 * `first-form/` was published by the program as it was before the hash of a text had forms, and before contacts had `phone`. It must
 * never be written again: that every published text in it stays right is what is looked at here.
 */
import { existsSync, readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { expect, test } from "vitest";
import { verifyLedger } from "../../src/publishing/verify.ts";
import { TODAY, writeFiles } from "../support/sample.ts";
import { built, ledgerEvents, type Place, perform, place, published } from "./support.ts";

const FIRST_FORM = join(import.meta.dirname, "first-form/content");
const LETTER = "issues/2026/allt.md";
const ADDRESS = "/nyhetsbrev/2026/allt/";

const old = (): Place => place({}, FIRST_FORM);
const versions = ({ content }: Place): string[] => readdirSync(join(content, "versions")).sort();
const contentsOf = (at: Place, address: string) =>
  ledgerEvents(at).flatMap(({ path, op, content }) => (path === address && op !== "withdraw" ? [content] : []));

function change(at: Place, file: string, from: string, to: string): void {
  const text = readFileSync(join(at.content, file), "utf8");
  expect(text).toContain(from);
  writeFiles(at.content, { [file]: text.replace(from, to) });
}

const PHONE = "    email: dag@example.org\n    phone: 0243-24 80 00\n";
const addPhone = (at: Place): void => change(at, LETTER, "    email: dag@example.org\n", PHONE);
const CORRECTION = "corrections:\n  - date: 2026-06-01\n    text: Telefonnumret saknades.\nslug:";

test("what did not change is published again without a correction, and nothing new is kept of it", async () => {
  const at = old();
  const before = versions(at);
  expect(await published(at)).toEqual([]);
  expect(
    ledgerEvents(at)
      .slice(55)
      .filter(({ content }) => content !== null),
  ).toEqual([]);
  expect(versions(at)).toEqual(before);
  expect((await verifyLedger(at.content, "HEAD", TODAY)).diagnostics).toEqual([]);
  expect(existsSync(join(at.output, "nyhetsbrev/2026/rattat/version/1/index.html"))).toBe(true);
  expect(existsSync(join(at.output, `${ADDRESS.slice(1)}version`))).toBe(false);
});

test("a copy that was lost is kept again under the name that the ledger has", async () => {
  const at = old();
  const before = versions(at);
  for (const name of before.filter((version) => version.startsWith("0ae8")))
    await perform(at, `remove versions/${name}`);
  expect(await published(at)).toEqual([]);
  expect(versions(at)).toEqual(before);
});

test("a phone number that is added to a published letter is a change of it", async () => {
  const at = old();
  addPhone(at);
  expect(await built(at)).toEqual([expect.stringContaining(`silent-edit: ${ADDRESS} is published and now says`)]);
  change(at, LETTER, "slug:", CORRECTION);
  expect(await published(at)).toEqual([]);
  const [first, second] = contentsOf(at, ADDRESS);
  expect(first).toMatch(/^[0-9a-f]{64}$/);
  expect(second).toMatch(/^2-[0-9a-f]{64}$/);
  expect(versions(at)).toContain(`${second}.md`);
  const page = (name: string): string => readFileSync(join(at.output, ADDRESS.slice(1), name), "utf8");
  expect(page("index.html")).toContain('<a href="tel:+46243248000">0243-24 80 00</a>');
  expect(page("version/1/index.html")).not.toContain("0243-24 80 00");
  const lines = ledgerEvents(at).length;
  expect(await published(at)).toEqual([]);
  expect(ledgerEvents(at)).toHaveLength(lines);
  change(at, LETTER, "24 80 00", "24 80 01");
  expect(await built(at)).toEqual([expect.stringContaining("silent-edit")]);
});

test("a phone number in the register is no change of the letters that name the person", async () => {
  const at = old();
  change(at, "people.yaml", "  email:", "  phone: 0243-24 80 00\n  email:");
  expect(await published(at)).toEqual([]);
  expect(readFileSync(join(at.output, ADDRESS.slice(1), "index.html"), "utf8")).toContain("tel:+46243248000");
});

test("a correction without a change of the text makes no second version", async () => {
  const at = old();
  change(at, LETTER, "slug:", CORRECTION);
  expect(await published(at)).toEqual([]);
  const [first, second] = contentsOf(at, ADDRESS);
  expect(second).toBe(first);
  expect(existsSync(join(at.output, `${ADDRESS.slice(1)}version`))).toBe(false);
});

test("what was withdrawn is still known, and can be restored", async () => {
  const at = old();
  expect(await built(at)).toEqual([]);
  expect(await perform(at, "restore /nyheter/borttagen/")).toEqual([]);
  expect(await published(at)).toEqual([]);
});

test("a version is found by its old hash, and removed with what it said", async () => {
  const at = old();
  expect(await perform(at, "withdraw /nyhetsbrev/2026/rattat/version/1/ personuppgifter")).toEqual([]);
  expect(versions(at).filter((name) => name.startsWith("b5d2"))).toEqual([]);
  expect(await published(at)).toEqual([]);
});

test("a letter with another slug is known again by its text", async () => {
  const at = old();
  change(at, LETTER, "slug: allt", "slug: annat");
  expect(await built(at)).toContainEqual(expect.stringContaining("address-moved"));
});
