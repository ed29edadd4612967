/** Texts as parts of addresses. */
import { expect, test } from "vitest";
import { slugOf } from "../../src/content/slug.ts";

test.each([
  ["Höstens nyheter", "sv", "hostens-nyheter"],
  ["Äpplen & päron", "sv", "applen-och-paron"],
  // As Word and mail divide words: the sign is no part of the word.
  ["Upp\u00adhandlings\u00addialog", "sv", "upphandlingsdialog"],
  ["e\u2011tjänst", "sv", "e-tjanst"],
])("%j becomes part of an address", (text, language, slug) => expect(slugOf(text, language)).toBe(slug));
