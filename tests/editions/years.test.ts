/** Lists of an archive that has grown: each page stays light, and nothing is missing from all of them. */
import { describe, expect, test } from "vitest";
import { MOST_ON_LIST } from "../../src/editions/web/views/years.ts";
import { build, contentFolder, letter, MINIMAL } from "../support/sample.ts";

const PER_YEAR = 130;
const YEARS = [2019, 2020, 2021, 2022, 2023];

const site = await build(
  contentFolder(MINIMAL, {
    "topics.yaml": "odling:\n  name: Odling\n",
    "people.yaml": undefined,
    "organisations.yaml": "koloniforeningen:\n  name: Koloniföreningen\n",
    "pages/odling.md": letter("title: Om odling\nslug: om-odling\ntopics: [odling]"),
    ...Object.fromEntries(
      YEARS.flatMap((year) =>
        Array.from({ length: PER_YEAR }, (_, index) => [
          `issues/${year}/${index}.md`,
          letter(
            `title: Brev ${index}\ndate: ${year}\ntopics: [odling]\nsteeringGroup:\n  - organisation: koloniforeningen\nslug: brev-${index}`,
          ),
        ]),
      ),
    ),
  }),
);

/** The letters that a page links to. */
function letters(address: string): string[] {
  return [
    ...new Set(
      Array.from(site.page(address).matchAll(/href="(\/nyhetsbrev\/\d{4}\/brev-\d+\/)"/g), ([, to = ""]) => to),
    ),
  ];
}

describe.each(["/nyhetsbrev/", "/amnen/odling/", "/organisationer/koloniforeningen/"])("%s", (address) => {
  test("shows the newest whole years, and no more than fit", () => {
    const shown = letters(address);
    expect(shown.length).toBe(Math.floor(MOST_ON_LIST / PER_YEAR) * PER_YEAR);
    expect(new Set(shown.map((letter) => letter.split("/")[2]))).toEqual(new Set(["2023", "2022"]));
  });

  test("leads to a page for every year, which has all of its letters", () => {
    const page = site.page(address);
    for (const year of YEARS) {
      expect(page).toContain(`href="${address}${year}/"`);
      expect(letters(`${address}${year}/`)).toHaveLength(PER_YEAR);
    }
  });
});

test("a long list tells date and name only, a short one also what each text is about", async () => {
  expect(site.page("/nyhetsbrev/2023/")).not.toContain("<p>Hej!</p>");
  const few = await build(contentFolder(MINIMAL, { "issues/x.md": letter("title: X\ndate: 2001\nslug: x") }));
  expect(few.page("/nyhetsbrev/2001/")).toContain("<p>Hej!</p>");
});

test("what has no date stands on the topic's own page", () => {
  expect(site.page("/amnen/odling/")).toContain('href="/om-odling/"');
});

test("a page cannot take the address of a topic's year", async () => {
  const content = contentFolder(MINIMAL, {
    "topics.yaml": "odling:\n  name: Odling\n",
    "pages/x.md": letter("title: X\nslug: amnen/odling/2023"),
  });
  await expect(build(content)).rejects.toThrow(/already the address of a page that the site makes by itself/);
});
