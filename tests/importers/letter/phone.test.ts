/** A phone number of a letter stays in its text: whose it is, an import cannot know. */
import { expect, test } from "vitest";
import { compose } from "./helpers.ts";

test("an import never makes a phone number a contact's", () => {
  const card = "Alva Exempel, 0243-24 80 00, alva@example.org";
  const { frontMatter } = compose(`Text.\n\nKontaktpersoner\n\n${card}\n\nTel: 0243-24 80 00\n`);
  expect(JSON.stringify(frontMatter.contacts ?? [])).not.toContain("24 80 00");
});
