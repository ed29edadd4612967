/** The site's own texts: complete in every language, and every one the templates use exists. */
import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, test } from "vitest";
import { partialDateFault } from "../../src/model/partial-date.ts";
import { slugFault } from "../../src/model/permalink.ts";
import { STRING_LANGUAGES, stringsFor } from "../../src/strings/strings.ts";
import { ROOT } from "../support/sample.ts";

/** `a.b.c` → text or function, for everything in a language's file. */
function flat(value: unknown, path = ""): Map<string, unknown> {
  if (typeof value !== "object" || value === null) return new Map([[path, value]]);
  return new Map(
    Object.entries(value).flatMap(([key, child]) => [...flat(child, path === "" ? key : `${path}.${key}`)]),
  );
}

const LANGUAGES = STRING_LANGUAGES.map((language) => [language, flat(stringsFor(language))] as const);
const [, SWEDISH = new Map<string, unknown>()] = LANGUAGES.find(([language]) => language === "sv") ?? [];

describe.each(LANGUAGES)("%s", (language, strings) => {
  test("has the same texts as Swedish, each of the same kind", () => {
    // Names of systems are proper names: a language may know more of them.
    const names = (all: Map<string, unknown>): string[] =>
      [...all].filter(([key]) => !/^newIssue\.comment\./.test(key)).map(([key, value]) => `${key}: ${typeof value}`);
    expect(names(strings).sort()).toEqual(names(SWEDISH).sort());
    expect(strings.size).toBeGreaterThan(80);
  });

  test("has no empty text", () => {
    for (const [key, value] of strings) {
      if (typeof value === "string") expect(value.trim(), key).not.toBe("");
    }
  });

  test("writes what it is given into every text that takes something", () => {
    for (const [key, value] of strings) {
      if (typeof value !== "function") continue;
      const given = Array.from({ length: value.length }, (_, index) => `<${index}>`);
      const text: unknown = value(...given);
      expect(typeof text, key).toBe("string");
      for (const part of given) expect(text, key).toContain(part);
      expect(text, key).not.toMatch(/undefined|NaN|\[object/);
    }
  });

  test("makes addresses that are right", () => {
    const paths = [...strings].filter(([key]) => key.startsWith("paths."));
    expect(paths.length).toBeGreaterThan(4);
    for (const [key, path] of paths) expect(slugFault(String(path)), key).toBeUndefined();
    const top = paths.filter(([key]) => key !== "paths.latest").map(([, path]) => path);
    expect(new Set(top).size).toBe(top.length);
    // Or the newest letter's address would be a year's.
    expect(partialDateFault(String(strings.get("paths.latest")))).toBe("shape");
  });

  test("is in a language that dates can be written in", () => {
    expect(Intl.DateTimeFormat.supportedLocalesOf(String(strings.get("locale")))).toHaveLength(1);
    expect(String(strings.get("locale")).split("-")[0]).toBe(language);
  });

  test("has no sentence left in another language", () => {
    const before = LANGUAGES.slice(
      0,
      LANGUAGES.findIndex(([name]) => name === language),
    );
    // Single words and names may well be the same.
    const sentences = [...strings].filter(
      ([, text]) => typeof text === "string" && text.trim().split(/\s+/).length > 2,
    );
    const left = sentences.filter(([key, text]) => before.some(([, texts]) => texts.get(key) === text));
    expect(left.map(([key]) => key)).toEqual([]);
  });
});

test("English has no Swedish letters", () => {
  for (const [key, value] of flat(stringsFor("en")))
    if (typeof value === "string") expect(value, key).not.toMatch(/[åäö]/i);
});

test("a language may be named with its region, and an unknown one is unknown", () => {
  expect(stringsFor("en-GB")).toBe(stringsFor("en"));
  expect(stringsFor("sv-FI")).toBe(stringsFor("sv"));
  for (const unknown of ["tlh", ""]) expect(stringsFor(unknown), unknown).toBeUndefined();
});

describe("templates", () => {
  const folder = join(ROOT, "templates/web");
  const templates = readdirSync(folder, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile() && entry.name.endsWith(".njk"))
    .map((entry) => join(entry.parentPath, entry.name));
  const used = templates.flatMap((file) =>
    [...readFileSync(file, "utf8").matchAll(/(?<![\w.])t((?:\.\w+)+)(\[)?/g)].map(([, path = "", computed]) => ({
      file: file.slice(folder.length + 1),
      path: path.slice(1),
      computed: computed !== undefined,
    })),
  );

  test("there are some, and they use texts", () => {
    expect(templates.length).toBeGreaterThan(10);
    expect(used.length).toBeGreaterThan(50);
  });

  test("use no text that does not exist", () => {
    const missing = used.filter(({ path, computed }) =>
      computed
        ? ![...SWEDISH.keys()].some((key) => key.startsWith(`${path}.`))
        : !SWEDISH.has(path) && !SWEDISH.has(path.replace(/\.\w+$/, "")),
    );
    expect(missing.map(({ file, path }) => `${file}: t.${path}`)).toEqual([]);
  });

  test("say nothing in a language of their own", () => {
    for (const file of templates) {
      const source = readFileSync(file, "utf8")
        .replace(/\{#[\s\S]*?#\}/g, "")
        .replace(/^---\n[\s\S]*?\n---\n/, "")
        // The kind of page that Open Graph knows is a word of that standard.
        .replace(/\{% block ogType %\}\w+\{% endblock %\}/g, "")
        .replace(/\{%[\s\S]*?%\}|\{\{[\s\S]*?\}\}/g, "")
        .replace(/[a-z-]+="[^"]*"/g, "")
        .replace(/<[^>]*>/g, " ")
        // A proper name, the same in every language.
        .replace(/\bISSN\b/g, "");
      // Commas, dots and dashes between values are not words.
      expect(source.match(/\p{L}{2,}/gu), file.slice(folder.length + 1)).toBeNull();
    }
  });
});
