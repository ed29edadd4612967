/** What is followed when a text is withdrawn or moved: nothing of it is left, and readers know the rest again. */
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { expect, test } from "vitest";
import { ENTRIES_IN_ARCHIVE, LEAST_CURRENT } from "../../src/editions/web/documents/feeds/share-out.ts";
import { move } from "../../src/publishing/move.ts";
import { withdraw } from "../../src/publishing/withdraw.ts";
import { built, type Place, place, published } from "../ledger/support.ts";
import { filesBelow, letter, MINIMAL, TODAY } from "../support/sample.ts";
import { checkAtom } from "./rules.ts";
import { all, textOf } from "./xml.ts";

const EVENTS = "\nevents:\n  - title: Hemligt möte\n    start: 2021-06-01";
/** As few as fill an archive document. */
const letters = Object.fromEntries(
  Array.from({ length: ENTRIES_IN_ARCHIVE + LEAST_CURRENT }, (_, index) => [
    `issues/${index}.md`,
    letter(`title: Brev ${index}\ndate: 2021\nslug: brev-${index}${index === 0 ? EVENTS : ""}`),
  ]),
);
const read = ({ output }: Place, path: string): string => readFileSync(join(output, "folj", path), "utf8");

test("a letter that is withdrawn takes its events' files, and an archive document if need be, with it", async () => {
  const at = place({ issues: undefined, ...letters }, MINIMAL);
  expect(await published(at)).toEqual([]);
  const files = filesBelow(join(at.output, "folj"));
  expect(files).toContain("nyhetsbrev/1.atom");
  expect(files).toContain("kalender/nyhetsbrev/2021/brev-0-1.ics");

  await withdraw(
    { contentDir: at.content, today: TODAY, time: undefined },
    "/nyhetsbrev/2021/brev-0/",
    "personuppgifter",
  );
  expect(await built(at)).toEqual([]);
  for (const path of filesBelow(join(at.output, "folj"))) expect(read(at, path)).not.toMatch(/Hemligt|brev-0\//);
  expect(filesBelow(join(at.output, "folj"))).not.toContain("nyhetsbrev/1.atom");
  expect(all(checkAtom(read(at, "nyhetsbrev.atom")), "entry")).toHaveLength(ENTRIES_IN_ARCHIVE + LEAST_CURRENT - 1);
});

test("a letter that moves is the same entry and the same event, at its new address", async () => {
  const at = place({ issues: undefined, "issues/0.md": letters["issues/0.md"] }, MINIMAL);
  expect(await published(at)).toEqual([]);
  const known = () => {
    const [entry] = all(checkAtom(read(at, "nyhetsbrev.atom")), "entry");
    return entry && [textOf(entry, "id"), /^UID:.+$/m.exec(read(at, "kalender.ics"))?.[0]];
  };
  const before = known();
  await move(
    { contentDir: at.content, today: TODAY, time: undefined },
    "/nyhetsbrev/2021/brev-0/",
    "/nyhetsbrev/2021/nytt/",
  );
  expect(await built(at)).toEqual([]);
  expect(known()).toEqual(before);
  expect(read(at, "nyhetsbrev.atom")).toContain('href="https://www.example.org/nyhetsbrev/2021/nytt/"');
});
